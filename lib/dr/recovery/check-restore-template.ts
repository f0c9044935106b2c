import { checkRestoreParts } from './check-restore-parts';
import { modifierFaults } from './restore-modifiers';
import { restoreSpec, RestoreSource } from './restore-spec';
import type { RestoreTemplateProps } from './restore-template-props';
import { FLAG, MAP, MAPS, PropType, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { restoreSpecFaults } from '../specs/restore-spec-faults';

/** What a template of restores may say, by the type of its value. */
export const RESTORE_TEMPLATE_PROPS: Readonly<Record<string, PropType>> = {
  includedNamespaces: TEXTS, excludedNamespaces: TEXTS, includedResources: TEXTS, excludedResources: TEXTS, includeClusterResources: FLAG,
  labelSelector: MAP, orLabelSelectors: MAPS, namespaceMapping: TEXT_MAP, restorePVs: FLAG, preserveNodePorts: FLAG, existingResourcePolicy: TEXT,
  restoreStatus: MAP, itemOperationTimeout: TEXT, hooks: MAPS, resourceModifier: MAPS, uploaderConfig: MAP,
};

/**
 * What only the values of a template show, in the fields of the program.
 *
 * @param where what the message begins with: `acme/us-east-in-eu-west: `
 * @throws for the first part of a wrong type; otherwise for all of it at once
 */
export function checkRestoreTemplate(where: string, props: RestoreTemplateProps, source: RestoreSource): void {
  checkRestoreParts(where, props);
  const faults = [...restoreSpecFaults(restoreSpec(props, { ...source, modifiers: 'modifiers' })), ...modifierFaults(props.resourceModifier)];
  if (faults.length > 0) {
    throw new Error(`${where}${faults.join('; ')}`);
  }
}
