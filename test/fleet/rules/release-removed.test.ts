import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { HelmRelease } from '../../../lib/fleet/model';
import { releaseRemoved } from '../../../lib/fleet/rules/release-removed';

const CALICO: HelmRelease = {
  name: 'calico', namespace: 'tigera-operator', repository: 'https://docs.tigera.io/calico/charts', chart: 'tigera-operator', version: 'v3.31.7', values: {}, path: 'acme/eu/cni',
  installer: 'cluster-api',
};
const LOCK = { eu: { 'release/calico': 'https://docs.tigera.io/calico/charts tigera-operator tigera-operator', 'chart/calico': 'v3.31.7' } };

test.each<[string, TerseFleet]>([
  ['the recorded release', { clusters: { eu: { releases: [CALICO] } }, lock: LOCK }],
  ['a release that is new', { clusters: { eu: { releases: [CALICO] } } }],
  ['a cluster that is gone, of which another rule speaks', { clusters: {}, lock: LOCK }],
  ['a retired cluster', { clusters: { eu: {} }, lock: LOCK, retired: ['eu'] }],
])('passes: %s', (_, model) => {
  expect(messages(releaseRemoved, model)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, TerseFleet]>([
    ['an add-on that left', { clusters: { eu: {} }, lock: LOCK }],
    ['another network plug-in in its place', { clusters: { eu: { releases: [{ ...CALICO, name: 'cilium' }] } }, lock: LOCK }],
    ['one that only another cluster has', { clusters: { eu: {}, us: { releases: [CALICO] } }, lock: LOCK }],
  ])('fails for %s', (_, model) => {
    expect(messages(releaseRemoved, model)).toEqual([
      'eu: Helm release calico is in fleet.lock.json and no longer in the program, and stays installed: put the add-on back, or delete what installs '
      + 'release calico (a HelmChartProxy, Application or HelmRelease on the hub), uninstall it, and run `npx cdk8s-fleet lock release eu release/calico`',
    ]);
  });
});
