import { expect, test } from '@jest/globals';
import { VeleroScheduleProps } from '../../../lib/dr';
import { foundBy, partiesOf, sample, STORAGE } from '../samples';

const CODE = 'velero-kubernetes-tested';

function found(version: string, props: Partial<VeleroScheduleProps> = {}) {
  const { fleet, schedule } = sample({}, { us: { version }, ber: { version: '1.20.0' } });
  schedule(props);
  return foundBy(CODE, fleet);
}

test.each(['1.33.0', '1.34.9', '1.35.1'])('passes for Kubernetes %s', version => {
  expect(found(version)).toEqual([]);
});

test('passes for another chart, for one that others install, and without Velero', () => {
  expect(found('1.30.0', { version: '11.0.0' })).toEqual([]);
  expect(found('1.30.0', { installedBy: 'Terraform' })).toEqual([]);
});

test.each(['1.32.9', '1.36.0'])('fails for Kubernetes %s', version => {
  expect(found(version)).toEqual([
    `warning velero-kubernetes-tested: acme/daily/velero: Velero 1.18 is tested with Kubernetes 1.33 to 1.35, and not with that of us (v${version}): it is expected to work; try a restore`
    + ' before you rely on it',
  ]);
});

test('names the clusters that have it', () => {
  const { fleet, us, eu, schedule } = sample({}, { us: { version: '1.30.0' }, eu: { version: '1.31.0' }, ber: { version: '1.31.0' } });
  schedule({ clusters: [us], standby: eu });
  expect(foundBy(CODE, fleet)).toEqual([expect.stringContaining('that of eu (v1.31.0) and us (v1.30.0): it is')]);
  expect(partiesOf(CODE, fleet)).toEqual([[['eu', 'us'], ['acme/daily/velero']]]);
});

test('names for each Velero its own clusters', () => {
  const { fleet, us, eu, schedule } = sample({}, { us: { version: '1.30.0' }, eu: { version: '1.31.0' } });
  schedule({ clusters: [us] });
  schedule({ clusters: [eu], storage: STORAGE }, 'other');
  expect(partiesOf(CODE, fleet)).toEqual([[['us'], ['acme/daily/velero']], [['eu'], ['acme/other/velero']]]);
});
