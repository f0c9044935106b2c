import { describe, expect, test } from '@jest/globals';
import { newApp } from './delivery-contract';
import { Calico, Docker, ExistingCluster, Fleet, HelmAddOn, HelmInstallation, Lock, ManagedCluster, AddressPlan } from '../../lib';
import { recording } from '../fleet/deliveries';

const ADD_ON: HelmAddOn = {
  release: 'metrics', namespace: 'monitoring', repository: 'https://charts.example.com', chart: 'metrics-server', defaultVersion: '3.13.0',
  values: cluster => ({ of: cluster.name }),
};
const make = () => {
  const delivery = recording();
  const fleet = new Fleet(newApp(), 'acme', {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/17', services: '172.17.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/9'), lock: Lock.memory(), delivery,
  });
  const eu = new ManagedCluster(fleet, 'eu', { version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), controlPlane: { machine: {} }, pools: {} });
  return { fleet, delivery, eu };
};

describe('a Helm installation', () => {
  test('installs its chart in each of its clusters by the delivery, in one that Cluster API makes too, with values of that cluster', () => {
    const { fleet, delivery, eu } = make();
    new HelmInstallation(fleet, 'metrics', { clusters: [eu, fleet.hub], addOn: ADD_ON });
    expect(delivery.releases.map(({ path, cluster, settled }) => [path, cluster, settled().installer, settled().values])).toEqual([
      ['acme/metrics/eu', 'eu', 'delivery', { of: 'eu' }], ['acme/metrics/hub', 'hub', 'delivery', { of: 'hub' }],
    ]);
    expect(fleet.check()).toEqual([]);
    // What Cluster API installs stays as it is.
    expect(fleet.hub.chart.toJson().filter(({ kind }) => kind === 'HelmChartProxy').map(({ metadata }) => metadata.name)).toEqual(['eu-calico']);
  });

  test('is a finding beside an add-on that brings the release already', () => {
    const { fleet, eu } = make();
    new HelmInstallation(fleet, 'calico', { clusters: [eu], addOn: { ...ADD_ON, release: 'calico' } });
    expect(fleet.findings().map(({ code }) => code)).toEqual(['conflicting-claims']);
  });

  test.each<[string, unknown, string]>([
    ['no cluster', { clusters: [], addOn: ADD_ON }, 'clusters: write a list of clusters that is not empty, got []'],
    ['names in place of clusters', { clusters: ['eu'], addOn: ADD_ON }, 'clusters: write a list of clusters that is not empty, got ["eu"]'],
  ])('fails for %s', (_, props, message) => {
    const { fleet } = make();
    expect(() => new HelmInstallation(fleet, 'metrics', props as never)).toThrow(new Error(`acme/metrics: ${message}`));
  });

  test('fails for a missing chart, a cluster that is named twice and a malformed chart', () => {
    const { fleet, eu } = make();
    expect(() => new HelmInstallation(fleet, 'a', { clusters: [eu] } as never)).toThrow(new Error('acme/a: addOn is missing; write an object'));
    expect(() => new HelmInstallation(fleet, 'b', { clusters: [eu, eu], addOn: ADD_ON }))
      .toThrow(new Error("acme/b: clusters: names 'eu' twice; a release is installed once in each"));
    expect(() => new HelmInstallation(fleet, 'c', { clusters: [eu], addOn: { ...ADD_ON, chart: '' } }))
      .toThrow(new Error("acme/c/eu: add-on chart: write text that is not empty, got ''"));
  });
});
