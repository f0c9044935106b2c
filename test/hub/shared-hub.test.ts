import { describe, expect, test } from '@jest/globals';
import { awsMember, dockerMember, fleetOf, newApp, platform } from './programs';
import { Delivery, ExistingCluster, Fleet, FleetApp, HubPlatform, IHub } from '../../lib';

const newHub = () => ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } });

/** Two fleets of an app: `dev` on Docker, `prod` on AWS. */
function twoFleets(hubs: readonly [IHub, IHub]): { readonly app: FleetApp; readonly dev: Fleet; readonly prod: Fleet } {
  const app = newApp();
  const { fleet: dev } = fleetOf([dockerMember('eu')], { hub: hubs[0] }, app, 'dev');
  const { fleet: prod } = fleetOf([awsMember('eu')], { hub: hubs[1] }, app, 'prod');
  return { app, dev, prod };
}

const shared = () => {
  const hub = newHub();
  return twoFleets([hub, hub]);
};
const errors = (app: FleetApp) => app.check().filter(({ severity }) => severity === 'error').map(({ code, clusters, message }) => ({ code, clusters, message }));
const providers = (fleet: Fleet) => fleet.clusterCharts.flatMap(chart => chart.toJson()).filter(object => object.kind.endsWith('Provider')).map(object => object.metadata.name).sort();

describe('two fleets on one hub', () => {
  test('have a platform that installs what both need when it is told of the other', () => {
    const { app, dev, prod } = shared();
    new HubPlatform(prod, 'platform', { fleets: [dev] });
    dockerMember('us', 2)(dev);
    expect(errors(app)).toEqual([]);
    expect(providers(prod)).toEqual(['aws', 'cluster-api', 'docker', 'helm', 'kubeadm', 'kubeadm']);
    expect(providers(dev)).toEqual([]);
  });

  test('fail where the one needs what the platform of the other does not install', () => {
    const { app, prod } = shared();
    platform()(prod);
    expect(errors(app)).toEqual([{
      code: 'shared-hub-component', clusters: ['hub'],
      message: 'fleet dev needs infrastructure-docker on hub hub, and the HubPlatform of fleet prod, which has the same hub, does not install it: write fleets: [dev] there',
    }]);
  });

  test('pass where the platform installs all of it anyway, and where there is no platform', () => {
    const { app, prod } = shared();
    platform()(prod);
    dockerMember('us', 2)(prod);
    expect(errors(app)).toEqual([]);
    expect(errors(shared().app)).toEqual([]);
  });

  test('need not be told of each other where each has a hub of its own', () => {
    const { app, prod } = twoFleets([newHub(), newHub()]);
    platform()(prod);
    expect(errors(app)).toEqual([]);
  });
});

describe('a platform for other fleets', () => {
  test('fails for one with another hub', () => {
    const { dev, prod } = twoFleets([newHub(), newHub()]);
    expect(() => new HubPlatform(prod, 'platform', { fleets: [dev] })).toThrow(
      "prod/platform: fleets: fleet 'dev' has another hub: give both fleets the same object as their hub, or the other one a HubPlatform of its own");
  });

  test('fails for its own fleet, and for what is no fleet', () => {
    const { prod } = shared();
    expect(() => new HubPlatform(prod, 'platform', { fleets: [prod] })).toThrow("prod/platform: fleets: fleet 'prod' is its own; remove it");
    expect(() => new HubPlatform(prod, 'other', { fleets: ['dev'] as never })).toThrow('prod/other: fleets: write a list of fleets, got ["dev"]');
  });

  test('have one platform: a second one is refused, and says what to write', () => {
    const { dev, prod } = shared();
    platform()(prod);
    expect(() => new HubPlatform(dev, 'mine', { fleets: [prod] })).toThrow(new Error(
      "dev/mine: fleet 'prod' has the same hub, and prod/platform installs what it runs: remove one of the two, and name its fleet in fleets of the other: fleets: [dev]"));
  });

  test('agree about what the hub has once', () => {
    const hub = newHub();
    const app = newApp();
    const delivery = (namespace: string) => Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git', namespace });
    const { fleet: dev } = fleetOf([], { hub, delivery: delivery('argo-dev') }, app, 'dev');
    const { fleet: prod } = fleetOf([], { hub, delivery: delivery('argo-prod') }, app, 'prod');
    new HubPlatform(prod, 'platform', { fleets: [dev] });
    expect(errors(app)).toContainEqual({
      code: 'conflicting-claims', clusters: ['hub'],
      message: expect.stringMatching(/^argo-cd of hub: .* says v3\.5\.1, in namespace argo-\w+ and .* says v3\.5\.1, in namespace argo-\w+: make them agree/),
    });
  });
});
