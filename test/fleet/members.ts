import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { AddressPlan, claimsFor, Claim, ClusterChart, ClusterNetwork, ExistingCluster, Fleet, FleetProps, ICluster, IHub, Lock } from '../../lib/fleet';
import { Cidr } from '../../lib/net';

/** A hub outside the pool of `PLAN`. */
export function hub(name = 'hub'): IHub {
  return ExistingCluster.hub({
    name, version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' }, servedByOthers: ['cluster.x-k8s.io'],
  });
}

/** Hands out `10.0.0.0/12`, /16 for pods and nodes. */
export const PLAN = AddressPlan.within('10.0.0.0/12');

/** A fleet with a lock in memory. */
export function newFleet(app: App, props: Partial<FleetProps> = {}, id = 'acme'): Fleet {
  return new Fleet(app, id, { hub: hub(), addresses: PLAN, lock: Lock.memory(), ...props });
}

/** A claim without what the member adds. */
export type MemberClaim = Claim extends infer C ? C extends Claim ? Omit<C, 'cluster' | 'path'> : never : never;

/** What a `Member` is made from. */
export interface MemberProps {
  /** @default - both open */
  readonly network?: ClusterNetwork;
  readonly version?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly deletionProtection?: boolean;
  readonly claims?: readonly MemberClaim[];
}

/** The least cluster with open ranges: on the hub it has one ConfigMap that says which ranges it got, in its own chart one object. */
export class Member extends Construct implements ICluster {
  public readonly name: string;
  public readonly chart: ClusterChart;
  public readonly onHub: ApiObject;

  constructor(scope: Construct, id: string, props: MemberProps = {}) {
    super(scope, id);
    const fleet = Fleet.of(this);
    const path = this.node.path;
    const { network = {}, claims = [], version = 'v1.34.1', labels, deletionProtection = false } = props;
    this.name = id;
    this.chart = fleet.addCluster(this, { name: id, origin: 'managed', version, labels, deletionProtection });
    for (const space of ['pods', 'services'] as const) {
      claimsFor({ cluster: id, path, space, plan: fleet.addresses, blocks: network[space] }).forEach(claim => fleet.claim(claim));
    }
    claims.forEach(claim => fleet.claim({ ...claim, cluster: id, path } as Claim));
    const rangeOf = (name: string) => fleet.lazy(() => fleet.clusterModel(id).ranges.find(range => range.name === name)!.cidr.toString());
    this.onHub = new ApiObject(fleet.scopeOn(fleet.hub, this), 'ranges', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id, namespace: 'fleet' }, data: { pods: rangeOf('pods'), services: rangeOf('services') },
    });
    configMap(this.chart, 'about', { name: 'about' });
  }
}

/** A ConfigMap, the plainest object there is. */
export function configMap(scope: Construct, id: string, metadata?: { readonly name?: string; readonly namespace?: string }): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata });
}

/** An object that is wrong by its schema. */
export function wrongCluster(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', metadata: { name: id, namespace: 'default' }, spec: { clusterNetwork: { serviceDomain: 'cluster.local', podz: {} } },
  });
}

/** Every order of some items. */
export function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.length === 0 ? [[]] : items.flatMap((item, i) => permutations(items.filter((_, j) => j !== i)).map(rest => [item, ...rest]));
}

/** A settled model as JSON, for comparison: ranges as text. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (_, v: unknown) => (v instanceof Cidr ? v.toString() : v instanceof Set ? [...v] : v)));
}

/** Every chart of a fleet, rendered, by id. */
export function renderAll(fleet: Fleet): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fleet.clusterCharts.map(chart => [chart.node.id, chart.toJson()]));
}
