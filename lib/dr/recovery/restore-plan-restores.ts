import { isAll, isPattern, mayHold } from './restore-plan-namespaces';
import type { PlannedRestore } from './restore-plan-steps';
import type { WorkloadsToStop } from './runbooks/plan';
import { Fleet, ICluster } from '../../fleet';
import { notRestoredFindings, RestoredNamespaces } from '../rules/velero-not-restored';

const ALL = new WeakMap<Fleet, RestoredNamespaces[]>();

/** Has the fleet look for namespaces that none of its plans restores. */
export function declareRestored(fleet: Fleet, path: string, into: ICluster, restores: readonly PlannedRestore[]): void {
  const known = ALL.get(fleet) ?? [];
  if (!ALL.has(fleet)) {
    ALL.set(fleet, known);
    fleet.addCheck(() => notRestoredFindings(known));
  }
  known.push(...restores.map(({ from, template: { includedNamespaces = [], excludedNamespaces = [] }, step: { schedule } }): RestoredNamespaces => ({
    path, from: from.name, into: into.name, schedule: schedule.node.path, protects: schedule.includedNamespaces,
    decides: name => mayHold(includedNamespaces, name) || (excludedNamespaces.length > 0 && mayHold(excludedNamespaces, name)),
  })));
}

/** Namespaces that Restores make or fill, where the program names all of them. */
export function restoredNamespaces(restores: readonly PlannedRestore[]): readonly string[] {
  return [...new Set(restores.flatMap(restore => {
    const names = namesOf(restore);
    return isOpen(names) ? [] : names.filter(name => name !== '').map(name => restore.template.namespaceMapping?.[name] ?? name);
  }))].sort();
}

/** What runs in the namespaces that are restored, by cluster. */
export function workloadsToStop(restores: readonly PlannedRestore[]): readonly WorkloadsToStop[] {
  return [...new Set(restores.map(({ from }) => from))].map(cluster => {
    const lists = restores.filter(({ from }) => from === cluster).map(namesOf);
    const names = [...new Set(lists.flat())].filter(name => name !== '');
    return lists.some(isAll) ? { cluster, namespaces: [], patterns: ['*'] }
      : { cluster, namespaces: names.filter(name => !isPattern(name)), patterns: names.filter(isPattern) };
  });
}

function namesOf({ template: { includedNamespaces = [] }, step: { schedule } }: PlannedRestore): readonly string[] {
  return isAll(includedNamespaces) ? schedule.includedNamespaces : includedNamespaces;
}

function isOpen(names: readonly string[]): boolean {
  return isAll(names) || names.some(isPattern);
}
