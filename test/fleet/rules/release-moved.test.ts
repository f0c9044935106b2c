import { describe, expect, test } from '@jest/globals';
import { messages, TerseFleet } from './model-builder';
import { HelmRelease } from '../../../lib/fleet/model';
import { releaseMoved } from '../../../lib/fleet/rules/release-moved';

const CILIUM: HelmRelease = {
  name: 'cilium', namespace: 'kube-system', repository: 'https://helm.cilium.io', chart: 'cilium', version: '1.18.2', values: {}, path: 'acme/eu/cni',
  installer: 'cluster-api',
};
const fleet = (release: Partial<HelmRelease>, facts: Readonly<Record<string, string>> = { 'release/cilium': 'https://helm.cilium.io cilium kube-system' }): TerseFleet => (
  { clusters: { eu: { releases: [{ ...CILIUM, ...release }] } }, lock: { eu: facts } }
);

test.each<[string, TerseFleet]>([
  ['the recorded origin', fleet({})],
  ['another version', fleet({ version: '1.19.0' })],
  ['a release that is new', fleet({}, {})],
  ['another repository for a release that Argo CD or Flux upgrade', fleet({ repository: 'oci://quay.io/cilium', installer: 'delivery' })],
  ['facts of another cluster', { ...fleet({}), lock: { us: { 'release/cilium': 'https://example.com cilium kube-system' } } }],
])('passes: %s', (_, model) => {
  expect(messages(releaseMoved, model)).toEqual([]);
});

describe('fails', () => {
  test.each<[string, Partial<HelmRelease>, string]>([
    ['repository', { repository: 'oci://quay.io/cilium' }, 'oci://quay.io/cilium cilium kube-system'],
    ['chart', { chart: 'cilium-enterprise' }, 'https://helm.cilium.io cilium-enterprise kube-system'],
    ['namespace', { namespace: 'cni' }, 'https://helm.cilium.io cilium cni'],
  ])('fails for another %s', (_, release, now) => {
    expect(messages(releaseMoved, fleet(release))).toEqual([
      `eu: Helm release cilium was installed from 'https://helm.cilium.io cilium kube-system' (repository, chart, namespace) and is now '${now}', `
      + 'which uninstalls it first: keep the old values, or run `npx cdk8s-fleet lock release eu release/cilium` and plan for the outage',
    ]);
  });

  test('fails for another chart of a release that Argo CD or Flux upgrade', () => {
    expect(messages(releaseMoved, fleet({ chart: 'cilium-enterprise', installer: 'delivery' }))).toHaveLength(1);
  });

  test('names the way to leave a chart where it is when it was a mirror that moved it', () => {
    expect(messages(releaseMoved, fleet({ repository: 'oci://registry.example.com/mirror/charts', mirroredFrom: 'https://helm.cilium.io' }))[0]).toContain(
      "keep charts of helm.cilium.io out of the mirror (hosts: { 'helm.cilium.io': 'helm.cilium.io' }), or run",
    );
  });
});
