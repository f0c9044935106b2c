import { AddressPlan } from './address-plan';
import type { Mirror } from './artifacts/mirror';
import type { IHub } from './cluster';
import type { IDelivery } from './delivery';
import type { ILock } from './lock';
import { AcceptedOverlap } from './model';
import type { ISecrets } from './secrets';

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
  /**
   * How objects and Helm charts reach the clusters: `Delivery.argoCd(...)`, `Delivery.flux(...)`, `Delivery.plainFiles()`.
   *
   * @default - a pipeline applies the folders of the output; a Helm chart for an existing cluster is then refused
   */
  readonly delivery?: IDelivery;
  /** How Secrets come to be: `Secrets.externalSecrets()`, `Secrets.madeBeforehand()`. @default - as `Secrets.madeBeforehand()`: people make each */
  readonly secrets?: ISecrets;
  /**
   * The registry that images, charts and releases of providers are taken from, in a network without a way out:
   * `Mirror.registry('registry.example.com/mirror')`. For clusters that exist it changes machines (kubeadm's `imageRepository`) and where charts come
   * from, which the lock refuses until told otherwise.
   *
   * @default - each from where its project puts it
   */
  readonly mirror?: Mirror;
  /** Where decisions that must not move are kept. @default - `fleet.lock.json` in the current folder */
  readonly lock?: ILock;
}
