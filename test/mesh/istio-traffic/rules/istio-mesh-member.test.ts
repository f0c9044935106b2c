import { expect, test } from '@jest/globals';
import { IstioMesh, IstioPeerAuthentication } from '../../../../lib';
import { fakeMesh, foundBy, PRODUCTION, sample } from '../samples';

const CODE = 'istio-mesh-member';

test('passes for members', () => {
  const { fleet, mesh, us, eu } = sample();
  new IstioPeerAuthentication(fleet, 'all', { mesh, ...PRODUCTION, mode: 'STRICT' });
  new IstioPeerAuthentication(fleet, 'some', { mesh, ...PRODUCTION, mode: 'STRICT', clusters: [us, eu] });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for each cluster that is none', () => {
  const { fleet, us, eu, asia, other } = sample();
  new IstioPeerAuthentication(fleet, 'strict', { mesh: fakeMesh(fleet, [us, eu]), ...PRODUCTION, mode: 'STRICT', clusters: [us, asia, other] });
  expect(foundBy(CODE, fleet)).toEqual([
    'error istio-mesh-member: acme/strict: asia is no member of acme/mesh (eu, us): add it to the members, or take it out of clusters',
    'error istio-mesh-member: acme/strict: other is no member of acme/mesh (eu, us): add it to the members, or take it out of clusters',
  ]);
  expect(fleet.check().filter(({ code }) => code === CODE).map(({ clusters, paths }) => [clusters, paths])).toEqual([[['asia'], ['acme/strict']], [['other'], ['acme/strict']]]);
});

test('leaves remotes out, and fails where one is asked for', () => {
  const { fleet, us, eu, asia } = sample();
  const mesh = IstioMesh.ofOthers({ members: [us, eu, asia], primaries: [us, eu] });
  const { clusters } = new IstioPeerAuthentication(fleet, 'all', { mesh, ...PRODUCTION, mode: 'STRICT' });
  expect(clusters).toEqual([eu, us]);
  expect(foundBy(CODE, fleet)).toEqual([]);
  new IstioPeerAuthentication(fleet, 'some', { mesh, ...PRODUCTION, mode: 'STRICT', clusters: [us, asia] });
  expect(foundBy(CODE, fleet)).toEqual([
    'error istio-mesh-member: acme/some: asia is a remote of the mesh of others, whose control planes read the objects of eu, us only: take it out of clusters',
  ]);
});
