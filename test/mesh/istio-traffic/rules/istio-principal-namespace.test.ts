import { expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { IstioAuthorizationPolicy } from '../../../../lib';
import { foundBy, PRODUCTION, sample } from '../samples';

const CODE = 'istio-principal-namespace';

test('passes for a namespace that some cluster has, whoever makes it', () => {
  const { fleet, mesh, asia } = sample();
  new IstioAuthorizationPolicy(fleet, 'own', { mesh, ...PRODUCTION, rules: [{ from: [{ namespace: 'production', serviceAccount: 'web' }] }] });
  new IstioAuthorizationPolicy(fleet, 'shop', { mesh, ...PRODUCTION, rules: [{ from: [{ namespace: 'shop' }] }, {}] });
  new ApiObject(asia.chart, 'own-shop', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('warns of a namespace that no cluster has', () => {
  const { fleet, mesh, other } = sample();
  new IstioAuthorizationPolicy(fleet, 'shop', { mesh, ...PRODUCTION, rules: [{ from: [{ namespace: 'shpo', serviceAccount: 'web' }] }] });
  new ApiObject(other.chart, 'shpo', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shpo' } });
  expect(foundBy(CODE, fleet)).toEqual([
    'warning istio-principal-namespace: acme/shop: names callers of namespace shpo, which the program does not make in asia, eu and us: correct it, unless others make it',
  ]);
});

test('warns of one that another cluster has than the one that is meant', () => {
  const { fleet, mesh, eu, us } = sample({ trustDomains: { eu: 'eu.example' }, trustDomainsAreAliases: false });
  new IstioAuthorizationPolicy(fleet, 'shop', { mesh, ...PRODUCTION, rules: [{ from: [{ cluster: eu, namespace: 'shop' }] }] });
  new ApiObject(us.chart, 'own-shop', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  expect(foundBy(CODE, fleet)).toEqual([expect.stringContaining('does not make in eu: correct it')]);
});
