import { AddressPlan } from './address-plan';
import type { IHub } from './cluster';
import type { ILock } from './lock';
import { AcceptedOverlap } from './model';

/** Options for a `Fleet`. */
export interface FleetProps {
  /** The management cluster: it runs Cluster API, GitOps and brokers. */
  readonly hub: IHub;
  /** Where addresses come from, and which are taken. @default - every cluster names its ranges itself and nothing is reserved */
  readonly addresses?: AddressPlan;
  /**
   * Sets of clusters that can route to each other, by name. A cluster may be in several; one that is in none routes to nobody.
   *
   * @default - all clusters of the fleet can route to each other
   */
  readonly routingDomains?: Readonly<Record<string, readonly string[]>>;
  /** Overlaps that people know of and accept, each with a reason. One that no longer exists is a finding. @default - none */
  readonly acceptedOverlaps?: readonly AcceptedOverlap[];
  /** Where decisions that must not move are kept. @default - `fleet.lock.json` in the current folder */
  readonly lock?: ILock;
}
