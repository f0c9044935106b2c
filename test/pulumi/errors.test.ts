import { afterEach, describe, expect, jest, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';
import { configMap, hubOnly, Provider } from './fleets';
import { mockEngine, settled } from './mocks';
import { errorOf, problemsOf } from './problems';
import { AddressPlan, Calico, Docker, ExistingCluster, Fleet, FleetLink, Lock, ManagedCluster } from '../../lib';
import { FleetDeployment } from 'cdk8s-fleet/pulumi';

afterEach(() => { jest.restoreAllMocks(); });

describe('findings', () => {
  test('of the fleet and of its objects come all at once, each with the path of its construct, and nothing is registered', async () => {
    const fleet = hubOnly();
    new ExistingCluster(fleet, 'eu-west', { version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.3.0.0/20' } });
    new ApiObject(fleet.hub.chart, 'token', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' }, stringData: { token: 'geheim' } });
    const error = await errorOf({ fleet, providers: {} });
    expect(error.errors.map(({ propertyPath }) => propertyPath)).toEqual(['acme/eu-west, acme/hub', 'acme--hub/token', 'providers.hub']);
    expect(error.message).toMatch(/^FleetDeployment prod: 3 errors, and nothing is deployed:\n {2}acme\/eu-west, acme\/hub: error overlapping-ranges: .*\n {2}error secret-material: hub: Secret token \(acme--hub\/token\): /);
    expect(error.errors[1].reason).toMatch(/^error secret-material: hub: Secret token \(acme--hub\/token\): holds values \(stringData\.token\)/);
    expect(error.stack).toBe(error.message);
  });

  test('are printed as text, once: Pulumi prints that of a RunError, and of others every field too', async () => {
    const error = await errorOf({ fleet: hubOnly(), providers: [] as never });
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect(Object.keys(error)).not.toContain('__pulumiRunError');
    expect(error.message).toBe(
      'FleetDeployment prod: 1 error, and nothing is deployed:\n  providers: write an object with the provider of each cluster, by name');
  });

  test('of people\'s own validators count', async () => {
    const fleet = hubOnly();
    fleet.hub.chart.node.addValidation({ validate: () => ['too many cooks'] });
    expect(await problemsOf({ fleet, providers: { } })).toEqual(['acme--hub: error validation: acme--hub: too many cooks']);
  });

  test('between fleets count: their hubs route to each other, and have the same ranges', async () => {
    const fleet = hubOnly();
    const other = new Fleet(fleet.node.root as App, 'other', {
      lock: Lock.memory(), hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }),
    });
    new FleetLink(fleet.node.root as App, 'peering', { clusters: [fleet.hub, other.hub] });
    const problems = await problemsOf({ fleet, providers: {} });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.filter(problem => !/^acme\/hub, other\/hub, peering: error overlapping-ranges: /.test(problem))).toEqual([]);
  });

  test('about constructs in no chart count', async () => {
    const fleet = hubOnly();
    fleet.hub.node.addDependency(configMap(fleet.hub.chart, 'a'));
    expect(await problemsOf({ fleet, providers: { hub: () => new Provider('hub') } })).toEqual([expect.stringMatching(/^acme--hub\/a, acme\/hub: error dependency-between-charts: /)]);
  });

  test('about charts of no fleet are warnings: Pulumi has no cluster for their objects', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    await mockEngine();
    const fleet = hubOnly();
    const app = fleet.node.root as App;
    configMap(new Chart(app, 'extra'), 'a');
    new Chart(app, 'empty');
    configMap(new Fleet(app, 'other', { lock: Lock.memory(), hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.8.0.0/16', services: '10.9.0.0/20' } }) }).hub.chart, 'b');
    new FleetDeployment('prod', { fleet, providers: {} });
    await settled();
    expect(warn.mock.calls.map(([text]) => text)).toEqual([expect.stringContaining('warning undeployed-charts: extra: belong to no fleet, so a FleetDeployment deploys them to no'
      + ' cluster: put their objects into the chart of a cluster (fleet.hub.chart), or hand them to Pulumi in another way')]);
  });

  test('that are warnings are told, and stop nothing', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const registered = await mockEngine();
    const fleet = hubOnly();
    fleet.addCheck(() => [{ code: 'test', severity: 'warning', clusters: [], paths: [], message: 'mind the gap' }]);
    configMap(fleet.hub.chart, 'a');
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    expect(warn.mock.calls.map(([text]) => text)).toEqual([expect.stringContaining('warning test: mind the gap')]);
    expect(registered.map(({ name }) => name)).toContain('prod/hub/a');
  });
});

describe('the lock', () => {
  const addresses = AddressPlan.within('10.0.0.0/8', { pods: 16, services: 20 });
  const open = (lock = Lock.memory()) => new Fleet(hubOnly().node.root as App, 'open', {
    lock, addresses, hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '192.168.0.0/20', services: '192.168.16.0/24' } }),
  });
  const member = (fleet: Fleet) => new ManagedCluster(fleet, 'us-east', {
    version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), controlPlane: { replicas: 1, machine: {} },
    pools: { workers: { replicas: 1, machine: {} } },
  });

  test('must hold what is handed out, since Pulumi does not write it and the next run may hand out something else', async () => {
    const fleet = open();
    member(fleet);
    expect(await problemsOf({ fleet, providers: { hub: new Provider('hub') } })).toEqual([
      'open/us-east: error unrecorded-range: us-east pods 10.0.0.0/16 was handed out and is not in memory, so it may move: synth once with a FleetApp, and commit the lock',
      'open/us-east: error unrecorded-range: us-east services 10.1.0.0/20 was handed out and is not in memory, so it may move: synth once with a FleetApp, and commit the lock',
    ]);
    expect(fleet.lock.read('open').facts).toEqual([]);
  });

  test('that holds it is enough; what it lacks of defaults is a warning', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const registered = await mockEngine();
    const fleet = open(Lock.memory({ open: { facts: [
      { owner: 'us-east', fact: 'range/pods', value: '10.0.0.0/16' }, { owner: 'us-east', fact: 'range/services', value: '10.1.0.0/20' },
      { owner: 'us-east', fact: 'profile', value: '1' },
    ] } }));
    member(fleet);
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    expect(registered.length).toBeGreaterThan(5);
    expect(warn.mock.calls.map(([text]) => text)).toEqual([expect.stringMatching(
      /warning unrecorded-defaults: memory lacks 1 of the versions and defaults that fleet 'open' was given \(us-east chart\/calico v[\d.]+\), and another version of this library may give it others: synth once with a FleetApp, and commit the lock/,
    )]);
  });

  test('must hold numbers that are handed out, and not those that the program names', async () => {
    const fleet = hubOnly();
    const id = { type: 'id', cluster: 'hub', path: 'acme/mesh', from: 1, to: 255, otherwise: 'pods must start anew' } as const;
    fleet.claim({ ...id, fact: 'open-id' });
    fleet.claim({ ...id, fact: 'named-id', value: 7 });
    expect(await problemsOf({ fleet, providers: { } })).toEqual([
      'acme/mesh: error unrecorded-id: hub open-id 1 was handed out and is not in memory, so it may move: synth once with a FleetApp, and commit the lock',
    ]);
  });
});
