import { Submariner, SubmarinerProps } from '../../../../lib';
import { itHonoursTheMeshContract } from '../../mesh-contract';
import { GATEWAYS, Written } from '../../samples';

const isRegister = ({ kind, metadata }: Written) => kind === 'ConfigMap' && /^submariner-(globalnet|clustersetip)-info$/.test(metadata.name);
const shape = (name: string, props: Partial<SubmarinerProps>) => {
  const mesh = () => Submariner.tunnels({ brokerApiServer: 'hub.example.com:6443', ...props });
  return { name, mesh, member: GATEWAYS, misspelt: () => Submariner.tunnels({ brokerApiServer: 'hub.example.com:6443', notAnOption: 1, ...props } as any) };
};
const globalCidr = (cidr: string) => ({ globalCidr: cidr });
const clustersetIpCidr = (cidr: string) => ({ clustersetIpCidr: cidr });

itHonoursTheMeshContract(shape('Submariner', {}));
itHonoursTheMeshContract({ ...shape('with Globalnet', { globalnet: true }), listsMembers: isRegister, blocks: { globalnet: globalCidr } });
itHonoursTheMeshContract(shape('with service discovery only', { connectivity: false }));
itHonoursTheMeshContract(shape('behind load balancers', { loadBalancer: true }));
itHonoursTheMeshContract(shape('without NAT, over VXLAN', { natTraversal: false, cable: 'vxlan', serviceDiscovery: false }));
itHonoursTheMeshContract({ ...shape('with addresses for imported services', { clustersetIp: true }), listsMembers: isRegister, blocks: { clusterset: clustersetIpCidr } });
itHonoursTheMeshContract(shape('0.20', { version: '0.20.4', cable: 'wireguard' }));
