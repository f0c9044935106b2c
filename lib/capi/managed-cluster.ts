import { Construct } from 'constructs';
import { CORE_PROVIDER } from './cluster-api-providers';
import { checkApiServerPort, checkClusterProps, checkReleases, CLUSTER_NAME_LABEL } from './cluster-checks';
import { BoundInfrastructure, IInfrastructure, InfrastructureFacts } from './infrastructure';
import type { ManagedClusterContext } from './managed-cluster-context';
import { CLUSTER_API } from './versions';
import { Cluster } from '../../imports/capi';
import { HelmChartProxyAddOn } from '../delivery';
import {
  claimsFor, ClusterChart, ClusterModel, ClusterNetwork, Fleet, HelmAddOn, ICluster, IHub, NetworkPlugin, parseKubernetesVersion, pruneProtection,
} from '../fleet';
import { checkServedKinds } from '../fleet/check-add-on';
import { checkProps, OPENED, TEXT } from '../fleet/check-props';
import { claimNetworkPlugin } from '../fleet/claim-network-plugin';
import { plannedId } from '../fleet/deferred-props';

/** The sets of defaults, newest last. Clusters keep the one they were made with: the lock remembers it. */
const PROFILES = ['1'];

/** Options for a `ManagedCluster`. */
export interface ManagedClusterProps<ControlPlane, Pool> {
  /** Kubernetes version of the control plane, and of pools that name none: `1.34.1`. */
  readonly version: string;
  /** Where and how the machines run: `Aws.ec2(...)`, `Docker.dev(...)`. */
  readonly infrastructure: IInfrastructure<ControlPlane, Pool>;
  /** The control plane, in the words of the infrastructure: `{ machine: { instanceType: 'm6i.large' } }` on EC2. */
  readonly controlPlane: ControlPlane;
  /** Worker pools by name: lower-case letters, digits and dashes. */
  readonly pools: Readonly<Record<string, Pool>>;
  /**
   * The network plug-in, installed from the hub: `Calico.vxlan()`, `Cilium.vxlan()`. Without one no node ever becomes ready.
   * When something else brings it, what it is (`{ name: 'flannel' }`, for meshes), or `false`.
   */
  readonly networkPlugin: HelmAddOn | NetworkPlugin | false;
  /** Address ranges. @default - blocks of the fleet's address plan */
  readonly network?: ClusterNetwork;
  /** Cluster name, part of every other name. @default - the construct id */
  readonly name?: string;
  /** Namespace on the hub for the cluster's objects. @default - the id of the fleet */
  readonly namespace?: string;
  /** Labels of the Cluster object, by which constructs and generators select it. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** DNS domain of services. @default 'cluster.local' */
  readonly serviceDomain?: string;
  /**
   * Kinds that its API server serves because of what others have installed, for objects of the program that are of such a kind: API groups
   * (`monitoring.coreos.com`), or kinds (`monitoring.coreos.com/ServiceMonitor`).
   *
   * @default - those of Kubernetes, and those that something of the program brings
   */
  readonly servedByOthers?: readonly string[];
  /** Port of the API server, where the infrastructure leaves a choice. @default 6443 */
  readonly apiServerPort?: number;
  /**
   * The cloud controller (node addresses, load balancers), installed from the hub: `Aws.cloudController({ version: '0.0.11' })`.
   *
   * @default - what the infrastructure needs; `false` when something else brings it
   */
  readonly cloudController?: HelmAddOn | false;
  /**
   * The storage driver, installed from the hub: `Aws.ebsCsiDriver({ version: '2.64.0' })`.
   *
   * @default - what the infrastructure offers; `false` for none
   */
  readonly storage?: HelmAddOn | false;
  /** Further charts that must be there before GitOps can run in the cluster. @default - none */
  readonly addOns?: readonly HelmAddOn[];
  /** Stops every controller from acting on the cluster. @default false */
  readonly paused?: boolean;
  /**
   * Whether the cluster may not disappear: its Cluster object is kept when it leaves the output, and a program that drops it fails.
   * To delete a cluster set this to false, synthesize and apply, then remove it from the program.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** Options for a hub that Cluster API makes: as `ManagedClusterProps`, with a name. */
export interface ManagedHubProps<ControlPlane, Pool> extends ManagedClusterProps<ControlPlane, Pool> {
  /** Cluster name of the hub, unique in the fleet, and the id of its construct: `hub`. */
  readonly name: string;
}

/** A cluster that Cluster API makes and looks after, from objects on the hub. */
export class ManagedCluster<ControlPlane = unknown, Pool = unknown> extends Construct implements ICluster {
  /**
   * The hub of a fleet as a cluster of its own: made from a throw-away cluster, and then moved so that it manages itself (`clusterctl move`). Its
   * objects lie in its own folder, with those of the members. See docs/first-fleet.md.
   */
  public static hub<ControlPlane, Pool>(props: ManagedHubProps<ControlPlane, Pool>): IHub {
    checkProps('ManagedCluster.hub: ', props, { name: TEXT }, { controlPlane: OPENED, pools: OPENED });
    return { bind: fleet => new ManagedCluster(fleet, props.name, props) };
  }

  /** Cluster name, unique in the fleet: the prop `name`, else the construct id. */
  public readonly name: string;
  /** The objects inside the cluster: put your own under here. Those on the hub that make it are under `hubObjects`. */
  public readonly chart: ClusterChart;
  /** Namespace on the hub that its objects lie in. */
  public readonly namespace: string;
  private readonly fleet: Fleet;

  /** @throws when a prop is malformed or the name is taken; everything that only the whole fleet shows is a finding */
  constructor(scope: Construct, id: string, props: ManagedClusterProps<ControlPlane, Pool>) {
    super(scope, plannedId(scope, id));
    this.fleet = Fleet.of(this);
    checkClusterProps(this.node.path, props);
    this.name = props.name ?? id;
    this.namespace = props.namespace ?? this.fleet.node.id;
    const path = this.node.path;
    const version = parseKubernetesVersion(`${path}: version`, props.version);
    const { facts } = props.infrastructure;
    checkApiServerPort(path, props.apiServerPort, facts.apiServerPort);
    this.chart = this.fleet.addCluster(this, {
      name: this.name,
      origin: 'managed',
      version: version.text,
      cloud: facts.cloud,
      region: facts.region,
      account: facts.account,
      uniqueNameIn: facts.uniqueNameIn,
      publicNodes: facts.publicNodes,
      labels: props.labels,
      nodeMask: props.infrastructure.nodeMask(props.controlPlane),
      rangeLimits: facts.rangeLimits,
      nameLimits: [CLUSTER_API.nameLimit, ...facts.nameLimits],
      kubernetesVersions: CLUSTER_API.kubernetesVersions,
      access: { type: 'kubeconfig', namespace: this.namespace, name: `${this.name}-kubeconfig` },
      profiles: PROFILES,
      deletionProtection: props.deletionProtection,
    });
    this.claimNetwork(props.network ?? {}, facts.makesNodeNetwork);
    this.claimOnHub(facts.providers);
    if (props.servedByOthers) {
      const kinds = checkServedKinds(`${path}: servedByOthers`, props.servedByOthers);
      this.fleet.claim({ type: 'served-kinds', cluster: this.name, path, kinds });
    }
    this.addObjects(props, {
      fleet: this.fleet, name: this.name, namespace: this.namespace, path, version, network: props.network ?? {},
      labels: { [CLUSTER_NAME_LABEL]: this.name }, protection: pruneProtection, model: () => this.settled(),
    });
  }

  /** Its Cluster API objects on the hub: `Cluster`, and below `infrastructure` all others. */
  public get hubObjects(): Construct {
    return this.fleet.scopeOn(this.fleet.hub, this);
  }

  private addObjects(props: ManagedClusterProps<ControlPlane, Pool>, cluster: ManagedClusterContext): void {
    const scope = this.hubObjects;
    const blocks = (space: 'pods' | 'services') => this.fleet.lazy(() => rangesOf(this.settled(), space));
    const object = new Cluster(scope, 'Resource', {
      metadata: {
        name: this.name,
        namespace: this.namespace,
        labels: { ...props.labels, ...cluster.labels },
        annotations: props.deletionProtection === false ? undefined : pruneProtection(),
      },
      spec: {
        paused: props.paused === true ? true : undefined,
        clusterNetwork: {
          apiServerPort: props.apiServerPort,
          serviceDomain: props.serviceDomain ?? 'cluster.local',
          pods: { cidrBlocks: blocks('pods') },
          services: { cidrBlocks: blocks('services') },
        },
        // Known as soon as the infrastructure is bound below; the Cluster comes first so that it is the first object that people read.
        controlPlaneRef: this.fleet.lazy(() => bound.controlPlaneRef),
        infrastructureRef: this.fleet.lazy(() => bound.infrastructureRef),
      },
    });
    scope.node.defaultChild = object;
    this.node.defaultChild = object;
    const bound = props.infrastructure.bind(new Construct(scope, 'infrastructure'), cluster, props.controlPlane, props.pools);
    const networkPlugin = this.networkPlugin(props.networkPlugin);
    const addOns = [networkPlugin, props.cloudController ?? bound.cloudController, props.storage ?? bound.storage, ...props.addOns ?? []]
      .flatMap(addOn => (addOn ? [addOn] : []));
    this.fixChoices(props, bound);
    checkReleases(cluster.path, addOns.map(addOn => addOn.release));
    for (const addOn of addOns) {
      const scopeId = `add-on-${addOn.release}`;
      new HelmChartProxyAddOn(scope, scopeId, { cluster: this.name, namespace: this.namespace, clusterLabels: cluster.labels, addOn });
    }
  }

  /** The add-on, unless something else brings it. */
  private networkPlugin(plugin: HelmAddOn | NetworkPlugin | false): HelmAddOn | false {
    if (plugin === false || 'release' in plugin) {
      return plugin;
    }
    claimNetworkPlugin(this.fleet, this.name, this.node.path, plugin);
    return false;
  }

  /** Cluster API takes other values for these without a word, and makes other objects or half a change of them. */
  private fixChoices(props: ManagedClusterProps<ControlPlane, Pool>, { infrastructureRef, controlPlaneRef }: BoundInfrastructure): void {
    const second = 'its objects on the hub would be made a second time beside the first';
    const mask = props.infrastructure.nodeMask(props.controlPlane);
    const choices: readonly [fact: string, value: string | undefined, otherwise: string][] = [
      ['namespace', this.namespace, second],
      ['infrastructure', `${infrastructureRef.kind} ${infrastructureRef.name}`, second],
      ['control-plane', `${controlPlaneRef.kind} ${controlPlaneRef.name}`, second],
      ['service-domain', props.serviceDomain ?? 'cluster.local', 'only new machines would take it'],
      ['node-mask', mask && `${mask.ipv4} ${mask.ipv6}`, 'nodes that have a part of the pod range keep it'],
    ];
    for (const [fact, value, otherwise] of choices) {
      if (value !== undefined) {
        this.fleet.claim({ type: 'fixed', cluster: this.name, path: this.node.path, fact, value, otherwise });
      }
    }
  }

  /** What the hub must have for the objects of this cluster. */
  private claimOnHub(providers: InfrastructureFacts['providers']): void {
    const base = { cluster: this.fleet.hub.name, path: this.node.path };
    this.fleet.claim({ ...base, type: 'namespace', name: this.namespace });
    for (const component of [CORE_PROVIDER, ...providers]) {
      this.fleet.claim({ ...base, type: 'component', component });
    }
  }

  private claimNetwork(network: ClusterNetwork, makesNodeNetwork: boolean): void {
    const base = { cluster: this.name, path: this.node.path, plan: this.fleet.addresses };
    for (const space of ['pods', 'services', 'nodes'] as const) {
      // Without a node network of its own, an infrastructure's machines live in one that only the user knows.
      if (space !== 'nodes' || makesNodeNetwork || network.nodes !== undefined) {
        claimsFor({ ...base, space, blocks: network[space] }).forEach(claim => this.fleet.claim(claim));
      }
    }
  }

  private settled(): ClusterModel {
    return this.fleet.clusterModel(this.name);
  }
}

function rangesOf(cluster: ClusterModel, space: 'pods' | 'services'): string[] {
  return cluster.ranges.filter(range => range.space === space).map(range => range.cidr.toString());
}
