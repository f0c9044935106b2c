import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, TerseCluster, TerseFleet } from './model-builder';
import { meshReservedRange } from '../../../lib/fleet/rules/mesh-reserved-range';
import { Cidr } from '../../../lib/net';

const reserved = ['240.0.0.0/8', '241.0.0.0/8'].map(text => ({ name: 'its tunnels', cidr: Cidr.parse(text) }));
const mesh = { name: 'net', kind: 'Submariner', members: ['eu', 'us'], disjoint: ['pods'] as const, reserved };
const fleet = (ranges: TerseCluster['ranges'], rest: TerseFleet = {}): TerseFleet => ({ clusters: { eu: { ranges }, us: {} }, meshes: [mesh], ...rest });

test.each<[string, TerseFleet]>([
  ['no mesh', fleet({ pods: '240.0.0.0/16' }, { meshes: [] })],
  ['ranges beside it', fleet({ pods: '10.0.0.0/16', globalnet: '242.0.0.0/16' })],
  ['a mesh that uses nothing', fleet({ pods: '240.0.0.0/16' }, { meshes: [{ ...mesh, reserved: [] }] })],
  ['a cluster of no mesh', fleet({ pods: '240.0.0.0/16' }, { meshes: [{ ...mesh, members: ['us'] }] })],
  ['a part, because the whole is compared', fleet({ a: { cidr: '240.0.0.0/24', within: 'nodes' } })],
])('passes: %s', (_, passing) => {
  expect(messages(meshReservedRange, passing)).toEqual([]);
});

describe('fails', () => {
  test('fails when a range of a member lies inside, and proposes a block that does not', () => {
    expect(messages(meshReservedRange, fleet({ pods: '240.9.0.0/16' }, { pools: ['240.0.0.0/8', '10.0.0.0/8'] }))).toEqual([
      'eu pods 240.9.0.0/16 overlaps 240.0.0.0/8, which mesh net (Submariner) uses for its tunnels: move eu pods to another block (10.0.0.0/16 is free in the plan)',
    ]);
  });

  test('fails once for each block of each mesh, in whatever space', () => {
    const both = [mesh, { ...mesh, name: 'edge', kind: 'Tunnels' }];
    expect(messages(meshReservedRange, fleet({ globalnet: '240.0.0.0/7' }, { meshes: both })).map(message => message.split(':')[0])).toEqual([
      'eu globalnet 240.0.0.0/7 overlaps 240.0.0.0/8, which mesh edge (Tunnels) uses for its tunnels',
      'eu globalnet 240.0.0.0/7 overlaps 241.0.0.0/8, which mesh edge (Tunnels) uses for its tunnels',
      'eu globalnet 240.0.0.0/7 overlaps 240.0.0.0/8, which mesh net (Submariner) uses for its tunnels',
      'eu globalnet 240.0.0.0/7 overlaps 241.0.0.0/8, which mesh net (Submariner) uses for its tunnels',
    ]);
  });

  test('fails for a cluster that runs, which leaves the mesh', () => {
    expect(messages(meshReservedRange, fleet({ pods: '240.9.0.0/16' }, { lock: { eu: { 'range/pods': '240.9.0.0/16' } } }))).toEqual([
      'eu pods 240.9.0.0/16 overlaps 240.0.0.0/8, which mesh net (Submariner) uses for its tunnels: if eu does not run yet, run '
      + '`npx cdk8s-fleet lock release eu range/pods` and write another block; if it does, take eu out of the mesh',
    ]);
  });

  test('cannot be accepted', () => {
    expect(messages(meshReservedRange, fleet({ pods: '240.9.0.0/16' }, { accepted: [['eu pods', 'its tunnels']] }))).toHaveLength(1);
  });

  test('names the cluster and the place of its range', () => {
    expect(meshReservedRange.check(buildModel(fleet({ pods: '240.9.0.0/16' })))).toEqual([
      expect.objectContaining({ code: 'mesh-reserved-range', severity: 'error', clusters: ['eu'], paths: ['acme/eu'] }),
    ]);
  });
});
