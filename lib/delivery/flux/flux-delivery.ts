import { Construct } from 'constructs';
import { BoundFlux } from './bound-flux';
import { checkFluxProps, FluxDeliveryProps } from './flux-props';
import { settingsOf } from './settings';
import { Fleet, IBoundDelivery, IDelivery } from '../../fleet';

/**
 * Flux v2.9 brings each folder of the output to its cluster, and installs Helm charts.
 *
 * What its controllers begin with is in the folder `<cluster>.flux-system` of each cluster that runs them: apply it once by hand,
 * `kubectl apply -f dist/hub.flux-system`. From then on Flux keeps that folder up to date as well.
 */
export class FluxDelivery implements IDelivery {
  /** How messages and the lock call it: each form is a delivery of its own, since other objects bring the folders. */
  public readonly name: string;
  /** Flux reads the folders from a repository. */
  public readonly readsFolders = true;
  /** Whether Flux deletes objects that leave the output. */
  public readonly prunes: boolean;

  /** @throws for options that show their fault alone */
  constructor(private readonly props: FluxDeliveryProps, { prunes = true }: { readonly prunes?: boolean } = {}) {
    checkFluxProps(props);
    this.name = props.form === 'per-cluster' ? 'a Flux in each cluster' : 'Flux';
    this.prunes = prunes;
  }

  /**
   * The same delivery, deleting nothing: the step before another delivery takes over.
   *
   * Kustomizations go on applying and prune no more. HelmReleases are suspended, since deleting one that is not uninstalls its chart.
   */
  public withoutPruning(): FluxDelivery {
    return new FluxDelivery(this.props, { prunes: false });
  }

  /** Called by the fleet. */
  public bind(fleet: Fleet, scope: Construct): IBoundDelivery {
    return new BoundFlux(fleet, scope, settingsOf(this.props, this.prunes));
  }
}
