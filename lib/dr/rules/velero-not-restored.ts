import { Finding, RuleText } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { finding, listed } from '../../fleet/rules/text';

/** One Restore of a plan, as the rule sees it. */
export interface RestoredNamespaces {
  /** Path of the construct that restores. */
  readonly path: string;
  /** The cluster whose backup is restored. */
  readonly from: string;
  /** The cluster that it is restored in. */
  readonly into: string;
  /** Path of the schedule. */
  readonly schedule: string;
  /** Namespaces that the schedule protects; empty for all. */
  readonly protects: readonly string[];
  /** Whether a namespace, or a pattern, is restored or left out by the words of the program. */
  decides(namespace: string): boolean;
}

/** Namespaces that are backed up for another cluster and do not come up there. */
export const veleroNotRestored: RuleText = {
  code: 'velero-not-restored',
  severity: 'warning',
  summary: 'Steps of plans restore some of the namespaces that a schedule protects in another cluster, and no step the others.',
  why: 'Whoever follows the runbook takes the cluster for restored, and what was added to the schedule alone is not there.',
  fix: 'Write a step for them, or `excludedNamespaces` of a step where they shall stay behind.',
};

/** Which namespaces no step restores. */
export function notRestoredFindings(restores: readonly RestoredNamespaces[]): readonly Finding[] {
  const elsewhere = restores.filter(({ from, into }) => from !== into);
  return [...groupBy(elsewhere, ({ schedule, from, into }) => [schedule, from, into].join('\n')).values()].flatMap(same => {
    const [{ schedule, from, into, protects }] = same;
    const paths = [...new Set(same.map(({ path }) => path))].sort();
    const missing = protects.filter(name => name !== '' && !same.some(restore => restore.decides(name)));
    return missing.length === 0 ? [] : [finding(veleroNotRestored, [from, into], [schedule, ...paths],
      `${schedule} protects ${missing.length === 1 ? 'namespace' : 'namespaces'} ${listed(missing)} of ${from}, and no step of ${listed(paths)} restores ${missing.length === 1 ? 'it' : 'them'}`
      + ` in ${into}: write a step, or excludedNamespaces of a step where that is meant`)];
  });
}
