import { checkNetworkPlugin } from './check-add-on';
import type { Fleet } from './fleet';
import { NetworkPlugin } from './model';

/** API groups that plug-ins bring. */
const SERVED: Readonly<Record<string, readonly string[]>> = { calico: ['crd.projectcalico.org'], canal: ['crd.projectcalico.org'], cilium: ['cilium.io'] };
const CALICO_API_SERVER = 'projectcalico.org';

/**
 * Says what connects the pods of a cluster, which something else has installed, and with it what the cluster serves.
 *
 * @throws for what is no plug-in
 */
export function claimNetworkPlugin(fleet: Fleet, cluster: string, path: string, plugin: NetworkPlugin): void {
  checkNetworkPlugin(`${path}: networkPlugin`, plugin);
  fleet.claim({ type: 'network-plugin', cluster, path, plugin });
  const kinds = [...Object.hasOwn(SERVED, plugin.name) ? SERVED[plugin.name] : [], ...plugin.apiServer === true ? [CALICO_API_SERVER] : []];
  if (kinds.length > 0) {
    fleet.claim({ type: 'served-kinds', cluster, path, kinds });
  }
}
