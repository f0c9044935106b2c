import type { FleetDeclaration } from './settle';
import { BlockAllocator, Cidr, SPECIAL_RANGES } from '../../net';
import { RangeClaim } from '../claims';
import { groupBy } from '../collections';
import { lockedValues } from '../lock/locked-value';
import { rangesOf } from '../lock/ranges';
import { AddressRange, ClaimConflict, UnmetRange } from '../model';
import { compareText } from '../names';

/** The fact in the lock that holds a range: `range/pods`. */
export function rangeFact(name: string): string {
  return `range/${name}`;
}

/** The ranges of every cluster, and what stood in the way. */
export interface SettledRanges {
  readonly byCluster: ReadonlyMap<string, readonly AddressRange[]>;
  readonly conflicts: readonly ClaimConflict[];
  readonly unmet: readonly UnmetRange[];
}

/** Explicit ranges first, then what the lock holds, then new blocks of the plan by cluster and range name. */
export function settleRanges(fleet: FleetDeclaration): SettledRanges {
  const { claims, conflicts } = mergeClaims(fleet.claims.filter(c => c.type === 'range'));
  const locked = lockedValues(fleet.lock);
  const ranges: AddressRange[] = [];
  const open: RangeClaim[] = [];
  for (const claim of claims) {
    const recorded = locked(claim.cluster, rangeFact(claim.name));
    const fromLock = recorded === undefined ? undefined : Cidr.tryParse(recorded);
    if (claim.cidr) {
      ranges.push(toRange(claim, claim.cidr, 'program'));
    } else if (fromLock) {
      ranges.push(toRange(claim, fromLock, 'lock'));
    } else {
      open.push(claim);
    }
  }
  const taken = [
    ...ranges.map(r => r.cidr), ...fleet.reserved.map(r => r.cidr), ...fleet.lock.facts.flatMap(rangesOf),
    ...fleet.claims.flatMap(c => (c.type === 'mesh-member' ? c.mesh.reserved.map(r => r.cidr) : [])),
    // Values that a git merge left side by side are both in use until somebody settles which one stays.
    ...fleet.lock.conflicts.flatMap(({ values, ...conflict }) => values.flatMap(value => rangesOf({ ...conflict, value }))),
    ...SPECIAL_RANGES.map(r => r.cidr),
  ];
  // Pools of claims may overlap those of the plan and of each other, so what one has given is taken for the next.
  const byPools = groupBy(open.filter(c => c.partBits === undefined), c => (c.pools === undefined ? '' : c.pools.join(' ')));
  const unmet: UnmetRange[] = [];
  for (const key of [...byPools.keys()].sort()) {
    const whole = allocate(byPools.get(key)!, byPools.get(key)![0].pools ?? fleet.pools, [...taken, ...ranges.map(r => r.cidr)]);
    ranges.push(...whole.ranges);
    unmet.push(...whole.unmet);
  }
  const parts = allocateParts(open.filter(c => c.partBits !== undefined), ranges);
  return { byCluster: group([...ranges, ...parts.ranges]), conflicts, unmet: [...unmet, ...parts.unmet] };
}

interface Allocated {
  readonly ranges: readonly AddressRange[];
  readonly unmet: readonly UnmetRange[];
}

function allocate(open: readonly RangeClaim[], pools: readonly Cidr[], taken: readonly Cidr[]): Allocated {
  const ranges: AddressRange[] = [];
  const unmet: UnmetRange[] = [];
  const allocator = open.length > 0 ? new BlockAllocator(pools, taken) : undefined;
  for (const claim of open) {
    const pool: Cidr | undefined = pools[0];
    const prefix = claim.partBits === undefined ? claim.prefix! : pool.prefix + claim.partBits;
    const block = pool && prefix <= pool.bits ? allocator!.tryAllocate(prefix, pool.family) : undefined;
    if (block) {
      ranges.push(toRange(claim, block, 'plan'));
    } else {
      unmet.push({ cluster: claim.cluster, name: claim.name, path: claim.path, prefix, pools, within: claim.within });
    }
  }
  return { ranges, unmet };
}

/** Open parts go into what is free of the range around them; a part that is there already (in the program or the lock) stays. */
function allocateParts(open: readonly RangeClaim[], ranges: readonly AddressRange[]): Allocated {
  const result: { ranges: AddressRange[]; unmet: UnmetRange[] } = { ranges: [], unmet: [] };
  const settled = group(ranges);
  const wholes = groupBy(open, claim => `${claim.cluster}\n${claim.within}`);
  for (const claims of wholes.values()) {
    const { cluster, within } = claims[0];
    const own = settled.get(cluster) ?? [];
    const whole = own.find(r => r.name === within);
    // Without the range around it there is nothing to divide; that range has a finding of its own.
    if (whole) {
      const parts = allocate(claims, [whole.cidr], own.filter(r => r.within === within).map(r => r.cidr));
      result.ranges.push(...parts.ranges);
      result.unmet.push(...parts.unmet);
    }
  }
  return result;
}

/** Equal claims on one range are one; different ones are a conflict, of which the first by path is kept. */
function mergeClaims(claims: readonly RangeClaim[]): { claims: readonly RangeClaim[]; conflicts: readonly ClaimConflict[] } {
  const sorted = [...claims].sort((a, b) => compareText(a.cluster, b.cluster) || compareText(a.name, b.name) || compareText(a.path, b.path));
  const merged: RangeClaim[] = [];
  const conflicts: ClaimConflict[] = [];
  for (const claim of sorted) {
    const last = merged[merged.length - 1];
    if (!last || last.cluster !== claim.cluster || last.name !== claim.name) {
      merged.push(claim);
    } else if (valueOf(last) !== valueOf(claim)) {
      conflicts.push({
        cluster: claim.cluster,
        subject: `range ${claim.name}`,
        parties: [{ path: last.path, value: valueOf(last) }, { path: claim.path, value: valueOf(claim) }],
      });
    }
  }
  return { claims: merged, conflicts };
}

function valueOf(claim: RangeClaim): string {
  const { cidr, prefix, pools, within, partBits } = claim;
  const open = partBits === undefined ? `any /${prefix}${pools === undefined ? '' : ` of ${pools.join(', ')}`}` : `a part of ${within}, ${partBits} bits longer`;
  return cidr ? cidr.toString() : open;
}

function toRange(claim: RangeClaim, cidr: Cidr, origin: AddressRange['origin']): AddressRange {
  const { cluster, space, name, path, within, unusable = 2, pools } = claim;
  return { cluster, space, name, cidr, path, within, unusable, origin, pools };
}

function group(ranges: readonly AddressRange[]): ReadonlyMap<string, readonly AddressRange[]> {
  return groupBy([...ranges].sort((a, b) => compareText(a.name, b.name)), range => range.cluster);
}
