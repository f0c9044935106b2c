import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { IHub } from '../../../lib/fleet';
import { renderChart } from '../../../lib/fleet/render/render-chart';
import { renderCharts } from '../../../lib/fleet/render/render-charts';
import { SchemaCatalogue } from '../../../lib/fleet/render/schema-catalogue';
import { configMap, hub, Member, newFleet } from '../members';

/** The findings about objects with these identities in one chart. */
function duplicates(...objects: readonly { apiVersion?: string; kind?: string; name?: string; namespace?: string }[]) {
  const chart = new Chart(new App(), 'mine');
  objects.forEach(({ apiVersion = 'v1', kind = 'ConfigMap', name = 'x', namespace }, i) => new ApiObject(chart, `o${i}`, { apiVersion, kind, metadata: { name, namespace } }));
  return renderChart(chart, new SchemaCatalogue()).findings.filter(f => f.code === 'duplicate-object');
}

describe('an object made twice', () => {
  test('is a finding that names both makers', () => {
    expect(duplicates({ namespace: 'shop' }, { namespace: 'shop' })).toEqual([{
      code: 'duplicate-object', severity: 'error', clusters: [], paths: ['mine/o0', 'mine/o1'],
      message: 'ConfigMap shop/x is made twice, by mine/o0 and by mine/o1; rename or remove one of them',
    }]);
  });

  test('three times, is two findings', () => {
    expect(duplicates({}, {}, {}).map(f => f.paths)).toEqual([['mine/o0', 'mine/o1'], ['mine/o1', 'mine/o2']]);
  });

  test.each([
    ['in two versions', { apiVersion: 'apps/v1', kind: 'Deployment' }, { apiVersion: 'apps/v1beta1', kind: 'Deployment' }],
    ['in two versions of the core group', { apiVersion: 'v1' }, { apiVersion: 'v2' }],
  ])('is one, %s', (_, a, b) => {
    expect(duplicates(a, b)).toHaveLength(1);
  });

  test.each([
    ['another name', { name: 'a' }, { name: 'b' }], ['another namespace', { namespace: 'a' }, { namespace: 'b' }], ['another kind', { kind: 'A' }, { kind: 'B' }],
    ['another group', { apiVersion: 'a.io/v1', kind: 'A' }, { apiVersion: 'b.io/v1', kind: 'A' }], ['a group', { apiVersion: 'v1', kind: 'A' }, { apiVersion: 'a.io/v1', kind: 'A' }],
  ])('is none with %s', (_, a, b) => {
    expect(duplicates(a, b)).toEqual([]);
  });
});

describe('fleets with one hub', () => {
  const two = (hubs: readonly [IHub, IHub]) => {
    const app = new App();
    const fleets = hubs.map((given, i) => newFleet(app, { hub: given }, `fleet-${i}`));
    fleets.forEach(fleet => configMap(fleet.hub.chart, 'mine', { name: 'same' }));
    return renderCharts(fleets.flatMap(fleet => fleet.clusterCharts)).findings.map(({ message }) => message);
  };

  test('may not make the same object there', () => {
    const shared = hub();
    expect(two([shared, shared])).toEqual(['hub: ConfigMap same is made twice, by fleet-0--hub/mine and by fleet-1--hub/mine; rename or remove one of them']);
  });

  test('are told from fleets whose hubs have one name', () => {
    expect(two([hub(), hub()])).toEqual([]);
  });
});

describe('units of a cluster', () => {
  test('add nothing to what one chart says of itself', () => {
    const fleet = newFleet(new App());
    ['a', 'b'].forEach(id => configMap(fleet.hub.chart, id, { name: 'same' }));
    expect(renderCharts(fleet.clusterCharts).findings).toHaveLength(1);
  });

  test('may not make the same object, those of two clusters or fleets may', () => {
    const app = new App();
    const [one, two] = ['one', 'two'].map(id => newFleet(app, {}, id));
    [one, two].forEach(fleet => new Member(fleet, 'a'));
    configMap(one.chartOf('a', 'restore'), 'plan', { name: 'about' });
    configMap(one.chartOf('a', 'drill'), 'drill', { name: 'drill' });
    configMap(one.hub.chart, 'x', { name: 'drill' });
    const { findings, objects } = renderCharts([...one.clusterCharts, ...two.clusterCharts]);
    expect(findings).toEqual([{
      code: 'duplicate-object', severity: 'error', clusters: ['a'], paths: ['one--a--restore/plan', 'one--a/about'],
      message: 'a: ConfigMap about is made twice, by one--a--restore/plan and by one--a/about; rename or remove one of them',
    }]);
    expect([...objects].map(([chart, { length }]) => [chart.node.id, length])).toEqual([
      ['one--a', 1], ['one--a--drill', 1], ['one--a--restore', 1], ['one--hub', 2], ['two--a', 1], ['two--hub', 1],
    ]);
    expect(() => one.chartOf('a').toJson()).toThrow('duplicate-object: a: ConfigMap about is made twice');
    expect(() => one.chartOf('a', 'drill').toJson()).toThrow('duplicate-object');
    expect(one.hub.chart.toJson()).toHaveLength(2);
    expect(two.check()).toEqual([]);
  });
});
