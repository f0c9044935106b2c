import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap, definition, hubOnly, managed, namespace, Provider, widget } from './fleets';
import { mockEngine } from './mocks';
import { ExistingCluster, Fleet } from '../../lib';
import { Step } from '../../lib/pulumi/plan';
import { planFleet } from '../../lib/pulumi/plan-fleet';
import { FleetDeploymentArgs } from 'cdk8s-fleet/pulumi';

/** The lock of these fleets is empty, and Pulumi says so. */
beforeEach(() => { jest.spyOn(console, 'warn').mockImplementation(() => undefined); });

const CLUSTER_API = { apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster' };

/** A hub on which everything is installed that objects of these tests need. */
function hubWithClusterApi(): Fleet {
  const network = { pods: '10.0.0.0/16', services: '10.1.0.0/20' };
  const servedByOthers = ['cluster.x-k8s.io', 'operator.cluster.x-k8s.io', 'acme.example'];
  return hubOnly({ hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network, servedByOthers }) });
}

/** The steps of the hub in their order, each checked to be behind all that it waits for. */
async function stepsOf(fleet: Fleet, more: Partial<FleetDeploymentArgs> = {}): Promise<readonly Step[]> {
  await mockEngine();
  const [{ steps }] = planFleet('d', { fleet, providers: { hub: new Provider('hub') }, ...more }).clusters;
  expect(steps.flatMap(({ after }, i) => after.filter(step => !steps.slice(0, i).includes(step))).map(({ name }) => name)).toEqual([]);
  return steps;
}

/** What each step waits for, by names. */
async function waitsOf(fleet: Fleet, more: Partial<FleetDeploymentArgs> = {}): Promise<Readonly<Record<string, readonly string[]>>> {
  const steps = await stepsOf(fleet, more);
  return Object.fromEntries(steps.map(({ name, after }) => [name, after.map(step => step.name).sort()]));
}

function cluster(scope: Construct, id: string): ApiObject {
  return new ApiObject(scope, id, { ...CLUSTER_API, metadata: { name: id }, ...{ spec: { paused: false } } });
}

/** Everything that a step waits for, directly or not. */
function allBefore(step: Step, found = new Set<Step>()): ReadonlySet<Step> {
  step.after.filter(other => !found.has(other)).forEach(other => { found.add(other); allBefore(other, found); });
  return found;
}

describe('a Cluster, for which Pulumi waits, comes', () => {
  test('behind everything of its wave that is ready at once: its own control plane, and the parts of others', async () => {
    const fleet = hubOnly();
    ['us-east', 'us-west'].forEach((name, i) => managed(fleet, name, 4 + 2 * i));
    const steps = await stepsOf(fleet);
    const isCluster = (step: Step) => step.type === 'object' && step.manifest.kind === 'Cluster';
    const others = steps.filter(step => step.type === 'object' && !isCluster(step));
    expect(others.length).toBeGreaterThan(10);
    expect(steps.filter(isCluster)).toHaveLength(2);
    steps.filter(isCluster).forEach(step => expect(others.filter(other => !allBefore(step).has(other)).map(({ name }) => name)).toEqual([]));
    expect(steps.filter(({ name }) => name === 'hub:wave:0:ready')).toHaveLength(1);
  });

  test('behind few without a gate, and before what declares that it depends on it', async () => {
    const fleet = hubWithClusterApi();
    const { chart } = fleet.hub;
    const a = cluster(chart, 'a-cluster');
    configMap(chart, 'b');
    configMap(chart, 'c').addDependency(a);
    expect(await waitsOf(fleet)).toEqual({ 'hub/a-cluster': ['hub/b'], 'hub/b': [], 'hub/c': ['hub/a-cluster'] });
  });

  test('behind its own parts where they wait for another Cluster, as all of it does', async () => {
    const fleet = hubWithClusterApi();
    const { chart } = fleet.hub;
    const [first, second] = ['first', 'second'].map(id => new Construct(chart, id));
    [first, second].forEach(scope => { cluster(scope, `${scope.node.id}-cluster`); configMap(scope, `${scope.node.id}-parts`); });
    second.node.addDependency(first);
    const waits = await waitsOf(fleet);
    expect(waits['hub/first/first-cluster']).toEqual(['hub/first/first-parts']);
    expect(waits['hub/second/second-cluster']).toEqual(['hub/first/first-cluster', 'hub/first/first-parts', 'hub/second/second-parts']);
  });

  test('behind gates, one for each step of such a chain', async () => {
    const fleet = hubWithClusterApi();
    const { chart } = fleet.hub;
    const scopes = ['x', 'y', 'z'].map(id => new Construct(chart, id));
    scopes.forEach(scope => { cluster(scope, `${scope.node.id}-cluster`); Array.from({ length: 9 }, (_, i) => configMap(scope, `${scope.node.id}-${i}`)); });
    scopes.slice(1).forEach((scope, i) => scope.node.addDependency(scopes[i]));
    const waits = await waitsOf(fleet);
    expect(waits['hub/z/z-cluster']).toEqual(['hub/y:all', 'hub:wave:0:ready:2']);
    expect(waits['hub:wave:0:ready:2']).toEqual(['hub:wave:0:ready:1', ...Array.from({ length: 9 }, (_, i) => `hub/z/z-${i}`)].sort());
    expect(waits['hub/x/x-cluster']).toEqual(['hub:wave:0:ready']);
  });

  test('beside what Pulumi waits for by itself, and which may wait for the Cluster', async () => {
    const fleet = hubWithClusterApi();
    const { chart } = fleet.hub;
    cluster(chart, 'a-cluster');
    new ApiObject(chart, 'job', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' } });
    expect(await waitsOf(fleet)).toEqual({ 'hub/job': [], 'hub/a-cluster': [] });
    expect((await stepsOf(fleet)).map(({ name }) => name)).toEqual(['hub/job', 'hub/a-cluster']);
  });

  test('and so does what waits because the program says so, but not what shall not wait', async () => {
    const fleet = hubWithClusterApi();
    const { chart } = fleet.hub;
    cluster(chart, 'quick').metadata.addAnnotation('pulumi.com/skipAwait', 'true');
    widget(chart, 'a-widget').metadata.addAnnotation('pulumi.com/waitFor', 'condition=Ready');
    expect(await waitsOf(fleet)).toEqual({ 'hub/quick': [], 'hub/a-widget': ['hub/quick'] });
  });

  test('with 300 Clusters in few edges', async () => {
    const fleet = hubWithClusterApi();
    Array.from({ length: 300 }, (_, i) => { cluster(fleet.hub.chart, `a-${i}`); configMap(fleet.hub.chart, `b-${i}`); });
    const steps = await stepsOf(fleet);
    expect(steps.reduce((sum, { after }) => sum + after.length, 0)).toBe(300 + 300);
  });
});

test('a provider of Cluster API waits for what others need of it: its settings, and the core provider before all others', async () => {
  const fleet = hubWithClusterApi();
  const unit = fleet.deliveredUnit('hub', 'platform', -10);
  const provider = (kind: string, name: string) => new ApiObject(unit, name, { apiVersion: 'operator.cluster.x-k8s.io/v1alpha2', kind, metadata: { name } });
  provider('BootstrapProvider', 'a-kubeadm');
  provider('CoreProvider', 'z-core');
  configMap(unit, 'settings');
  expect(await waitsOf(fleet)).toEqual({
    'hub--platform/settings': [], 'hub--platform/z-core': ['hub--platform/settings'], 'hub--platform/a-kubeadm': ['hub--platform/settings', 'hub--platform/z-core'],
  });
});

describe('of a wave, from whatever folder, come first', () => {
  test('namespaces and definitions', async () => {
    const fleet = hubOnly();
    const unit = fleet.deliveredUnit('hub', 'z-unit', 0);
    widget(fleet.hub.chart, 'a-widget');
    configMap(fleet.hub.chart, 'a', { namespace: 'shop' });
    definition(unit, 'definition');
    namespace(unit, 'shop');
    expect(await waitsOf(fleet)).toEqual({
      'hub--z-unit/definition': [], 'hub--z-unit/shop': [], 'hub/a-widget': ['hub--z-unit/definition'], 'hub/a': ['hub--z-unit/shop'],
    });
  });

  test('those of units that the program names, and what they depend on themselves', async () => {
    const fleet = hubOnly();
    const [first, second] = ['a-unit', 'b-unit'].map(unit => fleet.chartOf('hub', unit));
    configMap(first, 'a', { namespace: 'shop' });
    namespace(second, 'shop').addDependency(configMap(second, 'quota'));
    expect(await waitsOf(fleet, { units: { hub: ['a-unit', 'b-unit'] } })).toEqual({
      'hub--b-unit/quota': [], 'hub--b-unit/shop': ['hub--b-unit/quota'], 'hub--a-unit/a': ['hub--b-unit/shop'],
    });
  });
});
