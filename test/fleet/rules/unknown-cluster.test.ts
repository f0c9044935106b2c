import { describe, expect, test } from '@jest/globals';
import { messages } from './model-builder';
import { unknownCluster } from '../../../lib/fleet/rules/unknown-cluster';

const many = (length: number) => Object.fromEntries(Array.from({ length }, (_, i) => [`c${i}`, {}]));

test('passes: no unknown names', () => {
  expect(messages(unknownCluster, { clusters: { eu: {} } })).toEqual([]);
});

describe('fails', () => {
  test.each([
    ['eu-wst', { 'us-east': {}, 'eu-west': {} }, "routingDomains.mesh names 'eu-wst', which is no cluster of fleet acme (did you mean 'eu-west'?): write one of its clusters (eu-west, us-east), or declare it"],
    ['oregon', { eu: {} }, "routingDomains.mesh names 'oregon', which is no cluster of fleet acme: write one of its clusters (eu), or declare it"],
    ['oregon', many(8), "routingDomains.mesh names 'oregon', which is no cluster of fleet acme: write one of its clusters (c0, c1, c2, c3, c4, c5, c6, c7), or declare it"],
    ['oregon', many(9), "routingDomains.mesh names 'oregon', which is no cluster of fleet acme: write one of its 9 clusters, or declare it"],
  ])('fails for %s', (name, clusters, message) => {
    expect(messages(unknownCluster, { clusters, unknownClusters: [{ name, where: 'routingDomains.mesh' }] })).toEqual([message]);
  });
});
