import { settledMembers, SubmarinerRule } from './rule';
import type { ClusterModel } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

/** Those that Submariner has code for, or tests (submariner v0.19 `pkg/cni`, submariner.io prerequisites). Cilium is a finding of its own. */
const KNOWN: readonly string[] = ['calico', 'canal', 'cilium', 'flannel', 'kindnet', 'openshift-sdn', 'ovn-kubernetes', 'weave-net'];

/** Network plug-ins of which nobody knows whether they work. */
export const SUBMARINER_NETWORK_PLUGIN_UNKNOWN: SubmarinerRule = {
  code: 'submariner-network-plugin-unknown',
  severity: 'warning',
  summary: 'The program does not say what connects the pods of a member of a Submariner mesh, or it is something that Submariner\'s project does not test.',
  why: 'Some plug-ins need objects beside those of Submariner (Calico without its API server), and some do not work with it at all, which no controller reports.',
  fix: 'Say `networkPlugin` of the cluster: `{ name: \'calico\', apiServer: true }`.',
  check: (model, mesh) => (!mesh.settings.connectivity ? [] : settledMembers(model, mesh).flatMap(({ cluster }) =>
    doubtsAbout(cluster).map(doubt => finding(SUBMARINER_NETWORK_PLUGIN_UNKNOWN, [cluster.name], [mesh.path, cluster.path], `${mesh.path}: ${doubt}`)))),
};

function doubtsAbout(cluster: ClusterModel): readonly string[] {
  const { name, kubeProxyMode } = cluster;
  const plugin = doubtAbout(cluster);
  return [
    ...plugin === undefined ? [] : [plugin],
    ...kubeProxyMode === 'none' || kubeProxyMode === 'nftables' ? [`kube-proxy of ${name} is ${kubeProxyMode === 'none' ? 'replaced' : 'in nftables mode'}, which Submariner's`
      + ' project does not test: try it before you rely on it, or run it in iptables mode'] : [],
  ];
}

function doubtAbout({ name, networkPlugin }: ClusterModel): string | undefined {
  if (networkPlugin === undefined) {
    return `what connects the pods of ${name} is not known: write networkPlugin: { name: '<plug-in>' } for ${name}`;
  }
  if (!KNOWN.includes(networkPlugin.name)) {
    return `the network plug-in of ${name}, ${networkPlugin.name}, is none that Submariner's project tests (${KNOWN.filter(known => known !== 'cilium').join(', ')}): try it before you rely on it`;
  }
  return networkPlugin.name === 'calico' && networkPlugin.apiServer === undefined
    ? `whether the API server of Calico runs in ${name} is not known, and without it Calico needs pools for the other members: write networkPlugin: { name: 'calico', apiServer: true }`
    + ' or false' : undefined;
}
