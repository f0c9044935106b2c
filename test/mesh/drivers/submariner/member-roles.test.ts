import { describe, expect, test } from '@jest/globals';
import { BUNDLE_ROLES } from './bundle-roles';
import { Submariner } from '../../../../lib';
import { objectsOf, program, Written } from '../../samples';

/** Releases of the bundles, with a release of the same minor. */
const VERSIONS = Object.keys(BUNDLE_ROLES);
const OPERATOR = 'submariner-operator';
const ACCOUNTS = [
  'submariner-gateway', 'submariner-globalnet', 'submariner-lighthouse-agent', 'submariner-lighthouse-coredns', 'submariner-operator', 'submariner-routeagent',
];

function member(version: string): readonly Written[] {
  return objectsOf(program({ mesh: Submariner.tunnels({ brokerApiServer: 'hub.example.com:6443', version }) }).fleet, 'east');
}

/** A rule in the words of the table. */
function lineOf({ apiGroups, resources, verbs, resourceNames = [] }: Record<string, readonly string[]>): string {
  return [apiGroups.map(group => group || 'core'), resources, verbs, ...resourceNames.length > 0 ? [resourceNames] : []].map(words => [...words].sort().join(' ')).join(': ');
}

test('the table is of four bundles, and the two newest agree', () => {
  expect(VERSIONS).toEqual(['0.20.2', '0.21.2', '0.22.1', '0.24.0']);
  expect(BUNDLE_ROLES['0.24.0']).toEqual(BUNDLE_ROLES['0.22.1']);
});

describe.each([...VERSIONS, '0.23.0'])('the accounts of a member of Submariner %s', version => {
  const objects = member(version);
  const roles = objects.filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole');

  test('may do what the bundle says, and nothing else', () => {
    const written = Object.fromEntries(roles.map(role => [`${role.kind} ${role.metadata.name}`, role.rules.map(lineOf).sort()]));
    expect(written).toEqual(BUNDLE_ROLES[version] ?? BUNDLE_ROLES['0.24.0']);
  });

  test('are bound each to its own roles, with their namespace', () => {
    const bound = objects.filter(({ kind }) => kind.endsWith('RoleBinding') || kind === 'ClusterRoleBinding')
      .map(({ kind, metadata, roleRef, subjects }) => ({ kind, metadata, roleRef, subjects }));
    expect(bound).toEqual(roles.map(({ kind, metadata }) => ({
      kind: `${kind}Binding`, metadata, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: metadata.name, namespace: OPERATOR }],
    })));
    expect(roles.map(({ kind, metadata: { namespace } }) => (kind === 'Role') === (namespace === OPERATOR))).not.toContain(false);
  });

  test('are six', () => {
    expect(objects.filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => metadata.name).sort()).toEqual(ACCOUNTS);
  });
});

test.each(['0.20.2', '0.21.2'])('until 0.21 those that mount Secrets say which (%s)', version => {
  // Research 1.6, below the table; ServiceAccounts of the same bundles.
  const accounts = member(version).filter(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.annotations !== undefined);
  expect(accounts.map(({ metadata, secrets }) => [metadata, secrets])).toEqual([
    [{ name: 'submariner-gateway', namespace: OPERATOR, annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } },
      [{ name: 'submariner-broker-secret' }, { name: 'submariner-ipsec-psk' }]],
    [{ name: 'submariner-lighthouse-agent', namespace: OPERATOR, annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } },
      [{ name: 'submariner-broker-secret' }]],
  ]);
});

test.each(['0.22.1', '0.24.0'])('from 0.22 on none does (%s)', version => {
  const accounts = member(version).filter(({ kind }) => kind === 'ServiceAccount');
  expect(accounts.filter(account => 'secrets' in account || account.metadata.annotations !== undefined)).toEqual([]);
});

test('no role lets an account read Secrets outside of the namespace of the operator', () => {
  const everywhere = member('0.24.0').filter(({ kind }) => kind === 'ClusterRole').flatMap(({ rules }) => rules as Record<string, readonly string[]>[]);
  expect(everywhere.length).toBeGreaterThan(20);
  expect(everywhere.filter(({ apiGroups, resources }) => apiGroups.includes('') && resources.some(resource => resource === 'secrets' || resource === '*'))).toEqual([]);
});
