import { durationFaults } from './duration-faults';
import { filterFaults } from './filter-faults';
import { restoreHookFaults } from './hook-faults';
import { namespaceFaults } from './namespace-faults';
import { configMapFaults, selectorFaults } from './reference-faults';
import { mapOf, textsOf } from './values';
import { RFC_1123_LABEL } from '../../fleet/names';

/** What Velero never restores. Source: Velero v1.18.2, `pkg/controller/restore_controller.go`, `nonRestorableResources`. */
const NEVER_RESTORED = new Set([
  'nodes', 'events', 'events.events.k8s.io', 'backups.velero.io', 'restores.velero.io', 'resticrepositories.velero.io', 'csinodes.storage.k8s.io',
  'volumeattachments.storage.k8s.io', 'backuprepositories.velero.io',
]);

/**
 * What is wrong with the `spec` of a Restore beyond its CRD. Empty when all is well.
 *
 * Source: Velero v1.18.2, `pkg/controller/restore_controller.go`, `validateAndComplete`. Whether the backup is there is not seen here.
 */
export function restoreSpecFaults(spec: unknown): readonly string[] {
  const restore = mapOf(spec);
  const policy = restore.existingResourcePolicy;
  const never = textsOf(restore.includedResources).filter(resource => NEVER_RESTORED.has(resource));
  return [
    ...sourceFaults(restore),
    ...(never.length === 0 ? [] : [`includedResources: Velero never restores ${never.join(', ')}; leave ${never.length === 1 ? 'it' : 'them'} out`]),
    ...filterFaults(restore, 'includedResources', 'excludedResources'),
    ...namespaceFaults(restore),
    ...selectorFaults(restore),
    ...(typeof policy === 'string' && !['', 'none', 'update'].includes(policy)
      ? [`existingResourcePolicy: write none or update, got '${policy}'`] : []),
    ...durationFaults('itemOperationTimeout', restore.itemOperationTimeout, '0s for the default of the server, or a time'),
    ...mappingFaults(restore.namespaceMapping),
    ...configMapFaults('resourceModifier', restore.resourceModifier),
    ...restoreHookFaults(restore.hooks),
  ];
}

function sourceFaults({ backupName, scheduleName }: Readonly<Record<string, unknown>>): readonly string[] {
  const given = [backupName, scheduleName].filter(name => typeof name === 'string' && name !== '').length;
  if (given === 1) return [];
  return [`backupName, scheduleName: ${given === 2 ? 'both are there; write the one or the other' : 'write the name of a backup, or of the schedule whose last backup is meant'}`];
}

/** Several namespaces may come into one: Velero does not mind. */
function mappingFaults(mapping: unknown): readonly string[] {
  return Object.entries(mapOf(mapping)).flatMap(([from, to]) => [
    ...(RFC_1123_LABEL.test(from) ? [] : [`namespaceMapping: '${from}' is no name of a namespace, and patterns match none here; write each namespace`]),
    ...(typeof to !== 'string' || RFC_1123_LABEL.test(to)
      ? [] : [`namespaceMapping['${from}']: '${to}' is no name of a namespace; write lower-case letters, digits and dashes, 63 at most`]),
  ]);
}
