import type { Manifest } from '../../../../fleet';
import { clients, fromParameters, logging, REPO_SERVER_TLS, sameName, Variable } from '../environment';
import { GPG, mounts, profile, repoServerMutualTls, repoServerTls, scratch, SSH, TLS, volumes } from '../storage';
import { container, workload } from '../workload';

const PART = 'applicationset-controller';
const VARIABLE = 'ARGOCD_APPLICATIONSET_CONTROLLER';
const PREFIX = 'applicationsetcontroller';
const STORAGE = [SSH, TLS, ...GPG, scratch('tmp', '/tmp'), repoServerTls(), repoServerMutualTls('client'), profile(PREFIX)];

const ENVIRONMENT: readonly Variable[] = [
  { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  ...fromParameters(
    sameName(VARIABLE, PREFIX, [
      'global.preserved.annotations', 'global.preserved.labels', 'enable.leader.election', 'policy', 'enable.policy.override', 'debug',
      'enable.progressive.syncs', 'enable.new.git.file.globbing', 'namespaces', 'scm.root.ca.path', 'allowed.scm.providers', 'enable.scm.providers',
      'enable.github.api.metrics', 'webhook.parallelism.limit', 'requeue.after', 'repo.server.timeout.seconds', 'repo.server.strict.tls',
      ...REPO_SERVER_TLS,
    ]),
    logging(VARIABLE, PREFIX), clients(PREFIX),
    {
      ARGOCD_APPLICATIONSET_CONTROLLER_REPO_SERVER: 'repo.server',
      ARGOCD_APPLICATIONSET_CONTROLLER_DRY_RUN: 'applicationsetcontroller.dryrun',
      ARGOCD_APPLICATIONSET_CONTROLLER_TOKENREF_STRICT_MODE: 'applicationsetcontroller.enable.tokenref.strict.mode',
      ARGOCD_APPLICATIONSET_CONTROLLER_CONCURRENT_RECONCILIATIONS: 'applicationsetcontroller.concurrent.reconciliations.max',
      ARGOCD_APPLICATIONSET_CONTROLLER_MAX_RESOURCES_STATUS_COUNT: 'applicationsetcontroller.status.max.resources.count',
      ARGOCD_GIT_MODULES_ENABLED: 'applicationsetcontroller.enable.git.submodule',
    },
  ),
];

/** Makes Applications from ApplicationSets. */
export function applicationSetController(namespace: string): Manifest {
  return workload('Deployment', PART, namespace, {
    containers: [container(PART, {
      env: ENVIRONMENT, ports: [{ containerPort: 7000, name: 'webhook' }, { containerPort: 8080, name: 'metrics' }], volumeMounts: mounts(STORAGE),
    })],
    volumes: volumes(STORAGE),
  });
}
