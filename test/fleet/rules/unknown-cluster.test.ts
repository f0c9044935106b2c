import { describe, expect, test } from '@jest/globals';
import { messages } from './model-builder';
import { unknownCluster } from '../../../lib/fleet/rules/unknown-cluster';

const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`cluster-${i}`, {}]));

test('passes: no unknown names', () => {
  expect(messages(unknownCluster, { clusters: { eu: {} } })).toEqual([]);
});

describe('fails', () => {
  test.each([
    ['eu-wst', { 'us-east': {}, 'eu-west': {} }, "routingDomains.mesh names 'eu-wst', which is no cluster of fleet acme (did you mean 'eu-west'?): write one of its clusters (eu-west, us-east), or declare it"],
    ['oregon', { eu: {} }, "routingDomains.mesh names 'oregon', which is no cluster of fleet acme: write one of its clusters (eu), or declare it"],
    ['oregon', many, "routingDomains.mesh names 'oregon', which is no cluster of fleet acme: write one of its 9 clusters, or declare it"],
  ])('fails for %s', (name, clusters, message) => {
    expect(messages(unknownCluster, { clusters, unknownClusters: [{ name, where: 'routingDomains.mesh' }] })).toEqual([message]);
  });
});
