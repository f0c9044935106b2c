import type { FleetModel } from '../../fleet';
import type { SettledBackups } from '../settled';
import type { VeleroObject } from '../velero-objects';

/** The objects of some kinds in all fleets of the program. */
export function objectsOf({ objects }: SettledBackups, ...kinds: readonly string[]): readonly VeleroObject[] {
  return objects.filter(({ kind }) => kinds.includes(kind));
}

/** As `objectsOf`, in the fleet of the model. */
export function ownObjects(settled: SettledBackups, model: FleetModel, ...kinds: readonly string[]): readonly VeleroObject[] {
  return objectsOf(settled, ...kinds).filter(({ fleet }) => fleet === model.name);
}

/** The Velero that reads an object: each server sees those of its namespace. */
export function serverOf({ fleet, cluster, namespace }: VeleroObject): string {
  return `${fleet}\n${cluster}\n${namespace}`;
}

/** How messages begin: `us: Schedule velero/daily (<path>)`. */
export function titleOf({ cluster, kind, namespace, name, path }: VeleroObject): string {
  return `${cluster}: ${kind} ${namespace}/${name} (${path})`;
}

/** An object among others of its kind: `velero/daily of us (<path>)`. */
export function nameIn(model: FleetModel, { fleet, cluster, namespace, name, path }: VeleroObject): string {
  return `${namespace}/${name} of ${clusterIn(model, { fleet, cluster })} (${path})`;
}

/** A cluster, with its fleet where that is another one. */
export function clusterIn(model: FleetModel, { fleet, cluster }: Pick<VeleroObject, 'fleet' | 'cluster'>): string {
  return fleet === model.name ? cluster : `${cluster} of fleet ${fleet}`;
}

/** Whether what objects of several fleets do to each other is told in the fleet of the model: the first of them that has backups of this library. */
export function isToldHere({ checkedFleets }: SettledBackups, model: FleetModel, parties: readonly Pick<VeleroObject, 'fleet'>[]): boolean {
  return checkedFleets.find(name => parties.some(({ fleet }) => fleet === name)) === model.name;
}
