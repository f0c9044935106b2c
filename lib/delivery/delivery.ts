import { ArgoCdDelivery } from './argo-cd/argo-cd-delivery';
import { ArgoCdDeliveryProps } from './argo-cd/argo-cd-delivery-props';
import { FluxDelivery } from './flux/flux-delivery';
import { FluxDeliveryProps } from './flux/flux-props';
import { PlainFiles, PlainFilesProps } from './plain-files';

/**
 * How the objects and Helm charts of a fleet reach its clusters: for the prop `delivery` of a `Fleet`.
 *
 * To change from one that prunes to another takes two synths, each applied everywhere: the old one with `.withoutPruning()`, then the new one.
 */
export class Delivery {
  /**
   * Argo CD brings the folders of the output, and installs Helm charts.
   *
   * @throws for props that Argo CD would not understand
   */
  public static argoCd(props: ArgoCdDeliveryProps): ArgoCdDelivery {
    return new ArgoCdDelivery(props);
  }

  /**
   * Flux brings the folders of the output, and installs Helm charts.
   *
   * @throws for props that Flux would not understand
   */
  public static flux(props: FluxDeliveryProps): FluxDelivery {
    return new FluxDelivery(props);
  }

  /**
   * A pipeline applies the folders of the output to their clusters: `kubectl apply --server-side -R -f dist/<cluster>`.
   *
   * Helm charts that the delivery installs are rendered at synth, by the `helm` binary.
   *
   * @throws when a prop is malformed
   */
  public static plainFiles(props: PlainFilesProps = {}): PlainFiles {
    return new PlainFiles(props);
  }
}
