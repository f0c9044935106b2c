import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { checkManifests } from '../../lib/fleet';

describe('checkManifests', () => {
  test('finds nothing in the output of the flagship example, read back from its files', () => {
    const folder = join(__dirname, '..', '..', 'examples', 'two-regions', 'golden', 'dist', 'hub');
    const manifests = ['00-namespaces-and-crds', 'prod-us-east', 'prod-eu-west']
      .flatMap(name => parseAllDocuments(readFileSync(join(folder, `${name}.yaml`), 'utf8')).map(d => d.toJSON()));
    expect(manifests.length).toBeGreaterThan(30);
    expect(checkManifests(manifests)).toEqual([]);
  });

  test('finds what is wrong with manifests of the web: a retired version, references of that version in a new object', () => {
    const metadata = { name: 'prod', namespace: 'default' };
    const infrastructureRef = { apiVersion: 'infrastructure.cluster.x-k8s.io/v1beta2', kind: 'AWSCluster', name: 'prod' };
    expect(checkManifests([
      { apiVersion: 'cluster.x-k8s.io/v1beta1', kind: 'Cluster', metadata, spec: { infrastructureRef } },
      { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', metadata, spec: { infrastructureRef } },
    ]).map(f => [f.code, f.paths])).toEqual([['api-version', ['manifests[0]']], ['schema', ['manifests[1]']], ['schema', ['manifests[1]']]]);
  });

  test('passes kinds that it does not know, and says when something is no object at all', () => {
    expect(checkManifests([{ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' }, anything: true }])).toEqual([]);
    expect(checkManifests([{ kind: 'Thing' }]).map(f => f.message)).toEqual(expect.arrayContaining([expect.stringContaining('apiVersion: required field is missing')]));
  });
});
