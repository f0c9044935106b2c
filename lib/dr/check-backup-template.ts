import type { BackupTemplateProps } from './backup-template-props';
import { checkProps, FLAG, MAP, MAPS, PropType, TEXT, TEXT_MAP, TEXTS } from '../fleet/check-props';
import { refuseOthers } from '../fleet/refuse-others';

/** What a template may say, by the type of its value. */
export const TEMPLATE_PROPS: Readonly<Record<string, PropType>> = {
  includedNamespaces: TEXTS, excludedNamespaces: TEXTS, includedResources: TEXTS, excludedResources: TEXTS, includeClusterResources: FLAG,
  includedClusterScopedResources: TEXTS, excludedClusterScopedResources: TEXTS, includedNamespaceScopedResources: TEXTS,
  excludedNamespaceScopedResources: TEXTS, labelSelector: MAP, orLabelSelectors: MAPS, ttl: TEXT, backupLabels: TEXT_MAP, snapshotVolumes: FLAG,
  snapshotMoveData: FLAG, datamover: TEXT, defaultVolumesToFsBackup: FLAG, volumeSnapshotLocations: TEXTS, storageLocation: TEXT,
  csiSnapshotTimeout: TEXT, itemOperationTimeout: TEXT, uploaderConfig: MAP, volumeGroupSnapshotLabelKey: TEXT, orderedResources: MAP,
  resourcePolicy: MAP, hooks: MAPS,
};

/** How many, one at least. */
export const COUNT: PropType = { words: 'a whole number, 1 or more', is: value => Number.isInteger(value) && (value as number) > 0 };
/** Which pods a hook is for, of backups and of restores. */
export const HOOK_TARGETS: Readonly<Record<string, PropType>> = {
  includedNamespaces: TEXTS, excludedNamespaces: TEXTS, includedResources: TEXTS, excludedResources: TEXTS, labelSelector: MAP,
};
const HOOK: Readonly<Record<string, PropType>> = { ...HOOK_TARGETS, pre: MAPS, post: MAPS };
const EXEC: Readonly<Record<string, PropType>> = { container: TEXT, onError: TEXT, timeout: TEXT };

/**
 * Checks what lies deeper in a template than `TEMPLATE_PROPS` tells, for programs that no compiler has seen.
 *
 * @param where what messages begin with: `acme/daily: `
 * @throws for the first part of a wrong type
 */
export function checkBackupTemplate(where: string, { hooks = [], orderedResources, uploaderConfig, resourcePolicy }: BackupTemplateProps): void {
  if (uploaderConfig !== undefined) {
    checkProps(`${where}uploaderConfig.`, uploaderConfig, { parallelFilesUpload: COUNT });
    refuseOthers(`${where}uploaderConfig.`, uploaderConfig, ['parallelFilesUpload']);
  }
  if (orderedResources !== undefined) {
    checkProps(`${where}orderedResources.`, orderedResources, {}, Object.fromEntries(Object.keys(orderedResources).map(kind => [kind, TEXTS])));
  }
  if (resourcePolicy !== undefined) {
    checkProps(`${where}resourcePolicy.`, resourcePolicy, {}, { volumePolicies: MAPS, includeExcludePolicy: MAP });
    refuseOthers(`${where}resourcePolicy.`, resourcePolicy, ['volumePolicies', 'includeExcludePolicy']);
    if (Object.keys(resourcePolicy).length === 0) {
      throw new Error(`${where}resourcePolicy: is empty; write volumePolicies or includeExcludePolicy, or leave it out`);
    }
  }
  hooks.forEach((hook, i) => {
    const at = `${where}hooks[${i}].`;
    checkProps(at, hook, { name: TEXT }, HOOK);
    refuseOthers(at, hook, ['name', ...Object.keys(HOOK)]);
    for (const when of ['pre', 'post'] as const) {
      (hook[when] ?? []).forEach((exec, j) => {
        checkProps(`${at}${when}[${j}].`, exec, { command: TEXTS }, EXEC);
        refuseOthers(`${at}${when}[${j}].`, exec, ['command', ...Object.keys(EXEC)]);
      });
    }
  });
}
