import { describe, expect, test } from '@jest/globals';
import { checkManifests } from '../../../lib/fleet';

const project = (spec: object) => ({ apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject', metadata: { name: 'production', namespace: 'argocd' }, spec });
const messages = (spec: object) => checkManifests([project(spec)]).map(finding => finding.message);
const PAIRS = 'write spec.destinations: [{ name: <cluster>, namespace: <namespace> }], an entry for each pair';

describe('fields that tutorials write', () => {
  test('are refused in an AppProject with what to write instead', () => {
    expect(messages({ clusters: [{ name: 'cluster-us-east-1', server: 'https://us-east-1.example.com' }], namespaces: ['production'] })).toEqual([
      `AppProject argocd/production (manifests[0]): spec.clusters: unknown field, the API server would drop it without a word; ${PAIRS}`,
      `AppProject argocd/production (manifests[0]): spec.namespaces: unknown field, the API server would drop it without a word; ${PAIRS}`,
    ]);
    expect(messages({ destinations: [{ name: 'eu' }, '*'] })).toEqual([
      'AppProject argocd/production (manifests[0]): spec.destinations[1]: must be of type object, got string "*"; write { name: <cluster>, namespace: <namespace> }',
    ]);
  });

  test('are no reason to refuse what is right, and other fields get no hint', () => {
    expect(messages({ destinations: [{ name: 'eu', namespace: 'production' }] })).toEqual([]);
    expect(messages({ allowedClusters: [] })).toEqual([
      'AppProject argocd/production (manifests[0]): spec.allowedClusters: unknown field, the API server would drop it without a word',
    ]);
  });
});
