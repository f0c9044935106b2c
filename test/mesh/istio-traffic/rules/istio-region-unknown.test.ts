import { expect, test } from '@jest/globals';
import { LocalityFailover, LocalityFailoverProps } from '../../../../lib';
import { foundBy, PRODUCTION, sample } from '../samples';

const CODE = 'istio-region-unknown';

function failover(program: ReturnType<typeof sample>, props: Partial<LocalityFailoverProps>) {
  new LocalityFailover(program.fleet, 'payments', { mesh: program.mesh, ...PRODUCTION, service: 'api', mode: 'active-active', ...props });
  return foundBy(CODE, program.fleet);
}

test('passes where regions are known, or not looked at', () => {
  expect(failover(sample(), {})).toEqual([]);
  expect(failover(sample({}, { us: undefined }), { failoverPriority: ['topology.istio.io/cluster'] })).toEqual([]);
  const program = sample({}, { us: undefined, eu: undefined });
  expect(failover(program, { mode: 'active-passive', active: program.us })).toEqual([]);
});

test('fails for all members whose region is not known', () => {
  expect(failover(sample({}, { us: undefined, eu: undefined }), {})).toEqual([
    'error istio-region-unknown: acme/payments: goes by regions, and that of eu and us is not known: write region, the value of the label topology.kubernetes.io/region of its nodes',
  ]);
});

test('names clusters in one order, whatever that of the options', () => {
  const program = sample({}, { us: undefined, eu: undefined });
  expect(failover(program, { failoverPriority: ['version'], failover: [{ from: program.us, to: program.eu }] })).toEqual([expect.stringContaining('that of eu and us is not known')]);
});

test('fails for a cluster that stands for its region, and for labels of regions', () => {
  const expected = [
    'error istio-region-unknown: acme/payments: goes by regions, and that of us is not known: write region, the value of the label topology.kubernetes.io/region of its nodes',
  ];
  const program = sample({}, { us: undefined });
  expect(failover(program, { failoverPriority: ['topology.istio.io/cluster'], failover: [{ from: program.us, to: program.eu }] })).toEqual(expected);
  expect(failover(sample({}, { us: undefined }), { failoverPriority: ['topology.kubernetes.io/region'] })).toEqual(expected);
  const shared = sample({}, { us: undefined });
  expect(failover(shared, { distribute: [{ from: shared.us, to: [{ cluster: shared.eu, weight: 100 }] }] })).toEqual(expected);
});
