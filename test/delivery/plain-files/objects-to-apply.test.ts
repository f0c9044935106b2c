import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { idOf, objectsToApply } from '../../../lib/delivery/plain-files/objects-to-apply';

const object = (kind: string, name: string, { apiVersion = 'v1', namespace, hook, weight }: Partial<Record<'apiVersion' | 'namespace' | 'hook' | 'weight', string>> = {}) => ({
  apiVersion, kind,
  metadata: {
    name, ...(namespace === undefined ? {} : { namespace }),
    ...(hook === undefined ? {} : { annotations: { 'helm.sh/hook': hook, ...(weight === undefined ? {} : { 'helm.sh/hook-weight': weight }) } }),
  },
});
const applied = (...documents: object[]) => objectsToApply(documents, 'demo').objects.map(idOf);
const crd = (scope: string, kind = 'Widget') => ({ ...object('CustomResourceDefinition', 'widgets.example.com', { apiVersion: 'apiextensions.k8s.io/v1' }), spec: { scope, group: 'example.com', names: { kind } } });
const widget = object('Widget', 'w', { apiVersion: 'example.com/v1' });

describe('the namespace of an object', () => {
  test('is that of the release where it has none, and stays where it has one', () => {
    expect(applied(object('ConfigMap', 'a'), object('ConfigMap', 'b', { namespace: 'kube-system' }))).toEqual(['ConfigMap:demo:a', 'ConfigMap:kube-system:b']);
  });

  test.each([
    ['v1', 'Namespace'], ['rbac.authorization.k8s.io/v1', 'ClusterRole'], ['apiregistration.k8s.io/v1', 'APIService'], ['storage.k8s.io/v1', 'StorageClass'],
    // A kind that this library has the schema of.
    ['infrastructure.cluster.x-k8s.io/v1beta2', 'AWSClusterRoleIdentity'],
  ])('is none for a kind that has none: %s %s', (apiVersion, kind) => {
    expect(objectsToApply([object(kind, 'a', { apiVersion })], 'demo').objects).toEqual([object(kind, 'a', { apiVersion })]);
  });

  test('is not decided by the kind alone: another group has its own', () => {
    expect(applied(object('Namespace', 'a', { apiVersion: 'example.com/v1' }), object('Role', 'a', { apiVersion: 'rbac.authorization.k8s.io/v1' })))
      .toEqual(['Namespace.example.com:demo:a', 'Role.rbac.authorization.k8s.io:demo:a']);
  });

  test('is as the CRD of the chart says, wherever that stands', () => {
    expect(applied(widget, crd('Cluster'))[0]).toBe('Widget.example.com:w');
    expect(applied(widget, crd('Namespaced'))[0]).toBe('Widget.example.com:demo:w');
    expect(applied(widget, crd('Cluster', 'Gadget'))[0]).toBe('Widget.example.com:demo:w');
  });

  test('is that of the release for a custom resource that nobody knows: the API server takes it away where there is none', () => {
    expect(applied(widget)).toEqual(['Widget.example.com:demo:w']);
  });
});

describe('documents', () => {
  test('that are lists are taken apart, lists in lists too', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [object('ConfigMap', 'a'), { apiVersion: 'v1', kind: 'ConfigMapList', items: [object('ConfigMap', 'b')] }] };
    expect(applied(list, object('ConfigMap', 'c'))).toEqual(['ConfigMap:demo:a', 'ConfigMap:demo:b', 'ConfigMap:demo:c']);
  });

  test('of a kind that only ends in List stay', () => {
    expect(applied(object('AllowList', 'a', { apiVersion: 'example.com/v1' }))).toEqual(['AllowList.example.com:demo:a']);
  });

  test.each<[string, object, string]>([
    ['no kind', { apiVersion: 'v1', metadata: { name: 'a' } }, 'the chart renders something that is no Kubernetes object: {"apiVersion":"v1","metadata":{"name":"a"}}'],
    ['no apiVersion', { kind: 'A' }, 'the chart renders something that is no Kubernetes object: {"kind":"A"}'],
    ['no metadata', { apiVersion: 'v1', kind: 'Pod' }, 'the chart renders a Pod without a name, which no file can be applied with; give it a name by the values of the chart, or have a'
      + ' controller install it: Delivery.argoCd(...), Delivery.flux(...)'],
    ['a generated name', { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'a-' } }, 'the chart renders a Job with generateName, which no file can be applied with; give it'
      + ' a name by the values of the chart, or have a controller install it: Delivery.argoCd(...), Delivery.flux(...)'],
  ])('fail with %s', (_, document, message) => {
    expect(() => objectsToApply([document], 'demo')).toThrow(new Error(message));
  });
});

describe('hooks', () => {
  const hooks = (...documents: object[]) => {
    const { objects, hooks: kept, upgradeHooks } = objectsToApply(documents, 'demo');
    return { objects: objects.map(o => o.metadata.name), kept: kept.map(o => o.metadata.name), upgrade: upgradeHooks.map(o => o.metadata.name) };
  };

  test('of an installation come before or after the rest, by weight, and as they stand where that is equal', () => {
    expect(hooks(
      object('ConfigMap', 'main'), object('Job', 'after', { hook: 'post-install', weight: '-9' }), object('Job', 'late', { hook: 'pre-install', weight: '10' }),
      object('Job', 'no-weight', { hook: 'pre-install' }), object('Job', 'early', { hook: 'pre-install, Pre-Upgrade', weight: '-5' }),
      object('Job', 'also-none', { hook: 'pre-install', weight: '0' }),
    )).toEqual({
      objects: ['early', 'no-weight', 'also-none', 'late', 'main', 'after'], kept: ['early', 'no-weight', 'also-none', 'late', 'after'], upgrade: [],
    });
  });

  test('at both ends of an installation come once', () => {
    expect(hooks(object('ConfigMap', 'main'), object('Job', 'both', { hook: 'post-install,pre-install' }))).toEqual({ objects: ['both', 'main'], kept: ['both'], upgrade: [] });
  });

  test('of an upgrade alone are left out, and named', () => {
    expect(hooks(object('Job', 'a', { hook: 'pre-upgrade,post-upgrade' }), object('Job', 'b', { hook: 'post-upgrade,post-install' })))
      .toEqual({ objects: ['b'], kept: ['b'], upgrade: ['a'] });
  });

  test.each(['pre-delete', 'post-delete', 'pre-rollback', 'post-rollback', 'test', 'crd-install', 'pre-delete,post-delete'])('are left out: %s', hook => {
    expect(hooks(object('Job', 'a', { hook }))).toEqual({ objects: [], kept: [], upgrade: [] });
  });
});

test('ids of different objects differ', () => {
  const part = fc.constantFrom('a', 'b', 'a-b', 'a.b', 'b.a');
  const any = fc.record({ group: fc.option(part), kind: fc.constantFrom('A', 'B'), namespace: fc.option(fc.constantFrom('a', 'b', 'a-b')), name: fc.oneof(part, fc.constantFrom('a:b', 'b:a')) });
  fc.assert(fc.property(any, any, (one, two) => {
    const id = ({ group, kind, namespace, name }: typeof one) =>
      idOf({ apiVersion: group === null ? 'v1' : `${group}/v1`, kind, metadata: { name, ...(namespace === null ? {} : { namespace }) } });
    // A name with a colon may only be one of a kind that has no namespace, and a kind has one or has none.
    fc.pre(one.kind !== two.kind || (one.namespace === null) === (two.namespace === null));
    expect(id(one) === id(two)).toBe(JSON.stringify(one) === JSON.stringify(two));
  }));
});
