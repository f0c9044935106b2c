import { DeliveredFolder, DeliveredRelease, Fleet, IBoundDelivery, IDelivery } from '../../lib';

/** A delivery that keeps what it is asked, and does nothing. */
export interface RecordingDelivery extends IDelivery {
  readonly folders: DeliveredFolder[];
  readonly releases: (DeliveredRelease & { readonly path: string })[];
  /** Each fleet that it was bound to, with the path of the scope that it got. */
  readonly bound: (readonly [fleet: Fleet, scope: string])[];
}

/** @param more methods that the delivery has beside the required ones */
export function recording(
  more: Partial<IBoundDelivery> = {}, about: Partial<Pick<IDelivery, 'name' | 'prunes' | 'readsFolders'>> = {},
): RecordingDelivery {
  const [folders, releases, bound]: [RecordingDelivery['folders'], RecordingDelivery['releases'], RecordingDelivery['bound']] = [[], [], []];
  return {
    name: 'recorder', prunes: false, readsFolders: false, ...about, folders, releases, bound,
    bind: (fleet, scope) => {
      bound.push([fleet, scope.node.path]);
      return {
        deliverFolder: folder => folders.push(folder),
        installRelease: ({ node }, release) => releases.push({ ...release, path: node.path }),
        ...more,
      };
    },
  };
}
