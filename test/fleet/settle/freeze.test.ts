import { describe, expect, test } from '@jest/globals';
import { freeze } from '../../../lib/fleet/settle/freeze';

describe('freeze', () => {
  test('keeps data from being changed at any depth', () => {
    const data = freeze({ a: [{ b: 1 }] });
    expect(() => { data.a[0].b = 2; }).toThrow(TypeError);
    expect(() => { data.a.push({ b: 2 }); }).toThrow(TypeError);
  });

  test('leaves alone what people wrote and may go on using', () => {
    const labels = { a: '1' };
    const data = freeze({ clusters: [{ labels, values: { x: {} } }] });
    labels.a = '2';
    expect(data.clusters[0].labels.a).toBe('2');
    expect(Object.isFrozen(data.clusters[0].values.x)).toBe(false);
  });

  test('leaves class instances alone', () => {
    expect(Object.isFrozen(freeze({ at: new Map() }).at)).toBe(false);
  });
});
