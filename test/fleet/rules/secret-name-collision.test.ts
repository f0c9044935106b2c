import { describe, expect, test } from '@jest/globals';
import { messages, TerseCluster } from './model-builder';
import { secretNameCollision } from '../../../lib/fleet/rules/secret-name-collision';

const check = (a: string, b: string, second: TerseCluster = {}) => messages(secretNameCollision, { clusters: { [b]: second, [a]: {} } });
const inNamespace = (namespace: string): TerseCluster => ({ access: { type: 'kubeconfig', namespace, name: 'kubeconfig' } });

test.each([['prod', 'prod-eu'], ['prod', 'prod-kubeconfigs'], ['prod', 'prod-client'], ['ca', 'prod-ca']])('passes: %s and %s', (a, b) => {
  expect(check(a, b)).toEqual([]);
});

test('passes: a cluster that was made elsewhere', () => {
  expect(check('prod', 'prod-ca', { origin: 'existing' })).toEqual([]);
});

test('passes: another namespace', () => {
  expect(messages(secretNameCollision, { clusters: { 'prod': inNamespace('a'), 'prod-ca': inNamespace('b') } })).toEqual([]);
});

describe('fails', () => {
  test.each(['ca', 'etcd', 'kubeconfig', 'proxy', 'sa', 'user-kubeconfig', 'apiserver-etcd-client'])('fails for prod and prod-%s', suffix => {
    expect(check('prod', `prod-${suffix}`)).toEqual([
      `clusters prod and prod-${suffix} can both have a Secret named prod-${suffix} in one namespace of the hub: rename one of them before it is made`,
    ]);
  });

  test('fails when two different endings meet', () => {
    expect(check('prod', 'prod-user')).toEqual([
      'clusters prod and prod-user can both have a Secret named prod-user-kubeconfig in one namespace of the hub: rename one of them before it is made',
    ]);
  });

  test('fails in one namespace', () => {
    expect(messages(secretNameCollision, { clusters: { 'prod': inNamespace('a'), 'prod-ca': inNamespace('a') } })).toHaveLength(1);
  });
});
