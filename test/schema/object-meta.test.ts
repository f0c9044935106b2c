import { describe, expect, test } from '@jest/globals';
import { kindWith, texts, thing } from './support';

const check = (metadata: unknown, scope?: 'Cluster') => texts(kindWith({ type: 'object' }, scope).check(thing({}, metadata)));

describe('metadata', () => {
  test.each([
    ['a name', { name: 'a-b.c' }],
    ['a generated name', { generateName: 'a-' }],
    ['a namespace', { name: 'a', namespace: 'b' }],
    ['labels', { name: 'a', labels: { 'example.com/Some_key': 'Value-1.x', 'empty': '' } }],
    ['annotations', { name: 'a', annotations: { 'Example.com/key': 'anything: at all\n' } }],
    ['finalizers', { name: 'a', finalizers: ['example.com/clean-up'] }],
    ['owners', { name: 'a', ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'b', uid: 'c', controller: true }] }],
    ['fields that are null or undefined', { name: 'a', labels: undefined, creationTimestamp: null }],
  ])('accepts %s', (_, metadata) => {
    expect(check(metadata)).toEqual([]);
  });

  test.each([
    [null, ['metadata.name required: required field is missing (string)']],
    [{}, ['metadata.name required: required field is missing (string)']],
    ['x', ['metadata type: must be of type object, got string "x"']],
    [{ name: 'Prod' }, ['metadata.name metadata: "Prod" is not a DNS subdomain: each part between dots has only lower case letters, digits and hyphens, and starts and ends with a letter or digit']],
    [{ name: 'x'.repeat(254) }, [expect.stringContaining('has 254 characters, a DNS subdomain has at most 253')]],
    [{ generateName: 'AB-' }, [expect.stringContaining('metadata.generateName metadata: "AB-" is not a DNS subdomain')]],
    [{ name: 5 }, ['metadata.name type: must be a string, got 5']],
    [{ name: 'a', namespace: 'a.b' }, [expect.stringContaining('metadata.namespace metadata: "a.b" is not a DNS label')]],
    [{ name: 'a', label: { b: 'c' } }, ["metadata.label unknown-field: unknown field, the API server would drop it without a word; did you mean 'labels'?"]],
    [{ name: 'a', labels: { b: 5 } }, ['metadata.labels type: must be a map of strings, got {"b":5}']],
    [{ name: 'a', labels: { 'b c': 'd' } }, ['metadata.labels["b c"] metadata: label key "b c" has a name that is not made of letters, digits, \'-\', \'_\' and \'.\' with a letter or digit at both ends']],
    [{ name: 'a', labels: { b: 'c d' } }, ['metadata.labels.b metadata: label value "c d" is not made of letters, digits, \'-\', \'_\' and \'.\' with a letter or digit at both ends']],
    [{ name: 'a', labels: { b: 'x'.repeat(64) } }, [expect.stringContaining('has 64 characters, a label value has at most 63')]],
    [{ name: 'a', annotations: { 'a/b/c': 'd' } }, ['metadata.annotations["a/b/c"] metadata: annotation key "a/b/c" has more than one \'/\'; a key is \'name\' or \'example.com/name\'']],
    [{ name: 'a', annotations: { b: 'x'.repeat(262144) } }, ['metadata.annotations metadata: annotations take 262145 bytes, at most 262144 are allowed']],
    [{ name: 'a', finalizers: ['/x'] }, ['metadata.finalizers[0] metadata: "/x" has a prefix that is empty']],
    [{ name: 'a', generation: -1 }, ['metadata.generation metadata: -1 is negative']],
    [{ name: 'a', creationTimestamp: 'today' }, ['metadata.creationTimestamp type: must be an RFC 3339 time, got "today"']],
    [{ name: 'a', ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'b', uuid: 'c' }] }, [
      'metadata.ownerReferences[0].uid required: required field is missing (string)',
      "metadata.ownerReferences[0].uuid unknown-field: unknown field; did you mean 'uid'?",
    ]],
  ])('fails for %j', (metadata, expected) => {
    expect(check(metadata)).toEqual(expected);
  });

  test('fails for two controllers', () => {
    const owner = { apiVersion: 'v1', kind: 'A', name: 'b', uid: 'c', controller: true };
    expect(check({ name: 'a', ownerReferences: [owner, owner] })).toEqual(['metadata.ownerReferences metadata: more than one owner is the controller']);
  });

  test('a cluster-scoped object has no namespace', () => {
    expect(check({ name: 'a' }, 'Cluster')).toEqual([]);
    expect(check({ name: 'a', namespace: 'b' }, 'Cluster')).toEqual(['metadata.namespace scope: a Thing belongs to no namespace; remove "b"']);
  });
});

describe('embedded resources', () => {
  const schema = kindWith({ 'type': 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true });
  const embedded = (spec: object) => texts(schema.check(thing(spec)));

  test.each([
    [{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } }],
    [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'Any_Name', labels: { a: 'b' } } }],
  ])('accepts %j', spec => {
    expect(embedded(spec)).toEqual([]);
  });

  test.each([
    [{}, ['spec.apiVersion required: required field is missing (string)', 'spec.kind required: required field is missing (string)']],
    [{ apiVersion: '', kind: 'A' }, ['spec.apiVersion embedded-resource: must not be empty']],
    [{ apiVersion: 'a/b/c', kind: 'A' }, ['spec.apiVersion embedded-resource: "a/b/c" is no API version like apps/v1']],
    [{ apiVersion: 'v1', kind: 'a b' }, ['spec.kind embedded-resource: "a b" is no kind']],
    [{ apiVersion: 5, kind: 'A' }, ['spec.apiVersion type: must be of type string, got 5']],
    [{ apiVersion: 'v1', kind: 'A', metadata: { name: 'a/b' } }, ['spec.metadata.name embedded-resource: "a/b" cannot be part of a path']],
    [{ apiVersion: 'v1', kind: 'A', metadata: { labels: { a: 'b c' } } }, [expect.stringContaining('spec.metadata.labels.a metadata: label value "b c"')]],
  ])('fails for %j', (spec, expected) => {
    expect(embedded(spec)).toEqual(expected);
  });
});
