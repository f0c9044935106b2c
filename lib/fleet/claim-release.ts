import { checkAddOn } from './check-add-on';
import type { Fleet } from './fleet';
import { HelmAddOn } from './helm-add-on';

/**
 * Claims the Helm release of an add-on, and the ports that it needs: what every way to install it has in common.
 *
 * @returns the add-on, with the repository that it is taken from
 * @throws for a malformed add-on
 */
export function claimRelease(fleet: Fleet, path: string, cluster: string, addOn: HelmAddOn, installer: 'cluster-api' | 'delivery'): HelmAddOn {
  checkAddOn(path, addOn);
  const repository = fleet.mirror.chartRepository(addOn.repository);
  fleet.claim({
    type: 'release', cluster, path, name: addOn.release, namespace: addOn.namespace, repository, chart: addOn.chart,
    version: addOn.version, defaultVersion: addOn.defaultVersion, kubernetesVersions: addOn.kubernetesVersions, values: addOn.values, installer,
    images: addOn.images, serves: addOn.serves, mirroredFrom: repository === addOn.repository ? undefined : addOn.repository,
  });
  for (const opening of addOn.openings ?? []) {
    fleet.claim({ type: 'opening', cluster, path, opening });
  }
  if (addOn.networkPlugin) {
    fleet.claim({ type: 'network-plugin', cluster, path, plugin: addOn.networkPlugin });
  }
  return { ...addOn, repository };
}
