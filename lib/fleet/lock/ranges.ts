import { LockFact } from './types';
import { Cidr } from '../../net/cidr';

/** The address ranges of a fact; none when it is not about ranges. Text that is not a range is left to the rules, which know whose it is. */
export function rangesOf(fact: LockFact): Cidr[] {
  return fact.fact.startsWith('range/') ? fact.value.split(/[\s,]+/).map(text => Cidr.tryParse(text)).filter(range => range !== undefined) : [];
}

/** Whether a range of one list overlaps one of the other. */
export function collide(a: readonly Cidr[], b: readonly Cidr[]): boolean {
  return a.some(range => b.some(other => range.overlaps(other)));
}
