import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { recording } from './deliveries';
import { configMap, Member, newFleet } from './members';
import { DeliveredApplication, ExistingCluster, HelmAddOn } from '../../lib';

const ADD_ON: HelmAddOn = {
  release: 'metrics', namespace: 'monitoring', repository: 'https://charts.example.com', chart: 'metrics-server', defaultVersion: '3.13.0',
  values: cluster => ({ of: cluster.name }), openings: [{ description: 'metrics', protocol: 'tcp', fromPort: 4443, toPort: 4443 }],
};

describe('a fleet and its delivery', () => {
  test('meet once, before there is a cluster, under a scope of the fleet', () => {
    const delivery = recording();
    const fleet = newFleet(new App(), { delivery });
    expect(delivery.bound).toEqual([[fleet, 'acme/delivery']]);
  });

  test('deliver the folder of each cluster once, the hub first, and none twice', () => {
    const delivery = recording();
    const fleet = newFleet(new App(), { delivery });
    new Member(fleet, 'eu');
    fleet.chartOf('eu');
    expect(delivery.folders.map(({ cluster, unit, wave, path }) => [cluster, unit, wave, path()])).toEqual([
      ['hub', undefined, 0, 'hub'], ['eu', undefined, 0, 'eu'],
    ]);
  });

  test('install a release after others, where that is asked', () => {
    const delivery = recording();
    const fleet = newFleet(new App(), { delivery });
    new Member(fleet, 'eu');
    fleet.delivery.installRelease(new Construct(fleet, 'first'), 'eu', ADD_ON);
    fleet.delivery.installRelease(new Construct(fleet, 'second'), 'eu', { ...ADD_ON, release: 'dashboards' }, ['metrics']);
    expect(delivery.releases.map(({ name, after }) => [name, after])).toEqual([['metrics', undefined], ['dashboards', ['metrics']]]);
  });

  test('deliver a unit that is declared so, and no other, under the path that it gets when there are several fleets', () => {
    const app = new App();
    const delivery = recording();
    const fleet = newFleet(app, { delivery });
    new Member(fleet, 'eu');
    fleet.deliveredUnit('eu', 'crds', -1);
    fleet.chartOf('eu', 'restore');
    newFleet(app, {}, 'other');
    expect(delivery.folders.slice(2).map(({ cluster, unit, wave, path }) => [cluster, unit, wave, path()])).toEqual([['eu', 'crds', -1, 'acme/eu.crds']]);
    expect(() => fleet.deliveredUnit('eu', 'restore', 1))
      .toThrow(new Error("fleet 'acme': unit 'restore' of cluster 'eu' exists already; a unit is delivered from its first use on, or never"));
  });

  test('make objects of the hub only when there is a hub', () => {
    const made: ApiObject[] = [];
    const delivery = recording({ deliverFolder: ({ cluster }) => made.push(configMap(deliveryFleet().hub.chart, `folder-${cluster}`)) });
    const deliveryFleet = () => delivery.bound[0][0];
    new Member(newFleet(new App(), { delivery }), 'eu');
    expect(made.map(object => object.node.path)).toEqual(['acme--hub/folder-hub', 'acme--hub/folder-eu']);
  });

  test('tell the model who delivers', () => {
    expect(newFleet(new App()).settle().delivery).toBeUndefined();
    expect(newFleet(new App(), { delivery: recording({}, { prunes: true }) }).settle().delivery).toEqual({ name: 'recorder', prunes: true, readsFolders: false });
  });
});

describe('a release', () => {
  const install = (delivery = recording()) => {
    const fleet = newFleet(new App(), { delivery });
    new Member(fleet, 'eu');
    const construct = new Construct(fleet, 'metrics');
    fleet.delivery.installRelease(construct, 'eu', ADD_ON);
    return { fleet, delivery, construct };
  };

  test('is asked of the delivery, with what is settled later', () => {
    const { fleet, delivery } = install();
    fleet.claim({ type: 'release-values', cluster: 'eu', path: 'mesh', release: 'metrics', values: { mesh: 7 } });
    const [{ path, cluster, name, namespace, repository, settled }] = delivery.releases;
    expect([path, cluster, name, namespace, repository]).toEqual(['acme/metrics', 'eu', 'metrics', 'monitoring', 'https://charts.example.com']);
    expect(settled()).toMatchObject({ name: 'metrics', chart: 'metrics-server', version: '3.13.0', values: { of: 'eu', mesh: 7 }, installer: 'delivery' });
  });

  test('brings its namespace and its ports along', () => {
    const eu = install().fleet.settle().clusters.find(({ name }) => name === 'eu')!;
    expect([eu.namespaces, eu.openings]).toEqual([['monitoring'], ADD_ON.openings]);
  });

  test('of the hub itself is asked when there is a hub', () => {
    const delivery = recording();
    newFleet(new App(), {
      delivery,
      hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' }, addOns: [ADD_ON] }),
    });
    expect(delivery.releases.map(({ cluster, path }) => [cluster, path])).toEqual([['hub', 'acme/hub/add-on-metrics']]);
  });

  test('that another construct installs too is settled as that one\'s, and is a finding', () => {
    const { fleet, delivery } = install();
    fleet.delivery.installRelease(new Construct(fleet, 'again'), 'eu', { ...ADD_ON, chart: 'other' });
    expect(delivery.releases.map(({ settled }) => settled().path)).toEqual(['acme/again', 'acme/again']);
    expect(fleet.findings().map(({ code, paths }) => [code, paths])).toEqual([['conflicting-claims', ['acme/again', 'acme/metrics']]]);
  });

  test('that somebody else installs is still something that can be rendered, and is a finding', () => {
    const delivery = recording();
    const fleet = newFleet(new App(), { delivery });
    new ExistingCluster(fleet, 'old', {
      version: '1.34.1', network: { pods: '192.168.0.0/17', services: '172.30.0.0/20' }, addOns: [ADD_ON], releasesOfOthers: { metrics: 'Terraform' },
    });
    expect(delivery.releases[0].settled()).toMatchObject({ name: 'metrics', version: '3.13.0', values: {}, path: 'acme/old/add-on-metrics' });
    expect(fleet.findings().map(({ code }) => code)).toEqual(['conflicting-claims']);
  });

  test('needs a delivery', () => {
    const fleet = newFleet(new App());
    expect(() => fleet.delivery.installRelease(new Construct(fleet, 'metrics'), 'hub', ADD_ON)).toThrow(new Error(
      "acme/metrics: Helm release metrics for cluster 'hub' needs a delivery, and fleet 'acme' has none: pass the fleet delivery: Delivery.argoCd(...), Delivery.flux(...) or"
      + ' Delivery.plainFiles(), which renders charts with the helm binary'));
  });

  test('is checked first', () => {
    const { fleet, construct } = install();
    expect(() => fleet.delivery.installRelease(construct, 'eu', { ...ADD_ON, repository: 'git@example.com' }))
      .toThrow(new Error("acme/metrics: add-on metrics: repository: write https://... or oci://..., got 'git@example.com'"));
  });
});

describe('an application', () => {
  const application: DeliveredApplication = { name: 'shop', namespace: 'shop', createNamespace: true, prune: false, waves: [], targets: () => [] };

  test('is left to who asks where the delivery has no way of its own, or there is none', () => {
    for (const props of [{}, { delivery: recording() }]) {
      const fleet = newFleet(new App(), props);
      expect(fleet.delivery.deliverApplication(fleet, application)).toBe(false);
    }
  });

  test('is handed over otherwise', () => {
    const seen: unknown[] = [];
    const fleet = newFleet(new App(), { delivery: recording({ deliverApplication: (construct, what) => seen.push([construct, what]) }) });
    expect(fleet.delivery.deliverApplication(fleet, application)).toBe(true);
    expect(seen).toEqual([[fleet, application]]);
  });
});

describe('annotations of the delivery', () => {
  const annotated = (annotationsOf = (manifest: { readonly kind: string }, wave: number): Record<string, string> => ({ wave: `${manifest.kind} ${wave}`, keep: 'no' })) => {
    const fleet = newFleet(new App(), { delivery: recording({ annotationsOf }) });
    const eu = new Member(fleet, 'eu');
    const first = configMap(eu.chart, 'first');
    const second = new ApiObject(eu.chart, 'second', { apiVersion: 'v1', kind: 'Service', metadata: { annotations: { keep: 'yes', own: 'yes' } } });
    second.addDependency(first);
    const unit = fleet.chartOf('eu', 'restore');
    configMap(unit, 'later');
    const of = (chart: typeof unit) => Object.fromEntries(chart.toJson().map(({ metadata }) => [metadata.name, metadata.annotations]));
    return { main: of(eu.chart), unit: of(unit) };
  };

  test('are on each object of a delivered folder, above those that the program wrote', () => {
    expect(annotated().main).toEqual({
      about: { wave: 'ConfigMap 0', keep: 'no' }, first: { wave: 'ConfigMap 0', keep: 'no' }, second: { wave: 'Service 1', keep: 'no', own: 'yes' },
    });
  });

  test('are not on the objects of a folder that is not delivered', () => {
    expect(annotated().unit).toEqual({ later: undefined });
  });

  test('leave an object without any when there is none to add', () => {
    expect(annotated(() => ({})).main).toEqual({ about: undefined, first: undefined, second: { keep: 'yes', own: 'yes' } });
  });
});
