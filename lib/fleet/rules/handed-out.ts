import { AddressRange, FleetModel } from '../model';

/**
 * Answers whether the plan handed a range out in an earlier synth: its value is the lock's and lies in a pool that it is taken from.
 *
 * The plan never hands out an address twice, so two such ranges overlap only after a merge of two lock files.
 */
export function handedOutBy(model: FleetModel): (range: AddressRange) => boolean {
  return range => range.origin === 'lock' && (range.pools ?? model.pools).some(pool => pool.contains(range.cidr));
}
