import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, TerseFleet } from './model-builder';
import { memberDisappeared } from '../../../lib/fleet/rules/member-disappeared';

const LOCK = { eu: { 'range/pods': '10.0.0.0/16', 'range/services': '10.1.0.0/20' } };

test.each<[string, TerseFleet]>([
  ['an empty lock', { clusters: { eu: {} } }],
  ['a cluster that is there', { clusters: { eu: {} }, lock: LOCK }],
  ['a cluster that was retired', { lock: LOCK, retired: ['eu'] }],
])('passes: %s', (_, fleet) => {
  expect(messages(memberDisappeared, fleet)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseFleet, readonly string[]]>([
    ['fails for a cluster that is gone', { clusters: { us: { ranges: { pods: '10.2.0.0/16' } } }, lock: LOCK },
      ['eu is in fleet.lock.json and no cluster of the program: put it back under that name, or run `npx cdk8s-fleet lock retire eu` if it is gone for good']],
    ['fails for a cluster that was renamed', { clusters: { europe: { ranges: { services: '10.1.0.0/20', pods: '10.0.0.0/16' } } }, lock: LOCK },
      ['eu is in fleet.lock.json and no cluster of the program (renamed to europe, which has its pods 10.0.0.0/16 and services 10.1.0.0/20?): '
        + 'put it back under that name, or run `npx cdk8s-fleet lock retire eu` if it is gone for good']],
    ['fails with the cluster that has most of its ranges', {
      clusters: { a: { ranges: { pods: '10.0.0.0/16' } }, b: { ranges: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } } }, lock: LOCK,
    }, [expect.stringContaining('(renamed to b, which has its pods 10.0.0.0/16 and services 10.1.0.0/20?)') as unknown as string]],
    ['fails without a guess when the other cluster was there before', {
      clusters: { us: { ranges: { pods: '10.0.0.0/16' } } }, lock: { ...LOCK, us: { 'chart/cilium': '1.18.2' } },
    }, ['eu is in fleet.lock.json and no cluster of the program: put it back under that name, or run `npx cdk8s-fleet lock retire eu` if it is gone for good']],
    ['fails without a guess when a range of another name has the value', { clusters: { us: { ranges: { nodes: '10.0.0.0/16' } } }, lock: LOCK },
      ['eu is in fleet.lock.json and no cluster of the program: put it back under that name, or run `npx cdk8s-fleet lock retire eu` if it is gone for good']],
    ['fails with the longer way for a protected cluster', { lock: { eu: { 'deletion-protection': 'on' } } },
      ['eu is in fleet.lock.json and no cluster of the program: put it back under that name, or put it back with deletionProtection: false, '
        + 'synth and apply that, and then run `npx cdk8s-fleet lock retire eu` and leave it out']],
    ['fails with the short way once the protection is off', { lock: { eu: { 'deletion-protection': 'off' } } },
      ['eu is in fleet.lock.json and no cluster of the program: put it back under that name, or run `npx cdk8s-fleet lock retire eu` if it is gone for good']],
  ])('%s', (_, fleet, expected) => {
    expect(messages(memberDisappeared, fleet)).toEqual(expected);
  });

  test('fails once for each cluster, whatever the number of its facts', () => {
    const findings = memberDisappeared.check(buildModel({ clusters: { europe: { ranges: { pods: '10.0.0.0/16' } } }, lock: { ...LOCK, us: { 'range/pods': '10.4.0.0/16' } } }));
    expect(findings.map(finding => finding.clusters)).toEqual([['eu', 'europe'], ['us']]);
    expect(findings[0].paths).toEqual(['acme']);
  });
});
