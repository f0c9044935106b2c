import { describe, expect, test } from '@jest/globals';
import { ApiObject, JsonPatch } from 'cdk8s';
import { parse } from 'yaml';
import { itInstallsReleases, METRICS, newApp, Output, SeenRelease, STORAGE } from './delivery-contract';
import { AddressPlan, Docker, ExistingCluster, Fleet, ILock, Lock, ManagedCluster } from '../../lib';

/** Two clusters that get their charts from the hub, through Cluster API, before any delivery reaches them. */
function fleetWith(lock: ILock): Fleet {
  const fleet = new Fleet(newApp(), 'acme', {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/17', services: '172.17.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/9'), lock,
  });
  for (const [name, pods] of [['eu', '10.1.0.0/16'], ['us', '10.2.0.0/16']]) {
    new ManagedCluster(fleet, name, {
      version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: false, controlPlane: { machine: {} }, pools: {}, network: { pods }, addOns: [STORAGE, METRICS],
    });
    fleet.claim({ type: 'release-values', cluster: name, path: 'acme/mesh', release: 'metrics', values: { mesh: { cluster: name } } });
  }
  return fleet;
}

describe('Cluster API add-ons, the part of the delivery contract that is about releases', () => {
  itInstallsReleases({
    fleet: fleetWith,
    releasesIn,
    releases: [['eu', '10.1.0.0/16'], ['us', '10.2.0.0/16']].flatMap(([cluster, pods]) => [
      {
        cluster, name: 'local-storage', namespace: 'storage', repository: STORAGE.repository, chart: 'local-path', version: '0.0.31',
        values: { pods, limits: { cpu: null }, note: '{{ as it stands }} ${HOME} $1' },
      },
      {
        cluster, name: 'metrics', namespace: 'monitoring', repository: METRICS.repository, chart: 'metrics-server', version: '3.13.0',
        values: { replicas: 2, args: ['--kubelet-insecure-tls'], empty: {}, mesh: { cluster } },
      },
    ]),
  });

  test('gives a fleet without findings, and without a delivery', () => {
    expect(fleetWith(Lock.memory()).check()).toEqual([]);
  });

  test('is seen in every object that it makes when someone patches an unknown field into one', () => {
    const fleet = fleetWith(Lock.memory());
    const proxies = fleet.hub.chart.node.findAll().filter(construct => ApiObject.isApiObject(construct)).filter(({ kind }) => kind === 'HelmChartProxy');
    expect(proxies).toHaveLength(4);
    proxies.forEach(proxy => proxy.addJsonPatch(JsonPatch.add('/spec/notAField', true)));
    expect(fleet.check().map(({ code, paths }) => [code, paths[0]]).sort()).toEqual(proxies.map(({ node }) => ['schema', node.path]).sort());
  });
});

/** What the add-on provider would install: on the cluster whose label a HelmChartProxy selects. */
function releasesIn(output: Output): readonly SeenRelease[] {
  return output.flatMap(({ objects }) => objects.filter(({ kind }) => kind === 'HelmChartProxy').flatMap(({ metadata, spec }) => {
    const selected = objects.filter(object => object.kind === 'Cluster' && object.metadata.namespace === metadata.namespace
      && Object.entries(spec.clusterSelector.matchLabels).every(([key, value]) => object.metadata.labels?.[key] === value));
    return selected.map(cluster => ({
      cluster: cluster.metadata.name, name: spec.releaseName, namespace: spec.namespace,
      repository: spec.repoURL, chart: spec.chartName, version: spec.version,
      // The one action that its templates hold prints two braces.
      values: parse(spec.valuesTemplate.replaceAll('{{ "{{" }}', '{{')),
    }));
  }));
}
