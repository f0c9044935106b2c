import { CiliumMeshRule, membersIn, valueAt } from './rule';
import type { Finding } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

/** Values that must be alike and that the mesh does not set itself: what it sets is a `conflicting-claims` finding where a member says otherwise. */
const ALIKE: Readonly<Record<string, unknown>> = {
  'tunnelPort': 0,
  'underlayProtocol': '',
  'ipv4.enabled': true,
  'ipv6.enabled': false,
  'encryption.nodeEncryption': false,
  // Not what lies beside them: `cidr` may be the pods of the own cluster.
  'encryption.strictMode.egress.enabled': false,
  'encryption.strictMode.ingress.enabled': false,
};

/** Members whose packets others cannot read. */
export const CILIUM_MESH_DATAPATH: CiliumMeshRule = {
  code: 'cilium-mesh-datapath',
  severity: 'error',
  summary: 'Members of a Cilium mesh send packets to each other in different ways, or one cannot show its pods to others.',
  why: 'A node sends to another as its own values say, and the other drops what comes in another way (cilium v1.20 `clustermesh/setup.rst`). With `disableEndpointCRD` there is '
    + 'nothing that others could be shown, unless identities are in a key-value store (`identityAllocationMode: kvstore`), and the chart refuses it (`templates/validate.yaml`).',
  fix: 'Write the same value for all members, or leave it out everywhere; remove `disableEndpointCRD`.',
  check: (model, mesh) => {
    const known = membersIn(model, mesh).filter(({ version }) => version !== undefined);
    const differing = Object.entries(ALIKE).flatMap(([key, byDefault]): Finding[] => {
      const valueOf = ({ values }: (typeof known)[number]) => JSON.stringify(valueAt(values, key) ?? byDefault);
      const other = known.find(member => valueOf(member) !== valueOf(known[0]));
      return other === undefined ? [] : [finding(CILIUM_MESH_DATAPATH, [known[0].cluster.name, other.cluster.name], [mesh.path],
        `${mesh.path}: ${key} of Cilium is ${valueOf(known[0])} in ${known[0].cluster.name} and ${valueOf(other)} in ${other.cluster.name}: write one value for all members`)];
    });
    const blind = known.filter(({ values }) => valueAt(values, 'disableEndpointCRD') === true && valueAt(values, 'identityAllocationMode') !== 'kvstore').map(({ cluster }) => finding(CILIUM_MESH_DATAPATH, [cluster.name],
      [mesh.path, cluster.path], `${mesh.path}: values of Cilium in ${cluster.name} say disableEndpointCRD, with which the chart refuses the mesh: remove it`));
    return [...differing, ...blind];
  },
};
