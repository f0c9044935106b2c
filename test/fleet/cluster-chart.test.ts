import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, Cron } from 'cdk8s';
import { ConfigMap, Cpu, CronJob, Deployment, k8s, Namespace, Service } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { configMap, Member, newFleet } from './members';
import { ClusterChart } from '../../lib/fleet';

const newChart = () => newFleet(new App()).hub.chart;

/** Makes an object at a path and gives its generated name. */
function nameAt(chart: ClusterChart, ids: readonly string[], kind = 'ConfigMap'): string {
  const childOf = (parent: Construct, id: string) => (parent.node.tryFindChild(id) as Construct | undefined) ?? new Construct(parent, id);
  const scope = ids.slice(0, -1).reduce<Construct>(childOf, chart);
  return new ApiObject(scope, ids[ids.length - 1], { apiVersion: 'v1', kind }).name;
}

describe('generated names', () => {
  const id = fc.oneof(
    fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/), fc.constantFrom('a', 'b', 'Resource', 'Default', 'a-b', 'A', 'a.b', '%2E'), fc.string({ minLength: 1, maxLength: 80 }),
    // constructs 10 keeps children in a plain object, so it refuses these itself.
  ).filter(text => !text.includes('/') && !(text in {}));
  const path = fc.array(id, { minLength: 1, maxLength: 4 });

  test.each([
    [['settings'], 'settings'],
    [['a-1'], 'a-1'],
    [['app', 'settings'], 'app-settings-@'],
    [['app', 'Resource'], 'app-@'],
    [['Settings'], 'settings-@'],
    [['Resource'], '@'],
  ] as const)('of %p', (ids, name) => {
    const generated = nameAt(newChart(), ids);
    // The digits are a contract: names in people's clusters are made of them.
    const hash = createHash('sha256').update(ids.join('/')).digest('hex').slice(0, 8);
    expect(generated).toBe(name === '@' ? `o${hash.slice(1)}` : name.replace('@', hash));
  });

  test.each([['ConfigMap', 63], ['CronJob', 52]] as const)('are DNS labels, for a %s of at most %d characters', (kind, longest) => {
    fc.assert(fc.property(path, ids => {
      const name = nameAt(newChart(), ids, kind);
      expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      expect(name.length).toBeLessThanOrEqual(longest);
    }), { numRuns: 300 });
  });

  test('differ for different paths', () => {
    fc.assert(fc.property(path, path, (a, b) => {
      fc.pre(JSON.stringify(a) !== JSON.stringify(b));
      expect(nameAt(newChart(), a)).not.toBe(nameAt(newChart(), b));
    }), { numRuns: 500 });
  });

  test.each<readonly [readonly string[], readonly string[]]>([
    [['a', 'b'], ['a-b']], [['a', 'Resource'], ['a']], [['a', 'Resource'], ['a', 'Default']], [['a', 'b', 'c'], ['a', 'b-c']], [['A'], ['a']], [['ä'], ['ö']],
    [['x'.repeat(80)], ['x'.repeat(81)]],
  ])('differ for %p and %p', (a, b) => {
    expect(nameAt(newChart(), a)).not.toBe(nameAt(newChart(), b));
  });

  test('are the same in every cluster and fleet, with no cluster in them', () => {
    fc.assert(fc.property(path, ids => {
      const [one, two] = ['acme', 'other'].map(fleet => nameAt(new Member(newFleet(new App(), {}, fleet), `${fleet}-eu`).chart, ['run', ...ids]));
      expect(one).toBe(two);
    }), { numRuns: 50 });
    expect(nameAt(new Member(newFleet(new App()), 'eu').chart, ['app', 'settings'])).toMatch(/^app-settings-[0-9a-f]{8}$/);
  });
});

describe('objects of cdk8s-plus', () => {
  const shop = (chart: ClusterChart) => {
    const deployment = new Deployment(chart, 'shop', {
      replicas: 2, containers: [{ image: 'shop:1', portNumber: 8080, resources: { cpu: { request: Cpu.millis(100) } }, securityContext: { user: 1000 } }],
    });
    const settings = new ConfigMap(chart, 'settings', { data: { mode: 'live' } });
    const service = deployment.exposeViaService({ name: 'shop' });
    new CronJob(chart, `nightly-${'x'.repeat(60)}`, { schedule: Cron.daily(), containers: [{ image: 'job:1' }] });
    new k8s.KubeRole(chart, 'role', { metadata: { namespace: 'shop' }, rules: [] });
    return { deployment, settings, service };
  };

  test('render under the chart of a cluster, the same in each', () => {
    const fleet = newFleet(new App());
    const members = ['a', 'b'].map(name => new Member(fleet, name));
    members.forEach(member => shop(member.chart));
    const [a, b] = members.map(member => member.chart.toJson());
    const named = (objects: { kind: string; metadata: { name: string } }[]) => objects.map(o => `${o.kind} ${o.metadata.name}`);
    expect(named(a)).toEqual(named(b));
    expect(named(a)).toHaveLength(6);
    expect(named(a).filter(name => name.startsWith('CronJob'))[0].length - 'CronJob '.length).toBeLessThanOrEqual(52);
    expect(fleet.check()).toEqual([]);
  });

  test('select each other by what they render', () => {
    const chart = newChart();
    shop(chart);
    const objects = chart.toJson();
    const deployment = objects.find(o => o.kind === 'Deployment');
    const service = objects.find(o => o.kind === 'Service');
    expect(deployment.spec.template.metadata.labels).toMatchObject(service.spec.selector);
  });

  test('keep the order that dependencies ask for', () => {
    const chart = newChart();
    const { deployment, settings, service } = shop(chart);
    settings.node.addDependency(service);
    deployment.node.addDependency(settings);
    // The service lies in the deployment, so only what the deployment itself is can wait: this is a circle.
    expect(() => chart.toJson()).toThrow('dependency-cycle');
    const other = newChart();
    const first = new Service(other, 'z-first', { ports: [{ port: 80 }] });
    const then = new ConfigMap(other, 'a-then', {});
    then.node.addDependency(first);
    new Namespace(other, 'zz', { metadata: { name: 'shop' } });
    expect(other.toJson().map(o => o.kind)).toEqual(['Namespace', 'Service', 'ConfigMap']);
  });
});

describe('a cluster chart', () => {
  test('is recognised, and others are not', () => {
    const chart = newChart();
    expect(ClusterChart.isClusterChart(chart)).toBe(true);
    expect([null, undefined, {}, 'x', new Chart(new App(), 'x')].map(x => ClusterChart.isClusterChart(x))).toEqual([false, false, false, false, false]);
  });

  test('takes warnings without failing', () => {
    const fleet = newFleet(new App());
    configMap(fleet.hub.chart, 'x');
    expect(fleet.findings().filter(f => f.severity === 'error')).toEqual([]);
    expect(fleet.hub.chart.toJson()).toHaveLength(1);
  });
});
