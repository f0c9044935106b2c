import type { JoinedMember } from './joined-member';
import { PORT } from './names';
import type { CiliumSettings } from './settings';
import type { FirewallOpening } from '../../../fleet';

/**
 * The ports by which nodes of other members reach those of one (cilium v1.20 `Documentation/operations/system_requirements.rst`). Within a cluster
 * the network plug-in has said so itself, but for encryption.
 */
export function openings(
  { routingMode, tunnelProtocol, encryption, allowFrom }: CiliumSettings, { service, nodePort }: JoinedMember,
): readonly FirewallOpening[] {
  const one = (description: string, protocol: string, port: number): FirewallOpening => ({ description, protocol, fromPort: port, toPort: port });
  const encrypted: readonly FirewallOpening[] = encryption === 'wireguard' ? [one('WireGuard (Cilium)', 'udp', 51871)]
    : encryption === 'ipsec' ? [{ description: 'ESP (Cilium)', protocol: '50', fromPort: -1, toPort: -1 }] : [];
  const geneve = routingMode === 'tunnel' && tunnelProtocol === 'geneve' ? [one('Geneve (Cilium)', 'udp', 6081)] : [];
  const between: readonly FirewallOpening[] = [
    ...(routingMode === 'tunnel' && tunnelProtocol === 'vxlan' ? [one('VXLAN (Cilium)', 'udp', 8472)] : []),
    ...geneve,
    ...encrypted,
    one('health checks (Cilium)', 'tcp', 4240),
    { description: 'health checks (Cilium)', protocol: 'icmp', fromPort: 8, toPort: 0 },
    // A load balancer of a cloud has ways of its own to the nodes; the address of another kind lies on them.
    ...(service.type === 'ClusterIP' ? [] : [one('API server of the mesh (Cilium)', 'tcp', nodePort ?? PORT)]),
  ];
  return [...geneve, ...encrypted, ...between.map(opening => ({ ...opening, from: allowFrom }))];
}
