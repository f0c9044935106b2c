import { expect, test } from '@jest/globals';
import { foundBy } from './samples';
import { fake, FakeServices, sample } from '../samples';

const CODE = 'service-mesh-member';

test('passes for members, and for a mesh of every cluster', () => {
  const { fleet, pair, asia } = sample();
  pair({ mesh: fake(['eu', 'us']) });
  pair({ mesh: fake(), from: [asia] }, 'all');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for each cluster that is none, with the side', () => {
  const { fleet, pair, asia, eu, us } = sample();
  pair({ mesh: fake(['us']), from: [us, asia], to: [eu, asia] });
  expect(foundBy(CODE, fleet)).toEqual([
    'error service-mesh-member: acme/payments: asia is no member of Fake (us), so that production/payment-api is not shared with it: add asia to the members, or take it out of from and to',
    'error service-mesh-member: acme/payments: eu is no member of Fake (us), so that production/payment-api is not shared with it: add eu to the members, or take it out of to',
  ]);
  expect(fleet.check().filter(({ code }) => code === CODE).map(({ clusters, paths }) => [clusters, paths])).toEqual([[['asia'], ['acme/payments']], [['eu'], ['acme/payments']]]);
});

test('fails for one that only exports', () => {
  const { fleet, pair } = sample();
  pair({ mesh: fake(['eu']) });
  expect(foundBy(CODE, fleet)).toEqual([
    'error service-mesh-member: acme/payments: us is no member of Fake (eu), so that production/payment-api is not shared with it: add us to the members, or take it out of from',
  ]);
});

test('names the other meshes that the cluster is in', () => {
  const { fleet, pair } = sample();
  for (const [cluster, name, kind] of [['us', 'backbone', 'Submariner'], ['eu', 'edge', 'Istio'], ['eu', 'old', 'Skupper'], ['asia', 'other', 'Liqo']]) {
    fleet.claim({ type: 'mesh-member', cluster, path: `acme/${name}`, mesh: { name, kind, disjoint: [], reserved: [] } });
  }
  pair({ mesh: { services: new FakeServices(['us'], undefined, 'Submariner', 'acme/backbone') } });
  expect(foundBy(CODE, fleet)).toEqual([
    'error service-mesh-member: acme/payments: eu is no member of Submariner at acme/backbone (us), so that production/payment-api is not shared with it; it is a member of edge (Istio) and old (Skupper),'
    + ' and what that shares is another set of services: add eu to the members, or take it out of to',
  ]);
});

test('names the path of the mesh, where there are two of one kind', () => {
  const { fleet, pair } = sample();
  const meshAt = (path: string, members: readonly string[]) => ({ services: new FakeServices(members, undefined, 'Submariner', path) });
  pair({ mesh: meshAt('acme/a', ['us', 'asia']) }, 'one');
  pair({ mesh: meshAt('acme/b', ['asia', 'eu']) }, 'two');
  const end = (cluster: string, side: string) => `so that production/payment-api is not shared with it: add ${cluster} to the members, or take it out of ${side}`;
  expect(foundBy(CODE, fleet)).toEqual([
    `error service-mesh-member: acme/one: eu is no member of Submariner at acme/a (us, asia), ${end('eu', 'to')}`,
    `error service-mesh-member: acme/two: us is no member of Submariner at acme/b (asia, eu), ${end('us', 'from')}`,
  ]);
});

test('does not name its own mesh as another one', () => {
  const { fleet, pair } = sample();
  fleet.claim({ type: 'mesh-member', cluster: 'eu', path: 'acme/backbone', mesh: { name: 'backbone', kind: 'Fake', disjoint: [], reserved: [] } });
  pair({ mesh: { services: new FakeServices(['us'], undefined, 'Fake', 'acme/backbone') } });
  expect(foundBy(CODE, fleet)[0]).toContain('is not shared with it: add eu');
});
