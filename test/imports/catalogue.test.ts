import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { knownKinds, structureOf, versionsOf } from '../../imports/catalogue';
import upstreams from '../../imports/upstreams.json';

describe('knownKinds', () => {
  test('names every listed kind once, in order', () => {
    const kinds = knownKinds();
    expect(kinds).toHaveLength(upstreams.flatMap(upstream => upstream.kinds).length);
    expect(kinds).toEqual([...new Set(kinds)].sort());
  });

  test('gives a list of its own to every caller', () => {
    (knownKinds() as string[]).length = 0;
    expect(knownKinds()).toContain('cluster.x-k8s.io/v1beta2/Cluster');
  });
});

describe('structureOf', () => {
  test.each(knownKinds())('knows %s under its own name', gvk => {
    const [group, version, kind] = gvk.split('/');
    const structure = structureOf(`${group}/${version}`, kind);
    expect(structure).toMatchObject({ group, version, kind, schema: { type: 'object', properties: { spec: { type: 'object' } } } });
    expect(structure?.plural).toMatch(/^[a-z]+s$/);
  });

  test.each([
    ['Namespaced', 'cluster.x-k8s.io/v1beta2', 'Cluster'],
    ['Cluster', 'infrastructure.cluster.x-k8s.io/v1beta2', 'AWSClusterRoleIdentity'],
  ])('says %s of %s %s', (scope, apiVersion, kind) => {
    expect(structureOf(apiVersion, kind)?.scope).toBe(scope);
  });

  test.each([
    ['an old version', 'cluster.x-k8s.io/v1beta1', 'Cluster'],
    ['another group', 'infrastructure.cluster.x-k8s.io/v1beta2', 'Cluster'],
    ['a core kind', 'v1', 'ConfigMap'],
    ['another case', 'cluster.x-k8s.io/v1beta2', 'cluster'],
    ['the name of an inherited property', 'cluster.x-k8s.io/v1beta2', 'constructor'],
    ['nothing', '', ''],
    ['a kind that is defined but not listed', 'cert-manager.io/v1', 'ClusterIssuer'],
    ['a version that is not stored', 'external-secrets.io/v1beta1', 'SecretStore'],
  ])('does not know %s', (_, apiVersion, kind) => {
    expect(structureOf(apiVersion, kind)).toBeUndefined();
  });
});

describe('versionsOf', () => {
  test('tells the version of a kind that is known', () => {
    expect(versionsOf('cluster.x-k8s.io', 'Cluster')).toEqual(['v1beta2']);
    expect(versionsOf('addons.cluster.x-k8s.io', 'HelmChartProxy')).toEqual(['v1alpha1']);
    expect(versionsOf('multicluster.x-k8s.io', 'ServiceExport')).toEqual(['v1alpha1', 'v1beta1']);
  });

  test.each([['cluster.x-k8s.io', 'AWSCluster'], ['addons.cluster.x-k8s.io', 'Cluster'], ['', 'ConfigMap']])('is empty for %s %s', (group, kind) => {
    expect(versionsOf(group, kind)).toEqual([]);
  });
});

describe('loading', () => {
  afterEach(() => {
    jest.dontMock('../../imports/capi/schemas.json').dontMock('../../imports/argo-cd/definitions.json').resetModules();
  });

  test('reads the definitions of an upstream that has them instead', () => {
    jest.resetModules();
    jest.doMock('../../imports/argo-cd/definitions.json', () => { throw new Error('argo-cd was read'); });
    const fresh = jest.requireActual<typeof import('../../imports/catalogue')>('../../imports/catalogue');

    expect(fresh.structureOf('cert-manager.io/v1', 'Issuer')?.plural).toBe('issuers');
    expect(() => fresh.structureOf('argoproj.io/v1alpha1', 'Application')).toThrow('argo-cd was read');
  });

  test('reads the schemas of an upstream when one of its kinds is asked for, not before', () => {
    jest.resetModules();
    jest.doMock('../../imports/capi/schemas.json', () => { throw new Error('capi was read'); });
    const fresh = jest.requireActual<typeof import('../../imports/catalogue')>('../../imports/catalogue');

    expect(fresh.knownKinds()).toEqual(knownKinds());
    expect(fresh.versionsOf('cluster.x-k8s.io', 'Cluster')).toEqual(['v1beta2']);
    expect(fresh.structureOf('cluster.x-k8s.io/v1beta1', 'Cluster')).toBeUndefined();
    expect(fresh.structureOf('infrastructure.cluster.x-k8s.io/v1beta2', 'AWSCluster')?.kind).toBe('AWSCluster');
    expect(() => fresh.structureOf('cluster.x-k8s.io/v1beta2', 'Cluster')).toThrow('capi was read');
  });
});
