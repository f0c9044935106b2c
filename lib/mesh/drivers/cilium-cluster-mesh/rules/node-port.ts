import { CiliumMeshRule } from './rule';
import { finding, listed } from '../../../../fleet/rules/text';

/** Members that are reached at the address of a node. */
export const CILIUM_MESH_NODE_PORT: CiliumMeshRule = {
  code: 'cilium-mesh-node-port',
  severity: 'warning',
  summary: 'A member of a Cilium mesh is reached at a port of its nodes.',
  why: 'Nodes come and go, and with the one whose address the others know the member is cut off: what they know of it grows old, and nothing says so.',
  fix: 'Use a load balancer (`service: { type: \'LoadBalancer\' }`), or make sure that `address` is a name that always leads to a node that lives.',
  check: (_, { path, members }) => {
    const names = members.filter(({ service }) => service.type === 'NodePort').map(({ cluster }) => cluster.name);
    return names.length === 0 ? [] : [finding(CILIUM_MESH_NODE_PORT, names, [path],
      `${path}: ${listed(names)} ${names.length === 1 ? 'is' : 'are'} reached at a port of nodes, which come and go: write service: { type: 'LoadBalancer' }, or keep the names of their`
      + ' addresses at nodes that live')];
  },
};
