import { expect, test } from '@jest/globals';
import { buildModel, messages, TerseFleet } from './model-builder';
import { ForeignRelease } from '../../../lib/fleet/model';
import { releaseOwnedElsewhere } from '../../../lib/fleet/rules/release-owned-elsewhere';

const CILIUM: ForeignRelease = { name: 'cilium', owner: 'Terraform module network', values: { cluster: { id: 7 } }, path: 'acme/old' };

test.each<[string, TerseFleet]>([
  ['no release of others', { clusters: { old: {} } }],
  ['one that nobody needs values in', { clusters: { old: { foreignReleases: [{ ...CILIUM, values: {} }] } } }],
])('passes: %s', (_, model) => {
  expect(messages(releaseOwnedElsewhere, model)).toEqual([]);
});

test('warns of each release with values, naming its owner and the file', () => {
  const fleet = { clusters: { old: { foreignReleases: [CILIUM, { ...CILIUM, name: 'istiod', owner: 'team net' }] }, other: {} } };
  expect(releaseOwnedElsewhere.check(buildModel(fleet))).toEqual([
    {
      code: 'release-owned-elsewhere', severity: 'warning', clusters: ['old'], paths: ['acme/old'],
      message: 'old: Helm release cilium is installed by Terraform module network, and other constructs need values in it: hand over old.values/cilium.yaml, which lies beside the folder of'
        + ' the cluster',
    },
    expect.objectContaining({ message: expect.stringContaining('Helm release istiod is installed by team net') }),
  ]);
});
