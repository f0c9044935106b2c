import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { definition, manifest, NAME, nothingServes, Terse, WIDGET } from './widgets';
import { Docker, ExistingCluster, HelmInstallation, HubPlatform, ManagedCluster } from '../../../lib';
import { Fleet, FleetApp, HelmAddOn } from '../../../lib/fleet';
import { Manifest } from '../../../lib/fleet/manifest';
import { recording } from '../deliveries';
import { hub, newFleet } from '../members';

/** An object in a program. */
function put(scope: Construct, object: Terse | Manifest): void {
  const of = 'kind' in object ? object : manifest(object);
  new ApiObject(scope, `${of.kind}-${of.metadata.name}`, { ...of });
}

/** What a whole fleet or app says about kinds. */
function said(whole: Fleet | FleetApp): readonly string[] {
  return whole.check().filter(({ code }) => code === 'kind-not-served').map(({ message }) => message);
}

const ADD_ON: HelmAddOn = { release: 'acme', namespace: 'acme', repository: 'https://charts.example.com', chart: 'acme', defaultVersion: '1.0.0', values: {} };
const NETWORK = { pods: '10.0.0.0/16', services: '10.1.0.0/20' };

describe('in a fleet', () => {
  const fleetOf = () => newFleet(new App(), { delivery: recording() });
  const fails = `eu: Widget w (acme--eu/Widget-w): ${nothingServes('acme.example/Widget', 'eu')}`;

  test.each<[string, Partial<ConstructorParameters<typeof ExistingCluster>[2]>, readonly string[]]>([
    ['nothing', {}, [fails]],
    ['another kind by others', { servedByOthers: ['acme.example/Gadget'] }, [fails]],
    ['its group by others', { servedByOthers: ['acme.example'] }, []],
    ['it by others', { servedByOthers: ['acme.example/Widget'] }, []],
    ['another chart', { addOns: [{ ...ADD_ON, serves: ['other.example'] }] }, [fails]],
    ['a chart', { addOns: [{ ...ADD_ON, serves: ['acme.example'] }] }, []],
  ])('a kind is served in a cluster that exists by %s', (_, props, messages) => {
    const fleet = fleetOf();
    const eu = new ExistingCluster(fleet, 'eu', { version: '1.34.1', network: NETWORK, ...props });
    put(eu.chart, WIDGET);
    expect(said(fleet)).toEqual(messages);
  });

  test('a kind is served by a chart in the clusters that get it', () => {
    const fleet = fleetOf();
    const [eu, us] = ['eu', 'us'].map((id, i) => new ExistingCluster(fleet, id, { version: '1.34.1', network: { pods: `10.${i + 2}.0.0/16`, services: `10.${i + 4}.0.0/20` } }));
    [eu, us].forEach(({ chart }) => put(chart, WIDGET));
    new HelmInstallation(fleet, 'chart', { clusters: [us], addOn: { ...ADD_ON, serves: ['acme.example/Widget'] } });
    expect(said(fleet)).toEqual([fails]);
  });

  test('a definition serves its kind from its folder on', () => {
    const fleet = fleetOf();
    const eu = new ExistingCluster(fleet, 'eu', { version: '1.34.1', network: NETWORK });
    const [early, late] = [fleet.deliveredUnit('eu', 'early', -1), fleet.deliveredUnit('eu', 'late', 1)];
    const drill = fleet.chartOf('eu', 'drill');
    put(eu.chart, definition());
    put(early, ['acme.example/v1', 'Widget', 'a']);
    [eu.chart, late, drill].forEach((chart, i) => put(chart, ['acme.example/v1', 'Widget', `b${i}`]));
    put(late, ['acme.example/v2', 'Widget', 'c']);
    expect(said(fleet)).toEqual([
      `eu: Widget a (acme--eu--early/Widget-a): it is in folder eu.early, and CustomResourceDefinition ${NAME} serves it only once folder eu is applied: move the object to a later folder`,
      `eu: Widget c (acme--eu--late/Widget-c): CustomResourceDefinition ${NAME} does not serve acme.example/v2: write acme.example/v1`,
    ]);
    expect(() => eu.chart.toJson()).toThrow('kind-not-served: eu: Widget a');
  });

  test('a definition serves its kind in its own cluster alone', () => {
    const fleet = fleetOf();
    const eu = new ExistingCluster(fleet, 'eu', { version: '1.34.1', network: NETWORK });
    put(fleet.hub.chart, definition());
    put(eu.chart, WIDGET);
    expect(said(fleet)).toEqual([fails]);
  });

  test('clusters of one name in two fleets do not meet, and folders are called as they lie', () => {
    const app = new FleetApp();
    const shared = hub();
    const [one, two] = ['one', 'two'].map(id => newFleet(app, { hub: shared, delivery: recording() }, id));
    [one, two].forEach(fleet => new ExistingCluster(fleet, 'eu', { version: '1.34.1', network: NETWORK }));
    put(one.chartOf('eu'), definition());
    put(two.chartOf('eu'), WIDGET);
    put(one.deliveredUnit('eu', 'early', -1), WIDGET);
    expect(said(app)).toEqual([
      `eu: Widget w (one--eu--early/Widget-w): it is in folder one/eu.early, and CustomResourceDefinition ${NAME} serves it only once folder one/eu is applied: move the object to a later folder`,
      `eu: Widget w (two--eu/Widget-w): ${nothingServes('acme.example/Widget', 'eu')}`,
    ]);
  });
});

describe('on a hub', () => {
  const HUB = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } });
  const member = (fleet: Fleet) => new ManagedCluster(fleet, 'dev', {
    version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: false, controlPlane: { replicas: 1, machine: {} }, pools: {},
  });
  const CERTIFICATE: Terse = ['cert-manager.io/v1', 'Issuer', 'mine', 'shop'];
  const MACHINE: Terse = ['infrastructure.cluster.x-k8s.io/v1beta2', 'DevMachineTemplate', 'mine', 'shop'];

  test('what nothing needs is served by nobody', () => {
    const fleet = newFleet(new App(), { hub: HUB });
    put(fleet.hub.chart, CERTIFICATE);
    expect(said(fleet)).toEqual([`hub: Issuer shop/mine (acme--hub/Issuer-mine): ${nothingServes('cert-manager.io/Issuer', 'hub')}`]);
  });

  test('what members need counts as served, where nothing installs it', () => {
    const fleet = newFleet(new App(), { hub: HUB });
    member(fleet);
    put(fleet.hub.chart, MACHINE);
    expect(said(fleet)).toEqual([]);
  });

  test('definitions that the platform writes serve from the first phase on, providers from the phase after their own on', () => {
    const fleet = newFleet(new App(), { hub: HUB });
    const platform = new HubPlatform(fleet, 'platform');
    member(fleet);
    (['definitions', 'certificates', 'operator', 'providers', 'gitops'] as const).forEach((phase, i) => {
      const chart = platform.chartOf(phase);
      put(chart, [CERTIFICATE[0], CERTIFICATE[1], `mine-${i}`, 'shop']);
      put(chart, [MACHINE[0], MACHINE[1], `mine-${i}`, 'shop']);
    });
    put(fleet.hub.chart, MACHINE);
    const early = [['00-crds', 0], ['10-cert-manager', 1], ['30-cluster-api-operator', 2], ['40-cluster-api', 3]] as const;
    expect(said(fleet)).toEqual(early.map(([unit, i]) =>
      `hub: DevMachineTemplate shop/mine-${i} (acme--hub--${unit}/DevMachineTemplate-mine-${i}): it is in folder hub.${unit}, and infrastructure-docker serves it only once folder`
      + ' hub.40-cluster-api is applied: move the object to a later folder'));
  });

  test('what the platform leaves to others counts as served from the first phase on', () => {
    const fleet = newFleet(new App(), { hub: HUB });
    const platform = new HubPlatform(fleet, 'platform', { providedByOthers: { 'cert-manager': 'v1.21.1', 'infrastructure-docker': 'v1.14.0' } });
    member(fleet);
    [CERTIFICATE, MACHINE].forEach(object => put(platform.chartOf('definitions'), object));
    expect(said(fleet)).toEqual([]);
  });
});
