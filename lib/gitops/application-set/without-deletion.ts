import { ApplicationSetFleetProps } from './props';
import { FleetModel } from '../../fleet';

/**
 * The props as they hold while the fleet changes its delivery (`withoutPruning()`): nothing that Argo CD does may delete anything, since what is
 * missing at that moment is only on its way to somebody else.
 */
export function withoutDeletion(props: ApplicationSetFleetProps, delivery: FleetModel['delivery']): ApplicationSetFleetProps {
  const changes = delivery !== undefined && delivery.readsFolders && !delivery.prunes;
  return !changes ? props : {
    ...props,
    prune: false,
    applicationFinalizers: undefined,
    applicationsSync: props.applicationsSync === 'create-only' ? 'create-only' : 'create-update',
    preserveResourcesOnDeletion: true,
    deletionOrder: undefined,
  };
}
