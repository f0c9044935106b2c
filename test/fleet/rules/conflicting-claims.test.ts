import { expect, test } from '@jest/globals';
import { buildModel } from './model-builder';
import { conflictingClaims } from '../../../lib/fleet/rules/conflicting-claims';

test('passes: claims that agree', () => {
  expect(conflictingClaims.check(buildModel({ clusters: { eu: {} } }))).toEqual([]);
});

test('fails with both sides and their values', () => {
  const parties = [{ path: 'acme/mesh', value: '7' }, { path: 'acme/eu/cni', value: '1' }] as const;
  expect(conflictingClaims.check(buildModel({ clusters: { eu: {} }, conflicts: [{ cluster: 'eu', subject: 'Helm release cilium, value cluster.id', parties }] }))).toEqual([{
    code: 'conflicting-claims',
    severity: 'error',
    clusters: ['eu'],
    paths: ['acme/eu/cni', 'acme/mesh'],
    message: 'Helm release cilium, value cluster.id of eu: acme/mesh says 7 and acme/eu/cni says 1: make them agree, or remove one',
  }]);
});
