import type { Manifest } from '../../../../fleet';
import {
  APPLICATION_NAMESPACES, clients, fromParameters, fromSettings, logging, REDIS, REDIS_PASSWORD, REPO_SERVER_TLS, retries, sameName, tracing,
  Variable,
} from '../environment';
import { mounts, profile, repoServerMutualTls, repoServerTls, scratch, volumes } from '../storage';
import { apart, ask, container, workload } from '../workload';

const PART = 'application-controller';
const VARIABLE = 'ARGOCD_APPLICATION_CONTROLLER';
const PREFIX = 'controller';
const HOME = '/home/argocd';
const STORAGE = [
  repoServerTls('/app/config/controller/tls'), repoServerMutualTls('client'), scratch('argocd-home', HOME), profile(PREFIX),
  scratch('argocd-application-controller-tmp', '/tmp'),
];

/** More replicas divide the clusters among them, and must then be told how many they are. */
const REPLICAS = 1;

const ENVIRONMENT: readonly Variable[] = [
  REDIS_PASSWORD,
  { name: 'ARGOCD_CONTROLLER_REPLICAS', value: String(REPLICAS) },
  { name: 'KUBECACHEDIR', value: '/tmp/kubecache' },
  ...fromSettings({
    ARGOCD_RECONCILIATION_TIMEOUT: 'timeout.reconciliation',
    ARGOCD_HARD_RECONCILIATION_TIMEOUT: 'timeout.hard.reconciliation',
    ARGOCD_RECONCILIATION_JITTER: 'timeout.reconciliation.jitter',
  }),
  ...fromParameters(
    sameName(VARIABLE, PREFIX, [
      'status.processors', 'operation.processors', 'hydration.processors', 'metrics.cache.expiration', 'kubectl.parallelism.limit',
      ...['timeout.seconds', 'backoff.timeout.seconds', 'backoff.factor', 'backoff.cap.seconds', 'backoff.cooldown.seconds'].map(key => `self.heal.${key}`),
      'repo.server.timeout.seconds', 'repo.server.strict.tls', ...REPO_SERVER_TLS,
    ]),
    sameName('ARGOCD', PREFIX, ['repo.error.grace.period.seconds', 'app.state.cache.expiration', 'default.cache.expiration']),
    sameName('ARGOCD', PREFIX, ['cluster.cache.batch.events.processing', 'cluster.cache.events.processing.interval', 'ignore.normalizer.jq.timeout']),
    logging(VARIABLE, PREFIX), tracing(VARIABLE), clients(PREFIX), retries(PREFIX), REDIS, APPLICATION_NAMESPACES,
    {
      ARGOCD_APPLICATION_CONTROLLER_REPO_SERVER: 'repo.server',
      ARGOCD_APPLICATION_CONTROLLER_COMMIT_SERVER: 'commit.server',
      ARGOCD_APPLICATION_CONTROLLER_SYNC_TIMEOUT: 'controller.sync.timeout.seconds',
      ARGOCD_APPLICATION_CONTROLLER_PERSIST_RESOURCE_HEALTH: 'controller.resource.health.persist',
      ARGOCD_APPLICATION_CONTROLLER_SERVER_SIDE_DIFF: 'controller.diff.server.side',
      ARGOCD_SYNC_WAVE_DELAY: 'controller.sync.wave.delay.seconds',
      ARGOCD_CONTROLLER_SHARDING_ALGORITHM: 'controller.sharding.algorithm',
      ARGOCD_HYDRATOR_ENABLED: 'hydrator.enabled',
    },
  ),
];

/** Compares clusters with repositories, and applies. */
export function applicationController(namespace: string): Manifest {
  return workload('StatefulSet', PART, namespace, {
    affinity: apart(PART),
    containers: [container(PART, {
      workingDir: HOME, env: ENVIRONMENT, ports: [{ containerPort: 8082 }], volumeMounts: mounts(STORAGE),
      readinessProbe: ask('/healthz', 8082, { initialDelaySeconds: 5, periodSeconds: 10 }),
    })],
    volumes: volumes(STORAGE),
    // No Service of this name is made, by upstream neither: nobody looks the replicas up.
  }, { replicas: REPLICAS, serviceName: 'argocd-application-controller' });
}
