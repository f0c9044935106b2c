import { describe, expect, test } from '@jest/globals';
import { messages, TerseCluster } from './model-builder';
import { rangeFamilies } from '../../../lib/fleet/rules/range-families';

const check = (cluster: TerseCluster) => messages(rangeFamilies, { clusters: { eu: cluster } });

test.each<[string, TerseCluster]>([
  ['IPv4 only', { ranges: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }],
  ['dual stack', { ranges: { 'pods': '10.0.0.0/16', 'pods-2': 'fd00::/56', 'services': '10.1.0.0/20', 'services-2': 'fd01::/112' } }],
  ['pods of one family more than services', { ranges: { 'pods': '10.0.0.0/16', 'pods-2': 'fd00::/56', 'services': '10.1.0.0/20' } }],
  ['services alone', { ranges: { services: 'fd01::/112' } }],
  ['several node ranges', { ranges: { 'nodes': '10.0.0.0/16', 'nodes-2': '10.1.0.0/16', 'nodes-3': '10.2.0.0/16' } }],
  ['several pod ranges where a cloud gives them out', { origin: 'existing', ranges: { 'pods': '10.0.0.0/16', 'pods-2': '100.64.0.0/16' } }],
  ['a pod range that is a part of another', { ranges: { 'pods': '10.0.0.0/16', 'pods-a': { cidr: '10.0.0.0/20', within: 'pods' } } }],
])('passes: %s', (_, cluster) => {
  expect(check(cluster)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseCluster, readonly string[]]>([
    ['fails for two pod ranges of one family', { ranges: { 'pods': '10.0.0.0/16', 'pods-2': '10.1.0.0/16' } },
      ['eu pods 10.0.0.0/16 and eu pods-2 10.1.0.0/16 are both IPv4, and Kubernetes takes one range of each family for pods: keep one of them']],
    ['fails for them in an existing cluster whose controller manager divides them',
      { origin: 'existing', nodeMask: { ipv4: 24, ipv6: 64 }, ranges: { 'pods': '10.0.0.0/16', 'pods-2': '10.1.0.0/16' } },
      ['eu pods 10.0.0.0/16 and eu pods-2 10.1.0.0/16 are both IPv4, and Kubernetes takes one range of each family for pods: keep one of them']],
    ['fails for three service ranges, in existing clusters too',
      { origin: 'existing', ranges: { 'services': 'fd00::/112', 'services-2': '10.0.0.0/20', 'services-3': 'fd01::/112' } },
      ['eu services fd00::/112 and eu services-3 fd01::/112 are both IPv6, and Kubernetes takes one range of each family for services: keep one of them']],
    ['fails for three pod ranges of one family', { ranges: { 'pods': '10.0.0.0/16', 'pods-2': '10.1.0.0/16', 'pods-3': '10.2.0.0/16' } },
      ['eu pods 10.0.0.0/16, eu pods-2 10.1.0.0/16 and eu pods-3 10.2.0.0/16 are all IPv4, and Kubernetes takes one range of each family for pods: keep one of them']],
    ['fails for services of a family that no pod has', { ranges: { 'pods': '10.0.0.0/16', 'services': '10.1.0.0/20', 'services-2': 'fd01::/112' } },
      ['eu services-2 fd01::/112 is IPv6, and no pod of eu has such an address (eu pods 10.0.0.0/16): add an IPv6 pod range, or give services the family of the pods']],
    ['fails for IPv4 services of IPv6 pods', { ranges: { pods: 'fd00::/56', services: '10.1.0.0/20' } },
      ['eu services 10.1.0.0/20 is IPv4, and no pod of eu has such an address (eu pods fd00::/56): add an IPv4 pod range, or give services the family of the pods']],
  ])('%s', (_, cluster, expected) => {
    expect(check(cluster)).toEqual(expected);
  });
});
