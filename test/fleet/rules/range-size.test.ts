import { describe, expect, test } from '@jest/globals';
import { messages, TerseCluster } from './model-builder';
import { RangeLimit } from '../../../lib/fleet/model';
import { rangeSize } from '../../../lib/fleet/rules/range-size';

const KUBEADM: RangeLimit = { space: 'services', family: 4, shortestPrefix: 12, longestPrefix: 28, by: 'kubeadm', source: 'validation.go' };
const KUBEADM_IPV6: RangeLimit = { ...KUBEADM, family: 6, shortestPrefix: 108, longestPrefix: 124 };
const VPC: RangeLimit = { space: 'nodes', family: 4, shortestPrefix: 16, longestPrefix: 28, by: 'an AWS VPC', source: 'the VPC user guide' };

const fleet = (ranges: TerseCluster['ranges'], ...rangeLimits: RangeLimit[]) => ({ clusters: { eu: { ranges, rangeLimits } }, pools: ['10.0.0.0/8'] });

test.each<[string, TerseCluster['ranges'], readonly RangeLimit[]]>([
  ['the largest block', { services: '10.96.0.0/12' }, [KUBEADM]],
  ['the smallest block', { services: '10.96.0.0/28' }, [KUBEADM]],
  ['another space', { pods: '10.0.0.0/8' }, [KUBEADM]],
  ['another family', { services: 'fd00::/108' }, [KUBEADM]],
  ['no limits', { services: '10.0.0.0/8' }, []],
  ['a limit without bounds', { services: '10.0.0.0/8' }, [{ ...KUBEADM, shortestPrefix: undefined, longestPrefix: undefined }]],
])('passes: %s', (_, ranges, limits) => {
  expect(messages(rangeSize, fleet(ranges, ...limits))).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseCluster['ranges'], RangeLimit, string]>([
    ['fails when too large', { services: '10.96.0.0/11' }, KUBEADM,
      'eu services 10.96.0.0/11 is too large for kubeadm, which takes a /12 or smaller (validation.go): write 10.96.0.0/12'],
    ['fails when too large for IPv6', { services: 'fd00::/107' }, KUBEADM_IPV6,
      'eu services fd00::/107 is too large for kubeadm, which takes a /108 or smaller (validation.go): write fd00::/108'],
    ['fails when too small, and proposes a larger block', { services: '10.0.0.0/29' }, KUBEADM,
      'eu services 10.0.0.0/29 is too small for kubeadm, which takes a /28 or larger (validation.go): write a /28 (10.0.0.16/28 is free in the plan)'],
    ['fails when a part is too small', { 'nodes': '10.0.0.0/16', 'subnet/a': { cidr: '10.0.0.0/29', within: 'nodes' } }, VPC,
      'eu subnet/a 10.0.0.0/29 is too small for an AWS VPC, which takes a /28 or larger (the VPC user guide): write a /28 inside nodes'],
  ])('%s', (_, ranges, limit, message) => {
    expect(messages(rangeSize, fleet(ranges, limit))).toEqual([message]);
  });

  test('fails for each limit that a range breaks', () => {
    const strict = { ...KUBEADM, shortestPrefix: 16, by: 'a strict cloud' };
    expect(messages(rangeSize, fleet({ services: '10.0.0.0/8' }, KUBEADM, strict))).toHaveLength(2);
  });

  test('limits of one cluster do not bind another', () => {
    expect(messages(rangeSize, { clusters: { eu: { ranges: { services: '10.0.0.0/8' } }, us: { rangeLimits: [KUBEADM] } } })).toEqual([]);
  });
});
