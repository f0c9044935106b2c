import { CiliumMeshRule, membersIn } from './rule';
import { finding, listed, nameRange } from '../../../../fleet/rules/text';
import { Cidr } from '../../../../net';

/** Nodes that firewalls of other members do not let in. */
export const CILIUM_MESH_ALLOW_FROM: CiliumMeshRule = {
  code: 'cilium-mesh-allow-from',
  severity: 'error',
  summary: 'Nodes of a member of a Cilium mesh lie outside of the blocks from which other members let traffic in.',
  why: 'Every node sends to every node of the other members. Firewalls that the program makes let in what `allowFrom` names and no more.',
  fix: 'Add the node range to `allowFrom`.',
  check: (model, mesh) => {
    const members = membersIn(model, mesh);
    // Somebody else makes the firewalls of clusters that exist.
    if (!members.some(({ cluster }) => cluster.origin === 'managed')) {
      return [];
    }
    const allowed = mesh.settings.allowFrom.map(text => Cidr.parse(text));
    return members.flatMap(({ cluster }) => {
      const outside = cluster.ranges.filter(({ space, within, cidr }) => space === 'nodes' && within === undefined && !allowed.some(block => block.contains(cidr)));
      return outside.length === 0 ? [] : [finding(CILIUM_MESH_ALLOW_FROM, [cluster.name], [mesh.path, cluster.path],
        `${mesh.path}: ${listed(outside.map(nameRange).sort())} ${outside.length === 1 ? 'lies' : 'lie'} outside of allowFrom (${listed(mesh.settings.allowFrom)}), and firewalls of the other`
        + ' members let no more in: add it there')];
    });
  },
};
