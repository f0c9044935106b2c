import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { addCluster, addInventory, EKS, fleetOf, profilesOf } from './samples';
import { structureOf } from '../../../imports/catalogue';
import { isLabel } from '../../../lib/fleet/label';
import { ClusterInventory, ClusterInventoryProps } from '../../../lib/hub/cluster-inventory';
import { clusterInventoryDefinitions } from '../../../lib/hub/cluster-inventory/definitions';
import { Member, permutations } from '../../fleet/members';

const CLUSTERS = {
  'prod-eu': { cloud: 'aws', region: 'eu-west-1', labels: { stage: 'prod', team: 'web' }, access: EKS },
  'office': { cloud: 'data centre', region: 'Köln', labels: { stage: 'dev' } },
};

const profile = (name: string, labels: Record<string, string>, namespace = 'acme', manager = 'acme') => ({
  apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ClusterProfile',
  metadata: { name, namespace, labels: { ...labels, 'x-k8s.io/cluster-manager': manager } },
  spec: { displayName: name, clusterManager: { name: manager } },
});
const namespaceOf = (fleet: ReturnType<typeof fleetOf>, name: string) =>
  fleet.hub.chart.toJson().find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name);

describe('the profiles', () => {
  test('are the clusters of the fleet, the hub among them, with their labels, their place and their role, and no status', () => {
    const fleet = fleetOf(CLUSTERS);
    const inventory = addInventory(fleet);
    expect([inventory.namespace, inventory.clusterManager]).toEqual(['acme', 'acme']);
    expect(profilesOf(fleet)).toEqual([
      profile('hub', { 'cdk8s-fleet/role': 'hub' }),
      // `data centre` and `Köln` cannot be values of labels.
      profile('office', { 'cdk8s-fleet/role': 'member', 'stage': 'dev' }),
      profile('prod-eu', {
        'cdk8s-fleet/cloud': 'aws', 'cdk8s-fleet/role': 'member', 'topology.kubernetes.io/region': 'eu-west-1', 'stage': 'prod', 'team': 'web',
      }),
    ]);
    expect(fleet.check()).toEqual([]);
  });

  test('lie in a namespace that is made, name their manager, and copy the labels that are named', () => {
    const fleet = fleetOf(CLUSTERS);
    addInventory(fleet, { namespace: 'fleet-inventory', clusterManager: 'Acme_1', clusterSet: 'prod', labels: ['stage'] });
    expect(profilesOf(fleet).map(({ metadata }) => [metadata.namespace, metadata.labels])).toEqual([
      ['fleet-inventory', { 'cdk8s-fleet/role': 'hub', 'x-k8s.io/cluster-manager': 'Acme_1' }],
      ['fleet-inventory', { 'cdk8s-fleet/role': 'member', 'stage': 'dev', 'x-k8s.io/cluster-manager': 'Acme_1' }],
      ['fleet-inventory', {
        'cdk8s-fleet/cloud': 'aws', 'cdk8s-fleet/role': 'member', 'stage': 'prod', 'topology.kubernetes.io/region': 'eu-west-1', 'x-k8s.io/cluster-manager': 'Acme_1',
      }],
    ]);
    expect(namespaceOf(fleet, 'fleet-inventory').metadata.labels).toEqual({ 'multicluster.x-k8s.io/clusterset': 'prod' });
    expect(fleet.check()).toEqual([]);
  });

  test('without a ClusterSet lie in a namespace without its label, and without labels of clusters when none is asked for', () => {
    const fleet = fleetOf({ eu: { labels: { stage: 'prod' } } });
    addInventory(fleet, { labels: [] });
    expect(profilesOf(fleet).map(({ metadata }) => Object.keys(metadata.labels))).toEqual(Array(2).fill(['cdk8s-fleet/role', 'x-k8s.io/cluster-manager']));
    expect(namespaceOf(fleet, 'acme').metadata.labels).toBeUndefined();
  });

  test('of a cluster keep its own label for a region, and never that of another manager', () => {
    const fleet = fleetOf({ eu: { region: 'eu-west-1', labels: { 'topology.kubernetes.io/region': 'europe', 'x-k8s.io/cluster-manager': 'other' } } });
    addInventory(fleet);
    expect(profilesOf(fleet)[0].metadata.labels).toEqual({
      'cdk8s-fleet/role': 'member', 'topology.kubernetes.io/region': 'europe', 'x-k8s.io/cluster-manager': 'acme',
    });
  });

  test.each(permutations(['prod-eu', 'office', 'inventory']))('are the same when the program makes %s, %s, %s', (...order) => {
    const fleet = fleetOf({});
    order.forEach(name => (name === 'inventory' ? addInventory(fleet) : addCluster(fleet, name, CLUSTERS[name as keyof typeof CLUSTERS])));
    const first = profilesOf(fleet);
    expect(first.map(({ metadata }) => metadata.name)).toEqual(['hub', 'office', 'prod-eu']);
    expect(first).toEqual(profilesOf((() => {
      const other = fleetOf(CLUSTERS);
      addInventory(other);
      return other;
    })()));
  });

  test('follow a fleet that grows after a look at it', () => {
    const fleet = fleetOf({});
    addInventory(fleet);
    expect(profilesOf(fleet).map(({ metadata }) => metadata.name)).toEqual(['hub']);
    new Member(fleet, 'zz');
    expect(profilesOf(fleet).map(({ metadata }) => metadata.name)).toEqual(['hub', 'zz']);
  });

  test('have labels that Kubernetes takes, of each of two fleets in one program in its own namespace', () => {
    const app = new App();
    const fleets = ['dev', 'prod'].map(id => fleetOf(CLUSTERS, app, id));
    fleets.forEach(fleet => addInventory(fleet));
    const profiles = fleets.flatMap(profilesOf);
    expect(profiles.map(({ metadata: { namespace, name } }) => `${namespace}/${name}`)).toEqual([
      'dev/hub', 'dev/office', 'dev/prod-eu', 'prod/hub', 'prod/office', 'prod/prod-eu',
    ]);
    const labels = profiles.flatMap(({ metadata }) => Object.entries(metadata.labels as Record<string, string>));
    expect(labels.filter(([key, value]) => !isLabel(key, value))).toEqual([]);
  });
});

describe('what the hub must serve', () => {
  test('is the kind of the profiles alone, and is claimed for the hub', () => {
    const component = clusterInventoryDefinitions();
    expect(component.definitions().map(({ kind, metadata }) => [kind, (metadata as { name: string }).name])).toEqual([
      ['CustomResourceDefinition', 'clusterprofiles.multicluster.x-k8s.io'],
    ]);
    expect(component.objects({ image: reference => reference })).toEqual([]);
    expect(structureOf('multicluster.x-k8s.io/v1alpha1', 'ClusterProfile')).toBeDefined();
    const fleet = fleetOf({});
    addInventory(fleet);
    expect(fleet.settle().clusters.map(({ name, components }) => [name, components.map(needed => needed.component.name)])).toEqual([
      ['hub', ['cluster-inventory-api']],
    ]);
  });
});

describe('is refused at the call', () => {
  const make = (props: object) => () => addInventory(fleetOf({}), props as ClusterInventoryProps);
  const VALUE = 'write what can be the value of a label, letters, digits, dashes, dots and underscores, 63 at most';

  test.each<[string, object, string]>([
    ['a namespace that is none', { namespace: 'Inventory' }, "namespace: write the name of a namespace, lower-case letters, digits and dashes, 63 at most, got 'Inventory'"],
    ['a manager with a space', { clusterManager: 'my fleet' }, `clusterManager: ${VALUE}, got 'my fleet'`],
    ['a manager without a name', { clusterManager: '' }, `clusterManager: ${VALUE}, got ''`],
    ['a ClusterSet that is too long', { clusterSet: 'x'.repeat(64) }, `clusterSet: ${VALUE}, got '${'x'.repeat(64)}'`],
    ['labels that are no list', { labels: 'stage' }, "labels: write a list of texts that are not empty, got 'stage'"],
    ['a kubeconfig that is none', { kubeconfig: true }, 'kubeconfig: write an object, got true'],
    ['a status', { status: {} }, 'status is no option; write one of namespace, clusterManager, clusterSet, labels, kubeconfig'],
  ])('%s', (_, props, message) => {
    expect(make(props)).toThrow(new Error(`acme/inventory: ${message}`));
  });

  test('a second inventory of a fleet, wherever it lies', () => {
    const fleet = fleetOf({});
    const eu = addCluster(fleet, 'eu');
    new ClusterInventory(eu.chart, 'first');
    expect(() => addInventory(fleet)).toThrow(new Error(
      "acme/inventory: fleet 'acme' has a ClusterInventory already (acme--eu/first); it has one kubeconfig, and one profile for each cluster"));
  });

  test('but not one that comes after a malformed one', () => {
    const fleet = fleetOf({});
    expect(() => new ClusterInventory(fleet, 'bad', { namespace: '_' })).toThrow();
    expect(addInventory(fleet).namespace).toBe('acme');
  });
});

test('a label that no cluster has is a finding', () => {
  const fleet = fleetOf(CLUSTERS);
  addInventory(fleet, { labels: ['stage', 'taem'] });
  expect(fleet.check()).toEqual([{
    code: 'cluster-inventory-unknown-name', severity: 'error', clusters: [], paths: ['acme/inventory'],
    message: "acme/inventory: labels names 'taem', which is a label of no cluster of fleet acme (did you mean 'team'?): correct it, or take it out",
  }]);
});
