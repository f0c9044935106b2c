import { settledMembers, SubmarinerRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Plug-ins that Submariner is known not to work on, with where that is written down. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  cilium: 'submariner-io/submariner#3168: supported by no release up to 0.24',
};

/** Network plug-ins whose pods Submariner cannot reach. */
export const SUBMARINER_NETWORK_PLUGIN: SubmarinerRule = {
  code: 'submariner-network-plugin',
  severity: 'error',
  summary: 'A member of a Submariner mesh has a network plug-in that Submariner does not work with.',
  why: 'Cilium sends packets of pods past the routes of their node, so those to another cluster leave by the wrong way, except from pods on the gateway itself. The '
    + 'tunnels are up, and nothing reports it (submariner-io/submariner#3159, #3168).',
  fix: 'Join such clusters with Cilium ClusterMesh, or use Calico, flannel, Canal, OVN-Kubernetes or kindnet.',
  check: (model, mesh) => (!mesh.settings.connectivity ? [] : settledMembers(model, mesh).flatMap(({ cluster }) => {
    const { path, settings } = mesh;
    const { name } = cluster;
    const plugin = cluster.networkPlugin?.name ?? '';
    return !Object.hasOwn(UNSUPPORTED, plugin) ? [] : [finding(SUBMARINER_NETWORK_PLUGIN, [name], [path, cluster.path],
      `${path}: the network plug-in of ${name} is ${plugin}, and Submariner ${settings.version} does not work with it (${UNSUPPORTED[plugin]}): give ${name} another, Calico for `
      + `example, or take it out of the mesh`)];
  })),
};
