import { LockLine, stateOf } from '../fleet/lock/lines';

/** What a lock holds, for people: fleets, their clusters, and the facts of each in columns. */
export function showLock(lines: readonly LockLine[]): string[] {
  return [...new Set(lines.map(line => line.fleet))].sort().flatMap(fleet => {
    const { facts, conflicts, retired } = stateOf(lines, fleet);
    const rows = [
      ...facts.map(({ owner, fact, value }) => ({ owner, fact, text: value })),
      ...conflicts.map(({ owner, fact, values }) => ({ owner, fact, text: `${values.join(' or ')} (in conflict: run lock settle)` })),
    ];
    const owners = [...new Set([...rows.map(row => row.owner), ...retired])].sort();
    const width = Math.max(0, ...rows.map(row => row.fact.length));
    return [fleet, ...owners.flatMap(owner => [
      `  ${owner}${retired.has(owner) ? ' (retired; what it was given stays reserved)' : ''}`,
      ...rows.filter(row => row.owner === owner).map(row => `    ${row.fact.padEnd(width)}  ${row.text}`).sort(),
    ])];
  });
}
