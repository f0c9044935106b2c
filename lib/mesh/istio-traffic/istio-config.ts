import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { IstioTraffic } from './istio-traffic';
import { Fleet, ICluster } from '../../fleet';
import { checkLabel, checkProps, FLAG, MAP, MAPS, PropType, TEXT } from '../../fleet/check-props';
import { compareText } from '../../fleet/names';
import { refuseOthers } from '../../fleet/refuse-others';
import type { FleetMesh } from '../fleet-mesh';
import { IIstioMesh, istioMeshOf } from '../istio-mesh';

/** What all objects of Istio have in common. */
export interface IstioConfigProps {
  /** The mesh: a `FleetMesh` of Istio, or `IstioMesh.ofOthers` for what is there already. */
  readonly mesh: FleetMesh | IIstioMesh;
  /** Namespace of the object, the same in every cluster: lower-case letters, digits and dashes, 63 at most. */
  readonly namespace: string;
  /** Clusters that get the object: each control plane reads only those of its own. @default - all members with a control plane */
  readonly clusters?: readonly ICluster[];
  /** Name of the object. @default - the construct id */
  readonly name?: string;
  /** Whether the namespace is made where it is missing. @default true */
  readonly createNamespace?: boolean;
}

/** Further options of a construct, by what is expected. @internal */
export interface IstioOptionTypes {
  /** Those that must be there. */
  readonly required: Readonly<Record<string, PropType>>;
  /** All others. */
  readonly optional: Readonly<Record<string, PropType>>;
}

/** Name and namespace of an object. */
export interface IstioMetadata {
  /** Its name. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
}

const OBJECT_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const REQUIRED = { mesh: MAP, namespace: TEXT };
const OPTIONAL = { clusters: MAPS, name: TEXT, createNamespace: FLAG };

/** An object of Istio that several clusters of a mesh get, since each control plane reads only what is in its own cluster. */
export abstract class IstioConfig extends Construct {
  /** The clusters that get the object, sorted by name. */
  public readonly clusters: readonly ICluster[];
  /** What is known of the mesh. @internal */
  protected readonly mesh: IIstioMesh;
  /** @internal */
  protected readonly fleet: Fleet;
  private readonly metadata: IstioMetadata;

  /** @throws for what is no option, and for clusters of other fleets @internal */
  constructor(scope: Construct, id: string, props: IstioConfigProps, options: IstioOptionTypes) {
    super(scope, id);
    const where = `${this.node.path}: `;
    checkProps(where, props, { ...REQUIRED, ...options.required }, { ...OPTIONAL, ...options.optional });
    refuseOthers(where, props, Object.keys({ ...REQUIRED, ...options.required, ...OPTIONAL, ...options.optional }));
    this.fleet = Fleet.of(this);
    this.mesh = istioMeshOf(`${where}mesh: `, props.mesh);
    this.clusters = this.clustersOf(props);
    this.metadata = this.metadataOf(props);
    const { path } = this.node;
    for (const { name: cluster } of this.clusters) {
      if (props.createNamespace ?? true) {
        this.fleet.claim({ type: 'namespace', cluster, path, name: props.namespace });
      }
      if (this.mesh.installedByOthers) {
        this.fleet.claim({ type: 'served-kinds', cluster, path, kinds: ['networking.istio.io', 'security.istio.io'] });
      }
    }
  }

  /** The objects that it has in a cluster: to change one, or to have others wait for them. */
  public on(cluster: ICluster): Construct {
    return this.fleet.scopeOn(cluster, this);
  }

  /** The traffic of the fleet, for the rules. @internal */
  protected get traffic(): IstioTraffic {
    return IstioTraffic.of(this.fleet);
  }

  /**
   * Makes an object in each cluster, and has the rules look at them.
   *
   * @param regions clusters by whose region the object goes
   * @internal
   */
  protected makeAll(make: (place: Construct, metadata: IstioMetadata) => ApiObject, regions: readonly ICluster[] = []): void {
    const objects = this.clusters.map(cluster => make(this.on(cluster), this.metadata));
    this.node.defaultChild = objects[0];
    this.traffic.add({ path: this.node.path, mesh: this.mesh, clusters: namesOf(this.clusters), objects, needsRegionOf: namesOf(regions) });
  }

  /** Fails with a message that begins with the path. @internal */
  protected fail(message: string): never {
    throw new Error(`${this.node.path}: ${message}`);
  }

  /** Checks an object within the options. @throws for the first fault @internal */
  protected checkOptions(where: string, props: object, { required = {}, optional = {} }: Partial<IstioOptionTypes>): void {
    checkProps(`${this.node.path}: ${where}.`, props, required, optional);
    refuseOthers(`${this.node.path}: ${where}.`, props, Object.keys({ ...required, ...optional }));
  }

  /** @throws for what is none of the words @internal */
  protected checkOneOf(option: string, value: string | undefined, words: readonly string[]): void {
    if (value === undefined || !words.includes(value)) {
      this.fail(`${option}: write one of ${words.join(', ')}, got ${value === undefined ? 'none' : `'${value}'`}`);
    }
  }

  /** A member of the mesh in an option. @throws for what is none @internal */
  protected checkMember(where: string, cluster: ICluster): ICluster {
    const { members, path } = this.mesh;
    if (!members.includes(this.checkCluster(where, cluster))) {
      this.fail(`${where}: ${cluster.name} is no member of ${path}; the members are ${namesOf(members).join(', ')}`);
    }
    return cluster;
  }

  private clustersOf({ clusters }: IstioConfigProps): readonly ICluster[] {
    if (clusters?.length === 0) {
      this.fail(`clusters: name one at least, or leave it out for all members of ${this.mesh.path}`);
    }
    const where = clusters === undefined ? 'mesh: members' : 'clusters';
    const all = (clusters ?? this.mesh.configClusters ?? this.mesh.members).map((cluster, i) => this.checkCluster(`${where}[${i}]`, cluster));
    const twice = all.find((cluster, i) => all.indexOf(cluster) !== i);
    if (twice !== undefined) {
      this.fail(`clusters: '${twice.name}' is there twice; keep one`);
    }
    return [...all].sort((a, b) => compareText(a.name, b.name));
  }

  /** A cluster of the fleet in an option. @throws for what is none */
  private checkCluster(where: string, cluster: ICluster): ICluster {
    if (!Construct.isConstruct(cluster) || !('chart' in cluster) || Fleet.of(cluster) !== this.fleet) {
      this.fail(`${where}: write a cluster of fleet '${this.fleet.node.id}'`);
    }
    return cluster;
  }

  private metadataOf({ namespace, name = this.node.id }: IstioConfigProps): IstioMetadata {
    checkLabel(`${this.node.path}: namespace`, namespace);
    if (!OBJECT_NAME.test(name)) {
      this.fail(`name: write lower-case letters, digits, dashes and dots, 253 at most, got '${name}'`);
    }
    return { name, namespace };
  }
}

function namesOf(clusters: readonly ICluster[]): readonly string[] {
  return clusters.map(({ name }) => name);
}
