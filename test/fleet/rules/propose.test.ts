import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { buildModel, TerseFleet } from './model-builder';
import { fittingPrefix, hintInside, Proposals } from '../../../lib/fleet/rules/propose';
import { Cidr } from '../../../lib/net';

const FLEET: TerseFleet = {
  clusters: { eu: { ranges: { 'pods': '10.0.0.0/16', 'services': '10.1.0.0/20', 'pods-2': 'fd00::/56' } } },
  reserved: { office: '10.2.0.0/16' },
  pools: ['10.0.0.0/8'],
  lock: { gone: { 'range/pods': '10.3.0.0/16, 10.4.0.0/16', 'chart/cilium': '10.5.0.0/16' }, retired: { 'range/pods': '10.6.0.0/16' } },
  retired: ['retired'],
  lockConflicts: [{ owner: 'us', fact: 'range/pods', values: ['10.7.0.0/16', '10.8.0.0/16'] }, { owner: 'us', fact: 'id', values: ['10.9.0.0/16', 'x'] }],
};

describe('a proposal', () => {
  const model = buildModel(FLEET);
  const [pods, services, podsIpv6] = model.clusters[0].ranges;

  test('avoids ranges, reserved ranges, facts and values in conflict, and every other proposal', () => {
    const proposals = new Proposals(model);
    expect([16, 15, 14].map(prefix => proposals.hint(pods, prefix))).toEqual([
      ' (10.5.0.0/16 is free in the plan)', ' (10.10.0.0/15 is free in the plan)', ' (10.12.0.0/14 is free in the plan)',
    ]);
    expect(proposals.hint(services, 16)).toBe(' (10.9.0.0/16 is free in the plan)');
    expect(proposals.hint(services)).toBe(' (10.1.16.0/20 is free in the plan)');
  });

  test('is the same for the same range and size', () => {
    const proposals = new Proposals(model);
    expect(proposals.hint(pods)).toBe(proposals.hint(pods));
  });

  test('is left out where the plan has no such block: family, size, no pools', () => {
    expect(new Proposals(model).hint(podsIpv6)).toBe('');
    expect(new Proposals(model).hint(pods, 8)).toBe('');
    expect(new Proposals({ ...model, pools: [] }).hint(pods)).toBe('');
  });

  test('for a range with pools of its own is taken from those, and from nothing that another has been proposed', () => {
    const proposals = new Proposals(model);
    const global = { ...pods, name: 'globalnet', pools: [Cidr.parse('10.0.0.0/12')] };
    const far = { ...pods, name: 'clusterset', pools: [Cidr.parse('243.0.0.0/16'), Cidr.parse('244.0.0.0/16')] };
    expect([pods, global, services, far].map(range => proposals.hint(range, 16))).toEqual([
      ' (10.5.0.0/16 is free in the plan)', ' (10.9.0.0/16 is free in 10.0.0.0/12)', ' (10.10.0.0/16 is free in the plan)',
      ' (243.0.0.0/16 is free in 243.0.0.0/16 and 244.0.0.0/16)',
    ]);
    expect(proposals.hint(global, 11)).toBe('');
    expect(proposals.largestFree(4, global.pools)).toEqual(Cidr.parse('10.12.0.0/14'));
  });

  test('avoids what a mesh uses for itself', () => {
    const reserved = [{ name: 'its tunnels', cidr: Cidr.parse('10.0.0.0/9') }];
    const meshed = buildModel({ ...FLEET, meshes: [{ name: 'net', members: ['eu'], disjoint: [], reserved }] });
    expect(new Proposals(meshed).hint(pods)).toBe(' (10.128.0.0/16 is free in the plan)');
  });

  test('avoids special ranges', () => {
    expect(new Proposals({ ...model, pools: [Cidr.parse('126.0.0.0/7')] }).hint(pods, 9)).toBe(' (126.0.0.0/9 is free in the plan)');
    expect(new Proposals({ ...model, pools: [Cidr.parse('127.0.0.0/8')] }).hint(pods)).toBe('');
  });
});

test('hintInside proposes a block that no part has', () => {
  const [nodes, a] = buildModel({ clusters: { eu: { ranges: { nodes: '10.0.0.0/24', a: '10.0.0.0/25' } } } }).clusters[0].ranges;
  expect(hintInside(nodes, [a], 26)).toBe(' (10.0.0.128/26 is free there)');
  expect(hintInside(nodes, [a], 24)).toBe('');
  expect(hintInside(nodes, [a], 23)).toBe('');
});

test('fittingPrefix is the longest prefix that is short enough', () => {
  fc.assert(fc.property(fc.constantFrom(24, 32, 64), fc.integer({ min: 1, max: 2 ** 20 }), (bits, count) => {
    const prefix = fittingPrefix(bits, count);
    expect(2 ** (bits - prefix)).toBeGreaterThanOrEqual(count);
    expect(2 ** (bits - prefix - 1)).toBeLessThan(count);
  }));
});
