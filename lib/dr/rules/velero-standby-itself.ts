import { titleOf } from './objects';
import { folderOf, nameFolder, placesOf } from './places';
import { DrRule } from './rule';
import { finding } from '../../fleet/rules/text';

/** Clusters that stand by for themselves. */
export const veleroStandbyItself: DrRule = {
  code: 'velero-standby-itself',
  severity: 'error',
  summary: 'A cluster reads the folder that it writes to through a second, read-only location.',
  why: 'A backup is in one location of a server, whichever reads it first: in the read-only one it is never deleted when it expires (Velero v1.18.2'
    + ' `pkg/controller/gc_controller.go`). And a cluster cannot take over from itself: it is gone when its backups are needed.',
  fix: 'Remove the read-only location, or name the folder of the cluster that it was meant for.',
  check: (settled, model) => {
    const places = placesOf(settled).filter(({ location }) => location.fleet === model.name);
    const key = (place: typeof places[number]) => `${place.location.cluster}\n${folderOf(place)}`;
    const written = new Map(places.filter(({ readOnly }) => !readOnly).map(place => [key(place), place.location]));
    return places.filter(({ readOnly }) => readOnly).flatMap(place => {
      const own = written.get(key(place));
      return own === undefined ? [] : [finding(veleroStandbyItself, [own.cluster], [own.path, place.location.path],
        `${titleOf(place.location)}: only reads ${nameFolder(place)}, which ${own.namespace}/${own.name} (${own.path}) of the same cluster writes to: remove it, or name the folder`
        + ' of another cluster')];
    });
  },
};
