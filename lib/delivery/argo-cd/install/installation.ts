import { configuration } from './config-maps';
import { checkKnownHosts } from './known-hosts';
import { installationLabels, VERSION } from './names';
import { networkPolicies } from './network-policies';
import { applicationController } from './parts/application-controller';
import { applicationSetController } from './parts/application-set-controller';
import { dex } from './parts/dex';
import { notificationsController } from './parts/notifications-controller';
import { redis } from './parts/redis';
import { repoServer } from './parts/repo-server';
import { server } from './parts/server';
import { accounts } from './service-accounts';
import { services } from './services';
import { definitionsOf } from '../../../../imports/definitions';
import type { Manifest } from '../../../fleet';
import type { ManifestComponent } from '../../../fleet/component';

/** Options for `argoCdInstallation`. */
export interface ArgoCdInstallationOptions {
  /** Namespace that Argo CD runs in. */
  readonly namespace: string;
  /**
   * Hosts that repositories are read from by SSH, beside GitHub, GitLab, Bitbucket and Azure DevOps: lines as `ssh-keyscan git.example.com` prints
   * them. They are one text in one ConfigMap, so what people add there by hand (`argocd cert add-ssh`) is undone by the next apply.
   *
   * @default - none
   */
  readonly sshKnownHosts?: readonly string[];
}

/**
 * Argo CD v3.5.1 with one replica of each part, for the whole cluster: what upstream's manifests/install.yaml installs, set up for the output of this
 * library. ApplicationSets go through their waves, and providers of the Cluster API Operator are healthy only once they are ready.
 *
 * The namespace may be any, though a cluster has room for one: its ClusterRoles are called after Argo CD alone.
 *
 * @throws for lines of `sshKnownHosts` that are no keys of hosts
 */
export function argoCdInstallation({ namespace, sshKnownHosts = [] }: ArgoCdInstallationOptions): ManifestComponent {
  checkKnownHosts('argoCdInstallation: sshKnownHosts', sshKnownHosts);
  return {
    type: 'manifests',
    name: 'argo-cd',
    version: VERSION,
    phase: 'gitops',
    namespace,
    // Argo Workflows and Argo Rollouts have kinds in the same group.
    serves: ['argoproj.io/Application', 'argoproj.io/ApplicationSet', 'argoproj.io/AppProject'],
    kubernetesVersions: { oldest: '1.33', newest: '1.36', by: 'Argo CD v3.5', source: 'Argo CD v3.5.1 docs/operator-manual/tested-kubernetes-versions.md' },
    charts: ['argo-cd'],
    options: sshKnownHosts.length === 0 ? undefined : `sshKnownHosts: ${sshKnownHosts.join('; ')}`,
    // The first whose AppProjects know `name` in a list of kinds; an older one drops it and permits the whole kind.
    oldest: 'v3.3.0',
    definitions,
    // Parts of them are shared, and who gets them may change them.
    objects: () => structuredClone(objects(namespace, sshKnownHosts)),
  };
}

function objects(namespace: string, sshKnownHosts: readonly string[]): readonly Manifest[] {
  return [
    ...accounts(namespace), ...configuration(namespace, sshKnownHosts), ...services(namespace), ...networkPolicies(namespace),
    // Those that use Redis wait for a Secret that its Pod makes.
    redis(namespace), repoServer(namespace), applicationController(namespace), applicationSetController(namespace), server(namespace),
    dex(namespace), notificationsController(namespace),
  ];
}

function definitions(): readonly Manifest[] {
  return definitionsOf('argo-cd').map(definition => ({
    ...definition,
    metadata: { ...definition.metadata, labels: { 'app.kubernetes.io/name': definition.metadata.name, ...installationLabels() } },
  }));
}
