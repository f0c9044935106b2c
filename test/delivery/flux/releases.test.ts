import { describe, expect, test } from '@jest/globals';
import { Construct } from 'constructs';
import { parse } from 'yaml';
import { ACCESS, byName, fluxFleet, member } from './fixtures';
import { HelmAddOn, HelmInstallation, pruneProtection } from '../../../lib';

const ADD_ON: HelmAddOn = {
  release: 'ingress', namespace: 'ingress', repository: 'https://charts.example.com/stable', chart: 'nginx', defaultVersion: '1.0.0', values: { replicas: 2 },
};
const install = (addOn: Partial<HelmAddOn> = {}, props: Parameters<typeof fluxFleet>[0] = {}, options: Parameters<typeof fluxFleet>[1] = {}) => {
  const { fleet } = fluxFleet(props, options);
  const clusters = [member(fleet, 'eu', { access: ACCESS.kubeconfig }), member(fleet, 'us', { access: { ...ACCESS.kubeconfig, name: 'us-admin' } })];
  new HelmInstallation(fleet, 'ingress', { clusters, addOn: { ...ADD_ON, ...addOn } });
  return fleet;
};

describe('a Helm release', () => {
  test('is a HelmRelease on the hub for each cluster, and one repository for all in a namespace', () => {
    const fleet = install();
    const { 'clusters/eu-ingress': release, ...others } = byName(fleet, 'hub', 'HelmRelease');
    const repositories = byName(fleet, 'hub', 'HelmRepository');
    const [name] = Object.keys(repositories);
    expect(Object.keys(others)).toEqual(['clusters/us-ingress']);
    expect(name).toMatch(/^clusters\/stable-s[0-9a-f]{8}$/);
    expect(Object.values(repositories).map(({ spec }) => spec)).toEqual([{ interval: '10m', url: 'https://charts.example.com/stable' }]);
    expect(release.spec).toEqual({
      chart: { spec: { chart: 'nginx', version: '1.0.0', sourceRef: { kind: 'HelmRepository', name: name.split('/')[1] } } },
      interval: '10m', timeout: '10m', kubeConfig: { secretRef: { name: 'eu-admin', key: 'config' } },
      releaseName: 'ingress', targetNamespace: 'ingress', storageNamespace: 'ingress',
      install: { createNamespace: true, crds: 'CreateReplace', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
      upgrade: { crds: 'CreateReplace', remediation: { retries: 3 } },
      driftDetection: { mode: 'warn' }, values: { replicas: 2 },
    });
  });

  test('waits for those that it is to come after', () => {
    const { fleet } = fluxFleet();
    member(fleet, 'eu', { access: ACCESS.kubeconfig });
    fleet.delivery.installRelease(new Construct(fleet, 'first'), 'eu', ADD_ON);
    fleet.delivery.installRelease(new Construct(fleet, 'second'), 'eu', { ...ADD_ON, release: 'routes' }, ['ingress']);
    const releases = byName(fleet, 'hub', 'HelmRelease');
    expect(releases['clusters/eu-routes'].spec.dependsOn).toEqual([{ name: 'eu-ingress' }]);
    expect(releases['clusters/eu-ingress'].spec).not.toHaveProperty('dependsOn');
  });

  test('outlives the program: deleting a HelmRelease uninstalls its chart', () => {
    const fleet = install();
    const release = byName(fleet, 'hub', 'HelmRelease')['clusters/eu-ingress'];
    expect(release.metadata.annotations).toEqual(pruneProtection());
    expect(fleet.delivery.leavesBehind({ cluster: 'hub' }, release))
      .toBe('it carries kustomize.toolkit.fluxcd.io/prune: disabled (deleting it uninstalls its chart, unless it is suspended first)');
  });

  test('comes from an OCI registry by an OCIRepository that takes the chart as it is', () => {
    const fleet = install({ repository: 'oci://registry.example.com/charts/', version: '1.0.0+build.5' });
    const [[name, { spec }], ...others] = Object.entries(byName(fleet, 'hub', 'OCIRepository'));
    expect(others).toEqual([]);
    expect(spec).toEqual({
      interval: '10m', url: 'oci://registry.example.com/charts/nginx', ref: { tag: '1.0.0_build.5' },
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
    });
    const release = byName(fleet, 'hub', 'HelmRelease')['clusters/eu-ingress'].spec;
    expect([release.chart, release.chartRef]).toEqual([undefined, { kind: 'OCIRepository', name: name.split('/')[1] }]);
  });

  test('keeps a null in its values, in a ConfigMap whose name changes with them', () => {
    const of = (cpu: unknown) => {
      const fleet = install({ values: { limits: [{ cpu }], replicas: 1 } });
      const { spec } = byName(fleet, 'hub', 'HelmRelease')['clusters/eu-ingress'];
      return { spec, configMaps: byName(fleet, 'hub', 'ConfigMap') };
    };
    const { spec, configMaps } = of(null);
    const [{ name }] = spec.valuesFrom;
    expect([spec.values, spec.valuesFrom]).toEqual([undefined, [{ kind: 'ConfigMap', name }]]);
    expect(parse(configMaps[`clusters/${name}`].data['values.yaml'])).toEqual({ limits: [{ cpu: null }], replicas: 1 });
    expect(configMaps[`clusters/${name}`].metadata.annotations).toBeUndefined();
    expect(of(undefined).configMaps).toEqual({});
    const other = Object.keys(byName(install({ values: { limits: [{ cpu: null }], replicas: 2 } }), 'hub', 'ConfigMap'));
    expect(other).not.toEqual(Object.keys(configMaps));
    expect(of(1)).toMatchObject({ spec: { values: { limits: [{ cpu: 1 }], replicas: 1 } }, configMaps: {} });
  });

  test('has no values where there are none', () => {
    const { spec } = byName(install({ values: {} }), 'hub', 'HelmRelease')['clusters/eu-ingress'];
    expect([spec.values, spec.valuesFrom]).toEqual([undefined, undefined]);
  });

  test('lies in the cluster itself where each runs a Flux', () => {
    const fleet = install({}, { form: 'per-cluster' });
    expect(byName(fleet, 'hub', 'HelmRelease')).toEqual({});
    expect(Object.keys(byName(fleet, 'eu', 'HelmRelease'))).toEqual(['flux-system/eu-ingress']);
    expect(Object.keys(byName(fleet, 'eu', 'HelmRepository'))).toHaveLength(1);
    expect(byName(fleet, 'hub', 'HelmRepository')).toEqual({});
    expect(byName(fleet, 'eu', 'HelmRelease')['flux-system/eu-ingress'].spec.kubeConfig).toBeUndefined();
    expect(fleet.check()).toEqual([]);
  });

  test('acts as the ServiceAccount, in the shard of its cluster', () => {
    const fleet = install({}, { serviceAccountName: 'flux', shardingKey: () => 'shard1' });
    const { metadata, spec } = byName(fleet, 'hub', 'HelmRelease')['clusters/eu-ingress'];
    expect([metadata.labels, spec.serviceAccountName]).toEqual([{ 'sharding.fluxcd.io/key': 'shard1' }, 'flux']);
    // Of the HelmChart that helm-controller makes.
    expect(spec.chart.metadata).toEqual({ labels: { 'sharding.fluxcd.io/key': 'shard1' } });
    expect(Object.values(byName(fleet, 'hub', 'HelmRepository')).map(object => object.metadata.labels)).toEqual([{ 'sharding.fluxcd.io/key': 'shard1' }]);
  });
});

describe('without pruning', () => {
  test('nothing that is deleted deletes anything else, and what Flux has is listed for who takes over', () => {
    const fleet = install({}, {}, { withoutPruning: true });
    const [releases, folders] = [byName(fleet, 'hub', 'HelmRelease'), byName(fleet, 'hub', 'Kustomization')];
    expect(Object.values(releases).map(({ spec }) => spec.suspend)).toEqual([true, true]);
    expect(Object.values(folders).map(({ spec }) => [spec.prune, spec.deletionPolicy, spec.suspend])).toEqual(Object.keys(folders).map(() => [false, 'Orphan', undefined]));
    const left = (object: Parameters<typeof fleet.delivery.leavesBehind>[1]) => fleet.delivery.leavesBehind({ cluster: 'hub' }, object);
    expect(left(folders['clusters/eu'])).toBe('Flux was to prune nothing');
    // Suspended, it uninstalls nothing.
    expect(left(releases['clusters/eu-ingress'])).toBe('it carries kustomize.toolkit.fluxcd.io/prune: disabled');
    expect(left({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } })).toBe('Flux was to prune nothing');
  });
});
