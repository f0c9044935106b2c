import { describe, expect, test } from '@jest/globals';
import { App, JsonPatch, Testing } from 'cdk8s';
import { configMap, newFleet } from './members';
import { shareObject } from '../../lib/fleet/shared-object';

function two(...shared: readonly boolean[]) {
  const fleet = newFleet(new App({ outdir: Testing.app().outdir }));
  const objects = shared.map((isShared, i) => {
    const object = configMap(fleet.hub.chart, `object-${i}`, { name: 'same', namespace: 'x' });
    return isShared ? shareObject(object) : object;
  });
  return { fleet, objects, codes: () => fleet.check().map(({ code }) => code) };
}

describe('objects that several constructs may make', () => {
  test('are written once while they are equal, where the first of them lies', () => {
    const { fleet, codes } = two(true, true, true);
    expect(codes()).toEqual([]);
    expect(fleet.hub.chart.toJson()).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same', namespace: 'x' } }]);
  });

  test('fail when they differ', () => {
    const { objects, codes } = two(true, true);
    objects[1].addJsonPatch(JsonPatch.add('/data', { a: 'b' }));
    expect(codes()).toEqual(['duplicate-object']);
  });

  test('fail when one of them is not shared, whichever comes first', () => {
    expect([two(true, false).codes(), two(false, true).codes(), two(false, false).codes()]).toEqual([['duplicate-object'], ['duplicate-object'], ['duplicate-object']]);
  });

  test('have what is wrong with them told once', () => {
    const { objects, codes } = two(true, true);
    objects.forEach(object => object.addJsonPatch(JsonPatch.replace('/kind', 'Secret'), JsonPatch.add('/stringData', { password: 'x' })));
    expect(codes()).toEqual(['secret-material']);
  });
});
