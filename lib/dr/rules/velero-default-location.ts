import { serverOf } from './objects';
import { placesOf } from './places';
import { DrRule } from './rule';
import { groupBy } from '../../fleet/collections';
import { finding, listed } from '../../fleet/rules/text';

/** Defaults that Velero changes. */
export const veleroDefaultLocation: DrRule = {
  code: 'velero-default-location',
  severity: 'error',
  summary: 'Two locations of a cluster are its default.',
  why: 'Velero keeps the newest and writes `default: false` into the others; what delivers them writes it back, without end, and which one backups go to depends on when a location'
    + ' was made (Velero v1.18.2 `pkg/controller/backup_storage_location_controller.go`).',
  fix: 'Keep `default: true` in one of them.',
  check: (settled, model) => {
    const own = placesOf(settled).filter(({ location }) => location.fleet === model.name);
    const defaults = own.filter(({ isDefault }) => isDefault).map(({ location }) => location);
    return [...groupBy(defaults, serverOf).values()].filter(same => same.length > 1).map(same => {
      const [{ cluster }] = same;
      const names = same.map(({ namespace, name, path }) => `${namespace}/${name} (${path})`).sort();
      return finding(veleroDefaultLocation, [cluster], same.map(({ path }) => path),
        `${cluster}: locations ${listed(names)} are each the default, and Velero changes all but the newest: keep default: true in one`);
    });
  },
};
