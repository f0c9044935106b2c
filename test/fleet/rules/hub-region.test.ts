import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, TerseCluster } from './model-builder';
import { hubRegion } from '../../../lib/fleet/rules/hub-region';

const at = (region?: string, cloud: string | undefined = 'aws'): TerseCluster => ({ cloud, region });
const hubAt = (region?: string, cloud?: string): TerseCluster => ({ ...at(region, cloud), role: 'hub' });
const NOWHERE: TerseCluster = { region: 'r1' };

test.each<[string, Readonly<Record<string, TerseCluster>>]>([
  ['a hub in a region of its own', { hub: hubAt('r3'), eu: at('r1'), us: at('r2') }],
  ['a fleet in one region', { hub: hubAt('r1'), a: at('r1'), b: at('r1') }],
  ['a fleet of one member', { hub: hubAt('r1'), a: at('r1') }],
  ['members of which only one says where it is', { hub: hubAt('r1'), a: at('r1'), b: at(), c: {} }],
  ['a hub that does not say where it is', { hub: { role: 'hub' }, a: at('r1'), b: at('r2'), c: {} }],
  ['a region of another cloud that is called alike', { hub: hubAt('r1', 'azure'), a: at('r1'), b: at('r2') }],
  ['a hub whose cloud is not known', { hub: { ...NOWHERE, role: 'hub' }, a: at('r1'), b: at('r2') }],
  ['no hub', { a: at('r1'), b: at('r2') }],
])('passes: %s', (_, clusters) => {
  expect(messages(hubRegion, { clusters })).toEqual([]);
});

describe('warns', () => {
  const message = (place: string, members: string) => `hub home lies in ${place}, the region of ${members}, and goes down with it: put the hub into another region than the clusters`
    + ' that it must bring back, or be ready to make it anew';

  test('of a member in the region of the hub, with both', () => {
    expect(hubRegion.check(buildModel({ clusters: { eu: at('r1'), home: hubAt('r1'), us: at('r2') } }))).toEqual([{
      code: 'hub-region', severity: 'warning', clusters: ['eu', 'home'], paths: ['acme/eu', 'acme/home'], message: message('aws r1', 'eu'),
    }]);
  });

  test.each<[string, Readonly<Record<string, TerseCluster>>, string, string]>([
    ['several members, by name', { c: at('r1'), a: at('r1'), home: hubAt('r1'), b: at('r1'), us: at('r2') }, 'aws r1', 'a, b and c'],
    ['a member beside one of another cloud', { home: hubAt('r1'), a: at('r1'), b: at('r1', 'azure') }, 'aws r1', 'a'],
    ['members whose cloud is not known', { home: { ...NOWHERE, role: 'hub' }, a: NOWHERE, b: at('r2') }, 'r1', 'a'],
  ])('of %s', (_, clusters, place, members) => {
    expect(messages(hubRegion, { clusters })).toEqual([message(place, members)]);
  });
});
