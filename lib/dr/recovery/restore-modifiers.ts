import type { RestoreModifierRule, RestorePatch } from './restore-template-props';
import { toYaml } from '../../fleet/output/yaml';

const PATCHES = ['patches', 'mergePatches', 'strategicPatches'] as const;
const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];
/** Operations that put `value` somewhere, or compare with it: Velero takes a missing one for an empty text. */
const WITH_VALUE = ['add', 'replace', 'test'];
const WITH_FROM = ['move', 'copy'];

/** `data` of the ConfigMap that `Restore.spec.resourceModifier` names: exactly one key, of any name (Velero v1.18.2 `internal/resourcemodifiers`). */
export function modifiersData(rules: readonly RestoreModifierRule[]): Readonly<Record<string, string>> {
  return { 'modifiers.yaml': toYaml([{ version: 'v1', resourceModifierRules: rules.map(document) }]) };
}

/** What Velero refuses of such rules, and what it would take for something else. */
export function modifierFaults(rules: readonly RestoreModifierRule[] | undefined): readonly string[] {
  if (rules === undefined) {
    return [];
  }
  return rules.length === 0 ? ['resourceModifier: is empty, and Velero refuses that; leave it out'] : rules.flatMap((rule, i) => ruleFaults(`resourceModifier[${i}]`, rule));
}

function document({ conditions, patches, mergePatches, strategicPatches }: RestoreModifierRule): object {
  return {
    conditions: { ...conditions, matches: conditions.matches?.map(({ path, value }) => ({ path: inQuotes(path), value: JSON.stringify(value) })) },
    patches: patches?.map(({ operation, path, from, value }) => ({
      operation, path: inQuotes(path), from: from && inQuotes(from), value: value === undefined ? undefined : JSON.stringify(value),
    })),
    mergePatches: mergePatches?.map(patch => ({ patchData: toYaml([patch]) })),
    strategicPatches: strategicPatches?.map(patch => ({ patchData: toYaml([patch]) })),
  };
}

/** Velero puts paths between quotes as they are (`json_patch.go`, `ToString`); values keep their own quotes there, so that `'1'` stays text. */
function inQuotes(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function ruleFaults(field: string, rule: RestoreModifierRule): readonly string[] {
  const given = PATCHES.filter(kind => (rule[kind]?.length ?? 0) > 0);
  const { groupResource, matches = [] } = rule.conditions ?? {};
  return [
    ...(typeof groupResource === 'string' && groupResource !== '' ? [] : [`${field}.conditions.groupResource: write the kind that it changes, such as deployments.apps`]),
    ...matches.flatMap(({ path, value }, i) => (typeof path === 'string' && path.startsWith('/') && value !== undefined
      ? [] : [`${field}.conditions.matches[${i}]: write a path such as /spec/type, and the value that is there`])),
    ...(given.length === 1 ? [] : [`${field}: has ${given.length === 0 ? 'no patches' : given.join(' and ')}; write one of ${PATCHES.join(', ')}`]),
    ...(rule.patches ?? []).flatMap((patch, i) => patchFaults(`${field}.patches[${i}]`, patch)),
  ];
}

function patchFaults(field: string, { operation, path, from, value }: RestorePatch): readonly string[] {
  return [
    ...(OPERATIONS.includes(operation) ? [] : [`${field}.operation: write one of ${OPERATIONS.join(', ')}, got '${String(operation)}'`]),
    ...(isPointer(path) ? [] : [`${field}.path: write where, such as /spec/replicas, got '${String(path)}'`]),
    ...(WITH_VALUE.includes(operation) && value === undefined ? [`${field}.value: is missing, and Velero would take it for an empty text; write what ${operation} needs`] : []),
    ...(WITH_FROM.includes(operation) && !isPointer(from) ? [`${field}.from: write where ${operation} takes it from, such as /spec/old`] : []),
  ];
}

function isPointer(text: unknown): boolean {
  return typeof text === 'string' && text.startsWith('/');
}
