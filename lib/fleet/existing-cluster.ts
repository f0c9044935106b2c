import { Construct } from 'constructs';
import type { ClusterAccess, ClusterAccessProps } from './access';
import { checkAccess } from './check-access';
import { checkKubeProxyMode, checkReleaseName, checkServedKinds } from './check-add-on';
import { ANY_TEXT, checkProps, MAP, MAPS, OPENED, OPENED_MAP, TEXT, TEXT_MAP, TEXT_OR_TEXTS, TEXTS } from './check-props';
import { claimNetworkPlugin } from './claim-network-plugin';
import type { ICluster, IHub } from './cluster';
import type { ClusterChart } from './cluster-chart';
import { claimsFor, ClusterNetwork } from './cluster-ranges';
import { plannedId } from './deferred-props';
import { DeferredValues } from './deferred-values';
import { Fleet } from './fleet';
import { HelmAddOn } from './helm-add-on';
import { parseKubernetesVersion } from './kubernetes-version';
import { KubeProxyMode, NetworkPlugin } from './model';
import { SecretsMadeBeforehand } from './secrets-made-beforehand';

/** Options for an `ExistingCluster`. */
export interface ExistingClusterProps {
  /** Kubernetes version of its control plane: `1.34.1`. */
  readonly version: string;
  /** The ranges that it uses. Pods and services must be given: they exist already. */
  readonly network: ClusterNetwork & { readonly pods: string | readonly string[]; readonly services: string | readonly string[] };
  /** Cluster name. @default - the construct id */
  readonly name?: string;
  /** The cloud it runs in: `aws`, `azure`, `gcp`. @default - not known */
  readonly cloud?: string;
  /** The cloud's region. @default - not known */
  readonly region?: string;
  /** The account of the cloud, subscription or project that it lies in. @default - not known */
  readonly account?: string;
  /** Labels by which other constructs select clusters. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * How controllers on the hub reach its API server. The hub itself needs none.
   *
   * @default - not known: who makes the credentials of a controller decides
   */
  readonly access?: ClusterAccessProps;
  /** What connects its pods, for meshes: `{ name: 'calico', apiServer: false }`. @default - not known */
  readonly networkPlugin?: NetworkPlugin;
  /** How its kube-proxy works, for meshes. @default - not known */
  readonly kubeProxyMode?: KubeProxyMode;
  /** Helm charts to install in it, by the delivery of the fleet: a network plug-in, a storage driver. @default - none */
  readonly addOns?: readonly HelmAddOn[];
  /**
   * Kinds that its API server serves because of what others have installed, for objects of the program that are of such a kind: API groups
   * (`monitoring.coreos.com`), or kinds (`monitoring.coreos.com/ServiceMonitor`).
   *
   * @default - those of Kubernetes, and those that something of the program brings
   */
  readonly servedByOthers?: readonly string[];
  /**
   * Helm releases that somebody else installs in it, by name, each with the owner: `{ cilium: 'Terraform module network' }`. What other constructs
   * need in their values becomes a file beside the cluster's folder, and a warning that names the owner.
   *
   * @default - none
   */
  readonly releasesOfOthers?: Readonly<Record<string, string>>;
}

/** Options for a hub that exists: as `ExistingClusterProps`, with a name. */
export interface ExistingHubProps extends ExistingClusterProps {
  /** Cluster name of the hub, unique in the fleet, and the id of its construct: `hub`. */
  readonly name: string;
}

/** A cluster that this program does not make: made elsewhere, or by Cluster API manifests that people keep themselves. */
export class ExistingCluster extends Construct implements ICluster {
  /** The hub of a fleet, made elsewhere. */
  public static hub(props: ExistingHubProps): IHub {
    checkProps('ExistingCluster.hub: ', props, { name: TEXT }, { access: OPENED });
    return { bind: fleet => new ExistingCluster(fleet, props.name, props) };
  }

  /** Cluster name, unique in the fleet: the prop `name`, else the construct id. */
  public readonly name: string;
  /** The objects that this program adds to the cluster: put your own under here. */
  public readonly chart: ClusterChart;

  /** @throws when the name is taken, the version is malformed, or a range is malformed */
  constructor(scope: Construct, id: string, props: ExistingClusterProps) {
    super(scope, plannedId(scope, id));
    const fleet = Fleet.of(this);
    checkProps(`${this.node.path}: `, props, { version: TEXT, network: MAP }, {
      name: ANY_TEXT, cloud: TEXT, region: TEXT, labels: TEXT_MAP, access: OPENED_MAP, addOns: MAPS, releasesOfOthers: TEXT_MAP,
      servedByOthers: TEXTS, account: TEXT, networkPlugin: MAP, kubeProxyMode: TEXT,
    });
    checkAccess(`${this.node.path}: access`, props.access);
    checkKubeProxyMode(`${this.node.path}: kubeProxyMode`, props.kubeProxyMode);
    if (props.access && (fleet.hub as ICluster | undefined) === undefined) {
      throw new Error(`${this.node.path}: access: this is the hub, whose controllers reach it from inside; leave access out`);
    }
    checkProps(`${this.node.path}: network.`, props.network, {}, { pods: TEXT_OR_TEXTS, services: TEXT_OR_TEXTS, nodes: TEXT_OR_TEXTS });
    this.name = props.name ?? id;
    const access = DeferredValues.of(this).written(props.access);
    const path = this.node.path;
    this.chart = fleet.addCluster(this, {
      name: this.name,
      origin: 'existing',
      version: parseKubernetesVersion(`${path}: version`, props.version).text,
      cloud: props.cloud,
      region: props.region,
      account: props.account,
      labels: props.labels,
      access,
      kubeProxyMode: props.kubeProxyMode,
      // Its manifests are not ours, so nothing of this program can delete it.
      deletionProtection: false,
    });
    const { pods, services, nodes } = props.network;
    for (const [space, blocks] of Object.entries({ pods, services, nodes }) as ['pods' | 'services' | 'nodes', string | undefined][]) {
      if (blocks !== undefined) {
        claimsFor({ cluster: this.name, path, space, plan: fleet.addresses, blocks }).forEach(claim => fleet.claim(claim));
      } else if (space !== 'nodes') {
        throw new Error(`${path}: network.${space} is missing; write the range that cluster '${this.name}' uses`);
      }
    }
    if (props.networkPlugin) {
      claimNetworkPlugin(fleet, this.name, path, props.networkPlugin);
    }
    this.provideKubeconfig(fleet, access);
    if (props.servedByOthers) {
      fleet.claim({ type: 'served-kinds', cluster: this.name, path, kinds: checkServedKinds(`${path}: servedByOthers`, props.servedByOthers) });
    }
    for (const [name, owner] of Object.entries(props.releasesOfOthers ?? {})) {
      checkReleaseName(`${path}: releasesOfOthers`, name);
      fleet.claim({ type: 'foreign-release', cluster: this.name, path, name, owner });
    }
    for (const addOn of props.addOns ?? []) {
      fleet.delivery.installRelease(new Construct(this, `add-on-${addOn.release}`), this.name, addOn);
    }
  }

  /** Nobody else makes the Secret that controllers on the hub reach the cluster by. */
  private provideKubeconfig(fleet: Fleet, access: ClusterAccess | undefined): void {
    if (access?.type !== 'kubeconfig') {
      return;
    }
    const { namespace, name, key = 'value', storeKey } = access;
    const secrets = storeKey === undefined ? new SecretsMadeBeforehand() : fleet.secrets;
    fleet.claim({ type: 'namespace', cluster: fleet.hub.name, path: this.node.path, name: namespace });
    secrets.provide(fleet, this, {
      cluster: fleet.hub.name, namespace, name,
      template: { [key]: '{{ .kubeconfig }}' },
      inputs: storeKey === undefined ? {} : { kubeconfig: { type: 'store', key: storeKey } },
      readBy: `controllers that look after ${this.name}`,
      rotatedBy: `who keeps ${storeKey ?? 'the Secret'}`,
    });
  }
}
