import type { Claim } from './claims';
import type { Finding } from './finding';
import { lockedValues } from './lock/locked-value';
import { fixedFact } from './lock-facts';
import type { FleetModel } from './model';

/**
 * Ranges and numbers that a fleet hands out just now and its lock does not hold, for who never writes the lock: another run may hand them out
 * differently.
 */
export function unrecorded(model: FleetModel, claims: readonly Claim[]): readonly Finding[] {
  const locked = lockedValues(model.lock);
  const ranges = model.clusters.flatMap(cluster => cluster.ranges.filter(({ origin }) => origin === 'plan'))
    .map(({ cluster, path, name, cidr }) => finding(model, 'unrecorded-range', cluster, path, `${name} ${cidr}`));
  const ids = claims.flatMap(claim => {
    const isOpen = claim.type === 'id' && claim.value === undefined && locked(claim.cluster, fixedFact(claim.fact)) === undefined;
    const id = isOpen ? model.clusters.find(({ name }) => name === claim.cluster)?.ids[claim.fact] : undefined;
    return isOpen && id !== undefined ? [finding(model, 'unrecorded-id', claim.cluster, claim.path, `${claim.fact} ${id}`)] : [];
  });
  return [...ranges, ...ids];
}

function finding({ lockName }: FleetModel, code: string, cluster: string, path: string, what: string): Finding {
  return {
    code, severity: 'error', clusters: [cluster], paths: [path],
    message: `${cluster} ${what} was handed out and is not in ${lockName}, so it may move: synth once with a FleetApp, and commit the lock`,
  };
}
