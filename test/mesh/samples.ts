import { App, Testing } from 'cdk8s';
import {
  ExistingCluster, ExistingClusterProps, Fleet, FleetMesh, FleetMeshMember, FleetProps, formatFinding, ICluster, IDelivery, IHub, IMesh,
  Lock, LockFact, Manifest,
} from '../../lib';
import { factsOf } from '../../lib/fleet/lock-facts';

/** An object as it is written out. */
export interface Written extends Manifest {
  readonly [field: string]: any;
}

/** A hub outside of the ranges of all members. */
export function hub(more: Partial<ExistingClusterProps> = {}): IHub {
  return ExistingCluster.hub({
    name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20', nodes: '172.18.0.0/24' }, networkPlugin: { name: 'flannel' }, ...more,
  });
}

/** An empty fleet. */
export function newFleet(props: Partial<FleetProps> = {}, app: App = new App({ outdir: Testing.app().outdir }), id = 'acme'): Fleet {
  return new Fleet(app, id, { hub: hub(), lock: Lock.memory(), ...props });
}

/** A member that runs already, about which nothing is left open: `part` tells its addresses from those of the others. */
export function existing(fleet: Fleet, name: string, part: number, more: Partial<ExistingClusterProps> = {}): ExistingCluster {
  return new ExistingCluster(fleet, name, {
    version: '1.34.1', network: { pods: `10.${part}.0.0/16`, services: `10.100.${part}.0/24`, nodes: `192.168.${part}.0/24` }, networkPlugin: { name: 'flannel' }, ...more,
  });
}

/** Has charts be installed, and makes no objects for it. */
export const QUIET: IDelivery = { name: 'quiet', prunes: false, readsFolders: false, bind: () => ({ deliverFolder: () => {}, installRelease: () => {} }) };

/** What a mesh is told of a member that runs already. */
export const GATEWAYS = { gateways: { labelledBy: 'Terraform' } } as const;

/** What a fleet with one mesh is made from. */
export interface MeshProgram {
  readonly mesh: IMesh<any>;
  /** Names of the members, in the order of the program; `hub` is the hub. @default ['east', 'west'] */
  readonly members?: readonly string[];
  /** Further words about members, by name. */
  readonly options?: Readonly<Record<string, object>>;
  /** Clusters of the fleet, in the order in which they are made. @default - the members */
  readonly clusters?: readonly string[];
  /** What is unusual about clusters, by name. */
  readonly about?: Readonly<Record<string, Partial<ExistingClusterProps>>>;
  /** What all clusters have that are not as usual, the hub among them. @default - nothing */
  readonly everyCluster?: Partial<ExistingClusterProps>;
  readonly fleet?: Partial<FleetProps>;
  /** @default 'mesh' */
  readonly id?: string;
  /** @default - what Submariner needs to know of a cluster that runs already */
  readonly each?: object;
  readonly app?: App;
}

/** A fleet with a mesh. */
export function program(
  { mesh, members = ['east', 'west'], options = {}, clusters = members, about = {}, everyCluster = {}, fleet: props, id = 'mesh', each = GATEWAYS, app }: MeshProgram,
) {
  const fleet = newFleet({ hub: hub(everyCluster), ...(everyCluster.addOns && { delivery: QUIET }), ...props }, app);
  const made = new Map<string, ICluster>(clusters.filter(name => name !== 'hub').map(name => [name, existing(fleet, name, partOf(name), { ...everyCluster, ...about[name] })]));
  const clusterOf = (name: string) => (name === 'hub' ? fleet.hub : made.get(name)!);
  const joined = new FleetMesh<any>(fleet, id, {
    members: members.map((name): FleetMeshMember<any> => ({ cluster: clusterOf(name), ...each, ...options[name] })), mesh,
  });
  return { fleet, mesh: joined, clusterOf };
}

/** The same part for the same name, whoever else is there. */
function partOf(name: string): number {
  const known = ['east', 'west', 'north', 'south'].indexOf(name);
  return known >= 0 ? known + 1 : Number(/\d+$/.exec(name)?.[0]) + 10;
}

/** The objects of a cluster, as they are written. */
export function objectsOf(fleet: Fleet, cluster: string): readonly Written[] {
  return fleet.chartOf(cluster).toJson() as Written[];
}

/** The one object of a kind and name of a cluster. */
export function objectIn(fleet: Fleet, cluster: string, kind: string, name: string): Written {
  const objects = objectsOf(fleet, cluster).filter(object => object.kind === kind && object.metadata.name === name);
  if (objects.length !== 1) {
    throw new Error(`${objects.length} objects ${kind} ${name} in ${cluster}: ${objectsOf(fleet, cluster).map(nameOf).join(', ')}`);
  }
  return objects[0];
}

/** Kind, namespace and name. */
export function nameOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Everything that is found in a fleet, as text. */
export function found(fleet: Fleet): readonly string[] {
  return fleet.check().map(formatFinding);
}

/** What a lock would hold after a synth. */
export function factsIn(fleet: Fleet): readonly LockFact[] {
  return factsOf(fleet.settle(), []);
}

/** A lock that holds what a synth of a fleet records. */
export function lockAfter(fleet: Fleet, more: readonly LockFact[] = []) {
  return Lock.memory({ [fleet.node.id]: { facts: [...factsIn(fleet), ...more] } });
}

/** What a call throws. */
export function thrown(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}
