import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ArgoCdDestinationCluster, permitsDestination, permitsResource, permitsSource } from '../../../../lib/delivery/argo-cd/project';

// Every expectation of the tables is what Argo CD v3.5.1 answers.
describe('a source', () => {
  test.each<[readonly string[] | undefined, string, boolean]>([
    [undefined, 'https://github.com/acme/apps', false],
    [[], 'https://github.com/acme/apps', false],
    [['*'], 'https://github.com/acme/apps', true],
    [['https://github.com/acme/apps'], 'git@github.com:acme/apps.git', false],
    [['git@github.com:acme/apps.git'], 'ssh://git@github.com/acme/apps', true],
    [['https://github.com/ACME/apps.git'], 'https://github.com/acme/Apps', true],
    [['https://github.com/acme/*'], 'https://github.com/acme/apps.git', true],
    [['https://github.com/acme/*'], 'https://github.com/acme/team/apps', false],
    [['https://github.com/acme/**'], 'https://github.com/acme/team/apps', true],
    [['https://github.com/acme/?'], 'https://github.com/acme/b', true],
    [['https://github.com/acme/{a,b}'], 'https://github.com/acme/a', false],
    [['*', '!https://github.com/acme/*'], 'https://github.com/acme/apps', false],
    [['*', '!https://github.com/acme/*'], 'https://github.com/other/apps', true],
    [['!https://github.com/acme/*'], 'https://github.com/other/apps', true],
    [['!https://github.com/acme/*', '*'], 'https://github.com/acme/apps', false],
    [['oci://registry.example.com/*'], 'oci://registry.example.com/charts', true],
    [['**/acme/**'], 'https://github.com/acme/apps', true],
  ])('%j permits %s: %s', (sourceRepos, repoURL, permitted) => {
    expect(permitsSource({ sourceRepos }, repoURL)).toBe(permitted);
  });
});

describe('a destination', () => {
  const east: ArgoCdDestinationCluster = { name: 'us-east', server: 'https://east:6443', namespace: 'web' };

  test.each<[Parameters<typeof permitsDestination>[0], ArgoCdDestinationCluster, boolean]>([
    [{}, east, false],
    [{ destinations: [{ name: 'us-east', namespace: 'web' }] }, east, true],
    [{ destinations: [{ server: 'https://east:6443', namespace: 'web' }] }, east, true],
    [{ destinations: [{ server: 'https://east:6443', name: 'other', namespace: 'web' }] }, east, true],
    [{ destinations: [{ name: 'us-east', namespace: 'web' }] }, { ...east, name: undefined }, false],
    [{ destinations: [{ name: 'us-east' }] }, east, false],
    [{ destinations: [{ name: 'us-east' }] }, { ...east, namespace: undefined }, true],
    [{ destinations: [{ name: 'us-*', namespace: 'team-?' }] }, { ...east, namespace: 'team-a' }, true],
    [{ destinations: [{ name: '*', namespace: '{api,web}' }] }, east, true],
    [{ destinations: [{ server: 'https://*', namespace: '*' }] }, east, true],
    [{ destinations: [{ name: '*', namespace: '*' }, { name: '*', namespace: '!kube-system' }] }, { ...east, namespace: 'kube-system' }, true],
    [{ destinations: [{ name: '*', namespace: '*' }, { server: '*', namespace: '!kube-system' }] }, { ...east, namespace: 'kube-system' }, false],
    [{ destinations: [{ name: '*', namespace: '*' }, { name: '!us-*', namespace: 'other' }] }, east, false],
    [{ destinations: [{ name: '*', namespace: '*' }, { server: '!https://east*', namespace: 'other' }] }, east, true],
    [{ destinations: [{ name: '*', namespace: '*' }, { server: '!https://east*', namespace: 'web' }] }, east, false],
    [{ destinations: [{ name: '!eu-*', namespace: 'web' }] }, east, true],
    [{ destinations: [{ name: '*', namespace: '![' }] }, east, true],
    [{ destinations: [{ name: '*', namespace: '[' }] }, east, false],
    [{ destinations: [{ name: '*', namespace: '?' }] }, { ...east, namespace: undefined }, true],
    [{ destinations: [{ name: '*', namespace: '[!a-c]' }] }, { ...east, namespace: 'w' }, true],
    [{ destinations: [{ name: '*', namespace: '[!a-c]' }] }, { ...east, namespace: 'b' }, false],
    [{ destinations: [{ name: '*', namespace: 'a-*-a' }] }, { ...east, namespace: 'a-a' }, true],
    [{ destinations: [{ name: '*', namespace: 'web,api' }] }, east, false],
    [{ destinations: [{ name: '*', namespace: '{a,{api,web}}' }] }, east, true],
    [{ destinations: [{ name: '*', namespace: '\\*' }] }, east, false],
    [{ destinations: [{ name: '*', namespace: 'w.b' }] }, east, false],
    [{ destinations: [{ name: '*', namespace: '*' }], permitOnlyProjectScopedClusters: true }, east, false],
    [{ destinations: [{ name: '*', namespace: '*' }], permitOnlyProjectScopedClusters: true }, { ...east, projectScoped: true }, true],
    [{ permitOnlyProjectScopedClusters: true }, { ...east, projectScoped: true }, false],
  ])('%j permits %j: %s', (project, destination, permitted) => {
    expect(permitsDestination(project, destination)).toBe(permitted);
  });

  test('a pattern matches as a matcher does that tries every split', () => {
    const pattern = fc.array(fc.constantFrom('a', 'b', '-', '*', '**', '?', '[a]', '[ab]', '[!a]', '[b-c]'), { minLength: 1, maxLength: 5 })
      .filter(terms => !terms.join('').includes('***') && !terms.some((term, i) => term.startsWith('[') && terms[i + 1]?.startsWith('[')));
    fc.assert(fc.property(pattern, fc.array(fc.constantFrom('a', 'b', 'c', '-'), { maxLength: 5 }), (terms, text) => {
      fc.pre(!isOneOfTheOddities(terms));
      const matched = permitsDestination({ destinations: [{ name: terms.join(''), namespace: '*' }] }, { name: `${text.join('')}` });
      expect(matched).toBe(text.length > 0 && tryEverySplit(terms, text));
    }), { numRuns: 2000 });
  });
});

/** Texts around one `*` may overlap; the tables above have it. */
function isOneOfTheOddities(terms: readonly string[]): boolean {
  return /^[ab-]+\*+[ab-]+$/.test(terms.join('').replace(/\[a\]/g, 'a'));
}

function tryEverySplit([term, ...terms]: readonly string[], text: readonly string[]): boolean {
  if (term === undefined) return text.length === 0;
  if (term.startsWith('*')) return text.some((_, i) => tryEverySplit(terms, text.slice(i))) || tryEverySplit(terms, []);
  const sets: Readonly<Record<string, string>> = { '?': 'abc-', '[a]': 'a', '[ab]': 'ab', '[!a]': 'bc-', '[b-c]': 'bc' };
  return text.length > 0 && (sets[term] ?? term).includes(text[0]) && tryEverySplit(terms, text.slice(1));
}

describe('a resource', () => {
  type Case = [Parameters<typeof permitsResource>[0], string, string, boolean, string, boolean];
  test.each<Case>([
    [{}, 'apps', 'Deployment', true, 'x', true],
    [{}, '', 'Namespace', false, 'x', false],
    [{ clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }] }, '', 'Namespace', false, 'x', true],
    [{ clusterResourceWhitelist: [{ group: '*', kind: '*' }] }, 'rbac.authorization.k8s.io', 'ClusterRole', false, 'x', true],
    [{ clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'team-*' }] }, '', 'Namespace', false, 'team-a', true],
    [{ clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'team-*' }] }, '', 'Namespace', false, 'kube-system', false],
    [{ clusterResourceWhitelist: [{ group: '*', kind: '*' }], clusterResourceBlacklist: [{ group: '', kind: 'Node' }] }, '', 'Node', false, 'x', false],
    [{ namespaceResourceWhitelist: [] }, 'apps', 'Deployment', true, 'x', false],
    [{ namespaceResourceWhitelist: [{ group: 'apps', kind: 'Deploy*' }] }, 'apps', 'Deployment', true, 'x', true],
    [{ namespaceResourceWhitelist: [{ group: 'apps', kind: 'deploy*' }] }, 'apps', 'Deployment', true, 'x', false],
    [{ namespaceResourceBlacklist: [{ group: '', kind: 'Secret' }] }, '', 'Secret', true, 'x', false],
    [{ namespaceResourceBlacklist: [{ group: '', kind: 'Secret' }] }, '', 'Secret', false, 'x', false],
    [{ namespaceResourceBlacklist: [{ group: '', kind: '[^A-S]ec?et' }] }, '', 'Secret', true, 'x', true],
    [{ namespaceResourceBlacklist: [{ group: '', kind: '[^A-R]ec?et' }] }, '', 'Secret', true, 'x', false],
    [{ namespaceResourceBlacklist: [{ group: '', kind: '[Z-A]ecret' }] }, '', 'Secret', true, 'x', true],
    [{ namespaceResourceBlacklist: [{ group: '', kind: '{Secret,ConfigMap}' }] }, '', 'Secret', true, 'x', true],
    [{ namespaceResourceBlacklist: [{ group: '', kind: '!Secret' }] }, '', 'ConfigMap', true, 'x', true],
    [{ namespaceResourceBlacklist: [{ group: '', kind: '[Secret' }] }, '', 'Secret', true, 'x', true],
    [{ namespaceResourceBlacklist: [{ group: '', kind: '[\\-S]ecre\\t' }] }, '', 'Secret', true, 'x', false],
    [{ namespaceResourceBlacklist: [{ group: '', kind: '[^]' }] }, '', 'S', true, 'x', true],
    [{ namespaceResourceBlacklist: [{ group: '*', kind: '*' }] }, 'a/b', 'S', true, 'x', true],
  ])('%j permits %s %s, namespaced %s, named %s: %s', (project, group, kind, namespaced, name, permitted) => {
    expect(permitsResource(project, group, kind, namespaced, name)).toBe(permitted);
  });
});
