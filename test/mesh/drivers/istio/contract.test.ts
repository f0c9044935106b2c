import { ambient, BASICS, FLEET, multiPrimary } from './meshes';
import { ExistingClusterProps, Istio, IstioMultiPrimaryProps } from '../../../../lib';
import { itHonoursTheMeshContract } from '../../mesh-contract';
import { Written } from '../../samples';

/** What puts kubeconfigs together. Members name values of the store, which hold several each. */
const listsMembers = ({ kind, metadata: { name } }: Written) => kind === 'ExternalSecret' && name === 'acme.mesh.remotes';
const CERT_MANAGER = { servedByOthers: ['cert-manager.io'] };
const GATEWAY_API = { servedByOthers: ['gateway.networking.k8s.io'] };
const shape = (name: string, props: Partial<IstioMultiPrimaryProps> = {}, everyCluster: Partial<ExistingClusterProps> = {}) => ({
  name, listsMembers, everyCluster, mesh: () => multiPrimary(props), member: {}, fleet: FLEET,
  misspelt: () => Istio.multiPrimary({ ...BASICS, ...props, notAnOption: 1 } as any),
});

itHonoursTheMeshContract(shape('Istio, several networks'));
itHonoursTheMeshContract(shape('Istio with certificates of cert-manager', {
  certificateAuthority: { issuer: { name: 'root' } },
}, CERT_MANAGER));
itHonoursTheMeshContract(shape('Istio with mounted kubeconfigs', { apiServer: undefined, mountedKubeconfigs: { csi: { driver: 'secrets-store.csi.k8s.io' } } }));
itHonoursTheMeshContract(shape('Istio with services of the multi-cluster API', { multiClusterServices: true }));
itHonoursTheMeshContract(shape('Istio with gateways of the Gateway API', { eastWestGateway: { form: 'gateway-api' } }, GATEWAY_API));
itHonoursTheMeshContract(shape('Istio 1.30, with a revision', { version: '1.30.3', revision: 'blue', cni: true }));
itHonoursTheMeshContract({
  ...shape('Istio ambient', {}, GATEWAY_API), mesh: () => ambient(), misspelt: () => Istio.ambient({ ...BASICS, notAnOption: 1 } as any),
});
