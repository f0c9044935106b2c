import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { messages, TerseCluster } from './model-builder';
import { podCapacity } from '../../../lib/fleet/rules/pod-capacity';
import { Cidr } from '../../../lib/net';

const MASK = { ipv4: 24, ipv6: 64 };
const check = (cluster: TerseCluster) => messages(podCapacity, { clusters: { eu: { nodeMask: MASK, ...cluster } }, pools: ['10.0.0.0/8'] });

test.each<[string, TerseCluster]>([
  ['as many node blocks as nodes', { ranges: { pods: '10.0.0.0/22' }, groups: { 'control-plane': { largest: 1 }, 'workers': { largest: 1 } } }],
  ['no machines', { ranges: { pods: '10.0.0.0/24' } }],
  ['no node mask', { nodeMask: undefined, ranges: { pods: '10.0.0.0/24' }, groups: { workers: { largest: 10 } } }],
  ['no room for one block, which node-mask reports', { ranges: { pods: '10.0.0.0/25' }, groups: { workers: { largest: 10 } } }],
  ['services, however small', { ranges: { services: '10.0.0.0/24' }, groups: { workers: { largest: 10 } } }],
])('passes: %s', (_, cluster) => {
  expect(check(cluster)).toEqual([]);
});

describe('fails', () => {
  test('fails when the control plane, the pools and their rollouts do not fit', () => {
    expect(check({ ranges: { pods: '10.0.0.0/22' }, groups: { 'workers': { largest: 5 }, 'control-plane': { largest: 3 } } })).toEqual([
      'eu pods 10.0.0.0/22 gives each node a /24: 4 nodes fit, 10 needed (control-plane 3 + 1, workers 5 + 1); '
      + 'write a /20 (10.0.16.0/20 is free in the plan) or a longer node mask',
    ]);
  });

  test('fails for one node too many', () => {
    expect(check({ ranges: { pods: '10.0.0.0/24' }, groups: { workers: { largest: 1 } } })).toEqual([
      'eu pods 10.0.0.0/24 gives each node a /24: 1 node fits, 2 needed (workers 1 + 1); write a /23 (10.0.2.0/23 is free in the plan) or a longer node mask',
    ]);
  });

  test('fails for IPv6 apart', () => {
    expect(check({ ranges: { 'pods': '10.0.0.0/16', 'pods-2': 'fd00::/62' }, groups: { workers: { largest: 4 } } })).toEqual([
      'eu pods-2 fd00::/62 gives each node a /64: 4 nodes fit, 5 needed (workers 4 + 1); write a /61 or a longer node mask',
    ]);
  });

  test('fails for more nodes than a pod range can ever serve', () => {
    expect(check({ ranges: { pods: 'fd00::/48' }, groups: { workers: { largest: 65536 } } })).toEqual([
      'eu pods fd00::/48 gives each node a /64: 65536 nodes fit, 65537 needed (workers 65536 + 1); '
      + 'let the pools grow less: no pod range serves more than 65536 nodes',
    ]);
    expect(check({ ranges: { pods: 'fd00::/49' }, groups: { workers: { largest: 65535 } } })[0]).toMatch(/; write a \/48 or a longer node mask$/);
  });

  test('fails for pods that are a part of the network', () => {
    const ranges = { nodes: '10.0.0.0/16', pods: { cidr: '10.0.0.0/24', within: 'nodes' } };
    expect(check({ ranges, groups: { workers: { largest: 2, surge: 0 } } })).toEqual([
      'eu pods 10.0.0.0/24 gives each node a /24: 1 node fits, 2 needed (workers 2 + 0); write a /23 inside nodes or a longer node mask',
    ]);
  });
});

test('agrees with counting node blocks one by one, and proposes the smallest range that fits', () => {
  const groups = fc.array(fc.record({ largest: fc.nat(12), surge: fc.nat(2) }), { maxLength: 4 });
  fc.assert(fc.property(fc.integer({ min: 18, max: 24 }), groups, (prefix, machines) => {
    const pods = Cidr.parse(`10.0.0.0/${prefix}`);
    const found = check({ ranges: { pods: pods.toString() }, groups: Object.fromEntries(machines.map((group, i) => [`pool-${i}`, group])) });
    const blocks = pods.split(24);
    let missing = 0;
    for (const { largest, surge } of machines) {
      for (let node = 0; node < largest + surge; node += 1) {
        missing += blocks.pop() ? 0 : 1;
      }
    }
    expect(found).toHaveLength(missing > 0 ? 1 : 0);
    if (missing > 0) {
      const needed = pods.split(24).length + missing;
      const proposed = Number(/write a \/(\d+)/.exec(found[0])![1]);
      expect(2 ** (24 - proposed)).toBeGreaterThanOrEqual(needed);
      expect(2 ** (24 - proposed - 1)).toBeLessThan(needed);
    }
  }));
});
