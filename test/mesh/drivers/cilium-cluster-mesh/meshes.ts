import { Cilium, CiliumClusterMesh, CiliumClusterMeshProps, ExistingClusterProps, Fleet } from '../../../../lib';
import { MeshProgram, program } from '../../samples';

/** What every cluster here has: Cilium, by a release of this program, and no cloud with public load balancers. */
export const WITH_CILIUM: Partial<ExistingClusterProps> = { cloud: 'docker', networkPlugin: { name: 'cilium' }, addOns: [Cilium.vxlan()] };

/** A mesh with some options. */
export function fullMesh(props: Partial<CiliumClusterMeshProps> = {}) {
  return CiliumClusterMesh.fullMesh({ certificates: { method: 'cronJob' }, ...props });
}

/** A fleet whose members, `east` and `west` unless others are named, are a mesh with some options. */
export function joined(props: Partial<CiliumClusterMeshProps> = {}, more: Partial<MeshProgram> = {}) {
  return program({ mesh: fullMesh(props), each: {}, everyCluster: WITH_CILIUM, ...more });
}

/** The values of Cilium in a cluster, as Helm gets them. */
export function valuesIn(fleet: Fleet, cluster: string): any {
  return fleet.clusterModel(cluster).releases.find(({ name }) => name === 'cilium')?.values;
}
