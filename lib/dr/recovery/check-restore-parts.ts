import type { RestoreHook, RestoreModifierRule, RestoreTemplateProps } from './restore-template-props';
import { ANY_TEXT, ANY_TEXTS, checkProps, FLAG, MAP, MAPS, PropType, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { refuseOthers } from '../../fleet/refuse-others';
import { COUNT, HOOK_TARGETS } from '../check-backup-template';

type Types = Readonly<Record<string, PropType>>;

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];
const OPERATOR: PropType = { words: `one of ${OPERATORS.join(', ')}`, is: value => OPERATORS.includes(value as string) };
const FILTERS: Types = { includedResources: TEXTS, excludedResources: TEXTS };
const HOOK: Types = { ...HOOK_TARGETS, init: MAPS, exec: MAPS };
const EXEC: Types = { container: TEXT, onError: TEXT, execTimeout: TEXT, waitTimeout: TEXT, waitForReady: FLAG };
/** What is missing, or no name, is told by what Velero says of it. */
const RULE: Types = { conditions: MAP, patches: MAPS, mergePatches: MAPS, strategicPatches: MAPS };
const CONDITIONS: Types = { groupResource: ANY_TEXT, namespaces: TEXTS, resourceNameRegex: TEXT, labelSelector: MAP, matches: MAPS };

/**
 * Checks what lies deeper in a template of restores than `RESTORE_TEMPLATE_PROPS` tells, for programs that no compiler has seen.
 *
 * @param where what messages begin with: `acme/us-in-eu: steps.db: `
 * @throws for the first part of a wrong type
 */
export function checkRestoreParts(where: string, template: RestoreTemplateProps): void {
  const { labelSelector, orLabelSelectors = [], restoreStatus, uploaderConfig, hooks = [], resourceModifier = [] } = template;
  checkSelector(`${where}labelSelector.`, labelSelector);
  orLabelSelectors.forEach((selector, i) => checkSelector(`${where}orLabelSelectors[${i}].`, selector));
  check(`${where}restoreStatus.`, restoreStatus, {}, FILTERS);
  check(`${where}uploaderConfig.`, uploaderConfig, {}, { writeSparseFiles: FLAG, parallelFilesDownload: COUNT });
  hooks.forEach((hook, i) => checkHook(`${where}hooks[${i}].`, hook));
  resourceModifier.forEach((rule, i) => checkRule(`${where}resourceModifier[${i}].`, rule));
}

function checkHook(at: string, hook: RestoreHook): void {
  check(at, hook, { name: TEXT }, HOOK);
  checkSelector(`${at}labelSelector.`, hook.labelSelector);
  (hook.init ?? []).forEach((init, i) => check(`${at}init[${i}].`, init, { initContainers: MAPS }, { timeout: TEXT }));
  (hook.exec ?? []).forEach((exec, i) => check(`${at}exec[${i}].`, exec, { command: ANY_TEXTS }, EXEC));
}

function checkRule(at: string, rule: RestoreModifierRule): void {
  check(at, rule, {}, RULE);
  check(`${at}conditions.`, rule.conditions, {}, CONDITIONS);
  checkSelector(`${at}conditions.labelSelector.`, rule.conditions?.labelSelector);
  (rule.conditions?.matches ?? []).forEach((match, i) => refuseOthers(`${at}conditions.matches[${i}].`, match, ['path', 'value']));
  (rule.patches ?? []).forEach((patch, i) => refuseOthers(`${at}patches[${i}].`, patch, ['operation', 'path', 'from', 'value']));
}

function checkSelector(at: string, selector: RestoreTemplateProps['labelSelector']): void {
  check(at, selector, {}, { matchLabels: TEXT_MAP, matchExpressions: MAPS });
  (selector?.matchExpressions ?? []).forEach((expression, i) => check(`${at}matchExpressions[${i}].`, expression, { key: TEXT, operator: OPERATOR }, { values: ANY_TEXTS }));
}

/** What is left out is right. */
function check(at: string, value: object | undefined, required: Types, optional: Types): void {
  if (value !== undefined) {
    checkProps(at, value, required, optional);
    refuseOthers(at, value, [...Object.keys(required), ...Object.keys(optional)]);
  }
}
