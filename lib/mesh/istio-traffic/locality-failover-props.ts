import type { IstioConfigProps } from './istio-config';
import type { ICluster } from '../../fleet';

/**
 * Who serves whom while all is well: `active-active` every caller is served in its own region; `active-passive` the clusters of `active` serve all
 * callers. In both, others serve only those that have no healthy endpoint left there.
 */
export type FailoverMode = 'active-active' | 'active-passive';

/** Options for a `LocalityFailover`. */
export interface LocalityFailoverProps extends IstioConfigProps {
  /** Name of the Service, the same in every cluster. */
  readonly service: string;
  /** Whether every region serves its own callers, or one place serves all. */
  readonly mode: FailoverMode;
  /**
   * For `active-passive`: the cluster that serves all callers; several where they are all that is in one region, or in one network.
   *
   * @default - none, for `active-active`
   */
  readonly active?: ICluster | readonly ICluster[];
  /** For `active-active`: the region that takes over for another, each told by one of its clusters. @default - all others, alike */
  readonly failover?: readonly LocalityFailoverRegion[];
  /**
   * For `active-active`: how the callers of a region are shared out among regions while all is well, in place of their own region alone. Not with
   * `failover` nor `failoverPriority`; a region that is not named in `to` gets nothing, even when the others fail.
   *
   * @default - every region serves its own callers
   */
  readonly distribute?: readonly LocalityDistribution[];
  /**
   * For `active-active`: labels in which endpoints equal their callers, the most important first: `['topology.istio.io/cluster']` for the own cluster
   * first. With `failover` no label of a region, zone or subzone.
   *
   * @default - region, zone, subzone
   */
  readonly failoverPriority?: readonly string[];
  /** When an endpoint counts as failed. @default - five errors in a row put it out for 30 seconds, and all endpoints may be out */
  readonly outlierDetection?: OutlierDetection;
  /**
   * Whether callers use the name of the clusterset, `<service>.<namespace>.svc.clusterset.local`, instead of that of the cluster. Only where istiod
   * knows such names: `ENABLE_MCS_HOST`.
   *
   * @default false
   */
  readonly clusterset?: boolean;
  /**
   * Whether each member becomes a subset of its name, so that an `IstioVirtualService` can send a share of the traffic to one cluster.
   *
   * @default false
   */
  readonly clusterSubsets?: boolean;
}

/** Which region takes over for another. */
export interface LocalityFailoverRegion {
  /** A cluster of the region that fails. */
  readonly from: ICluster;
  /** A cluster of the region that takes over. */
  readonly to: ICluster;
}

/** How callers of a region are shared out. */
export interface LocalityDistribution {
  /** A cluster of the region of the callers. */
  readonly from: ICluster;
  /** The regions that serve them. */
  readonly to: readonly {
    /** A cluster of the region. */
    readonly cluster: ICluster;
    /** Its share in percent, 1 to 100; all shares are 100 together. */
    readonly weight: number;
  }[];
}

/** When an endpoint counts as failed: `outlierDetection` of Istio. */
export interface OutlierDetection {
  /** Errors in a row, HTTP 5xx or no connection, after which it is put out. @default 5 */
  readonly consecutive5xxErrors?: number;
  /** Errors in a row of HTTP 502, 503, 504 and of connections. @default - not counted apart */
  readonly consecutiveGatewayErrors?: number;
  /** How often it is looked at. @default '10s' */
  readonly interval?: string;
  /** For how long it is put out the first time. @default '30s' */
  readonly baseEjectionTime?: string;
  /** How many endpoints may be out at a time, in percent. Istio's own 10 never empties a region. @default 100 */
  readonly maxEjectionPercent?: number;
}
