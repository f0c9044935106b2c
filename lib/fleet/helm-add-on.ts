import type { ChartImages } from './artifacts/chart-image';
import { HelmValues } from './claims';
import { FirewallOpening, NetworkPlugin, VersionRange } from './model';

/**
 * A Helm chart that is installed in a cluster.
 *
 * Plain data: what is installed, and which ports it needs open between nodes. A `ManagedCluster` gets it from the hub through Cluster API, before
 * anything else can run in it; an `ExistingCluster` and a `HelmInstallation` get it by the fleet's delivery.
 */
export interface HelmAddOn {
  /** Release name, and the name under which others contribute values to it. */
  readonly release: string;
  /** Namespace in the cluster that it runs in. */
  readonly namespace: string;
  /** `https://...` or `oci://...`. */
  readonly repository: string;
  /** Name of the chart in the repository: `tigera-operator`. */
  readonly chart: string;
  /** Version of the chart, as the repository writes it: `1.20.2`. @default - the version in the lock; without one `defaultVersion` */
  readonly version?: string;
  /** The version that this release of the library knows to work. */
  readonly defaultVersion: string;
  /** The Kubernetes minors that `defaultVersion` supports. @default - any, or not known */
  readonly kubernetesVersions?: VersionRange;
  /** Values for the chart: an object, or a function that makes them from the settled cluster; `{}` for none. */
  readonly values: HelmValues;
  /** Name of the HelmChartProxy on the hub, to adopt one that exists. Only where Cluster API installs it. @default `<cluster>-<release>` */
  readonly helmChartProxyName?: string;
  /**
   * The images that the chart runs: for the bill of materials, and so that a fleet with a `mirror` has it take them from there; `() => []` for a
   * chart without any.
   *
   * @default - not known: the bill of materials lists the chart alone, and a fleet with a mirror refuses it
   */
  readonly images?: ChartImages;
  /**
   * Kinds that the chart brings to the cluster, for objects of the program that are of such a kind: API groups (`monitoring.coreos.com`), or kinds
   * (`monitoring.coreos.com/ServiceMonitor`).
   *
   * @default - none
   */
  readonly serves?: readonly string[];
  /** Ports that it needs open between nodes. @default - none */
  readonly openings?: readonly FirewallOpening[];
  /** What it is, for a chart that connects pods: a mesh needs to know. @default - it is no network plug-in, or not known */
  readonly networkPlugin?: NetworkPlugin;
}
