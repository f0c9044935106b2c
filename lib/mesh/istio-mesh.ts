import type { IConstruct } from 'constructs';
import type { FleetMesh } from './fleet-mesh';
import type { ICluster } from '../fleet';
import { isMap } from '../fleet/collections';

/**
 * What constructs of Istio's traffic and policies need to know of an Istio mesh: the identifiers that its control planes were installed with.
 *
 * What installs Istio offers it (`offerIstioMesh`), so that no identifier is spelled twice.
 */
export interface IIstioMesh {
  /** Path of the construct that it belongs to, or how messages call it: `acme/mesh`. */
  readonly path: string;
  /** Clusters of the mesh, sorted by name. */
  readonly members: readonly ICluster[];
  /**
   * Members whose objects of Istio control planes read: those with a control plane of their own. Remotes get theirs from the objects of a primary.
   *
   * @default - all members
   */
  readonly configClusters?: readonly ICluster[];
  /** `global.proxy.clusterDomain`, with which the names of its Services end: `cluster.local`. */
  readonly clusterDomain: string;
  /** Whether others have installed Istio, so that the program does not know what serves its kinds. @default false */
  readonly installedByOthers?: boolean;
  /** Whether proxies of nodes stand in place of sidecars: they read neither DestinationRules nor VirtualServices. @default false */
  readonly isAmbient?: boolean;
  /** Whether control planes take the trust domains of members for aliases of each other, so that policies cannot tell them apart. @default true */
  readonly trustDomainsAreAliases?: boolean;
  /** Whether control planes know names of `clusterset.local`: `ENABLE_MCS_HOST` of istiod. @default false */
  readonly hasClustersetNames?: boolean;
  /** `meshConfig.trustDomain` of a member, with which the identities of its workloads begin: `cluster.local`. */
  trustDomainOf(cluster: ICluster): string;
  /** `global.network` of a member: from another network its workloads are reached through its east-west gateway. */
  networkOf(cluster: ICluster): string;
  /** `global.multiCluster.clusterName` of a member. */
  clusterIdOf(cluster: ICluster): string;
}

const OFFERED = Symbol.for('cdk8s-fleet.IstioMesh');

/** Tells what mesh of Istio a `FleetMesh` is. Called by the driver when it is bound, with the construct of its context. */
export function offerIstioMesh(construct: IConstruct, mesh: IIstioMesh): void {
  Object.defineProperty(construct, OFFERED, { value: mesh });
}

/**
 * What is known of a mesh of Istio.
 *
 * @param where what messages begin with: `acme/failover: mesh: `
 * @throws for a `FleetMesh` of another kind
 */
export function istioMeshOf(where: string, mesh: FleetMesh | IIstioMesh): IIstioMesh {
  const offered = (mesh as { readonly [OFFERED]?: IIstioMesh })[OFFERED];
  if (offered !== undefined) {
    return offered;
  }
  if (!isMap(mesh) || !['trustDomainOf', 'networkOf', 'clusterIdOf'].every(method => typeof mesh[method as keyof typeof mesh] === 'function')) {
    const path = (mesh as { readonly node?: IConstruct['node'] } | undefined)?.node?.path;
    throw new Error(`${where}${path === undefined ? 'this' : path} is no mesh of Istio: write a FleetMesh of Istio, or IstioMesh.ofOthers({ ... }) for what is there already`);
  }
  return mesh as IIstioMesh;
}

/** Whether members lie in several networks, so that some reach others only through gateways. */
export function hasSeveralNetworks(mesh: IIstioMesh): boolean {
  return new Set(mesh.members.map(member => mesh.networkOf(member))).size > 1;
}
