import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { configMap, hub, Member, newFleet } from './members';
import { Fleet, FleetApp, ILock, Lock } from '../../lib/fleet';

/** A lock that counts how often it is read, which is how often the fleet is settled. */
function countingLock(): ILock & { readonly reads: () => number } {
  const lock = Lock.memory();
  let reads = 0;
  return {
    frozen: false, description: 'memory', reads: () => reads,
    read: fleet => { reads += 1; return lock.read(fleet); },
    commit: (...args) => lock.commit(...args),
  };
}

describe('settle', () => {
  test('happens once, however many charts, checks and lazy values ask for it', () => {
    const lock = countingLock();
    const fleet = newFleet(new App(), { lock });
    ['a', 'b', 'c'].forEach(name => new Member(fleet, name));
    expect(lock.reads()).toBe(0);
    fleet.clusterCharts.forEach(chart => chart.toJson());
    fleet.check();
    expect(fleet.settle()).toBe(fleet.settle());
    expect(fleet.model).toBe(fleet.settle());
    expect(lock.reads()).toBe(1);
  });

  test('happens again after a declaration or a claim that came late', () => {
    const lock = countingLock();
    const fleet = newFleet(new App(), { lock });
    const a = new Member(fleet, 'a');
    fleet.hub.chart.toJson();
    new Member(fleet, 'b');
    expect(fleet.settle().clusters.map(c => c.name)).toEqual(['a', 'b', 'hub']);
    fleet.claim({ type: 'namespace', cluster: 'a', path: 'late', name: 'late' });
    expect(a.chart.toJson()).toContainEqual(expect.objectContaining({ kind: 'Namespace', metadata: expect.objectContaining({ name: 'late' }) }));
    expect(fleet.clusterModel('a').namespaces).toEqual(['late']);
    expect(lock.reads()).toBe(3);
  });

  test('sees a late claim in the charts that were rendered before, and in their findings', () => {
    const fleet = newFleet(new App());
    new Member(fleet, 'b');
    const pods = () => fleet.hub.chart.toJson().map(object => object.data?.pods);
    expect(pods()).toEqual(['10.0.0.0/16']);
    new Member(fleet, 'a', { network: { pods: '10.0.0.0/16' } });
    expect(pods()).toEqual(['10.0.0.0/16', '10.2.0.0/16']);
    new Member(fleet, 'c', { network: { pods: '10.0.0.0/15' } });
    expect(() => fleet.hub.chart.toJson()).toThrow('overlapping-ranges');
  });

  test('a patch after a render is seen, and checked', () => {
    const fleet = newFleet(new App());
    const object = new ApiObject(fleet.hub.chart, 'x', {
      apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', metadata: { name: 'x', namespace: 'y' }, spec: { clusterNetwork: { serviceDomain: 'a.b' } },
    });
    fleet.hub.chart.toJson();
    object.addJsonPatch(JsonPatch.replace('/spec/clusterNetwork/serviceDomain', 'c.d'));
    expect(fleet.hub.chart.toJson()).toMatchObject([{ spec: { clusterNetwork: { serviceDomain: 'c.d' } } }]);
    object.addJsonPatch(JsonPatch.add('/spec/clusterNetwork/typo', 1));
    expect(() => fleet.hub.chart.toJson()).toThrow('error schema: hub: Cluster y/x (acme--hub/x): spec.clusterNetwork.typo: ');
  });
});

describe('the settled model', () => {
  test('fails before the fleet is settled, after a late claim as well, and says what to use', () => {
    const fleet = newFleet(new App());
    const message = 'fleet \'acme\' is not settled yet: values that depend on other constructs are known at synth; read them inside fleet.lazy(model => ...)';
    expect(() => fleet.model).toThrow(message);
    fleet.settle();
    expect(fleet.model.name).toBe('acme');
    new Member(fleet, 'a');
    expect(() => fleet.model).toThrow(message);
  });

  test('is at hand in a lazy value from the constructor on, complete', () => {
    class Census extends Construct {
      constructor(scope: Fleet) {
        super(scope, 'census');
        new ApiObject(scope.scopeOn(scope.hub, this), 'x', {
          apiVersion: 'v1', kind: 'ConfigMap', data: { clusters: scope.lazy(model => model.clusters.map(c => c.name).join()), nested: { list: scope.lazy(() => [1, 2]) } },
        });
      }
    }
    const fleet = newFleet(new App());
    new Census(fleet);
    new Member(fleet, 'late');
    expect(fleet.hub.chart.toJson()[0]).toMatchObject({ data: { clusters: 'hub,late', nested: { list: [1, 2] } } });
  });
});

describe('namespaces', () => {
  const namespacesOf = (...claims: { name: string; labels?: Record<string, string> }[]) => {
    const fleet = newFleet(new App());
    const member = new Member(fleet, 'a', { claims: claims.map(claim => ({ ...claim, type: 'namespace' })) });
    return { fleet, objects: member.chart.toJson().filter(o => o.kind === 'Namespace').map(o => [o.metadata.name, o.metadata.labels]) };
  };

  test('are made once, sorted, with the labels of all claims, before everything else', () => {
    const { fleet, objects } = namespacesOf({ name: 'z' }, { name: 'b', labels: { x: '1' } }, { name: 'b', labels: { y: '2', x: '1' } });
    expect(objects).toEqual([['b', { x: '1', y: '2' }], ['z', undefined]]);
    expect(fleet.chartOf('a').toJson().map(o => o.kind)).toEqual(['Namespace', 'Namespace', 'ConfigMap']);
    expect(fleet.clusterModel('a').namespaces).toEqual(['b', 'z']);
    expect(fleet.chartOf('a').toJson()[0].metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'helm.sh/resource-policy': 'keep', 'kustomize.toolkit.fluxcd.io/prune': 'disabled',
    });
  });

  test('that every cluster has are written only where they get labels', () => {
    const { fleet, objects } = namespacesOf({ name: 'kube-system', labels: { tier: 'system' } }, { name: 'default' });
    expect(objects).toEqual([['kube-system', { tier: 'system' }]]);
    expect(fleet.clusterModel('a').namespaces).toEqual(['kube-system']);
  });

  test('and a cluster called namespaces do not meet', () => {
    const fleet = newFleet(new App());
    new Member(fleet, 'namespaces');
    fleet.claim({ type: 'namespace', cluster: 'hub', path: 'x', name: 'ranges' });
    expect(fleet.hub.chart.toJson().map(o => [o.kind, o.metadata.name])).toEqual([['Namespace', 'ranges'], ['ConfigMap', 'namespaces']]);
  });
});

describe('finding the fleet of a construct', () => {
  test('works below the fleet and below a chart', () => {
    const fleet = newFleet(new App());
    const member = new Member(fleet, 'a');
    expect(Fleet.of(fleet)).toBe(fleet);
    expect(Fleet.of(member)).toBe(fleet);
    expect(Fleet.of(new Construct(member.chart, 'x'))).toBe(fleet);
    expect(Fleet.isFleet(fleet)).toBe(true);
    expect([undefined, null, {}, member, 'fleet'].map(x => Fleet.isFleet(x))).toEqual([false, false, false, false, false]);
  });

  test('fails elsewhere', () => {
    const chart = new Chart(new App(), 'x');
    expect(() => Fleet.of(chart)).toThrow('x: lies under no Fleet; create it with a Fleet, or a construct under one, as its scope');
  });
});

describe('a fleet is refused', () => {
  test.each(['', 'A', '-a', 'a-', 'a--b', 'a.b', 'a/b', 'a b', 'x'.repeat(64)])('fails for the id %p', id => {
    expect(() => newFleet(new App(), {}, id))
      .toThrow(id === '' ? 'Only root constructs may have an empty ID' : `the fleet id '${id}' becomes part of file names and lock entries; write lower-case letters, digits and single dashes, 63 at most`);
  });

  test.each(['a', '0', 'a-b-c', 'x'.repeat(63)])('passes for the id %p', id => {
    expect(newFleet(new App(), {}, id).hub.chart.node.id).toBe(`${id}--hub`);
  });

  test('fails when it is not under an App', () => {
    expect(() => newFleet(new Construct(undefined as never, '') as App)).toThrow('fleet \'acme\' must be created under a cdk8s App: new Fleet(app, \'acme\', ...)');
  });

  test('fails when another fleet of the app has its id, which is its key in the lock', () => {
    const app = new App();
    newFleet(app);
    expect(() => newFleet(new Construct(app, 'other') as App)).toThrow('other/acme: the app has a fleet \'acme\' already (acme); ids of fleets are keys of the lock and must differ');
  });

  test.each(['', '  \n'])('fails for an accepted overlap with the reason %p', reason => {
    expect(() => newFleet(new App(), { acceptedOverlaps: [{ between: ['a pods', 'office'], reason }] }))
      .toThrow('acme: acceptedOverlaps: \'a pods\' and \'office\' has no reason; write why the overlap does no harm');
  });
});

describe('clusters', () => {
  test('fail for a name that is taken, by the hub as well', () => {
    const fleet = newFleet(new App());
    new Member(fleet, 'a');
    expect(() => new Member(new Construct(fleet, 'x') as Fleet, 'a')).toThrow('acme/x/a: fleet \'acme\' has a cluster named \'a\' already (acme/a); names of clusters must differ');
    expect(() => new Member(new Construct(fleet, 'y') as Fleet, 'hub')).toThrow('acme/y/hub: fleet \'acme\' has a cluster named \'hub\' already (acme/hub)');
  });

  test('fail when they are unknown, in a chart and in a claim', () => {
    const fleet = newFleet(new App());
    new Member(fleet, 'b');
    expect(() => fleet.chartOf('c')).toThrow('fleet \'acme\' has no cluster \'c\'; it has b, hub');
    expect(() => fleet.scopeOn('c', fleet.hub)).toThrow('fleet \'acme\' has no cluster \'c\'');
    expect(() => fleet.claim({ type: 'namespace', cluster: 'c', path: 'acme/x', name: 'y' })).toThrow('acme/x: claims a namespace for \'c\', which is no cluster of fleet \'acme\'');
  });

  test('are findings when a routing domain names one that does not exist', () => {
    const fleet = newFleet(new App(), { routingDomains: { west: ['hub', 'hbu'] } });
    expect(fleet.check()).toMatchObject([{ code: 'unknown-cluster', severity: 'error' }]);
    expect(fleet.check()[0].message).toContain('routingDomains.west names \'hbu\', which is no cluster of fleet acme');
  });

  test('overlap only where a routing domain joins them', () => {
    const findings = (routingDomains?: Record<string, string[]>) => {
      const fleet = newFleet(new App(), { routingDomains });
      ['a', 'b'].forEach(name => new Member(fleet, name, { network: { pods: '10.0.0.0/16' } }));
      return fleet.check().map(f => f.code);
    };
    expect(findings()).toEqual(['overlapping-ranges']);
    expect(findings({ east: ['a', 'hub'], west: ['b'] })).toEqual([]);
    expect(findings({ east: ['a', 'hub'], west: ['b', 'a'] })).toEqual(['overlapping-ranges']);
  });
});

describe('the pools of a cluster', () => {
  const nodes = (fleet: Fleet, cluster: string, ...names: readonly string[]) => names.forEach(name => fleet.claim({
    type: 'nodes', cluster, path: `acme/${cluster}`,
    group: { name, role: name === 'control-plane' ? 'control-plane' : 'worker', path: `acme/${cluster}`, version: 'v1.34.1', largest: 1, surge: 1 },
  }));

  test('are those that have been claimed so far, sorted, without the control plane', () => {
    const fleet = newFleet(new App());
    ['a', 'b'].forEach(name => new Member(fleet, name));
    expect(fleet.poolsOf('a')).toEqual([]);
    nodes(fleet, 'a', 'workers', 'control-plane', 'gateways');
    nodes(fleet, 'b', 'control-plane');
    expect(['a', 'b', 'hub', 'no-cluster'].map(name => fleet.poolsOf(name))).toEqual([['gateways', 'workers'], [], [], []]);
    nodes(fleet, 'a', 'edge');
    expect(fleet.poolsOf('a')).toEqual(['edge', 'gateways', 'workers']);
  });

  test('are a list of the caller, who may change it', () => {
    const fleet = newFleet(new App());
    nodes(fleet, 'hub', 'workers');
    (fleet.poolsOf('hub') as string[]).push('mine');
    expect(fleet.poolsOf('hub')).toEqual(['workers']);
  });
});

describe('charts and scopes', () => {
  test('a cluster has one chart for each unit, directly under the app', () => {
    const fleet = newFleet(new App());
    const member = new Member(fleet, 'a');
    const restore = fleet.chartOf('a', 'restore');
    expect(fleet.chartOf('a', 'restore')).toBe(restore);
    expect(fleet.chartOf('a')).toBe(member.chart);
    expect([restore.node.scope, restore.cluster, restore.unit, restore.node.id]).toEqual([fleet.node.root, 'a', 'restore', 'acme--a--restore']);
    expect(fleet.chartsOf('a')).toEqual([member.chart, restore]);
    expect(fleet.clusterCharts.map(c => c.node.id)).toEqual(['acme--a', 'acme--a--restore', 'acme--hub']);
  });

  test.each(['', 'A', 'a--b', '../x', 'a.b'])('fails for the unit %p', unit => {
    expect(() => newFleet(new App()).chartOf('hub', unit))
      .toThrow(`the unit '${unit}' of cluster 'hub' becomes part of file names; write lower-case letters, digits and single dashes, 63 at most`);
  });

  test('fails where a unit of one cluster and another cluster would share a chart, whichever comes first', () => {
    const message = 'fleet \'acme\': unit \'b\' of one cluster and cluster \'a--b\' would share the chart \'acme--a--b\'; give the cluster a name without \'--\'';
    const fleet = newFleet(new App());
    new Member(fleet, 'a');
    new Member(fleet, 'a--b');
    expect(() => fleet.chartOf('a', 'b')).toThrow(message);
    const other = newFleet(new App());
    new Member(other, 'a');
    other.chartOf('a', 'b');
    expect(() => new Member(other, 'a--b')).toThrow(message);
  });

  test('a construct has one scope in each cluster, under its encoded path', () => {
    const fleet = newFleet(new App());
    const construct = new Construct(new Construct(fleet, 'pay'), 'e.u');
    new Member(fleet, 'a');
    expect(fleet.scopeOn('a', construct).node.path).toBe('acme--a/pay.e%2Eu');
    expect(fleet.scopeOn('a', construct)).toBe(fleet.scopeOn('a', construct));
    expect(fleet.scopeOn(fleet.hub, construct).node.path).toBe('acme--hub/pay.e%2Eu');
  });

  test('fails where people have put something of their own in the place of a scope', () => {
    const fleet = newFleet(new App());
    configMap(fleet.hub.chart, 'a');
    expect(() => new Member(fleet, 'a')).toThrow('acme--hub/a is there already, and is where the objects of acme/a go; give the one or the other another id');
  });
});

test('two fleets of one app keep apart what has the same name', () => {
  const app = new FleetApp();
  const [dev, prod] = ['dev', 'prod'].map(id => newFleet(app, { hub: hub() }, id));
  [dev, prod].forEach(fleet => new Member(fleet, 'a'));
  expect(Fleet.allIn(app)).toEqual([dev, prod]);
  expect(app.check()).toEqual([]);
  expect(dev.hub.chart.toJson()).toEqual(prod.hub.chart.toJson());
  wrongDomain(app);
  expect(dev.check()).toEqual([]);
  expect(app.check().map(f => f.paths)).toEqual([['third']]);
});

function wrongDomain(app: App): void {
  newFleet(app, { routingDomains: { x: ['nobody'] } }, 'third');
}
