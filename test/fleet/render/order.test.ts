import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { FIRST_KINDS, orderObjects } from '../../../lib/fleet/render/order';

const object = (scope: Construct, id: string, kind = 'ConfigMap') => new ApiObject(scope, id, { apiVersion: 'v1', kind });
const newChart = () => new Chart(new App(), 'c');
const namesOf = (chart: Chart, clusters: readonly string[] = ['c']) => orderObjects(chart, clusters).objects.map(o => o.node.path.slice(2));
const objectsIn = (construct: IConstruct) => construct.node.findAll().filter(c => ApiObject.isApiObject(c));

describe('without dependencies', () => {
  const make = (ids: readonly string[]) => {
    const chart = newChart();
    for (const id of ids) {
      const scope = new Construct(chart, id);
      ['z', 'a'].forEach(child => object(scope, child));
    }
    return chart;
  };

  test('a cluster\'s chart goes by the ids directly under it, and by construct order below', () => {
    expect(namesOf(make(['n', 'b', 'm']))).toEqual(['b/z', 'b/a', 'm/z', 'm/a', 'n/z', 'n/a']);
  });

  test('an ordinary chart keeps construct order', () => {
    expect(namesOf(make(['n', 'b', 'm']), [])).toEqual(['n/z', 'n/a', 'b/z', 'b/a', 'm/z', 'm/a']);
  });

  test('namespaces and CRDs come first in a cluster\'s chart only', () => {
    const chart = make(['a']);
    FIRST_KINDS.forEach((kind, i) => object(new Construct(chart, `z${i}`), 'x', kind));
    expect(namesOf(chart)).toEqual(['z0/x', 'z1/x', 'a/z', 'a/a']);
    expect(namesOf(chart, [])).toEqual(['a/z', 'a/a', 'z0/x', 'z1/x']);
  });

  test('an object comes before what lies in it, which may depend on it', () => {
    const chart = newChart();
    const parent = object(chart, 'parent');
    object(parent, 'child').addDependency(parent);
    expect(namesOf(chart)).toEqual(['parent', 'parent/child']);
    expect(orderObjects(chart, []).findings).toEqual([]);
  });
});

describe('with dependencies', () => {
  /**
   * Constructs by number, each under an earlier one or the chart; edges from later to earlier ones in a hidden order, so that there is no
   * cycle of constructs.
   */
  const programs = fc.integer({ min: 2, max: 14 }).chain(size => fc.record({
    scopes: fc.tuple(...Array.from({ length: size }, (_, i) => fc.integer({ min: -1, max: i - 1 }))),
    kinds: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
    edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 12 }),
    cluster: fc.boolean(),
  }));

  const build = (
    { scopes, kinds, edges }: { scopes: readonly number[]; kinds: readonly boolean[]; edges: readonly (readonly [number, number])[] },
  ) => {
    const chart = newChart();
    const made: Construct[] = [];
    scopes.forEach((scope, i) => {
      const parent = scope < 0 ? chart : made[scope];
      // Objects are leaves here: an object with others inside has a rule of its own.
      made.push(kinds[i] && !scopes.includes(i) ? object(parent, `n${i}`) : new Construct(parent, `n${i}`));
    });
    edges.forEach(([from, to]) => made[from].node.addDependency(made[to]));
    return { chart, pairs: edges.map(([from, to]) => [made[from], made[to]] as const) };
  };

  /** By the words of the promise, checked pair by pair. */
  const violations = (order: readonly ApiObject[], pairs: readonly (readonly [IConstruct, IConstruct])[]) => {
    const at = new Map(order.map((o, i) => [o as IConstruct, i]));
    return pairs.flatMap(([from, to]) => objectsIn(from).flatMap(source =>
      objectsIn(to).filter(target => target === source || at.get(target)! > at.get(source)!)));
  };

  /** Whether any order at all satisfies the pairs: Kahn's algorithm on objects. */
  const isSatisfiable = (objects: readonly IConstruct[], pairs: readonly (readonly [IConstruct, IConstruct])[]) => {
    const left = new Set(objects);
    const edges = pairs.flatMap(([from, to]) => objectsIn(from).flatMap(source => objectsIn(to).map(target => [source, target] as const)));
    for (;;) {
      const free = [...left].find(o => !edges.some(([source, target]) => source === o && left.has(target)));
      if (!free) {
        return left.size === 0;
      }
      left.delete(free);
    }
  };

  test('all objects of the target come before all of the source, or there is a finding', () => {
    const seen = { ordered: 0, cycles: 0 };
    fc.assert(fc.property(programs, program => {
      const { chart, pairs } = build(program);
      const { objects, findings } = orderObjects(chart, program.cluster ? ['c'] : []);
      expect(new Set(objects)).toEqual(new Set(objectsIn(chart)));
      expect(objects).toHaveLength(objectsIn(chart).length);
      if (findings.length === 0) {
        seen.ordered += program.edges.length > 0 ? 1 : 0;
        expect(violations(objects, pairs)).toEqual([]);
      } else {
        seen.cycles += 1;
        expect(findings.map(f => f.code)).toEqual(findings.map(() => 'dependency-cycle'));
      }
      if (!isSatisfiable(objectsIn(chart), pairs)) {
        expect(findings).not.toEqual([]);
      }
    }), { numRuns: 1500 });
    expect(Math.min(seen.ordered, seen.cycles)).toBeGreaterThan(50);
  });

  test('whatever can be ordered is, when each construct depends on others beside it', () => {
    // Siblings only: what lies in what cannot stand in the way, so a finding would be a false one.
    const siblings = fc.integer({ min: 2, max: 8 }).chain(size => fc.record({
      size: fc.constant(size), edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).filter(([a, b]) => a !== b), { maxLength: 10 }),
    }));
    fc.assert(fc.property(siblings, ({ size, edges }) => {
      const chart = newChart();
      const made = Array.from({ length: size }, (_, i) => new Construct(chart, `n${i}`));
      made.forEach(scope => ['x', 'y'].forEach(id => object(scope, id)));
      edges.forEach(([from, to]) => made[from].node.addDependency(made[to]));
      const pairs = edges.map(([from, to]) => [made[from], made[to]] as const);
      const { objects, findings } = orderObjects(chart, ['c']);
      expect(findings.length === 0).toBe(isSatisfiable(objectsIn(chart), pairs));
      expect(findings.length > 0 || violations(objects, pairs).length === 0).toBe(true);
    }), { numRuns: 500 });
  });

  test('what nobody asked to move stays where it is', () => {
    const chart = newChart();
    const made = ['a', 'b', 'c', 'd', 'e'].map(id => object(chart, id));
    made[1].addDependency(made[3]);
    expect(namesOf(chart)).toEqual(['a', 'd', 'b', 'c', 'e']);
  });

  test('a namespace takes what it depends on along', () => {
    const chart = newChart();
    const [a, b] = [object(chart, 'a'), object(chart, 'b')];
    object(chart, 'z', 'Namespace').addDependency(b);
    expect(namesOf(chart)).toEqual(['b', 'z', 'a']);
    expect(a.node.dependencies).toEqual([]);
  });

  test('a part can come before the whole that its sibling waits for', () => {
    const chart = newChart();
    const [one, two] = ['one', 'two'].map(id => new Construct(chart, id));
    const [a, b] = ['a', 'b'].map(id => object(one, id));
    object(two, 'x');
    a.addDependency(two);
    two.node.addDependency(b);
    expect(namesOf(chart)).toEqual(['one/b', 'two/x', 'one/a']);
  });

  test.each([5_000, 20_000])('a chain of %d takes no time and no stack', length => {
    const chart = newChart();
    const made = Array.from({ length }, (_, i) => object(chart, `n${String(i).padStart(6, '0')}`));
    made.slice(1).forEach((o, i) => made[i].addDependency(o));
    const started = performance.now();
    expect(orderObjects(chart, ['c']).objects).toEqual([...made].reverse());
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('layers that all depend on the layer below take no time', () => {
    const chart = newChart();
    const layers = Array.from({ length: 30 }, (_, i) => Array.from({ length: 3 }, (__, j) => object(new Construct(chart, `l${99 - i}-${j}`), 'x')));
    layers.slice(1).forEach((layer, i) => layer.forEach(o => layers[i].forEach(below => o.node.scope!.node.addDependency(below.node.scope!))));
    const started = performance.now();
    const { objects, findings } = orderObjects(chart, ['c']);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(findings).toEqual([]);
    expect(violations(objects, layers.slice(1).flatMap((layer, i) => layer.flatMap(o => layers[i].map(below => [o, below] as const))))).toEqual([]);
  });
});

describe('findings', () => {
  test('a circle is named once, whichever construct was made first', () => {
    const messages = [['a', 'b', 'c'], ['c', 'b', 'a'], ['b', 'a', 'c']].map(order => {
      const chart = newChart();
      const made = Object.fromEntries(order.map(id => [id, new Construct(chart, id)]));
      order.forEach(id => object(made[id], 'x'));
      [['a', 'b'], ['b', 'c'], ['c', 'a']].forEach(([from, to]) => made[from].node.addDependency(made[to]));
      // An ordinary chart is walked in construct order.
      expect(orderObjects(chart, []).findings.map(f => f.message)).toEqual(orderObjects(chart, ['eu']).findings.map(f => f.message));
      return orderObjects(chart, ['eu']).findings;
    });
    messages.forEach(findings => expect(findings).toEqual([{
      code: 'dependency-cycle', severity: 'error', clusters: ['eu'], paths: ['c/a', 'c/b', 'c/c'],
      message: 'constructs depend on each other in a circle: c/a -> c/b -> c/c -> c/a; remove one of the dependencies',
    }]));
  });

  const itself = 'c/outer/inner depends on itself, or what it lies in depends on it; remove the dependency';
  test.each<readonly [string, (outer: Construct, inner: Construct) => void, string]>([
    ['on what it lies in', (outer, inner) => inner.node.addDependency(outer),
      'constructs depend on each other in a circle: c/outer -> c/outer/inner -> c/outer; remove one of the dependencies'],
    ['on what lies in it', (outer, inner) => outer.node.addDependency(inner), itself],
    ['on itself', (_, inner) => inner.node.addDependency(inner), itself],
  ])('a construct that depends %s', (_, depend, message) => {
    const chart = newChart();
    const outer = new Construct(chart, 'outer');
    depend(outer, object(outer, 'inner'));
    expect(orderObjects(chart, []).findings.map(f => f.message)).toEqual([message]);
  });

  test('a chart inside a chart is named, and its objects are its own', () => {
    const chart = newChart();
    object(new Chart(new Construct(chart, 'x'), 'inner'), 'deep');
    object(chart, 'own');
    const { objects, findings } = orderObjects(chart, ['eu']);
    expect(objects.map(o => o.node.id)).toEqual(['own']);
    expect(findings).toEqual([{
      code: 'nested-chart', severity: 'error', clusters: ['eu'], paths: ['c/x/inner'],
      message: 'chart c/x/inner lies inside chart c; put it under the App, or use a Construct to group objects',
    }]);
  });

  test('a dependency on another chart is named once, by its largest parts', () => {
    const app = new App();
    const [one, two] = ['one', 'two'].map(id => new Chart(app, id));
    const [from, to] = [new Construct(one, 'from'), new Construct(two, 'to')];
    object(from, 'x').addDependency(object(to, 'y'));
    from.node.addDependency(to);
    expect(orderObjects(one, ['eu']).findings).toEqual([{
      code: 'dependency-between-charts', severity: 'error', clusters: ['eu'], paths: ['one/from', 'two/to'],
      message: 'one/from depends on two/to, which lies in another chart; objects of two clusters cannot be ordered by cdk8s, remove the dependency',
    }]);
    expect(orderObjects(two, ['eu']).findings).toEqual([]);
  });

  test('what a plain App writes into the tree changes neither order nor findings', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4)).filter(([a, b]) => a < b), { maxLength: 6 }), edges => {
      const app = new App();
      const chart = new Chart(app, 'c');
      const made = Array.from({ length: 5 }, (_, i) => new Construct(chart, `n${i}`));
      made.forEach(scope => ['x', 'y'].forEach(id => object(scope, id)));
      edges.forEach(([from, to]) => made[from].node.addDependency(made[to]));
      const before = namesOf(chart);
      app.synthYaml();
      expect(namesOf(chart)).toEqual(before);
      expect(orderObjects(chart, ['c']).findings).toEqual([]);
    }), { numRuns: 100 });
  });
});
