import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import fc from 'fast-check';
import { known, later, output, OutputImpl } from './deferred-support';
import { Deferred, DeferredValues, withDeferred } from '../../lib';
import { renderChart } from '../../lib/fleet/render/render-chart';
import { SchemaCatalogue } from '../../lib/fleet/render/schema-catalogue';

function objectWith(spec: unknown) {
  const app = new App();
  const chart = new Chart(app, 'chart');
  DeferredValues.of(app);
  return { chart, object: new ApiObject(chart, 'one', { apiVersion: 'acme.io/v1', kind: 'Widget', spec }) };
}

describe('a deferred value', () => {
  test('is known as one, also from another copy of the library', () => {
    expect(Deferred.isDeferred(later('x'))).toBe(true);
    expect(Deferred.isDeferred({ [Symbol.for('cdk8s-fleet.Deferred')]: true })).toBe(true);
    expect([undefined, null, 'x', {}, output()].map(value => Deferred.isDeferred(value))).toEqual([false, false, false, false, false]);
  });

  test('holds what it was given, and is not wrapped twice', () => {
    const value = new OutputImpl('x');
    const deferred = Deferred.of(value);
    expect(deferred.value).toBe(value);
    expect(Deferred.of(deferred)).toBe(deferred);
  });

  test('is lost in no string and in no JSON', () => {
    expect(() => `${later('x')}`).toThrow('a deferred value is known only at deployment and cannot be part of a string here; make the whole string at deployment: deferred(pulumi.interpolate`...`)');
    expect(() => JSON.stringify({ a: later('x') })).toThrow('a deferred value is known only at deployment and cannot be part of JSON or of a JSON patch here; make the whole text at deployment: deferred(pulumi.jsonStringify(...))');
  });

  test('stands in a manifest, also behind a Lazy and in a list, and is replaced by what becomes known', () => {
    const { chart, object } = objectWith({ id: later('vpc-1'), lazy: Lazy.any({ produce: () => later(7) }), list: [later('a'), 'b'], text: 'plain' });
    expect(withDeferred(chart, object.toJson(), known).spec).toEqual({ id: 'vpc-1', lazy: 7, list: ['a', 'b'], text: 'plain' });
  });

  test('is found inside longer text, with the pieces around it', () => {
    const { chart } = objectWith({});
    const [one, two] = [later('1'), later('2')];
    const values = DeferredValues.of(chart);
    const text = `arn:${values.text(one)}:${values.text('known')}${values.text(two)}`;
    expect(values.split(text)).toEqual(['arn:', one, ':known', two]);
    const manifest = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, text };
    expect(withDeferred(chart, manifest, known).text).toBe('arn:1:known2');
    expect([values.isIn(text), values.isWhole(text), values.isWhole(values.text(one)), values.isIn('x')]).toEqual([true, false, true, false]);
  });

  test('has one marker for one value, so that objects that hold it are equal', () => {
    const { chart } = objectWith({});
    const values = DeferredValues.of(chart);
    const value = new OutputImpl('x');
    expect(values.text(Deferred.of(value))).toBe(values.text(Deferred.of(value)));
    expect(values.text(later('x'))).not.toBe(values.text(later('x')));
  });

  test('belongs to its app: text of another is only text', () => {
    const foreign = DeferredValues.of(objectWith({}).chart).text(later('x'));
    const { chart } = objectWith({});
    DeferredValues.of(chart).text(later('y'));
    const manifest = { apiVersion: 'v1', kind: 'X', metadata: { name: 'x' }, text: foreign };
    expect(DeferredValues.of(chart).isIn(foreign)).toBe(false);
    expect(withDeferred(chart, manifest, () => 'replaced')).toBe(manifest);
  });

  test('leaves a marker alone that stands for nothing', () => {
    const { chart } = objectWith({});
    const marker = DeferredValues.of(chart).text(later('x')).replace(/-0__$/, '-7__');
    expect(DeferredValues.of(chart).split(marker)).toEqual([marker]);
  });

  test('is made into another with the same function once', () => {
    const { chart } = objectWith({});
    const values = DeferredValues.of(chart);
    const upper = (text: string) => text.toUpperCase();
    const marker = values.text(later('abc'));
    expect(values.derived(marker, upper)).toBe(values.derived(marker, upper));
    expect(known(values.split(values.derived(marker, upper)))).toBe('ABC');
    expect(values.derived('abc', upper)).toBe('ABC');
    expect(values.split(values.derived(values.text(Deferred.of('plain')), upper))).toMatchObject([{ value: 'PLAIN' }]);
  });

  test('is written as a marker in plain data, which is not changed', () => {
    const { chart } = objectWith({});
    const values = DeferredValues.of(chart);
    const deferred = later('x');
    const plain = { a: [1, 'b'] };
    const data = { a: [deferred], b: { c: deferred, d: new Date(0), e: null }, f: undefined };
    expect(values.written(data)).toEqual({ a: [values.text(deferred)], b: { c: values.text(deferred), d: new Date(0), e: null }, f: undefined });
    expect(data.a).toEqual([deferred]);
    expect(values.written(plain)).toBe(plain);
    expect([values.areIn(values.written(data)), values.areIn(plain)]).toEqual([true, false]);
  });

  test('cannot come by a JSON patch', () => {
    const { object } = objectWith({});
    object.addJsonPatch(JsonPatch.add('/spec', later('x')));
    expect(() => object.toJson()).toThrow('cannot be part of JSON or of a JSON patch here');
  });

  test('of any place in any manifest survives until it is replaced', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.infiniteStream(fc.boolean()), (value, coin) => {
      const wanted = asRendered({ value });
      const { chart } = objectWith({});
      const object = new ApiObject(chart, 'two', { apiVersion: 'acme.io/v1', kind: 'Widget', spec: hidden(wanted, () => coin.next().value as boolean) });
      const { objects: [, rendered] } = renderChart(chart, new SchemaCatalogue());
      expect(rendered.path).toBe(object.node.path);
      expect(withDeferred(chart, rendered.manifest, known).spec).toEqual(wanted);
    }), { numRuns: 60 });
  });
});

/** Some leaves of a value, deferred. */
function hidden(value: unknown, flip: () => boolean): unknown {
  if (Array.isArray(value)) {
    return value.map(item => hidden(item, flip));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hidden(item, flip)])) : flip() ? later(value) : value;
}

/** As cdk8s writes it: fields that are null are left out. It takes no objects whose fields hide those that every object has. */
function asRendered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter(item => item !== null).map(asRendered);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([key, item]) => item !== null && !(key in {})).map(([key, item]) => [key, asRendered(item)]))
    : value;
}
