import type { Manifest } from '../../../../fleet';
import {
  APPLICATION_NAMESPACES, clients, fromParameters, REDIS, REDIS_PASSWORD, REPO_SERVER_TLS, retries, sameName, tracing, Variable,
} from '../environment';
import { dexTls, mounts, profile, repoServerMutualTls, repoServerTls, scratch, SSH, TLS, volumes } from '../storage';
import { apart, ask, container, workload } from '../workload';

const PART = 'server';
const VARIABLE = 'ARGOCD_SERVER';
const STORAGE = [
  SSH, TLS, repoServerTls('/app/config/server/tls'), repoServerMutualTls('client'), dexTls('/app/config/dex/tls', 'client'),
  scratch('plugins-home', '/home/argocd'), scratch('tmp', '/tmp'), profile(PART),
];

const ENVIRONMENT: readonly Variable[] = [
  REDIS_PASSWORD,
  ...fromParameters(
    sameName(VARIABLE, PART, [
      'insecure', 'basehref', 'rootpath', 'log.level', 'dex.server', 'dex.server.plaintext', 'dex.server.strict.tls', 'disable.auth', 'enable.gzip',
      'x.frame.options', 'content.security.policy', 'connection.status.cache.expiration', 'oidc.cache.expiration', 'listen.address',
      'metrics.listen.address', 'enable.proxy.extension', 'webhook.parallelism.limit', 'webhook.refresh.workers', 'glob.cache.size',
      'repo.server.timeout.seconds', 'repo.server.strict.tls', ...REPO_SERVER_TLS,
    ]),
    sameName('ARGOCD', PART, ['app.state.cache.expiration', 'default.cache.expiration', 'api.content.types']),
    // It previews what the ApplicationSet controller would make.
    sameName('ARGOCD_APPLICATIONSET_CONTROLLER', 'applicationsetcontroller', [
      'enable.new.git.file.globbing', 'scm.root.ca.path', 'allowed.scm.providers', 'enable.scm.providers', 'enable.github.api.metrics',
    ]),
    tracing(VARIABLE), clients(PART), retries(PART), REDIS, APPLICATION_NAMESPACES,
    {
      ARGOCD_SERVER_LOGFORMAT: 'server.log.format',
      ARGOCD_SERVER_REPO_SERVER: 'repo.server',
      ARGOCD_SERVER_STATIC_ASSETS: 'server.staticassets',
      ARGOCD_TLS_MIN_VERSION: 'server.tls.minversion',
      ARGOCD_TLS_MAX_VERSION: 'server.tls.maxversion',
      ARGOCD_TLS_CIPHERS: 'server.tls.ciphers',
      ARGOCD_MAX_COOKIE_NUMBER: 'server.http.cookie.maxnumber',
      ARGOCD_HYDRATOR_ENABLED: 'hydrator.enabled',
      ARGOCD_SYNC_WITH_REPLACE_ALLOWED: 'server.sync.replace.allowed',
    },
  ),
];

/** The user interface, and the API of the command line. It makes the administrator's password, its certificate and its key when it first starts. */
export function server(namespace: string): Manifest {
  return workload('Deployment', PART, namespace, {
    affinity: apart(PART),
    containers: [container(PART, {
      env: ENVIRONMENT, ports: [{ containerPort: 8080 }, { containerPort: 8083 }], volumeMounts: mounts(STORAGE),
      livenessProbe: ask('/healthz?full=true', 8080, { initialDelaySeconds: 3, periodSeconds: 30, timeoutSeconds: 5 }),
      readinessProbe: ask('/healthz', 8080, { initialDelaySeconds: 3, periodSeconds: 30 }),
    })],
    volumes: volumes(STORAGE),
  });
}
