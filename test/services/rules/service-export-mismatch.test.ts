import { expect, test } from '@jest/globals';
import { ApiObject, JsonPatch } from 'cdk8s';
import { Service } from 'cdk8s-plus-28';
import { foundBy, rawService } from './samples';
import { DEFINITION, sample } from '../samples';

const CODE = 'service-export-mismatch';

test('passes where the pair says what the Service is, or nothing', () => {
  const { fleet, pair, us, eu, asia } = sample();
  rawService(us, { ports: [{ name: 'b', port: 81, protocol: 'UDP' }, { name: 'a', port: 80, targetPort: 8080 }] });
  rawService(eu, { type: 'LoadBalancer', ports: [] });
  pair({ type: 'ClusterIP', ports: [{ name: 'a', port: 80, protocol: 'TCP' }, { name: 'b', port: 81, protocol: 'UDP' }], from: [us, asia] });
  rawService(us, { clusterIP: 'None' }, { name: 'db' });
  pair({ service: 'db', type: 'Headless', ports: [] }, 'db');
  pair({ service: 'web', definition: DEFINITION }, 'web');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for another type and other ports, each for itself', () => {
  const { fleet, pair, us } = sample();
  const { path } = rawService(us, { type: 'NodePort', ports: [{ port: 80 }] }).node;
  pair({ type: 'Headless', ports: [{ name: 'http', port: 80 }] });
  expect(foundBy(CODE, fleet)).toEqual([
    `error service-export-mismatch: acme/payments: Service production/payment-api in us (${path}) has ports 80/TCP, and the pair says http 80/TCP: make them alike`,
    `error service-export-mismatch: acme/payments: Service production/payment-api in us (${path}) is of type NodePort, and the pair says Headless: make them alike`,
  ]);
  expect(fleet.check()[0]).toMatchObject({ clusters: ['us'], paths: [path, 'acme/payments'] });
});

test('sees Services of cdk8s-plus, and patches of one that the pair makes', () => {
  const { fleet, pair, us } = sample();
  new Service(us.chart, 'plus', { metadata: { name: 'web', namespace: 'production' }, ports: [{ port: 80 }] });
  pair({ service: 'web', type: 'ClusterIP', ports: [] }, 'web');
  pair({ definition: DEFINITION });
  (us.chart.node.findChild('payments').node.findChild('service') as ApiObject).addJsonPatch(JsonPatch.add('/spec/type', 'LoadBalancer'));
  expect(foundBy(CODE, fleet)).toEqual([
    'error service-export-mismatch: acme/payments: Service production/payment-api in us (acme--us/payments/service) is of type LoadBalancer, and the pair says ClusterIP: make them alike',
    expect.stringContaining('acme/web: Service production/web in us (acme--us/plus/Resource) has ports 80/TCP, and the pair says none'),
  ]);
});

test('says nothing of a Service that cannot be rendered, which is a finding of its own', () => {
  const { fleet, pair, us } = sample();
  rawService(us, { type: 'NodePort' }).addJsonPatch(JsonPatch.add('/spec/none/deep', 1));
  pair({ type: 'ClusterIP' });
  expect(fleet.check().map(({ code }) => code)).toEqual(['unrenderable-object']);
});

test('reads a Service without a spec as the API server does', () => {
  const { fleet, pair, us } = sample();
  rawService(us, undefined as never);
  pair({ type: 'ClusterIP', ports: [] });
  expect(foundBy(CODE, fleet)).toEqual([]);
});
