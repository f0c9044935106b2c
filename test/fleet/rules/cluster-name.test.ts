import { describe, expect, test } from '@jest/globals';
import { messages } from './model-builder';
import { clusterName } from '../../../lib/fleet/rules/cluster-name';

const AWS = { longest: 20, by: 'AWS load balancers', source: 'CAPA' };
const check = (name: string, ...nameLimits: (typeof AWS)[]) => messages(clusterName, { clusters: { [name]: { nameLimits } } });

test.each(['a', 'prod-eu', 'prod-eu-west-1', 'x'.repeat(63)])('passes: %s', name => {
  expect(check(name)).toEqual([]);
});

test('passes: a name as long as a limit allows', () => {
  expect(check('x'.repeat(20), AWS)).toEqual([]);
});

describe('fails', () => {
  test.each([
    ['Prod_EU', "write 'prod-eu'"],
    ['1-prod', "write 'prod'"],
    ['-prod', "write 'prod'"],
    ['prod-', "write 'prod'"],
    ['prod.eu', "write 'prod-eu'"],
    ['42', "write a name such as 'prod-eu'"],
  ])('fails for %s', (name, proposal) => {
    expect(check(name)).toEqual([`cluster name '${name}' is no DNS label (lower-case letters, digits and dashes, first a letter, last no dash): ${proposal}`]);
  });

  test('fails for more than 63 characters', () => {
    expect(check('x'.repeat(65))).toEqual([
      `cluster name '${'x'.repeat(65)}' has 65 characters, and the limit of Cluster API is 63 (core/webhooks/admission/cluster.go): shorten it by 2`,
    ]);
  });

  test('fails for a limit of what the cluster uses', () => {
    expect(check('production-europe-west', AWS)).toEqual([
      "cluster name 'production-europe-west' has 22 characters, and the limit of AWS load balancers is 20 (CAPA): shorten it by 2",
    ]);
  });
});
