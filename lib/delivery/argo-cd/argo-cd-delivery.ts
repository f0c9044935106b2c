import { Construct } from 'constructs';
import { ArgoCdDeliveryProps, checkArgoCdDelivery } from './argo-cd-delivery-props';
import { BoundArgoCd } from './bound-argo-cd';
import type { Fleet, IBoundDelivery, IDelivery } from '../../fleet';

/**
 * Delivers by Argo CD v3.5: the hub's Argo CD reads the folder of each cluster from a repository, or every cluster has an Argo CD of its own.
 *
 * The folder of the hub (with `perCluster` that of each cluster) holds the Applications themselves. A person applies it once,
 * `kubectl apply --server-side -f dist/<hub>`, and Argo CD keeps it from then on.
 *
 * No Application has a finalizer: deleting one deletes nothing that it has brought.
 */
export class ArgoCdDelivery implements IDelivery {
  public readonly name = 'Argo CD';
  public readonly readsFolders = true;

  /** @throws for props that Argo CD would not understand, or understand otherwise than they look */
  constructor(private readonly props: ArgoCdDeliveryProps, public readonly prunes: boolean = true) {
    checkArgoCdDelivery(props);
  }

  /** The same delivery which deletes nothing that leaves the output: the first of the two steps to another delivery. */
  public withoutPruning(): ArgoCdDelivery {
    return new ArgoCdDelivery(this.props, false);
  }

  public bind(fleet: Fleet, scope: Construct): IBoundDelivery {
    return new BoundArgoCd(fleet, scope, this.props, this.prunes);
  }
}
