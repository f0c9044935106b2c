import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { staleAcceptance } from '../../../lib/fleet/rules/stale-acceptance';

const fleet = (between: [string, string], us = '10.0.0.0/16'): TerseFleet => ({
  clusters: { eu: { ranges: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }, us: { ranges: { pods: us } } },
  reserved: { corp: ['172.16.0.0/12', '10.0.0.0/20'], office: '172.16.0.0/16' },
  accepted: [between],
});

test.each<[string, TerseFleet]>([
  ['two ranges that overlap', fleet(['eu pods', 'us pods'])],
  ['two ranges of which one contains the other', fleet(['eu pods', 'us pods'], '10.0.0.0/8')],
  ['a range and one block of a reserved name', fleet(['corp', 'eu pods'])],
  ['the same in the other order', fleet(['eu pods', 'corp'])],
  ['nothing accepted', { clusters: { eu: { ranges: { pods: '10.0.0.0/16' } } } }],
])('passes: %s', (_, model) => {
  expect(messages(staleAcceptance, model)).toEqual([]);
});

const meshed = (rest: TerseFleet = {}): TerseFleet => ({ ...fleet(['eu pods', 'us pods']), meshes: [{ name: 'net', members: ['eu', 'us'], disjoint: ['globalnet'] }], ...rest });

test.each<[string, TerseFleet]>([
  ['a mesh that shows addresses as they are', meshed({ meshes: [{ name: 'net', members: ['eu', 'us'], disjoint: ['pods'] }] })],
  ['a mesh that translates addresses, beside a routing domain of both', meshed({ domains: { vpn: ['eu', 'us'] } })],
  ['no mesh of both, and no routing domain of both', meshed({ meshes: [], domains: { a: ['eu'], b: ['us'] } })],
  ['a reserved range, whatever the mesh', meshed({ accepted: [['eu pods', 'corp']] })],
])('passes: two that overlap, and %s', (_, model) => {
  expect(messages(staleAcceptance, model)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseFleet, readonly string[]]>([
    ['fails when the two do not overlap any more', fleet(['eu pods', 'us pods'], '10.2.0.0/16'),
      ["acceptedOverlaps holds 'eu pods' (10.0.0.0/16) and 'us pods' (10.2.0.0/16), which do not overlap: remove the entry"]],
    ['fails when a range overlaps no block of a reserved name', fleet(['us pods', 'corp'], '10.2.0.0/16'),
      ["acceptedOverlaps holds 'us pods' (10.2.0.0/16) and 'corp' (10.0.0.0/20 and 172.16.0.0/12), which do not overlap: remove the entry"]],
    ['fails when a mesh keeps the two apart', meshed(),
      ["acceptedOverlaps holds 'eu pods' (10.0.0.0/16) and 'us pods' (10.0.0.0/16), which mesh net (Tunnels) keeps apart: remove the entry"]],
    ['fails when a name is misspelt', fleet(['eu pod', 'us pods']),
      ["acceptedOverlaps names 'eu pod', which is no range of a cluster and no reserved range (did you mean 'eu pods'?): "
        + "write a range as '<cluster> <range>', or remove the entry"]],
    ['fails for each name that does not exist', fleet(['frankfurt', 'oregon']), [
      "acceptedOverlaps names 'frankfurt', which is no range of a cluster and no reserved range: write a range as '<cluster> <range>', or remove the entry",
      "acceptedOverlaps names 'oregon', which is no range of a cluster and no reserved range: write a range as '<cluster> <range>', or remove the entry",
    ]],
    ['fails when both are of one cluster, whose ranges never may overlap', fleet(['eu pods', 'eu services']),
      ["acceptedOverlaps holds 'eu pods' and 'eu services', and an overlap of ranges of one cluster (eu) is never looked up there: remove the entry"]],
    ['fails when both are reserved, which may overlap anyway', fleet(['corp', 'office']),
      ["acceptedOverlaps holds 'corp' and 'office', and an overlap of reserved ranges is never looked up there: remove the entry"]],
  ])('%s', (_, model, expected) => {
    expect(messages(staleAcceptance, model)).toEqual(expected);
  });
});
