import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { EKS, existing, register } from './registered-fleet';
import { REGISTRATION_RULES } from '../../../../lib/delivery/argo-cd/registration';
import { ClusterAccess, ExistingClusterProps, Fleet } from '../../../../lib/fleet';
import { hub, newFleet } from '../../../fleet/members';

type Members = Readonly<Record<string, Pick<ExistingClusterProps, 'access' | 'labels'>>>;

function fleetWith(members: Members, registered: readonly string[] = Object.keys(members)): Fleet {
  const fleet = newFleet(new App());
  Object.entries(members).forEach(([name, more]) => existing(fleet, name, more));
  register(fleet, ...registered);
  return fleet;
}
const findings = (members: Members, registered?: readonly string[]) => fleetWith(members, registered).check()
  .map(({ code, severity, clusters, message }) => [code, severity, clusters, message]);

const KEY = 'a key is letters, digits, dashes, underscores and dots, 63 at most, first and last a letter or digit, after a DNS name and a slash or alone; write such a key';
const VALUE = 'a value is letters, digits, dashes, underscores and dots, 63 at most, first and last a letter or digit, or empty; write such a value';

describe('argo-cd-cluster-label', () => {
  test.each([
    ['stage', 'prod'], ['a', ''], ['Team_1.x', 'A-1_b.C'], ['acme.com/team', 'x'.repeat(63)], ['x'.repeat(63), '1'], [`${'a.'.repeat(126)}b/c`, '1'],
  ])('takes %s=%s', (key, value) => {
    expect(findings({ eu: { labels: { [key]: value } } })).toEqual([]);
  });

  test.each([
    ['team name', 'x', KEY], ['', 'x', KEY], ['-a', 'x', KEY], ['a/b/c', 'x', KEY], ['Acme.com/a', 'x', KEY], ['/a', 'x', KEY], ['a/', 'x', KEY], ['x'.repeat(64), 'x', KEY],
    [`${'a.'.repeat(127)}/c`, '1', KEY], [`${'a'.repeat(254)}/c`, '1', KEY], ['a', 'Team One', VALUE], ['a', '-x', VALUE], ['a', 'x'.repeat(64), VALUE], ['a', '{{ .x }}', VALUE], ['a', 'x\n', VALUE],
    ['argocd.argoproj.io/secret-type', 'repository', 'registration with Argo CD sets it itself; remove it'],
  ])('refuses %s=%s', (key, value, wrong) => {
    expect(findings({ eu: { labels: { ok: 'yes', [key]: value } } })).toEqual([
      ['argo-cd-cluster-label', 'error', ['eu'], `cluster eu: label '${key}' with the value '${value}': ${wrong}`],
    ]);
  });
});

describe('argo-cd-cluster-name', () => {
  test('refuses the name of the hub in Argo CD', () => {
    expect(findings({ 'in-cluster': {} })).toEqual([['argo-cd-cluster-name', 'error', ['in-cluster'],
      "cluster 'in-cluster' has the name by which Argo CD knows the hub: give it another name before it is made"]]);
  });

  test('takes others', () => {
    expect(findings({ 'in-cluster-2': {}, 'eu': {} })).toEqual([]);
  });

  test('takes a hub that is called so', () => {
    const fleet = newFleet(new App(), { hub: hub('in-cluster') });
    existing(fleet, 'eu');
    register(fleet, 'eu');
    expect(fleet.check()).toEqual([]);
  });
});

describe('argo-cd-same-api-server', () => {
  const kubeconfig = (name: string, key?: string): ClusterAccess => ({ type: 'kubeconfig', namespace: 'access', name, key });

  test('refuses two members with one API server, however it is written', () => {
    expect(findings({ b: { access: EKS }, a: { access: { ...EKS, server: 'https://abc.gr7.eu-west-1.eks.amazonaws.com/' } as ClusterAccess } })).toEqual([[
      'argo-cd-same-api-server', 'error', ['a', 'b'], 'clusters a and b are one cluster to Argo CD: they are reached by API server'
        + ' https://abc.gr7.eu-west-1.eks.amazonaws.com; correct access of the wrong one, or remove it',
    ]]);
  });

  test('refuses members with one kubeconfig, the default of its key included', () => {
    expect(findings({ a: { access: kubeconfig('x') }, b: { access: kubeconfig('x', 'value') }, c: { access: kubeconfig('x') } })).toEqual([[
      'argo-cd-same-api-server', 'error', ['a', 'b', 'c'], 'clusters a, b and c are one cluster to Argo CD: they are reached by key value of Secret access/x;'
        + ' correct access of the wrong one, or remove it',
    ]]);
  });

  test('takes members that differ in any of it, or of which nothing is known', () => {
    const other = { ...EKS, server: 'https://DEF.gr7.eu-west-1.eks.amazonaws.com' } as ClusterAccess;
    expect(findings({ a: { access: kubeconfig('x') }, b: { access: kubeconfig('x', 'other') }, c: { access: kubeconfig('y') }, d: { access: EKS }, e: { access: other }, f: {}, g: {} }))
      .toEqual([]);
  });
});

test('no rule runs in a fleet that registers nobody', () => {
  expect(findings({ 'in-cluster': { labels: { 'no label': '' }, access: EKS } }, [])).toEqual([]);
});

test('the catalogue of the rules is complete', () => {
  expect(REGISTRATION_RULES.map(rule => rule.code)).toEqual(['argo-cd-cluster-label', 'argo-cd-cluster-name', 'argo-cd-same-api-server']);
  for (const { summary, why, fix } of REGISTRATION_RULES) {
    expect([summary, why, fix].every(text => /\.$/.test(text))).toBe(true);
  }
});
