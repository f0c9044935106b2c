import { argoCdAppsImages, argoCdImages } from './argo-cd-add-on-images';
import { ArgoCdRegistry } from './registry';
import { Fleet, HelmAddOn, pruneProtection } from '../../fleet';
import { checkProps, MAP, TEXT } from '../../fleet/check-props';
import { overrideValues } from '../override-values';

/** Options for `argoCdAddOns`. */
export interface ArgoCdAddOnsOptions {
  /** Version of the chart `argo-cd`. @default - the version in the lock; without one `10.1.1`, which installs Argo CD v3.4.4 */
  readonly version?: string;
  /** Values for the chart `argo-cd`, on top of its own. @default - none */
  readonly values?: Readonly<Record<string, unknown>>;
}

const REPOSITORY = 'https://argoproj.github.io/argo-helm';

/**
 * The two charts by which a `ManagedCluster` comes up with an Argo CD of its own that already delivers its folder, for the prop `addOns`: one
 * installs Argo CD, the other its first Application, which cannot come in one release with the CRD of its kind.
 *
 * They travel from the hub, as everything that must arrive before GitOps can run. An `ExistingCluster` has no such way: a person installs Argo CD
 * there and applies its folder once, `kubectl apply --server-side --field-manager argocd-controller -f dist/<cluster>`. A repository that is not
 * public needs its Secret in each cluster.
 *
 * @throws when the delivery of the fleet is none of `Delivery.argoCd({ perCluster: true })`
 */
export function argoCdAddOns(fleet: Fleet, options: ArgoCdAddOnsOptions = {}): readonly HelmAddOn[] {
  checkProps('argoCdAddOns: ', options, {}, { version: TEXT, values: MAP });
  const registry = ArgoCdRegistry.of(fleet);
  if (!registry.perCluster) {
    throw new Error(`argoCdAddOns: the clusters of fleet '${fleet.node.id}' have no Argo CD of their own; deliver with Delivery.argoCd({ perCluster: true })`);
  }
  const { namespace } = registry;
  return [
    {
      release: 'argo-cd', namespace, repository: REPOSITORY, chart: 'argo-cd', version: options.version,
      // Chart 10.1.1 installs Argo CD v3.4.4, the newest that there is a chart for.
      defaultVersion: '10.1.1',
      kubernetesVersions: { oldest: '1.32', newest: '1.35', by: 'Argo CD v3.4', source: 'Argo CD v3.5.1 docs/operator-manual/tested-kubernetes-versions.md' },
      values: overrideValues({}, options.values),
      images: argoCdImages,
      serves: ['argoproj.io/Application', 'argoproj.io/ApplicationSet', 'argoproj.io/AppProject'],
    },
    {
      release: 'argocd-apps', namespace, repository: REPOSITORY, chart: 'argocd-apps', defaultVersion: '2.0.5',
      values: cluster => {
        const { application, project } = registry.firstOf(cluster);
        // Without the release the two stay: Argo CD looks after them itself by then.
        const additionalAnnotations = { 'helm.sh/resource-policy': pruneProtection()['helm.sh/resource-policy'] };
        return {
          projects: { [project.name]: { namespace, additionalAnnotations, ...project.spec } },
          applications: {
            [application.name]: { namespace, additionalAnnotations: { ...additionalAnnotations, ...application.annotations }, ...application.spec },
          },
        };
      },
      images: argoCdAppsImages,
    },
  ];
}
