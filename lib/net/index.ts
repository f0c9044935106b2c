export { type Address, formatAddress, type IpFamily, parseAddress } from './address';
export { BlockAllocator } from './allocator';
export { Cidr } from './cidr';
export { overlappingPairs } from './overlap';
export { SPECIAL_RANGES, type SpecialRange } from './special-ranges';
