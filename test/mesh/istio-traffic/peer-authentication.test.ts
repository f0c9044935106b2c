import { describe, expect, test } from '@jest/globals';
import { NETWORKS, PRODUCTION, sample } from './samples';
import { IstioPeerAuthentication, IstioPeerAuthenticationProps } from '../../../lib';
import { found, objectIn, thrown } from '../samples';

describe('IstioPeerAuthentication', () => {
  test('is for a namespace', () => {
    const { fleet, mesh } = sample();
    new IstioPeerAuthentication(fleet, 'strict', { mesh, ...PRODUCTION, name: 'default', mode: 'STRICT' });
    expect(found(fleet)).toEqual([]);
    for (const cluster of ['us', 'eu', 'asia']) {
      expect(objectIn(fleet, cluster, 'PeerAuthentication', 'default')).toEqual({
        apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'default', namespace: 'production' }, spec: { mtls: { mode: 'STRICT' } },
      });
    }
  });

  test('is for some of its workloads, with other ports', () => {
    const { fleet, mesh } = sample();
    new IstioPeerAuthentication(fleet, 'strict', { mesh, ...PRODUCTION, mode: 'STRICT', selector: { app: 'db' }, portLevelMtls: { 9090: 'DISABLE' } });
    expect(found(fleet)).toEqual([]);
    expect(objectIn(fleet, 'us', 'PeerAuthentication', 'strict').spec)
      .toEqual({ selector: { matchLabels: { app: 'db' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 9090: { mode: 'DISABLE' } } });
  });

  const one = sample();
  const several = sample({ networks: NETWORKS });
  let count = 0;
  const fault = ({ fleet, mesh }: typeof one, props: object) =>
    thrown(() => new IstioPeerAuthentication(fleet, `p${count++}`, { mesh, ...PRODUCTION, mode: 'STRICT', ...props } as IstioPeerAuthenticationProps)).replace(/^acme\/p\d+: /, '');

  test.each<[string, object, string]>([
    ['for another mode', { mode: 'strict' }, "mode: write one of STRICT, PERMISSIVE, DISABLE, got 'strict'"],
    ['for ports without a selector', { portLevelMtls: { 80: 'DISABLE' } }, 'portLevelMtls: istiod takes it with selector only: write the labels of the workloads in selector'],
    ['for what is no port', { selector: { app: 'db' }, portLevelMtls: { http: 'DISABLE' } }, "portLevelMtls: write ports from 1 to 65535, got 'http'"],
    ['for another mode of a port', { selector: { app: 'db' }, portLevelMtls: { 80: 'OFF' } }, "portLevelMtls.80: write one of STRICT, PERMISSIVE, DISABLE, got 'OFF'"],
  ])('fails %s', (_, props, message) => {
    expect(fault(one, props)).toBe(message);
  });

  test('fails for DISABLE where networks are joined by mutual TLS', () => {
    expect(fault(one, { mode: 'DISABLE' })).toBe('nothing');
    expect(fault(several, { mode: 'DISABLE' })).toBe('mode: members of the mesh of others are in several networks, and Istio leaves out endpoints of other networks that take'
      + ' no mutual TLS: write PERMISSIVE');
  });
});
