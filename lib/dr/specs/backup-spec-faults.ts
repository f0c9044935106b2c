import { durationFaults } from './duration-faults';
import { filterFaults, scopedFilterFaults } from './filter-faults';
import { backupHookFaults } from './hook-faults';
import { namespaceFaults } from './namespace-faults';
import { configMapFaults, selectorFaults } from './reference-faults';
import { isSet, mapOf, textsOf } from './values';

const OLD_FILTERS = ['includedResources', 'excludedResources', 'includeClusterResources'];
const NEW_FILTERS = ['includedClusterScopedResources', 'excludedClusterScopedResources', 'includedNamespaceScopedResources', 'excludedNamespaceScopedResources'];
/** What Velero takes out of each list by itself, as it makes these objects while it backs up. Source: `pkg/controller/backup_controller.go`. */
const TAKEN_OUT: Readonly<Record<string, readonly string[]>> = {
  includedResources: ['volumesnapshots.snapshot.storage.k8s.io', 'volumesnapshotcontents.snapshot.storage.k8s.io'],
  includedClusterScopedResources: ['volumesnapshotcontents.snapshot.storage.k8s.io'],
  includedNamespaceScopedResources: ['volumesnapshots.snapshot.storage.k8s.io'],
};
const SERVER_DEFAULT = '0s for the default of the server, or a time';

/**
 * What is wrong with the `spec` of a Backup, or the `template` of a Schedule, beyond its CRD. Empty when all is well.
 *
 * Source: Velero v1.18.2, `pkg/controller/backup_controller.go`, `prepareBackupRequest`. What other objects decide (locations, the text of
 * the policy) is not seen here, nor are types.
 */
export function backupSpecFaults(spec: unknown): readonly string[] {
  const backup = mapOf(spec);
  return [
    ...durationFaults('ttl', backup.ttl, '0s for the default of the server, 720h0m0s, or how long to keep it'),
    ...durationFaults('csiSnapshotTimeout', backup.csiSnapshotTimeout, SERVER_DEFAULT),
    ...durationFaults('itemOperationTimeout', backup.itemOperationTimeout, SERVER_DEFAULT),
    ...mixedFilters(backup),
    ...filterFaults(backup, 'includedResources', 'excludedResources'),
    ...scopedFilterFaults(backup, 'includedClusterScopedResources', 'excludedClusterScopedResources'),
    ...scopedFilterFaults(backup, 'includedNamespaceScopedResources', 'excludedNamespaceScopedResources'),
    ...takenOut(backup),
    ...namespaceFaults(backup),
    ...selectorFaults(backup),
    ...volumeFaults(backup),
    ...configMapFaults('resourcePolicy', backup.resourcePolicy),
    ...orderFaults(backup.orderedResources),
    ...backupHookFaults(backup.hooks),
  ];
}

function mixedFilters(backup: Readonly<Record<string, unknown>>): readonly string[] {
  const used = (fields: readonly string[]) => fields.filter(field => textsOf(backup[field]).length > 0 || typeof backup[field] === 'boolean');
  const [old, scoped] = [used(OLD_FILTERS), used(NEW_FILTERS)];
  return old.length === 0 || scoped.length === 0
    ? [] : [`${[...old, ...scoped].join(', ')}: old filters and those that name the scope do not go together; write ${old.join(', ')} as filters with ClusterScoped and NamespaceScoped`];
}

function takenOut(backup: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(TAKEN_OUT).flatMap(([field, resources]) => {
    const items = textsOf(backup[field]);
    const out = resources.filter(resource => items.includes(resource));
    if (out.length === 0) return [];
    const effect = items.every(item => out.includes(item)) ? ', and the empty list that is left filters nothing' : '';
    return [`${field}: Velero takes ${out.join(', ')} out, as it makes these objects itself${effect}; leave it out, and include the claims: persistentvolumeclaims`];
  });
}

function volumeFaults(backup: Readonly<Record<string, unknown>>): readonly string[] {
  const names = textsOf(backup.volumeSnapshotLocations);
  const twice = [...new Set(names.filter((name, i) => names.indexOf(name) < i))];
  return [
    ...(isSet(backup.defaultVolumesToRestic)
      ? ['defaultVolumesToRestic: is retired, as is restic; write defaultVolumesToFsBackup'] : []),
    // A policy of volumes may ask for snapshots all the same.
    ...(backup.snapshotMoveData === true && backup.snapshotVolumes === false && !isSet(backup.resourcePolicy)
      ? ['snapshotMoveData, snapshotVolumes: without snapshots there is nothing to move; leave snapshotVolumes out, or write snapshotMoveData: false'] : []),
    ...twice.map(name => `volumeSnapshotLocations: '${name}' is named twice; leave one out`),
  ];
}

/**
 * Velero compares each part of the text with `namespace/name`, or the name of a cluster-wide object, and keys with plural names; what is not
 * found is a warning in a log. Source: `pkg/backup/item_collector.go`, `getOrderedResourcesForType`, `sortResourcesByOrder`.
 */
function orderFaults(order: unknown): readonly string[] {
  return Object.entries(mapOf(order)).flatMap(([resource, names]) => {
    const field = `orderedResources['${resource}']`;
    const faults = /^[a-z0-9]+$/.test(resource)
      ? [] : [`${field}: is no resource; write the plural in lower-case letters and without a group, such as pods or statefulsets`];
    const bad = typeof names === 'string' && names !== '' ? names.split(',').find(name => !/^[^\s/=;]+(\/[^\s/=;]+)?$/.test(name)) : undefined;
    return bad === undefined
      ? faults : [...faults, `${field}: '${bad}' matches no object; write namespace/name, or the name of a cluster-wide object, with commas and no spaces between them`];
  });
}
