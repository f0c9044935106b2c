import type { ApiObject } from 'cdk8s';
import type { IIstioMesh } from '../istio-mesh';

/** A construct of Istio's traffic, as the rules see it. */
export interface DeclaredConfig {
  readonly path: string;
  readonly mesh: IIstioMesh;
  /** Names of the clusters that get its objects. */
  readonly clusters: readonly string[];
  readonly objects: readonly ApiObject[];
  /** Names of clusters by whose region it goes. */
  readonly needsRegionOf: readonly string[];
}

/** Whom a policy names: workloads of a namespace. */
export interface DeclaredPrincipal {
  /** Path of the policy. */
  readonly path: string;
  readonly namespace: string;
  /** Names of the clusters where such workloads may be. */
  readonly clusters: readonly string[];
}

/** An object of Istio of the program, as it is rendered. */
export interface IstioObject {
  readonly cluster: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  /** Path of the construct that made it in several clusters; else its own. */
  readonly owner: string;
  /** With its keys in alphabetical order, as everything that is rendered. */
  readonly spec: Readonly<Record<string, unknown>>;
}

/** All that a fleet says about the traffic of Istio. */
export interface SettledTraffic {
  readonly configs: readonly DeclaredConfig[];
  readonly principals: readonly DeclaredPrincipal[];
  readonly objects: readonly IstioObject[];
  /** Whether the program gives a namespace of a cluster a waypoint, or a Service of it. */
  hasWaypoint(cluster: string, namespace: string, service?: string): boolean;
  /** Whether the program makes a namespace in a cluster. */
  hasNamespace(cluster: string, name: string): boolean;
}

/** The meshes that constructs name, each once. */
export function meshesOf({ configs }: Pick<SettledTraffic, 'configs'>): readonly IIstioMesh[] {
  return [...new Set(configs.map(({ mesh }) => mesh))];
}

/** The cluster domain of the mesh of a cluster. */
export function clusterDomainOf(settled: Pick<SettledTraffic, 'configs'>, cluster: string): string {
  return meshesOf(settled).find(({ members }) => members.some(({ name }) => name === cluster))?.clusterDomain ?? 'cluster.local';
}

/** A host as Istio understands it: what has no dot is a Service of the namespace of the object. */
export function fullHost(host: string, { namespace, cluster }: IstioObject, settled: Pick<SettledTraffic, 'configs'>): string {
  return host.includes('.') ? host : `${host}.${namespace}.svc.${clusterDomainOf(settled, cluster)}`;
}
