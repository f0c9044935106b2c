import { expect, test } from '@jest/globals';
import { foundBy, rawService } from './samples';
import { SharedService } from '../../../lib/fleet';
import { fake, sample } from '../samples';

const CODE = 'service-export-refused';
/** As Lighthouse. */
const onlyClusterIp = ({ type }: SharedService) => (type === 'NodePort' || type === 'LoadBalancer' ? [`Fake does not export type ${type}: make it ClusterIP`] : []);

test('passes when the mesh can do it, and when nobody knows what the Service is', () => {
  const { fleet, pair, us } = sample();
  rawService(us, { ports: [] });
  pair({ mesh: fake(undefined, onlyClusterIp) });
  pair({ mesh: fake(undefined, onlyClusterIp), service: 'other' }, 'other');
  pair({ mesh: fake(undefined, onlyClusterIp), service: 'headless', type: 'Headless' }, 'headless');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('says what the mesh says, once for all clusters', () => {
  const { fleet, pair, us, asia } = sample();
  pair({ mesh: fake(undefined, onlyClusterIp), type: 'NodePort', from: [us, asia] });
  expect(foundBy(CODE, fleet)).toEqual(['error service-export-refused: acme/payments: production/payment-api: Fake does not export type NodePort: make it ClusterIP']);
  expect(fleet.check()[0]).toMatchObject({ clusters: ['asia', 'us'], paths: ['acme/payments'] });
});

test('asks with the type that a Service of the program has, in its cluster', () => {
  const { fleet, pair, us, asia, eu } = sample();
  rawService(us, { type: 'LoadBalancer', ports: [] });
  rawService(eu, { type: 'NodePort', ports: [] });
  pair({ mesh: fake(undefined, onlyClusterIp), from: [us, asia] });
  expect(foundBy(CODE, fleet)).toEqual(['error service-export-refused: acme/payments: production/payment-api: Fake does not export type LoadBalancer: make it ClusterIP']);
  expect(fleet.check()[0].clusters).toEqual(['us']);
});

test('takes the word of the pair before that of the Service, and leaves ExternalName to its own rule', () => {
  const { fleet, pair, us } = sample();
  rawService(us, { type: 'LoadBalancer', ports: [] });
  pair({ mesh: fake(undefined, onlyClusterIp), type: 'ClusterIP' });
  rawService(us, { type: 'ExternalName' }, { name: 'x' });
  pair({ mesh: fake(undefined, ({ type }) => (type === 'ExternalName' ? ['a: b'] : [])), service: 'x' }, 'x');
  expect(fleet.check().map(({ code }) => code)).toEqual(['service-export-mismatch', 'service-export-type']);
});
