import { expect, test } from '@jest/globals';
import { VeleroRegistry } from '../../../lib/dr/registry';
import { foundBy, partiesOf, sample } from '../samples';

const CODE = 'velero-restore-version';

test('passes for the same minor, for a newer one, and where nothing is restored elsewhere', () => {
  const { fleet, us, eu, ber, schedule } = sample({}, { us: { version: '1.34.5' }, eu: { version: '1.34.1' }, ber: { version: '1.35.0' } });
  schedule({ standby: eu });
  schedule({ standby: ber, clusters: [eu] }, 'other');
  schedule({ clusters: [ber] }, 'third');
  VeleroRegistry.of(fleet).addRecovery({ path: 'acme/drill', from: us, into: us });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('fails for a standby that is older, once for each', () => {
  const { fleet, us, eu, ber, schedule } = sample({}, { eu: { version: '1.33.1' }, ber: { version: '1.35.0' } });
  schedule({ clusters: [us, ber], standby: eu });
  schedule({ standby: eu }, 'hourly');
  expect(foundBy(CODE, fleet)).toEqual([
    'warning velero-restore-version: acme/daily and acme/hourly: eu has Kubernetes v1.33.1 and restores backups of ber (v1.35.0) and us (v1.34.1): Velero does not support an older'
    + ' Kubernetes; upgrade eu first',
  ]);
  expect(partiesOf(CODE, fleet)).toEqual([[['ber', 'eu', 'us'], ['acme/daily', 'acme/hourly']]]);
});

test('fails for restores that are no standby', () => {
  const { fleet, us, eu, ber, schedule } = sample({}, { eu: { version: '1.33.1' }, ber: { version: '1.32.0' } });
  schedule();
  VeleroRegistry.of(fleet).addRecovery({ path: 'acme/drill', from: us, into: eu });
  VeleroRegistry.of(fleet).addRecovery({ path: 'acme/move', from: us, into: ber });
  expect(partiesOf(CODE, fleet)).toEqual([[['eu', 'us'], ['acme/drill']], [['ber', 'us'], ['acme/move']]]);
});
