import { expect, test } from '@jest/globals';
import { messages } from './model-builder';
import { specialRange } from '../../../lib/fleet/rules/special-range';
import { SPECIAL_RANGES } from '../../../lib/net';

const eu = (pods: string) => ({ clusters: { eu: { ranges: { pods } } }, pools: ['10.0.0.0/8'] });

test.each(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '242.0.0.0/8', '243.0.0.0/8', '169.255.0.0/16', 'fd00::/8', '2001:db8::/32'])(
  'passes: %s', pods => {
    expect(messages(specialRange, eu(pods))).toEqual([]);
  });

test.each(SPECIAL_RANGES.map(({ cidr }) => cidr.toString()))('fails for %s', special => {
  expect(messages(specialRange, eu(special))).toEqual([expect.stringContaining(`eu pods ${special} overlaps ${special}, which `)]);
});

test('fails with the document that sets the range aside, and a free block', () => {
  expect(messages(specialRange, eu('169.254.128.0/17'))).toEqual([
    'eu pods 169.254.128.0/17 overlaps 169.254.0.0/16, which RFC 3927 sets aside as link-local (also instance metadata): '
    + 'move eu pods to another block (10.0.0.0/17 is free in the plan)',
  ]);
});

test('fails once for each special range that a range contains', () => {
  expect(messages(specialRange, eu('224.0.0.0/3')).map(message => message.split(',')[0])).toEqual([
    'eu pods 224.0.0.0/3 overlaps 224.0.0.0/4', 'eu pods 224.0.0.0/3 overlaps 255.255.255.255/32',
  ]);
});
