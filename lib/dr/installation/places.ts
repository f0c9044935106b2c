import type { ICluster } from '../../fleet';
import { checkProps, LABEL, PropType, TEXT, TEXT_MAP } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';
import { BackupStorage } from '../storage/backup-storage';
import { SnapshotLocation } from '../storage/snapshot-location';
import type { EachCluster, VeleroProps, VolumeSnapshotClassOptions } from '../velero-props';

/** What a cluster writes to, and how snapshots of its volumes are made. */
export interface PlacesOfCluster {
  readonly storages: readonly BackupStorage[];
  readonly snapshotLocations: readonly SnapshotLocation[];
  readonly snapshotClasses: readonly VolumeSnapshotClassOptions[];
}

const DELETION_POLICY: PropType = { words: 'Delete or Retain', is: value => value === 'Delete' || value === 'Retain' };
const CLASS: Readonly<Record<string, PropType>> = { name: LABEL, deletionPolicy: DELETION_POLICY, parameters: TEXT_MAP };

/**
 * The places of one cluster, which a function may give for each.
 *
 * @param path of the Velero, for messages
 * @throws for what is no place, for names that are there twice, and where it is not clear which place is the default
 */
export function placesOf(path: string, props: VeleroProps, cluster: ICluster): PlacesOfCluster {
  const of = <T>(prop: keyof VeleroProps, words: string, isOne: (value: unknown) => boolean) => {
    const all = listOf(props[prop] as EachCluster<T> | undefined, cluster);
    if (!all.every(isOne)) {
      throw new Error(`${path}: ${prop} of ${cluster.name}: the function gives something that is no ${words}; write ${words} or a list of them`);
    }
    return all;
  };
  const storages = of<BackupStorage>('storage', 'BackupStorage', value => value instanceof BackupStorage);
  const snapshotLocations = of<SnapshotLocation>('snapshotLocations', 'SnapshotLocation', value => value instanceof SnapshotLocation);
  const snapshotClasses = of<VolumeSnapshotClassOptions>('volumeSnapshotClass', '{ driver }', value => typeof value === 'object' && value !== null);
  checkStorages(`${path}: storage of ${cluster.name}`, storages);
  checkNames(`${path}: snapshotLocations of ${cluster.name}`, snapshotLocations.map(({ name }) => name));
  snapshotClasses.forEach(options => {
    const where = `${path}: volumeSnapshotClass of ${cluster.name}: `;
    checkProps(where, options, { driver: TEXT }, CLASS);
    refuseOthers(where, options, ['driver', ...Object.keys(CLASS)]);
  });
  checkNames(`${path}: volumeSnapshotClass of ${cluster.name}`, snapshotClasses.map(({ name = 'velero' }) => name));
  return { storages, snapshotLocations, snapshotClasses };
}

function checkStorages(where: string, storages: readonly BackupStorage[]): void {
  const names = storages.map(({ name }) => name);
  const defaults = storages.filter(storage => storage.default).map(({ name }) => name);
  if (storages.length === 0) {
    throw new Error(`${where}: names no place to write backups to; write a BackupStorage`);
  }
  checkNames(where, names);
  if (defaults.length > 1 || (storages.length > 1 && defaults.length === 0)) {
    throw new Error(`${where}: ${defaults.length > 1 ? `${defaults.join(' and ')} are both the default` : `none of ${names.join(', ')} is the default`}: write default: true`
      + ' for one of them; Velero itself keeps the newest and changes the others (backup_storage_location_controller.go at v1.18.2)');
  }
}

function checkNames(where: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) {
    throw new Error(`${where}: two are called '${twice}': give one of them another name`);
  }
}

function listOf<T>(given: EachCluster<T> | undefined, cluster: ICluster): readonly T[] {
  const value = typeof given === 'function' ? (given as (of: ICluster) => T | readonly T[] | undefined)(cluster) : given;
  return value === undefined ? [] : Array.isArray(value) ? value : [value as T];
}
