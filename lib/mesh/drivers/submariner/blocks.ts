import { WHERE } from './checks';
import type { SubmarinerAddresses } from './props';
import { checkProps, TEXT } from '../../../fleet/check-props';
import { parseCidrAt } from '../../../fleet/parse-cidr-at';
import { refuseOthers } from '../../../fleet/refuse-others';
import { Cidr, SPECIAL_RANGES } from '../../../net';

/** Submariner takes eight addresses of a member for its pods, unless it is told otherwise. */
const LONGEST_PREFIX = 28;
/** What Submariner uses for itself; see `reserved` of the mesh. */
const OWN = ['240.0.0.0/8', '241.0.0.0/8'].map(text => ({ cidr: Cidr.parse(text), name: "Submariner's own" }));

/** Blocks that members get. */
export interface Blocks {
  readonly range: Cidr;
  readonly prefix: number;
}

export function blocks(name: string, value: boolean | SubmarinerAddresses | undefined, defaults: Required<SubmarinerAddresses>): Blocks | undefined {
  if (value === undefined || value === false) {
    return undefined;
  }
  const where = `${WHERE}${name}`;
  const given = value === true ? {} : value;
  checkProps(`${where}.`, given, {}, { range: TEXT });
  refuseOthers(`${where}.`, given, ['range', 'prefix']);
  const range = parseCidrAt(`${where}.range`, given.range ?? defaults.range);
  const special = [...SPECIAL_RANGES, ...OWN].find(({ cidr }) => cidr.overlaps(range));
  if (special) {
    throw new Error(`${where}.range: ${range} overlaps ${special.cidr}, which is ${special.name}; write another block, ${defaults.range} for example`);
  }
  const prefix = given.prefix ?? defaults.prefix;
  if (range.family !== 4) {
    throw new Error(`${where}.range: Submariner hands out IPv4 addresses only, got ${range}`);
  }
  if (range.prefix >= LONGEST_PREFIX) {
    throw new Error(`${where}.range: ${range} has no room for two blocks of /${LONGEST_PREFIX} or larger; write a larger one`);
  }
  // Half of the range at most, so that two members fit (submariner v0.19 `pkg/globalnet`, subctl `pkg/cidr`).
  if (!Number.isInteger(prefix) || prefix <= range.prefix || prefix > LONGEST_PREFIX) {
    throw new Error(`${where}.prefix: write a prefix length from ${range.prefix + 1} to ${LONGEST_PREFIX}, so that blocks fit in ${range}, got ${prefix}`);
  }
  return { range, prefix };
}

/** @throws for a block of a member that is none of the mesh */
export function checkBlock(where: string, text: string | undefined, prop: string, handedOut: Blocks | undefined): void {
  if (text === undefined) {
    return;
  }
  const block = parseCidrAt(where, text);
  if (handedOut === undefined) {
    throw new Error(`${where}: the mesh has no ${prop}; switch it on, or remove the block`);
  }
  if (!handedOut.range.contains(block)) {
    throw new Error(`${where}: ${block} lies outside of ${handedOut.range}, which ${prop} hands out from; write a block of it`);
  }
  if (block.prefix > LONGEST_PREFIX) {
    throw new Error(`${where}: ${block} has fewer addresses than a member needs; write a /${LONGEST_PREFIX} or a larger one`);
  }
}
