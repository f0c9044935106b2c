import { expect, test } from '@jest/globals';
import { VeleroScheduleProps } from '../../../lib/dr';
import { foundBy, partiesOf, sample } from '../samples';

const CODE = 'velero-volumes-left-out';

function found(props: Partial<VeleroScheduleProps>) {
  const { fleet, eu, schedule } = sample();
  schedule({ standby: eu, ...props });
  return foundBy(CODE, fleet);
}

test.each<Partial<VeleroScheduleProps>>([
  { snapshotVolumes: false },
  { standby: undefined },
  { csi: true },
  { snapshotMoveData: true },
  { defaultVolumesToFsBackup: true },
  { nodeAgent: true },
  { resourcePolicy: { volumePolicies: [{ conditions: {}, action: { type: 'custom' } }] } },
])('passes for %p', props => {
  expect(found(props)).toEqual([]);
});

test.each<Partial<VeleroScheduleProps>>([
  {}, { snapshotVolumes: true }, { nodeAgent: false }, { resourcePolicy: { volumePolicies: [{ conditions: {}, action: { type: 'snapshot' } }] } },
])('fails for %p', props => {
  expect(found(props)).toEqual([
    'warning velero-volumes-left-out: acme/daily: no data of volumes of us is in the backups, so that eu restores them empty: write defaultVolumesToFsBackup: true or snapshotMoveData: true,'
    + ' or snapshotVolumes: false where that is meant',
  ]);
});

test('names all clusters of a schedule', () => {
  const { fleet, us, eu, ber, schedule } = sample();
  schedule({ clusters: [us, ber], standby: eu });
  expect(foundBy(CODE, fleet)).toEqual([expect.stringContaining('volumes of ber and us is in the backups')]);
  expect(partiesOf(CODE, fleet)).toEqual([[['ber', 'eu', 'us'], ['acme/daily']]]);
});
