import { expect, test } from '@jest/globals';
import { VeleroScheduleProps } from '../../../lib/dr';
import { foundBy, partiesOf, sample } from '../samples';

const CODE = 'velero-repository-password';

test.each<Partial<VeleroScheduleProps>>([
  {}, { defaultVolumesToFsBackup: true, repositoryPassword: { key: 'velero' } }, { defaultVolumesToFsBackup: true, installedBy: 'Terraform' }, { csi: true },
])('passes for %p', props => {
  const { fleet, schedule } = sample();
  schedule(props);
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test.each<Partial<VeleroScheduleProps>>([{ defaultVolumesToFsBackup: true }, { snapshotMoveData: true }, { nodeAgent: true }])('fails for %p', props => {
  const { fleet, us, eu, ber, schedule } = sample();
  schedule({ ...props, standby: eu, clusters: [us, ber] });
  expect(foundBy(CODE, fleet)).toEqual([
    'warning velero-repository-password: acme/daily/velero: data of volumes of ber, eu and us goes into the bucket under the password that is built into Velero, which everybody knows: write'
    + ' repositoryPassword: { key }, before the first backup',
  ]);
  expect(partiesOf(CODE, fleet)).toEqual([[['ber', 'eu', 'us'], ['acme/daily/velero']]]);
});

test('names the clusters whose node agent runs', () => {
  const { fleet, eu, schedule } = sample();
  const { velero } = schedule();
  schedule({ velero, clusters: [eu], defaultVolumesToFsBackup: true }, 'files');
  expect(partiesOf(CODE, fleet)).toEqual([[['eu'], ['acme/daily/velero']]]);
});
