import { expect, test } from '@jest/globals';
import { foundBy } from './samples';
import { sample } from '../samples';

test('passes for a namespace of its own', () => {
  const { fleet, pair } = sample();
  pair({ namespace: 'kube-system-tools' });
  expect(foundBy('service-namespace-built-in', fleet)).toEqual([]);
});

test.each(['default', 'kube-system', 'kube-public', 'kube-node-lease'])('warns of %s', namespace => {
  const { fleet, pair } = sample();
  pair({ namespace });
  expect(fleet.check().map(({ code }) => code)).toEqual(['service-namespace-built-in']);
  expect(foundBy('service-namespace-built-in', fleet)).toEqual([
    `warning service-namespace-built-in: acme/payments: exports ${namespace}/payment-api, and namespace ${namespace} is in every cluster something else, so that Services which only`
    + ' share a name become one: move it to a namespace of its own',
  ]);
});
