import { expect, test } from '@jest/globals';
import { buildModel, messages, TerseCluster } from './model-builder';
import { poolBehind } from '../../../lib/fleet/rules/pool-behind';

const cluster = (workers: string): TerseCluster => ({ groups: { 'control-plane': { largest: 3 }, 'workers': { largest: 1, version: workers } } });

test.each<[string, TerseCluster]>([
  ['the same minor version', cluster('v1.34.0')],
  ['newer workers, which version-skew reports', cluster('v1.35.0')],
  ['workers too far behind, which version-skew reports', cluster('v1.30.0')],
  ['an existing cluster', { ...cluster('v1.33.0'), origin: 'existing' }],
  ['a control plane that a cloud runs', { groups: { workers: { largest: 1, version: 'v1.33.0' } } }],
])('passes: %s', (_, eu) => {
  expect(messages(poolBehind, { clusters: { eu } })).toEqual([]);
});

test.each(['v1.33.9', 'v1.31.0'])('warns of workers %s', version => {
  expect(poolBehind.check(buildModel({ clusters: { eu: cluster(version) } }))).toEqual([{
    code: 'pool-behind',
    severity: 'warning',
    clusters: ['eu'],
    paths: ['acme/eu', 'acme/eu/workers'],
    message: `workers of eu has Kubernetes ${version} and its control plane v1.34.1: no machine can be added or replaced until workers has the same minor version`,
  }]);
});
