import { Construct } from 'constructs';
import type { ArgoCdDeliveryProps } from './argo-cd-delivery-props';
import type { ArgoCdRegistry } from './registry';
import type { Fleet } from '../../fleet';

/** What the parts of the delivery know of each other. */
export interface DeliveryContext {
  readonly fleet: Fleet;
  readonly scope: Construct;
  readonly registry: ArgoCdRegistry;
  readonly props: ArgoCdDeliveryProps;
  readonly prunes: boolean;
  /** Name of the cluster whose Argo CD delivers to a cluster. */
  argoCdOf(cluster: string): string;
  /** What the objects for a cluster belong to: a file for each, so that one more cluster changes no other. */
  scopeFor(cluster: string): Construct;
}
