import type { Manifest } from '../../../../fleet';
import { fromParameters, fromSettings, grpc, logging, REDIS, REDIS_PASSWORD, sameName, tracing, Variable } from '../environment';
import { GPG, mounts, profile, repoServerMutualTls, repoServerTls, scratch, SSH, TLS, volumes } from '../storage';
import { apart, ask, container, IMAGE, RESTRICTED, workload } from '../workload';

const PART = 'repo-server';
const VARIABLE = 'ARGOCD_REPO_SERVER';
const PREFIX = 'reposerver';
const HELM = '/helm-working-dir';
const STORAGE = [
  SSH, TLS, ...GPG, repoServerTls(), repoServerMutualTls('server'), scratch('tmp', '/tmp'), scratch('helm-working-dir', HELM),
  scratch('plugins', '/home/argocd/cmp-server/plugins'), profile(PREFIX),
];
/** For plugins that people add as containers: they start with a program of Argo CD. */
const FOR_PLUGINS = [scratch('var-files', '/var/run/argocd')];

const ENVIRONMENT: readonly Variable[] = [
  REDIS_PASSWORD,
  ...['HELM_CACHE_HOME', 'HELM_CONFIG_HOME', 'HELM_DATA_HOME'].map(name => ({ name, value: HELM })),
  ...fromSettings({ ARGOCD_RECONCILIATION_TIMEOUT: 'timeout.reconciliation' }),
  ...fromParameters(
    sameName(VARIABLE, PREFIX, [
      'parallelism.limit', 'listen.address', 'disable.tls', 'client.ca.path', 'max.combined.directory.manifests.size', 'plugin.tar.exclusions',
      'plugin.use.manifest.generate.paths', 'streamed.manifest.max.tar.size', 'streamed.manifest.max.extracted.size',
      'helm.manifest.max.extracted.size', 'disable.helm.manifest.max.extracted.size', 'oci.manifest.max.extracted.size',
      'disable.oci.manifest.max.extracted.size', 'oci.layer.media.types', 'enable.builtin.git.config', 'include.hidden.directories',
    ]),
    sameName('ARGOCD', PREFIX, [
      'repo.cache.expiration', 'default.cache.expiration', 'revision.cache.lock.timeout', 'git.request.timeout', 'helm.user.agent',
    ]),
    grpc(PREFIX), logging(VARIABLE, PREFIX), tracing(VARIABLE), REDIS,
    {
      ARGOCD_REPO_SERVER_LISTEN_METRICS_ADDRESS: 'reposerver.metrics.listen.address',
      ARGOCD_REPO_SERVER_ALLOW_OUT_OF_BOUNDS_SYMLINKS: 'reposerver.allow.oob.symlinks',
      ARGOCD_TLS_MIN_VERSION: 'reposerver.tls.minversion',
      ARGOCD_TLS_MAX_VERSION: 'reposerver.tls.maxversion',
      ARGOCD_TLS_CIPHERS: 'reposerver.tls.ciphers',
      ARGOCD_GIT_MODULES_ENABLED: 'reposerver.enable.git.submodule',
      ARGOCD_GIT_LS_REMOTE_PARALLELISM_LIMIT: 'reposerver.git.lsremote.parallelism.limit',
      ARGOCD_GRPC_MAX_SIZE_MB: 'reposerver.grpc.max.size',
    },
  ),
];

/** Reads repositories and makes objects of what is in them. It runs what people wrote there, so it gets no token of the API server. */
export function repoServer(namespace: string): Manifest {
  return workload('Deployment', PART, namespace, {
    affinity: apart(PART), automountServiceAccountToken: false,
    initContainers: [{
      name: 'copyutil', image: IMAGE, command: ['sh', '-c'],
      args: ['/bin/cp /usr/local/bin/argocd /var/run/argocd/argocd && /bin/ln -sf /var/run/argocd/argocd /var/run/argocd/argocd-cmp-server'],
      securityContext: RESTRICTED, volumeMounts: mounts(FOR_PLUGINS),
    }],
    containers: [container(PART, {
      env: ENVIRONMENT, ports: [{ containerPort: 8081 }, { containerPort: 8084 }], volumeMounts: mounts(STORAGE),
      livenessProbe: ask('/healthz?full=true', 8084, { initialDelaySeconds: 30, periodSeconds: 30, timeoutSeconds: 5, failureThreshold: 3 }),
      readinessProbe: ask('/healthz', 8084, { initialDelaySeconds: 5, periodSeconds: 10 }),
    })],
    volumes: volumes([...STORAGE, ...FOR_PLUGINS]),
  });
}
