import { expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { foundBy } from './samples';
import { ICluster } from '../../../lib/fleet';
import { Member } from '../../fleet/members';
import { sample } from '../samples';

const CODE = 'service-namespace-missing';
const make = ({ chart }: ICluster, name = 'production', kind = 'Namespace') => new ApiObject(chart, `${kind}-${name}`, { apiVersion: 'v1', kind, metadata: { name } });

test('passes where the pair makes it, where every cluster has it, and where something of the program makes it', () => {
  const { fleet, pair, us, eu } = sample();
  pair({}, 'own');
  pair({ namespace: 'default', createNamespace: false }, 'built-in');
  make(us, 'by-object');
  fleet.claim({ type: 'namespace', cluster: 'eu', path: 'x', name: 'by-object' });
  pair({ namespace: 'by-object', createNamespace: false }, 'by-object');
  const other = new Member(fleet, 'other', {
    claims: [{ type: 'release', name: 'x', namespace: 'by-release', repository: 'https://x.example', chart: 'x', defaultVersion: '1.0.0', values: {}, installer: 'cluster-api' }],
  });
  make(eu, 'by-release');
  pair({ namespace: 'by-release', createNamespace: false, from: [other] }, 'by-release');
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('warns of the clusters where nothing does, on both sides', () => {
  const { fleet, pair, asia, eu, us } = sample();
  make(asia);
  make(us, 'productions');
  make(us, 'production', 'ConfigMap');
  pair({ createNamespace: false, from: [us, eu], to: [eu, asia] });
  expect(foundBy(CODE, fleet)).toEqual([
    'warning service-namespace-missing: acme/payments: nothing of the program makes namespace production in eu and us; while nobody else does either, production/payment-api is neither'
    + ' exported nor imported there, and nothing says so: leave createNamespace out',
  ]);
  expect(fleet.check().find(({ code }) => code === CODE)).toMatchObject({ clusters: ['eu', 'us'], paths: ['acme/payments'] });
});

test('warns of one that only uses the service', () => {
  const { fleet, pair, us } = sample();
  make(us);
  pair({ createNamespace: false });
  expect(foundBy(CODE, fleet)).toEqual([expect.stringContaining('makes namespace production in eu; while')]);
});
