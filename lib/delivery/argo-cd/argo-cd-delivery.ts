import { Construct } from 'constructs';
import { ArgoCdDeliveryProps, checkArgoCdDelivery } from './argo-cd-delivery-props';
import { BoundArgoCd } from './bound-argo-cd';
import type { Fleet, IBoundDelivery, IDelivery } from '../../fleet';

/**
 * Delivers by Argo CD v3.5: the hub's Argo CD reads the folder of each cluster from a repository, or every cluster has an Argo CD of its own.
 *
 * The folder of the hub (with `perCluster` that of each cluster) holds the Applications themselves. A person applies it once,
 * `kubectl apply --server-side --field-manager argocd-controller -f dist/<hub>`, and Argo CD keeps it from then on: in its name, since a field that
 * leaves the output stays as long as another writer of it is remembered (Argo CD v3.5.1 common/common.go `ArgoCDSSAManager`).
 *
 * No Application has a finalizer: deleting one deletes nothing that it has brought.
 */
export class ArgoCdDelivery implements IDelivery {
  /** How messages and the lock call it: each form is a delivery of its own, since other objects bring the folders. */
  public readonly name: string;
  /** Argo CD reads the folders from a repository. */
  public readonly readsFolders = true;
  /** Whether Argo CD deletes objects that leave the output. */
  public readonly prunes: boolean;

  /** @throws for props that Argo CD would not understand, or understand otherwise than they look */
  constructor(private readonly props: ArgoCdDeliveryProps, { prunes = true }: { readonly prunes?: boolean } = {}) {
    checkArgoCdDelivery(props);
    this.name = props.perCluster ? 'an Argo CD in each cluster' : 'Argo CD';
    this.prunes = prunes;
  }

  /** The same delivery which deletes nothing that leaves the output: the first of the two steps to another delivery. */
  public withoutPruning(): ArgoCdDelivery {
    return new ArgoCdDelivery(this.props, { prunes: false });
  }

  /** Called by the fleet. */
  public bind(fleet: Fleet, scope: Construct): IBoundDelivery {
    return new BoundArgoCd(fleet, scope, this.props, this.prunes);
  }
}
