import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { orderObjects } from '../../../lib/fleet/render/order';

const object = (scope: Construct, id: string, kind = 'ConfigMap') => new ApiObject(scope, id, { apiVersion: 'v1', kind });
const newChart = () => new Chart(new App(), 'c');
const objectsIn = (construct: IConstruct) => construct.node.findAll().filter(c => ApiObject.isApiObject(c));
const wavesIn = (chart: Chart) => {
  const { objects, waveOf } = orderObjects(chart, ['c']);
  return Object.fromEntries(objects.map(o => [o.node.path.slice(2), waveOf(o)]));
};

describe('the wave of an object', () => {
  test('is 0 without any dependency, namespaces and CRDs too', () => {
    const chart = newChart();
    ['ConfigMap', 'Namespace', 'CustomResourceDefinition'].forEach(kind => object(chart, kind, kind));
    expect(wavesIn(chart)).toEqual({ ConfigMap: 0, Namespace: 0, CustomResourceDefinition: 0 });
  });

  test('is one more than the highest that it depends on, directly or by a scope around it', () => {
    const chart = newChart();
    const [a, b] = [object(chart, 'a'), object(chart, 'b')];
    const group = new Construct(chart, 'group');
    const [first, second, outside] = [object(group, 'first'), object(group, 'second'), object(chart, 'outside')];
    b.addDependency(a);
    group.node.addDependency(a);
    second.addDependency(b, first);
    outside.node.addDependency(group);
    expect(wavesIn(chart)).toEqual({ 'a': 0, 'b': 1, 'group/first': 1, 'group/second': 2, 'outside': 3 });
  });

  test('counts the object around it alone for objects that lie in one, not those beside it', () => {
    const chart = newChart();
    const parent = object(chart, 'parent');
    ['a', 'b', 'c'].forEach(id => object(parent, id).addDependency(parent));
    expect(wavesIn(chart)).toEqual({ 'parent': 0, 'parent/a': 1, 'parent/b': 1, 'parent/c': 1 });
  });

  test('is not moved by a construct without objects', () => {
    const chart = newChart();
    object(chart, 'a').node.addDependency(new Construct(chart, 'empty'));
    expect(wavesIn(chart)).toEqual({ a: 0 });
  });

  /** Constructs by number, each under an earlier one or the chart. Objects are leaves here: those that hold others are above. */
  const programs = fc.integer({ min: 2, max: 14 }).chain(size => fc.record({
    scopes: fc.tuple(...Array.from({ length: size }, (_, i) => fc.integer({ min: -1, max: i - 1 }))),
    kinds: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
    edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([from, to]) => from !== to), { minLength: 1, maxLength: 8 }),
  }));

  test('agrees with the longest way through all pairs of objects', () => {
    let deep = 0;
    fc.assert(fc.property(programs, ({ scopes, kinds, edges }) => {
      const chart = newChart();
      const made: Construct[] = [];
      scopes.forEach((scope, i) => {
        const parent = scope < 0 ? chart : made[scope];
        made.push(kinds[i] && !scopes.includes(i) ? object(parent, `n${i}`) : new Construct(parent, `n${i}`));
      });
      edges.forEach(([from, to]) => made[from].node.addDependency(made[to]));
      const { objects, findings, waveOf } = orderObjects(chart, ['c']);
      fc.pre(findings.length === 0);
      const pairs = edges.flatMap(([from, to]) =>
        objectsIn(made[from]).flatMap(source => objectsIn(made[to]).map(target => [source, target] as const)));
      const longest = (source: ApiObject): number => Math.max(0, ...pairs.filter(([from]) => from === source).map(([, to]) => longest(to) + 1));
      const expected = objects.map(longest);
      deep += Math.max(0, ...expected) > 1 ? 1 : 0;
      expect(objects.map(waveOf)).toEqual(expected);
    }), { numRuns: 1500 });
    expect(deep).toBeGreaterThan(50);
  });
});
