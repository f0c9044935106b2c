import { Construct } from 'constructs';
import { serviceHost } from './hosts';
import { IstioConfig, IstioOptionTypes } from './istio-config';
import { LocalityFailoverProps } from './locality-failover-props';
import { localityFaults, LocalityLbSetting } from './locality-faults';
import { checkOutlierDetection, OUTLIER_DETECTION } from './outlier-detection';
import { DestinationRule } from '../../../imports/istio';
import { ICluster } from '../../fleet';
import { FLAG, LABEL, MAP, MAPS, PropType, TEXT, TEXTS } from '../../fleet/check-props';
import { hasSeveralNetworks } from '../istio-mesh';

/** One cluster or several. */
const CLUSTERS: PropType = { words: 'a cluster or a list of clusters', is: value => MAP.is(value) || MAPS.is(value) };
const NUMBER: PropType = { words: 'a number', is: value => typeof value === 'number' };
const OPTIONS: IstioOptionTypes = {
  required: { service: LABEL, mode: TEXT },
  optional: {
    active: CLUSTERS, failover: MAPS, distribute: MAPS, failoverPriority: TEXTS, outlierDetection: MAP, clusterset: FLAG, clusterSubsets: FLAG,
  },
};
const MODES = ['active-active', 'active-passive'];
const FOR_ACTIVE_ACTIVE = ['failover', 'distribute', 'failoverPriority'] as const;
/** The labels that Istio gives a gateway which stands for the endpoints of another network (istio 1.30.3 `pilot/pkg/xds/endpoints/ep_filters.go`). */
const CLUSTER = 'topology.istio.io/cluster';
const NETWORK = 'topology.istio.io/network';
const REGION = 'topology.kubernetes.io/region';
const LABELS_OF_GATEWAYS = [CLUSTER, NETWORK];

/**
 * Which clusters answer the callers of a service, and which take over when those fail: a DestinationRule with `localityLbSetting` in each cluster.
 *
 * It always has `outlierDetection`, without which Istio never notices that an endpoint has failed, and nothing fails over.
 */
export class LocalityFailover extends IstioConfig {
  /** The name that callers use: `payment-api.production.svc.cluster.local`. */
  public readonly host: string;

  /** @throws for options that contradict each other, and for what istiod refuses */
  constructor(scope: Construct, id: string, props: LocalityFailoverProps) {
    super(scope, id, props, OPTIONS);
    this.checkMode(props);
    const { service, namespace, outlierDetection = {}, clusterset = false, clusterSubsets = false } = props;
    checkOutlierDetection(`${this.node.path}: outlierDetection.`, outlierDetection);
    this.checkClusterset(clusterset);
    this.host = serviceHost(service, namespace, clusterset ? 'clusterset.local' : this.mesh.clusterDomain);
    const localityLbSetting = this.settingOf(props);
    const { failover = [], distribute = [] } = props;
    const goesByRegion = localityLbSetting.failoverPriority?.some(label => label.startsWith(REGION)) ?? true;
    const named = [
      ...failover.flatMap(({ from, to }) => [from, to]), ...distribute.flatMap(({ from, to }) => [from, ...to.map(({ cluster }) => cluster)]),
    ];
    this.makeAll((place, metadata) => new DestinationRule(place, 'Resource', {
      metadata,
      spec: {
        host: this.host,
        trafficPolicy: { loadBalancer: { localityLbSetting }, outlierDetection: { ...OUTLIER_DETECTION, ...outlierDetection } },
        ...(clusterSubsets && { subsets: this.subsets() }),
      },
    }), [...new Set([...goesByRegion ? this.mesh.members : [], ...named])]);
  }

  /** Without `ENABLE_MCS_HOST` istiod has no such host (istio 1.30.3 `pilot/pkg/serviceregistry/kube/controller/serviceimportcache.go`). */
  private checkClusterset(clusterset: boolean): void {
    const { hasClustersetNames = false, installedByOthers = false, path } = this.mesh;
    if (clusterset && !hasClustersetNames) {
      this.fail(`clusterset: control planes of ${path} know no names of clusterset.local: leave it out, or write `
        + (installedByOthers ? 'clustersetNames: true there, if istiod has ENABLE_MCS_HOST' : "multiClusterServices: { controller: '<who makes ServiceImports>' } there"));
    }
  }

  private subsets() {
    return this.mesh.members.map(member => ({ name: member.name, labels: { [CLUSTER]: this.mesh.clusterIdOf(member) } }));
  }

  private checkMode(props: LocalityFailoverProps): void {
    this.checkOneOf('mode', props.mode, MODES);
    const passive = props.mode === 'active-passive';
    if (passive !== (props.active !== undefined)) {
      const what = passive ? 'write the cluster that serves all callers, for mode active-passive' : 'leave it out for mode active-active, where all serve';
      this.fail(`active: ${what}`);
    }
    const other = passive ? FOR_ACTIVE_ACTIVE.find(option => props[option] !== undefined) : undefined;
    if (other !== undefined) {
      this.fail(`${other}: leave it out for mode active-passive, where all callers go to ${this.namesOf(this.activeOf(props))}`);
    }
  }

  private settingOf(props: LocalityFailoverProps): LocalityLbSetting {
    const { mode, failover = [], distribute = [], failoverPriority = [] } = props;
    if (mode === 'active-passive') {
      return { enabled: true, failoverPriority: [this.labelOf(this.activeOf(props))] };
    }
    const setting: LocalityLbSetting = {
      enabled: true,
      ...(distribute.length > 0 && { distribute: distribute.map((entry, i) => this.distributionOf(entry, `distribute[${i}]`)) }),
      ...(failover.length > 0 && { failover: failover.map((entry, i) => this.failoverOf(entry, `failover[${i}]`)) }),
      ...(failoverPriority.length > 0 && { failoverPriority }),
    };
    const [fault] = localityFaults(setting);
    if (fault !== undefined) {
      this.fail(`${fault}`);
    }
    this.checkLabels(failoverPriority);
    return setting;
  }

  private failoverOf(entry: NonNullable<LocalityFailoverProps['failover']>[number], where: string) {
    this.checkOptions(where, entry, { required: { from: MAP, to: MAP } });
    return { from: this.regionOf(entry.from, `${where}.from`), to: this.regionOf(entry.to, `${where}.to`) };
  }

  private distributionOf(entry: NonNullable<LocalityFailoverProps['distribute']>[number], where: string) {
    this.checkOptions(where, entry, { required: { from: MAP, to: MAPS } });
    const shares = entry.to.map((share, i) => {
      this.checkOptions(`${where}.to[${i}]`, share, { required: { cluster: MAP, weight: NUMBER } });
      return [`${this.regionOf(share.cluster, `${where}.to[${i}].cluster`)}/*`, share.weight] as const;
    });
    const twice = shares.find(([region], i) => shares.findIndex(other => other[0] === region) !== i);
    if (twice !== undefined) {
      this.fail(`${where}.to: two of its clusters are in ${twice[0]}: write one of them, with the weight of the region`);
    }
    return { from: `${this.regionOf(entry.from, `${where}.from`)}/*`, to: Object.fromEntries(shares) };
  }

  /** The region of a cluster; that it is not known is a finding, with all others. */
  private regionOf(cluster: ICluster, where: string): string {
    return this.tryRegionOf(this.checkMember(where, cluster)) ?? `region-of-${cluster.name}`;
  }

  private tryRegionOf({ name }: ICluster): string | undefined {
    return this.fleet.declarationOf(name).region;
  }

  /**
   * The one label by which the endpoints of the active clusters are told from all others: Istio takes a label once. Endpoints of other networks are
   * seen as their gateway, which has labels of a cluster and of a network, and no others.
   */
  private labelOf(active: readonly ICluster[]): string {
    const { mesh } = this;
    if (active.length === 1) {
      return `${CLUSTER}=${mesh.clusterIdOf(active[0])}`;
    }
    const common = (valueOf: (cluster: ICluster) => string | undefined) => {
      const value = valueOf(active[0]);
      const isTheirs = mesh.members.every(member => (valueOf(member) === value) === active.includes(member));
      return isTheirs && value !== '' ? value : undefined;
    };
    const network = common(member => mesh.networkOf(member));
    if (network !== undefined) {
      return `${NETWORK}=${network}`;
    }
    const region = hasSeveralNetworks(mesh) ? undefined : common(member => this.tryRegionOf(member));
    if (region === undefined) {
      this.fail(`active: Istio tells ${this.namesOf(active)} from the other members by one label only: write one cluster, or all members of`
        + ` one ${hasSeveralNetworks(mesh) ? 'network' : 'region'}`);
    }
    return `${REGION}=${region}`;
  }

  private activeOf({ active }: LocalityFailoverProps): readonly ICluster[] {
    const all = Array.isArray(active) ? active as readonly ICluster[] : [active as ICluster];
    if (all.length === 0) {
      this.fail('active: write one cluster at least, got an empty list');
    }
    return [...new Set(all.map((cluster, i) => this.checkMember(Array.isArray(active) ? `active[${i}]` : 'active', cluster)))];
  }

  private checkLabels(failoverPriority: readonly string[]): void {
    const unseen = failoverPriority.find(label => label.includes('=') && !LABELS_OF_GATEWAYS.includes(label.split('=')[0]));
    if (unseen !== undefined && hasSeveralNetworks(this.mesh)) {
      this.fail(`failoverPriority: endpoints of other networks have only the labels ${LABELS_OF_GATEWAYS.join(' and ')}, those of their gateway,`
        + ` and never ${unseen}: write one of these`);
    }
  }

  private namesOf(clusters: readonly ICluster[]): string {
    return clusters.map(({ name }) => name).join(', ');
  }
}
