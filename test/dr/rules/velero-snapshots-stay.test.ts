import { describe, expect, test } from '@jest/globals';
import { Velero, VeleroSchedule, VeleroScheduleProps } from '../../../lib/dr';
import { ClusterOptions, foundBy, partiesOf, sample, STORAGE } from '../samples';

const CODE = 'velero-snapshots-stay';
const END = 'restores from the bucket, without the data of volumes: write snapshotMoveData: true or defaultVolumesToFsBackup: true, or snapshotVolumes: false where volumes need not'
  + ' come along';

/** What is found of CSI snapshots of `us` with `eu` as the standby. */
function found(props: Partial<VeleroScheduleProps> = {}, options: Readonly<Record<string, ClusterOptions>> = {}) {
  const { fleet, eu, schedule } = sample({}, options);
  schedule({ csi: true, standby: eu, ...props });
  return foundBy(CODE, fleet);
}

describe('passes', () => {
  test.each<Partial<VeleroScheduleProps>>([
    { snapshotMoveData: true },
    { defaultVolumesToFsBackup: true },
    { snapshotVolumes: false },
    { csi: undefined },
    { standby: undefined },
    { resourcePolicy: { volumePolicies: [{ conditions: {}, action: { type: 'fs-backup' } }] } },
  ])('for %p', props => {
    expect(found(props)).toEqual([]);
  });

  test('for one place, and where it is not known', () => {
    expect(found({}, { eu: { region: 'us-east-1' } })).toEqual([]);
    expect(found({}, { eu: { region: undefined } })).toEqual([]);
    expect(found({}, { us: { region: undefined, cloud: undefined, account: '1' } })).toEqual([]);
  });
});

test('does not depend on which schedule has Velero make CSI snapshots, and when', () => {
  const both = (first: boolean) => {
    const { fleet, us, eu } = sample();
    const velero = new Velero(fleet, 'velero', { storage: STORAGE });
    const schedule = (id: string, props: object) => () => new VeleroSchedule(fleet, id, { velero, schedule: '@daily', clusters: [us], standby: eu, ...props });
    const parts = [schedule('moved', { snapshotMoveData: true }), schedule('left', {})];
    (first ? parts : [...parts].reverse()).forEach(part => part());
    return [foundBy('velero-snapshots-stay', fleet), foundBy('velero-volumes-left-out', fleet)];
  };
  expect(both(true)).toEqual(both(false));
  expect(both(true)[0]).toHaveLength(1);
});

describe('fails', () => {
  test('for another region', () => {
    expect(found()).toEqual([`error velero-snapshots-stay: acme/daily: snapshots of us (region us-east-1) stay there, and eu (region eu-west-1) ${END}`]);
  });

  test('for a policy that only leaves some out', () => {
    expect(found({ resourcePolicy: { volumePolicies: [{ conditions: {}, action: { type: 'skip' } }] } })).toHaveLength(1);
    expect(found({ resourcePolicy: { volumePolicies: [] } })).toHaveLength(1);
  });

  test('for another account', () => {
    expect(found({}, { us: { account: '1' }, eu: { region: 'us-east-1', account: '2' } })).toEqual([
      `error velero-snapshots-stay: acme/daily: snapshots of us (account 1) stay there, and eu (account 2) ${END}`,
    ]);
  });

  test('for another cloud, once for all clusters', () => {
    const { fleet, us, eu, ber, schedule } = sample();
    schedule({ csi: true, clusters: [us, eu], standby: ber });
    expect(foundBy(CODE, fleet)).toEqual([
      `error velero-snapshots-stay: acme/daily: snapshots of eu (cloud aws) and us (cloud aws) stay there, and ber (cloud gcp) ${END}`,
    ]);
    expect(partiesOf(CODE, fleet)).toEqual([[['ber', 'eu', 'us'], ['acme/daily']]]);
  });

  test('once for what differs', () => {
    const { fleet, us, eu, ber, schedule } = sample();
    const { velero } = schedule({ csi: true, clusters: [us, ber], standby: eu });
    schedule({ velero, standby: eu }, 'hourly');
    expect(partiesOf(CODE, fleet)).toEqual([[['ber', 'eu'], ['acme/daily']], [['eu', 'us'], ['acme/daily']], [['eu', 'us'], ['acme/hourly']]]);
  });
});
