import { Cidr } from '../../net';
import { LockFact } from '../lock';
import { AddressRange, FleetModel } from '../model';
import { compareText } from '../names';

const RANGE = 'range/';

/** Every range of every cluster, by cluster and name, so that what a rule says and proposes does not depend on the order of the program. */
export function allRanges(model: FleetModel): readonly AddressRange[] {
  return model.clusters.flatMap(cluster => cluster.ranges).sort(compareRanges);
}

/** The ranges that are not a part of another one. Whatever overlaps a part overlaps the whole, so these are enough outside their cluster. */
export function topRanges(model: FleetModel): readonly AddressRange[] {
  return allRanges(model).filter(range => range.within === undefined);
}

/** Order by cluster, then by name. */
export function compareRanges(a: AddressRange, b: AddressRange): number {
  return compareText(a.cluster, b.cluster) || compareText(a.name, b.name);
}

/** A range as the lock holds it. */
export interface LockedRange {
  /** The cluster that it was given to. */
  readonly cluster: string;
  readonly name: string;
  readonly cidr: Cidr;
}

/** The name of the range that a fact is about; undefined when it is about something else. */
export function rangeNameOf(fact: LockFact): string | undefined {
  return fact.fact.startsWith(RANGE) ? fact.fact.slice(RANGE.length) : undefined;
}

/** The ranges that the lock holds, those of conflicting facts left out. A fact that is no range gives none. */
export function lockedRanges(model: FleetModel): readonly LockedRange[] {
  return model.lock.facts.flatMap(fact => {
    const name = rangeNameOf(fact);
    return name === undefined ? [] : blocksOf(fact.value).map(cidr => ({ cluster: fact.owner, name, cidr }));
  });
}

/** Names of ranges (`prod-eu pods`) whose value in the program is another one than in the lock: what overlaps them is only a consequence. */
export function changedRanges(model: FleetModel): ReadonlySet<string> {
  const locked = new Map(lockedRanges(model).map(range => [`${range.cluster} ${range.name}`, range.cidr]));
  return new Set(allRanges(model).flatMap(range => {
    const name = `${range.cluster} ${range.name}`;
    const before = locked.get(name);
    return before === undefined || before.equals(range.cidr) ? [] : [name];
  }));
}

/** The blocks in the value of a range fact: one, or several separated by commas. */
export function blocksOf(value: string): readonly Cidr[] {
  return value.split(/[\s,]+/).map(text => Cidr.tryParse(text)).filter(cidr => cidr !== undefined);
}
