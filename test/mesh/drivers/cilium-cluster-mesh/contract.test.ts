import { fullMesh, WITH_CILIUM } from './meshes';
import { CiliumClusterMeshProps } from '../../../../lib';
import { itHonoursTheMeshContract } from '../../mesh-contract';
import { Written } from '../../samples';

const listsMembers = ({ metadata: { name } }: Written) => ['cilium-clustermesh', 'cilium-kvstoremesh', 'clustermesh-remote-users'].includes(name);
const shape = (name: string, props: Partial<CiliumClusterMeshProps>) => ({
  name, member: {}, everyCluster: { ...WITH_CILIUM, servedByOthers: ['cert-manager.io'] }, listsMembers,
  mesh: () => fullMesh(props), misspelt: () => fullMesh({ notAnOption: 1, ...props } as any),
});

itHonoursTheMeshContract(shape('Cilium Cluster Mesh', {}));
itHonoursTheMeshContract(shape('with services', { services: { coreDns: { configuredBy: 'Terraform' } }, domain: 'mesh.example.com' }));
itHonoursTheMeshContract(shape('with cert-manager', { certificates: { method: 'certmanager' } }));
itHonoursTheMeshContract(shape('with an issuer that exists', { certificates: { method: 'certmanager', issuerRef: { name: 'mesh-ca' } } }));
itHonoursTheMeshContract(shape('with IPsec', { encryption: 'ipsec' }));
