import { LockError } from './error';
import { LockLine, RETIRED, stateOf } from './lines';
import { didYouMean, listed, quoted } from './names';
import { LockState } from './types';

/**
 * The lines with a cluster marked as retired: it may be missing from the program, and what it was given stays reserved.
 *
 * @returns the same lines when it is retired already
 * @throws LockError when the lock does not know the cluster, or holds it as protected against deletion
 */
export function withRetired(lines: readonly LockLine[], fleet: string, cluster: string): readonly LockLine[] {
  const state = stateOf(lines, fleet);
  checkKnown(state, fleet, cluster);
  if (state.retired.has(cluster)) {
    return lines;
  }
  if (linesOf(lines, fleet, cluster).some(line => line.fact === 'deletion-protection' && line.value === 'on')) {
    throw new LockError(`cluster '${cluster}' is protected against deletion: taken out of the program now, its machine deployments would be pruned `
      + 'while the protected Cluster stays; set `deletionProtection: false` on the ManagedCluster, synth and apply that, then retire it');
  }
  return [...lines, { fleet, owner: cluster, fact: RETIRED, value: 'yes' }];
}

/**
 * The lines without one fact of a cluster, or without a retired cluster altogether. What they reserved may be handed out again.
 *
 * @throws LockError when the lock does not know the cluster or the fact, or when no fact is named and the cluster is not retired
 */
export function withoutReleased(lines: readonly LockLine[], fleet: string, cluster: string, fact?: string): readonly LockLine[] {
  const state = stateOf(lines, fleet);
  checkKnown(state, fleet, cluster);
  const facts = new Set(linesOf(lines, fleet, cluster).map(line => line.fact).filter(name => name !== RETIRED));
  if (fact === undefined && !state.retired.has(cluster)) {
    throw new LockError(`cluster '${cluster}' is not retired; retire it first with \`npx cdk8s-fleet lock retire ${quoted(cluster)}\`, `
      + `or name the fact to release so that a cluster in use can change it: ${listed(facts)}`);
  }
  if (fact !== undefined && !facts.has(fact)) {
    throw new LockError(`cluster '${cluster}' has no fact '${fact}'${didYouMean(fact, facts)}; it has ${listed(facts)}`);
  }
  return lines.filter(line => line.fleet !== fleet || line.owner !== cluster || (fact !== undefined && line.fact !== fact));
}

/**
 * The fleet that a command is about.
 *
 * @param asked as the user named it; may be left out when the lock holds one fleet only
 * @throws LockError when the lock does not hold it, or holds several and none is named
 */
export function chosenFleet(lines: readonly LockLine[], name: string, asked?: string): string {
  const fleets = [...new Set(lines.map(line => line.fleet))].sort();
  if (fleets.length === 0) {
    throw new LockError(`${name} holds nothing yet, or is not in this folder; run this where cdk8s.yaml is`);
  }
  if (asked === undefined && fleets.length > 1) {
    throw new LockError(`${name} holds several fleets; name one with --fleet: ${listed(fleets)}`);
  }
  if (asked !== undefined && !fleets.includes(asked)) {
    throw new LockError(`${name} has no fleet '${asked}'${didYouMean(asked, fleets)}; it has ${listed(fleets)}`);
  }
  return asked ?? fleets[0];
}

function checkKnown({ facts, conflicts, retired }: LockState, fleet: string, cluster: string): void {
  const known = new Set([...facts.map(fact => fact.owner), ...conflicts.map(conflict => conflict.owner), ...retired].sort());
  if (!known.has(cluster)) {
    throw new LockError(`fleet '${fleet}' has no cluster '${cluster}' in its lock${didYouMean(cluster, known)}; it has ${listed(known)}`);
  }
}

function linesOf(lines: readonly LockLine[], fleet: string, cluster: string): LockLine[] {
  return lines.filter(line => line.fleet === fleet && line.owner === cluster);
}
