import { describe, expect, test } from '@jest/globals';
import { BackupStorage, BackupStorageProps } from '../../../lib/dr';
import { ClusterOptions, foundBy, partiesOf, sample } from '../samples';

const CODE = 'velero-region';
const MESSAGE = 'warning velero-region: acme/daily: the backups of us go to bucket b in us-east-1, the region of the cluster, and are lost with it: keep them in another region';

function aws(region: string, more: { s3Url?: string } & Partial<BackupStorageProps> = {}) {
  return BackupStorage.aws({ bucket: 'b', region, credentials: 'pods', ...more });
}

/** What is found of backups of `us`. */
function ofUs(storage: BackupStorage, us: ClusterOptions = {}) {
  const { fleet, schedule } = sample({}, { us });
  schedule({ storage });
  return foundBy(CODE, fleet);
}

describe('passes', () => {
  test('for another region, and for one that is not known', () => {
    expect(ofUs(aws('us-east-2'))).toEqual([]);
    expect(ofUs(aws('us-east-1'), { region: undefined })).toEqual([]);
    expect(ofUs(BackupStorage.gcp({ bucket: 'b', credentials: 'pods' }), { cloud: 'gcp', region: undefined })).toEqual([]);
  });

  test('for a region of that name in another cloud, and for a store that is no cloud', () => {
    expect(ofUs(aws('us-east-1'), { cloud: 'other' })).toEqual([]);
    expect(ofUs(aws('us-east-1', { s3Url: 'https://minio.example.com' }))).toEqual([]);
  });
});

describe('fails', () => {
  test('for the region of the cluster', () => {
    expect(ofUs(aws('us-east-1'))).toEqual([MESSAGE]);
  });

  test('where nobody says which cloud it is', () => {
    expect(ofUs(aws('us-east-1'), { cloud: undefined })).toEqual([MESSAGE]);
  });

  test('for other clouds', () => {
    expect(ofUs(BackupStorage.gcp({ bucket: 'b', credentials: 'pods', region: 'us-east-1' }), { cloud: 'gcp' })).toEqual([MESSAGE]);
    expect(ofUs(BackupStorage.plugin({ bucket: 'b', provider: 'velero.io/aws', region: 'us-east-1', pluginImage: 'x' }))).toEqual([MESSAGE]);
  });

  test('once for a bucket, whatever goes to it', () => {
    const { fleet, us, eu, ber, schedule } = sample({}, { eu: { region: 'us-east-1' } });
    const storage = [aws('us-east-1', { default: true }), aws('us-east-1', { name: 'second', prefix: 'x' })];
    const { velero } = schedule({ storage, clusters: [us, eu, ber] });
    schedule({ velero, storageLocation: 'second' }, 'hourly');
    schedule({ velero }, 'weekly');
    expect(foundBy(CODE, fleet)).toEqual([
      'warning velero-region: acme/daily, acme/hourly and acme/weekly: the backups of eu and us go to bucket b in us-east-1, the region of the clusters, and are lost with it: keep them in'
      + ' another region',
    ]);
    expect(partiesOf(CODE, fleet)).toEqual([[['eu', 'us'], ['acme/daily', 'acme/hourly', 'acme/weekly']]]);
  });

  test('once for each bucket', () => {
    const { fleet, schedule } = sample();
    const { velero } = schedule({ storage: [aws('us-east-1', { default: true }), aws('us-east-1', { name: 'second', bucket: 'other' })] });
    schedule({ velero, storageLocation: 'second' }, 'other');
    expect(foundBy(CODE, fleet)).toHaveLength(2);
  });
});
