import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ComponentResourceOptions } from '@pulumi/pulumi';
import { Construct } from 'constructs';
import { configMap, definition, existing, hubOnly, managed, namespace, Provider, widget } from './fleets';
import { mockEngine, Registered, settled } from './mocks';
import { Fleet } from '../../lib';
import { planFleet } from '../../lib/pulumi/plan-fleet';
import { FleetDeployment, FleetDeploymentArgs } from 'cdk8s-fleet/pulumi';

/** The lock of these fleets is empty, and Pulumi says so. */
beforeEach(() => { jest.spyOn(console, 'warn').mockImplementation(() => undefined); });

const GATE = 'cdk8s-fleet:index:Gate';

/** What each object of a deployment `d` waits for, by the names below that of the deployment. */
async function waitsOf(fleet: Fleet, args: Partial<FleetDeploymentArgs> = {}): Promise<Readonly<Record<string, readonly string[]>>> {
  const registered = await deploy(fleet, args);
  const shortNames = (urn: string) => urn.split('::').pop()!.replace(/^d\//, '');
  return Object.fromEntries(registered.filter(({ type }) => type.startsWith('kubernetes:') || type === GATE).map(resource => [
    shortNames(resource.urn), resource.dependencies.map(shortNames).sort(),
  ]));
}

async function deploy(fleet: Fleet, args: Partial<FleetDeploymentArgs> = {}, opts: ComponentResourceOptions = {}): Promise<readonly Registered[]> {
  const registered = await mockEngine();
  new FleetDeployment('d', { fleet, providers: { hub: new Provider('hub') }, ...args }, opts);
  await settled();
  return registered;
}

function several(scope: Construct, id: string, count: number): Construct {
  const group = new Construct(scope, id);
  Array.from({ length: count }, (_, i) => configMap(group, `${id}-${i}`));
  return group;
}

describe('an object waits for', () => {
  test('the namespace that it lies in, where the program makes it', async () => {
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'a', { namespace: 'shop' });
    configMap(fleet.hub.chart, 'b', { namespace: 'of-others' });
    namespace(fleet.hub.chart, 'shop');
    expect(await waitsOf(fleet)).toEqual({ 'hub/shop': [], 'hub/a': ['hub/shop'], 'hub/b': [] });
  });

  test('the definition of its kind, where the program makes it', async () => {
    const fleet = hubOnly();
    widget(fleet.hub.chart, 'a-widget');
    definition(fleet.hub.chart, 'z-definition');
    expect(await waitsOf(fleet)).toEqual({ 'hub/z-definition': [], 'hub/a-widget': ['hub/z-definition'] });
  });

  test('what its construct depends on, and the constructs around it', async () => {
    const fleet = hubOnly();
    const { chart } = fleet.hub;
    const group = several(chart, 'group', 1);
    const inner = configMap(group, 'inner');
    const first = configMap(chart, 'z-first');
    group.node.addDependency(first);
    inner.addDependency(configMap(chart, 'z-second'));
    expect(await waitsOf(fleet)).toEqual({
      'hub/z-first': [], 'hub/z-second': [], 'hub/group/group-0': ['hub/z-first'], 'hub/group/inner': ['hub/z-first', 'hub/z-second'],
    });
  });

  test('every object of a construct that it depends on', async () => {
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'a').node.addDependency(several(fleet.hub.chart, 'group', 2));
    expect(await waitsOf(fleet)).toMatchObject({ 'hub/a': ['hub/group/group-0', 'hub/group/group-1'] });
  });

  test('the object that it lies in, and not for what lies beside it', async () => {
    const fleet = hubOnly();
    const outer = configMap(fleet.hub.chart, 'outer');
    configMap(outer, 'beside');
    configMap(outer, 'inner').node.addDependency(outer);
    expect(await waitsOf(fleet)).toEqual({ 'hub/outer': [], 'hub/outer/beside': [], 'hub/outer/inner': ['hub/outer'] });
  });

  test('the waves before its own, by the one right before it', async () => {
    const fleet = hubOnly();
    configMap(fleet.deliveredUnit('hub', 'late', 10), 'late');
    configMap(fleet.hub.chart, 'main');
    configMap(fleet.deliveredUnit('hub', 'early', -10), 'early');
    fleet.deliveredUnit('hub', 'empty', 5);
    expect(await waitsOf(fleet)).toEqual({ 'hub--early/early': [], 'hub/main': ['hub--early/early'], 'hub--late/late': ['hub/main'] });
  });

  test('the Cluster that makes its cluster', async () => {
    const fleet = hubOnly();
    const us = managed(fleet);
    configMap(us.chart, 'a');
    configMap(fleet.deliveredUnit('us-east', 'late', 10), 'b');
    const waits = await waitsOf(fleet, { providers: { 'hub': new Provider('hub'), 'us-east': new Provider('us') } });
    expect(waits).toMatchObject({ 'us-east/a': ['hub/us-east/Resource'], 'us-east--late/b': ['us-east/a'] });
  });

  test('the Cluster that makes its own, and no other', async () => {
    const fleet = hubOnly();
    configMap(managed(fleet, 'us-east', 4).chart, 'a');
    configMap(managed(fleet, 'us-west', 6).chart, 'a');
    const waits = await waitsOf(fleet, { providers: { 'hub': new Provider('hub'), 'us-east': new Provider('us'), 'us-west': new Provider('us2') } });
    expect(waits).toMatchObject({ 'us-east/a': ['hub/us-east/Resource'], 'us-west/a': ['hub/us-west/Resource'] });
  });

  test('no Cluster that is made elsewhere', async () => {
    const fleet = hubOnly();
    managed(fleet);
    configMap(existing(fleet).chart, 'a');
    configMap(fleet.chartOf('us-east'), 'b');
    const waits = await waitsOf(fleet, { clusters: ['eu-west', 'us-east'], providers: { 'eu-west': new Provider('eu'), 'us-east': new Provider('us') } });
    expect(waits).toEqual({ 'eu-west/a': [], 'us-east/b': [] });
  });
});

describe('many objects', () => {
  test('of a wave are waited for at a gate, which no provider is asked about', async () => {
    const fleet = hubOnly();
    several(fleet.deliveredUnit('hub', 'early', -10), 'group', 9);
    configMap(fleet.hub.chart, 'a');
    configMap(fleet.hub.chart, 'b');
    const registered = await deploy(fleet);
    const gate = registered.find(({ type }) => type === GATE)!;
    expect(gate).toMatchObject({ urn: `urn:pulumi:stack::project::cdk8s-fleet:index:FleetDeployment$${GATE}::d/hub:wave:-10`, custom: false, provider: '', inputs: {} });
    expect(gate.dependencies).toHaveLength(9);
    expect(registered.filter(({ name }) => /hub\/[ab]$/.test(name)).map(({ dependencies }) => dependencies)).toEqual([[gate.urn], [gate.urn]]);
  });

  test('may become few: their gate is not protected, though they are', async () => {
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'a').node.addDependency(several(fleet.hub.chart, 'group', 9));
    const registered = await deploy(fleet, {}, { protect: true });
    expect(registered.filter(({ type }) => type === GATE).map(resource => resource.protect)).toEqual([false]);
    expect(registered.filter(({ name }) => name === 'd/hub/a').map(resource => resource.protect)).toEqual([true]);
  });

  test('of a construct are waited for at a gate of their own, however many wait', async () => {
    const fleet = hubOnly();
    const group = several(fleet.hub.chart, 'group', 9);
    const waiting = ['a', 'b'].map(id => configMap(fleet.hub.chart, id));
    waiting.forEach(object => object.node.addDependency(group));
    const waits = await waitsOf(fleet);
    expect(waits['hub/group:all']).toHaveLength(9);
    expect(waits).toMatchObject({ 'hub/a': ['hub/group:all'], 'hub/b': ['hub/group:all'] });
  });

  test('eight are named one by one', async () => {
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'a').node.addDependency(several(fleet.hub.chart, 'group', 8));
    const waits = await waitsOf(fleet);
    expect(waits['hub/a']).toHaveLength(8);
    expect(waits).not.toHaveProperty('hub/group:all');
  });

  test('2,000 in layers that wait for each other need two waits each, and a gate for each layer', async () => {
    const fleet = hubOnly();
    several(fleet.deliveredUnit('hub', 'early', -10), 'group', 400);
    const layers = Array.from({ length: 4 }, (_, i) => several(fleet.hub.chart, `layer-${i}`, 400));
    layers.slice(1).forEach((layer, i) => layer.node.addDependency(layers[i]));
    await mockEngine();
    const [{ steps }] = planFleet('d', { fleet, providers: { hub: new Provider('hub') } }).clusters;
    const gates = steps.filter(({ type }) => type === 'gate');
    expect(steps).toHaveLength(2_000 + 4);
    expect(gates).toHaveLength(4);
    // A wait of each object of the other wave for it, and of each of the other layers for the one before; and one of a gate for each of the others.
    expect(steps.reduce((sum, { after }) => sum + after.length, 0)).toBe(1_600 + 1_200 + 1_600);
  });

  test('on their way through a plan are behind all that they wait for', async () => {
    const fleet = hubOnly();
    several(fleet.deliveredUnit('hub', 'early', -10), 'group', 20);
    const group = several(fleet.hub.chart, 'z-group', 20);
    several(fleet.hub.chart, 'a-group', 20).node.addDependency(group);
    await mockEngine();
    const [{ steps }] = planFleet('d', { fleet, providers: { hub: new Provider('hub') } }).clusters;
    expect(steps.flatMap(({ after }, i) => after.filter(step => steps.indexOf(step) >= i))).toEqual([]);
    expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  });
});

test('no order in the program makes a circle: a namespace that depends on what lies in it', async () => {
  const fleet = hubOnly();
  const inside = configMap(fleet.hub.chart, 'inside', { namespace: 'shop' });
  namespace(fleet.hub.chart, 'shop').addDependency(inside);
  expect(await waitsOf(fleet)).toEqual({ 'hub/inside': [], 'hub/shop': ['hub/inside'] });
});
