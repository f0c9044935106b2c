import { expect, test } from '@jest/globals';
import { Velero } from '../../../lib/dr';
import { VeleroRegistry } from '../../../lib/dr/registry';
import { foundBy, partiesOf, sample, STORAGE } from '../samples';

const CODE = 'velero-version-differs';

/** `us` and `eu`, each with a chart of its own, and backups of the one restored in the other. */
function restored(from: string | undefined, into: string | undefined) {
  const { fleet, us, eu, schedule } = sample();
  const velero = (id: string, version: string | undefined) => new Velero(fleet, id, { storage: STORAGE, ...(version === undefined ? { installedBy: 'others' } : { version }) });
  schedule({ velero: velero('one', from), clusters: [us] }, 'first');
  schedule({ velero: velero('two', into), clusters: [eu] }, 'second');
  VeleroRegistry.of(fleet).addRecovery({ path: 'acme/plan', from: us, into: eu });
  return fleet;
}

test.each([['12.1.0', '12.1.0'], ['12.1.0', '12.1.1'], ['9.0.0', '12.1.0'], ['12.1.0', undefined], [undefined, '12.1.0']])('passes for %s in %s', (from, into) => {
  expect(foundBy(CODE, restored(from, into))).toEqual([]);
});

test.each([['12.1.0', '9.9.9'], ['12.1.1', '12.1.0']])('fails for %s in %s', (from, into) => {
  const fleet = restored(from, into);
  expect(foundBy(CODE, fleet)).toEqual([
    `warning velero-version-differs: acme/plan: eu has chart ${into} of Velero and restores backups of us (${from}): an older Velero may not know what a newer one writes; give eu the newest`
    + ' of these first',
  ]);
  expect(partiesOf(CODE, fleet)).toEqual([[['eu', 'us'], ['acme/plan']]]);
});
