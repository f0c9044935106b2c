import { Construct } from 'constructs';
import { NUMBER, placeOf } from './global-ip';
import { ClusterGlobalEgressIP as Resource } from '../../../imports/submariner';
import type { ICluster } from '../../fleet';

/** The one name that Submariner looks for (submariner v0.19 `pkg/globalnet/constants`). */
const NAME = 'cluster-egress.submariner.io';

/** Options for a `ClusterGlobalEgressIP`. */
export interface ClusterGlobalEgressIPProps {
  /** The member. */
  readonly cluster: ICluster;
  /** Addresses, 0 to 20. With 0 pods without a `GlobalEgressIP` reach no other member. */
  readonly numGlobalIPs: number;
}

/**
 * The global addresses by which pods of a member reach others, unless a `GlobalEgressIP` says otherwise for them; one for each cluster.
 *
 * Without it Submariner makes one of eight addresses.
 */
export class ClusterGlobalEgressIP extends Construct {
  /** @throws for a number that Submariner does not take */
  constructor(scope: Construct, id: string, props: ClusterGlobalEgressIPProps) {
    super(scope, id);
    const place = placeOf(this, props, { numGlobalIPs: NUMBER });
    this.node.defaultChild = new Resource(place, 'Resource', { metadata: { name: NAME }, spec: { numGlobalIPs: props.numGlobalIPs } });
  }
}
