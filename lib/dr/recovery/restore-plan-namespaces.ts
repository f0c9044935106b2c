import type { RestorePlanProps, RestoreStep } from './restore-plan-props';
import { BUILT_IN_NAMESPACES } from '../../fleet/namespaces';

/** Whether a name of a namespace is a pattern with `*`, `?` or `[abc]`. */
export function isPattern(name: string): boolean {
  return /[*?[]/.test(name);
}

/** Whether a list of namespaces stands for all of them. */
export function isAll(names: readonly string[]): boolean {
  return names.length === 0 || names.includes('*');
}

/** A pattern as an extended regular expression, which grep reads too; characters that have a meaning there are in no name. */
export function regexOf(pattern: string): string {
  return pattern.replaceAll('*', '.*').replaceAll('?', '.');
}

/** Whether a name, or some name that a pattern stands for, may be among others. Two patterns may always meet. */
export function mayHold(names: readonly string[], name: string): boolean {
  return isAll(names) || names.some(other => (isPattern(other) && isPattern(name)) || other === name || matches(other, name) || matches(name, other));
}

/**
 * Checks the names that the steps of a plan give to what the schedules protect.
 *
 * @throws for namespaces that the schedule of a step does not protect, and for new names that belong to others
 */
export function checkNamespaces(path: string, { namespaceMapping = {} }: Pick<RestorePlanProps, 'namespaceMapping'>, steps: readonly RestoreStep[]): void {
  steps.forEach(step => checkStep(`${path}: steps.${step.name}: `, step));
  const all = steps.map(({ schedule }) => schedule.includedNamespaces);
  const stranger = Object.keys(namespaceMapping).find(name => !all.some(names => mayHold(names, name)));
  if (stranger !== undefined) {
    throw new Error(`${path}: namespaceMapping: no schedule of the plan protects namespace '${stranger}': write one of ${[...new Set(all.flat())].join(', ')}`);
  }
  checkTargets(`${path}: `, namespaceMapping, steps[0].schedule.velero.namespace);
}

function checkStep(where: string, { schedule, includedNamespaces = [], namespaceMapping = {} }: RestoreStep): void {
  const names = { includedNamespaces, namespaceMapping: Object.keys(namespaceMapping) };
  for (const [field, given] of Object.entries(names)) {
    const stranger = given.find(name => !mayHold(schedule.includedNamespaces, name));
    if (stranger !== undefined) {
      throw new Error(`${where}${field}: ${schedule.node.path} does not protect namespace '${stranger}': write one of ${schedule.includedNamespaces.join(', ')}`);
    }
  }
  checkTargets(where, namespaceMapping, schedule.velero.namespace);
}

function checkTargets(where: string, mapping: Readonly<Record<string, string>>, velero: string): void {
  const taken = Object.entries(mapping).find(([, to]) => to === velero || to.startsWith('kube-') || BUILT_IN_NAMESPACES.includes(to));
  if (taken !== undefined) {
    const [from, to] = taken;
    throw new Error(`${where}namespaceMapping: '${from}' becomes '${to}', and ${to === velero ? 'Velero runs in it' : 'it is one that every cluster has for itself'}: write another name`);
  }
}

function matches(pattern: string, name: string): boolean {
  return isPattern(pattern) && new RegExp(`^${regexOf(pattern)}$`).test(name);
}
