import { CiliumMeshRule, membersIn } from './rule';
import { finding } from '../../../../fleet/rules/text';
import { IPSEC_SECRET } from '../names';

/** Keys that wait for the network that waits for them. */
export const CILIUM_MESH_IPSEC_FIRST: CiliumMeshRule = {
  code: 'cilium-mesh-ipsec-first',
  severity: 'error',
  summary: 'The keys of IPsec are to be made inside of a new cluster by an operator that cannot run without them.',
  why: 'Agents of Cilium do not start without the Secret `cilium-ipsec-keys` (cilium v1.20 `templates/cilium-agent/daemonset.yaml`: a volume that is not optional), and without '
    + 'agents no other pod has a network, that of External Secrets included.',
  fix: 'Write `encryption: \'wireguard\'`, which needs no Secret, or `secrets: Secrets.madeBeforehand()` for the fleet and make the Secret as soon as the API server of the cluster '
    + 'answers.',
  check: (model, mesh) => membersIn(model, mesh).filter(({ cluster: { origin, secrets } }) =>
    origin === 'managed' && secrets.some(({ namespace, name, madeBy }) => namespace === mesh.settings.namespace && name === IPSEC_SECRET.name && madeBy === 'controller'))
    .map(({ cluster }) => finding(CILIUM_MESH_IPSEC_FIRST, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: agents of Cilium in ${cluster.name} wait for Secret ${mesh.settings.namespace}/${IPSEC_SECRET.name}, and what makes it waits for the network: write encryption: 'wireguard',`
      + ' or have people make the Secret')),
};
