import { afterEach, describe, expect, jest, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { configMap, existing, hubOnly, managed, Provider } from './fleets';
import { mockEngine, settled } from './mocks';
import { problemsOf } from './problems';
import { recording } from '../fleet/deliveries';
import { FleetDeployment } from 'cdk8s-fleet/pulumi';

afterEach(() => { jest.restoreAllMocks(); });

describe('arguments', () => {
  test('that are of other types, all at once', async () => {
    const wrong = { fleet: {}, providers: { 'hub': {}, 'eu-west': new Provider('aws', 'aws') }, clusters: 'hub', units: { hub: 'restore' }, resourceOptions: {} };
    await settled();
    const registered = await mockEngine();
    expect(registered).toEqual([]);
    expect(await problemsOf(wrong as never)).toEqual([
      'fleet: write a Fleet',
      'providers.hub: write a provider of package kubernetes (new kubernetes.Provider(...)), or a function that returns one (deployment => memberProvider(...)), which is neither async nor a class',
      'providers.eu-west: write a provider of package kubernetes (new kubernetes.Provider(...)), or a function that returns one (deployment => memberProvider(...)), which is neither async nor a class',
      'clusters: write a list of names of clusters',
      'units: write an object with a list of units for each cluster',
      'resourceOptions: write a function that returns options for an object',
    ]);
    expect(await problemsOf(undefined as never)).toEqual(['fleet: write a Fleet', 'providers: write an object with the provider of each cluster, by name']);
    expect(await problemsOf({ fleet: hubOnly(), providers: pulumi.output({}) as never })).toEqual(['providers: write an object with the provider of each cluster, by name']);
  });

  test('that name what is not there', async () => {
    const fleet = hubOnly();
    const nothing = "fleet 'acme' has no cluster 'huub'; it has hub";
    expect(await problemsOf({ fleet, providers: { huub: () => new Provider('x') }, clusters: ['huub'], units: { huub: ['restore'] } })).toEqual([
      `clusters[0]: ${nothing}`, `providers.huub: ${nothing}`, `units.huub: ${nothing}`,
      "units.huub: cluster 'huub' has no unit 'restore'; it has none",
    ]);
    fleet.chartOf('hub', 'drill');
    expect(await problemsOf({ fleet, providers: {}, units: { hub: ['restore'] } })).toEqual(["units.hub: cluster 'hub' has no unit 'restore'; it has drill"]);
  });

  test('that leave a cluster with objects without a provider', async () => {
    const fleet = hubOnly();
    configMap(existing(fleet).chart, 'a');
    expect(await problemsOf({ fleet, providers: {} })).toEqual([
      "providers.eu-west: cluster 'eu-west' (acme/eu-west) has objects, and no provider: write one, or name in clusters those that Pulumi deploys",
    ]);
  });

  test('that give a provider to a cluster that is not deployed', async () => {
    const fleet = hubOnly();
    existing(fleet);
    expect(await problemsOf({ fleet, clusters: ['hub'], providers: { 'eu-west': () => new Provider('eu') } })).toEqual([
      "providers.eu-west: cluster 'eu-west' is not deployed: write it in clusters, or leave out its provider",
    ]);
  });

  test.each([undefined, ['hub'], ['eu-west']])('that hold a fleet whose folders a controller reads, with clusters %j', async clusters => {
    const fleet = hubOnly({ delivery: recording({}, { name: 'Argo CD', readsFolders: true }) });
    existing(fleet);
    configMap(fleet.hub.chart, 'a');
    expect(await problemsOf({ fleet, ...(clusters && { clusters }), providers: { hub: () => new Provider('hub') } })).toEqual([
      "fleet: fleet 'acme' is delivered by Argo CD, which applies a folder for every cluster, the hub too, so that each object would have two owners: have `cdk8s"
      + ' synth` write the folders and deploy nothing by Pulumi, or give the fleet no such delivery (Delivery.plainFiles() where charts must be rendered)',
    ]);
  });

  test('that are misspelt, or empty', async () => {
    const wrong = { fleet: hubOnly(), providers: {}, cluster: ['hub'], clusters: [] };
    expect(await problemsOf(wrong)).toEqual([
      'cluster: is no argument; write one of fleet, providers, clusters, units, resourceOptions',
      'clusters: name a cluster, or leave it out for all of them, got an empty list',
    ]);
  });

  test.each([null, 'protect', []])('beside options that are %j', async opts => {
    await mockEngine();
    expect(() => new FleetDeployment('prod', { fleet: hubOnly(), providers: {} }, opts as never)).toThrow(
      'FleetDeployment prod: 1 error, and nothing is deployed:\n  opts: write an object of options, or leave it out');
  });

  test('that give two clusters one provider', async () => {
    const fleet = hubOnly();
    existing(fleet);
    const registered = await mockEngine();
    const shared = new Provider('shared');
    expect(() => new FleetDeployment('prod', { fleet, providers: { 'hub': shared, 'eu-west': shared } })).toThrow(
      "  providers.hub, providers.eu-west: clusters 'hub' and 'eu-west' have one provider, which reaches one cluster: write a provider for each");
    expect(() => new FleetDeployment('prod', { fleet, providers: { 'hub': shared, 'eu-west': () => shared } })).toThrow(
      "providers.eu-west: returns the provider of cluster 'hub', which reaches one cluster: write a provider for each");
    await settled();
    expect(registered.map(({ name }) => name).sort()).toEqual(['prod', 'shared']);
  });

  test.each([['an async function', async () => new Provider('x')], ['a class', Provider]])('that hold %s for a provider', async (_, provider) => {
    expect(await problemsOf({ fleet: hubOnly(), providers: { hub: provider as never } })).toEqual([
      'providers.hub: write a provider of package kubernetes (new kubernetes.Provider(...)), or a function that returns one (deployment => memberProvider(...)), which is neither async nor a class',
    ]);
  });

  test('that name units of a cluster that is not deployed', async () => {
    const fleet = hubOnly();
    existing(fleet);
    configMap(fleet.chartOf('eu-west', 'restore'), 'plan');
    expect(await problemsOf({ fleet, clusters: ['hub'], units: { 'eu-west': ['restore'] }, providers: {} })).toEqual([
      "units.eu-west: cluster 'eu-west' is not deployed: write it in clusters, or leave out its units",
    ]);
  });

  test('that deploy a cluster a second time', async () => {
    await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'a');
    configMap(existing(fleet).chart, 'b');
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    new FleetDeployment('one', { fleet, clusters: ['hub'], providers: { hub: new Provider('hub') } });
    new FleetDeployment('two', { fleet, clusters: ['eu-west'], providers: { 'eu-west': new Provider('eu') } });
    await settled();
    const twice = (cluster: string, by: string) => `clusters: cluster '${cluster}' is deployed by FleetDeployment ${by} already, and its objects would have two owners:`
      + ' name in clusters of each those that it deploys';
    expect(await problemsOf({ fleet, providers: { 'hub': () => new Provider('h'), 'eu-west': () => new Provider('e') } })).toEqual([twice('eu-west', 'two'), twice('hub', 'one')]);
  });

  test('whose function for the options of objects says what it may not, or nothing that counts', async () => {
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'a');
    configMap(fleet.hub.chart, 'b');
    const problems = (resourceOptions: unknown) => problemsOf({ fleet, providers: { hub: () => new Provider('hub') }, resourceOptions: resourceOptions as never });
    expect(await problems(() => ({ provider: undefined, parent: undefined }))).toEqual([
      'resourceOptions: for acme--hub/a and 1 more: leave out provider: an object goes to the provider of its cluster, write that in providers;'
      + ' leave out parent: the parent of an object is the FleetDeployment, and its URN a contract, write the parent of all in opts',
    ]);
    expect(await problems(({ path }: { path: string }) => (path.endsWith('a') ? { id: 'x' } : { urn: 'x' }))).toEqual([
      'resourceOptions: for acme--hub/a: leave out id: with it Pulumi would only read the object, write import for one that is there',
      'resourceOptions: for acme--hub/b: leave out urn: with it Pulumi would only look the object up',
    ]);
    for (const given of [Promise.resolve({}), 'protect', null, [], pulumi.output({})]) {
      expect(await problems(() => given)).toEqual(['resourceOptions: for acme--hub/a and 1 more: return an object of options or undefined, and no promise']);
    }
    expect(await problems(() => { throw new Error('mine'); })).toEqual(['resourceOptions: for acme--hub/a and 1 more: it throws mine']);
    // eslint-disable-next-line no-throw-literal
    expect(await problems(() => { throw 'text'; })).toEqual(['resourceOptions: for acme--hub/a and 1 more: it throws text']);
    const changed = await problems(({ manifest }: any) => { manifest.metadata.name = 'another'; });
    expect(changed).toEqual([expect.stringContaining("it throws Cannot assign to read only property 'name'")]);
  });

  test('whose function returns no provider', async () => {
    await mockEngine();
    const fleet = hubOnly();
    managed(fleet);
    jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(() => new FleetDeployment('prod', { fleet, providers: { hub: (() => undefined) as never } })).toThrow(
      'providers.hub: return a provider of package kubernetes (new kubernetes.Provider(...)), or what memberProvider(...) returns');
    await settled();
  });
});
