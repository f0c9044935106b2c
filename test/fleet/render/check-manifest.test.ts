import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { checkManifest } from '../../../lib/fleet/render/check-manifest';
import { renderChart } from '../../../lib/fleet/render/render-chart';
import { SchemaCatalogue } from '../../../lib/fleet/render/schema-catalogue';

const schemas = new SchemaCatalogue();
const check = (manifest: object) => checkManifest(manifest as never, { path: 'acme--hub/x', clusters: ['hub'], schemas });
const named = { metadata: { name: 'x', namespace: 'y' } };
const CLUSTER = { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', ...named };

describe('one object', () => {
  test.each([
    ['of a known kind that is right', { ...CLUSTER, spec: { paused: true, clusterNetwork: { serviceDomain: 'a.b' } } }],
    ['of a kind that nobody knows', { apiVersion: 'example.com/v1', kind: 'Anything', metadata: { name: 'x' }, spec: { whatever: [1] } }],
    ['of a core kind', { apiVersion: 'v1', kind: 'ConfigMap', ...named }],
    ['of a known kind\'s name in another group', { apiVersion: 'other.io/v1', kind: 'Cluster', ...named }],
    ['that is a Secret without values', { apiVersion: 'v1', kind: 'Secret', ...named, type: 'Opaque', data: {} }],
    ['that is called Secret elsewhere', { apiVersion: 'vault.example.com/v1', kind: 'Secret', ...named, data: { a: 'b' } }],
  ])('passes %s', (_, manifest) => {
    expect(check(manifest)).toEqual([]);
  });

  test('fails for an unknown field, with its path and where the object comes from', () => {
    expect(check({ ...CLUSTER, spec: { clusterNetwork: { serviceDomain: 'a.b', podz: {} } } })).toEqual([{
      code: 'schema', severity: 'error', clusters: ['hub'], paths: ['acme--hub/x'],
      message: expect.stringMatching(/^hub: Cluster y\/x \(acme--hub\/x\): spec\.clusterNetwork\.podz: unknown field/) as unknown as string,
    }]);
  });

  test('fails for each fault with a finding of its own', () => {
    const paths = check({ ...CLUSTER, spec: { paused: 'yes', clusterNetwork: { serviceDomain: 'a.b', apiServerPort: 70000 } } }).map(f => f.message.split(': ')[2]);
    expect(paths.sort()).toEqual(['spec.clusterNetwork.apiServerPort', 'spec.paused']);
  });

  test.each(['v1alpha4', 'v1beta1', 'v1'])('fails for a version of a known kind that is not the one to write: %s', version => {
    expect(check({ ...CLUSTER, apiVersion: `cluster.x-k8s.io/${version}` }).map(f => [f.code, f.message])).toEqual([[
      'api-version', `hub: Cluster y/x (acme--hub/x): apiVersion cluster.x-k8s.io/${version} is not the one to write; write cluster.x-k8s.io/v1beta2 and its field names`,
    ]]);
  });

  test('fails for a Secret with values, and names the keys but not the values', () => {
    const [finding, ...others] = check({ apiVersion: 'v1', kind: 'Secret', ...named, data: { token: 'c2VjcmV0' }, stringData: { password: 'hunter2' } });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'secret-material', severity: 'error' });
    expect(finding.message).toBe('hub: Secret y/x (acme--hub/x): holds values (data.token, stringData.password) that would be written to the output;'
      + ' make the Secret beforehand or with an ExternalSecret, and refer to it by name (with cdk8s-fleet/pulumi: or write deferred(pulumi.secret(...)))');
  });
});

describe('what a patch can take away', () => {
  test.each([
    ['/apiVersion', 'hub: ConfigMap y/x (acme--hub/x): apiVersion: required field is missing (string)'],
    ['/kind', 'hub: object y/x (acme--hub/x): kind: required field is missing (string)'],
    ['/metadata/name', 'hub: ConfigMap y/without a name (acme--hub/x): metadata.name: required field is missing (string)'],
    ['/metadata', 'hub: ConfigMap without a name (acme--hub/x): metadata.name: required field is missing (string)'],
  ])('fails without %s, and the object is not rendered', (path, message) => {
    const chart = new Chart(new App(), 'acme--hub');
    Object.assign(chart, { cluster: 'hub' });
    new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', ...named }).addJsonPatch(JsonPatch.remove(path));
    new ApiObject(chart, 'z', { apiVersion: 'v1', kind: 'ConfigMap' });
    const { objects, findings } = renderChart(chart, schemas);
    expect(findings).toEqual([{ code: 'schema', severity: 'error', clusters: ['hub'], paths: ['acme--hub/x'], message }]);
    expect(objects.map(o => o.path)).toEqual(['acme--hub/z']);
  });

  test('fails with an empty name', () => {
    expect(check({ ...CLUSTER, metadata: { name: '' } }).map(f => f.message)).toEqual(['hub: Cluster without a name (acme--hub/x): metadata.name: required field is missing (string)']);
  });
});

describe('the catalogue', () => {
  test('knows kinds by group, version and kind, and compiles each once', () => {
    expect(schemas.find('cluster.x-k8s.io/v1beta2', 'Cluster')).toBe(schemas.find('cluster.x-k8s.io/v1beta2', 'Cluster'));
    expect(schemas.find('v1', 'ConfigMap')).toBeUndefined();
    expect([schemas.versionsOf('cluster.x-k8s.io', 'Cluster'), schemas.versionsOf('', 'ConfigMap')]).toEqual([['v1beta2'], []]);
  });
});
