import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { JoinedMember } from './joined-member';
import { AddressRange, AddressSpace, Fleet } from '../../../fleet';

/**
 * Pools for Calico without its API server: one for each block of another member, disabled, so that no pod gets an address of it, and without
 * NAT, so that packets to it keep the address of the pod that sent them.
 *
 * With the API server the route agent of Submariner makes the same ones itself (submariner v0.19
 * `pkg/routeagent_driver/handlers/calico/ippool_handler.go`), under these names.
 */
export function makeCalicoPools(
  scope: Construct, fleet: Fleet, member: JoinedMember, members: readonly JoinedMember[], spaces: readonly AddressSpace[],
): void {
  const { cluster } = member;
  const others = members.filter(other => other !== member);
  fleet.makeLate(new Construct(scope, 'calico-pools'), late => {
    const plugin = fleet.clusterModel(cluster.name).networkPlugin;
    if (plugin?.name !== 'calico' || plugin.apiServer !== false) {
      return;
    }
    for (const { clusterId, blocks } of remoteBlocks(fleet, others, spaces)) {
      blocks.forEach(({ cidr }) => {
        const name = `submariner-${clusterId}-${cidr.toString().replace('/', '-')}`;
        new ApiObject(late, name, {
          apiVersion: 'crd.projectcalico.org/v1', kind: 'IPPool', metadata: { name, labels: { 'submariner.io/ippool': 'true' } },
          spec: {
            cidr: cidr.toString(), disabled: true, disableBGPExport: true, natOutgoing: false,
            // What the API server would fill in.
            blockSize: Math.max(26, cidr.prefix), ipipMode: 'Never', vxlanMode: 'Never', nodeSelector: 'all()', allowedUses: ['Workload', 'Tunnel'],
          },
        });
      });
    }
  });
}

function remoteBlocks(
  fleet: Fleet, others: readonly JoinedMember[], spaces: readonly AddressSpace[],
): readonly { readonly clusterId: string; readonly blocks: readonly AddressRange[] }[] {
  // The agent, too, leaves IPv6 out.
  const isReached = ({ space, within, cidr }: AddressRange) => spaces.includes(space) && within === undefined && cidr.family === 4;
  return others.map(({ cluster, clusterId }) => ({ clusterId, blocks: fleet.clusterModel(cluster.name).ranges.filter(isReached) }));
}
