import { expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { foundBy, rawService } from './samples';
import { MultiClusterServices } from '../../../lib/services';
import { sample } from '../samples';

const CODE = 'service-export-type';
const ELSEWHERE = { type: 'ExternalName', externalName: 'api.example.com' };

test('passes for other types, other Services, and a mesh that exports nothing', () => {
  const { fleet, pair, us, eu } = sample();
  rawService(us, { ports: [{ port: 80 }] });
  rawService(us, ELSEWHERE, { name: 'other' });
  rawService(us, ELSEWHERE, { namespace: 'other' });
  rawService(eu, ELSEWHERE);
  new ApiObject(us.chart, 'knative', { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'web', namespace: 'production' }, spec: ELSEWHERE });
  pair({ service: 'web' }, 'web');
  pair();
  rawService(us, ELSEWHERE, { name: 'legacy' });
  pair({ service: 'legacy', mesh: MultiClusterServices.externalName({ domain: 'example.com' }) }, 'legacy');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for an ExternalName in an exporting cluster', () => {
  const { fleet, pair, us, asia } = sample();
  const { path } = rawService(us, ELSEWHERE).node;
  pair({ from: [us, asia] });
  expect(fleet.check().map(({ code }) => code)).toEqual([CODE]);
  expect(foundBy(CODE, fleet)).toEqual([
    `error service-export-type: acme/payments: Service production/payment-api in us (${path}) is of type ExternalName, which is never exported: export the Service that it stands for, or`
    + ' make it in each consuming cluster',
  ]);
  expect(fleet.check()[0]).toMatchObject({ clusters: ['us'], paths: [path, 'acme/payments'] });
});

test('finds one without a namespace in default', () => {
  const { fleet, pair, us } = sample();
  rawService(us, ELSEWHERE, { namespace: undefined });
  pair({ namespace: 'default' });
  expect(foundBy(CODE, fleet)).toHaveLength(1);
});
