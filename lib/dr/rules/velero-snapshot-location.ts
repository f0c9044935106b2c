import { ownObjects, serverOf, titleOf } from './objects';
import { providerOf } from './places';
import { DrRule } from './rule';
import { backupSpecOf } from './velero-location-missing';
import type { FleetModel } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { finding, listed } from '../../fleet/rules/text';
import { CHART } from '../installation/versions';
import { mapOf, textsOf } from '../specs/values';
import type { VeleroObject } from '../velero-objects';

/** Snapshots that could go to several places. */
export const veleroSnapshotLocation: DrRule = {
  code: 'velero-snapshot-location',
  severity: 'error',
  summary: 'A Schedule or a Backup has two snapshot locations of one provider, or has named none where its cluster has several.',
  why: 'A backup takes one for each provider. With two, or with several in the cluster and none of them named, it is `FailedValidation` (Velero v1.18.2'
    + ' `pkg/controller/backup_controller.go`, `validateAndGetSnapshotLocations`), whether it makes snapshots or not.',
  fix: 'Name one for each provider in `volumeSnapshotLocations`, or the defaults in the values of the chart: `configuration.defaultVolumeSnapshotLocations`.',
  check: (settled, model) => {
    const locations = groupBy(ownObjects(settled, model, 'VolumeSnapshotLocation'), serverOf);
    return ownObjects(settled, model, 'Schedule', 'Backup').flatMap(object =>
      faultsOf(object, locations.get(serverOf(object)) ?? [], defaultsOf(model, object.cluster)).map(fault =>
        finding(veleroSnapshotLocation, [object.cluster], [object.path], `${titleOf(object)}: ${fault}`)));
  },
};

function faultsOf(object: VeleroObject, locations: readonly VeleroObject[], defaults: ReadonlySet<string>): readonly string[] {
  const named = new Set(textsOf(backupSpecOf(object).volumeSnapshotLocations));
  return [...groupBy(locations, ({ spec }) => providerOf(spec))].flatMap(([provider, same]) => {
    const chosen = same.filter(({ name }) => named.has(name));
    const names = (of: readonly VeleroObject[]) => listed(of.map(({ name }) => name).sort());
    if (chosen.length > 1) {
      return [`volumeSnapshotLocations: ${names(chosen)} are of provider ${provider}, and a backup takes one for each provider, so that none is made: name one of them`];
    }
    return chosen.length === 1 || same.length === 1 || defaults.has(provider)
      ? [] : [`volumeSnapshotLocations: ${object.cluster} has ${names(same)} of provider ${provider}, and none of them is named, so that no backup is made: name one of them`];
  });
}

/** Providers for which the server knows which one to take: `aws:here,gcp:there`. */
function defaultsOf(model: FleetModel, cluster: string): ReadonlySet<string> {
  const release = model.clusters.find(({ name }) => name === cluster)?.releases.find(({ name }) => name === CHART.release);
  const { defaultVolumeSnapshotLocations: text } = mapOf(release?.values.configuration);
  return new Set(typeof text === 'string' ? text.split(',').map(entry => providerOf({ provider: entry.trim().replace(/:[^:]*$/, '') })) : []);
}
