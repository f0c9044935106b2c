import { describe, expect, test } from '@jest/globals';
import { namespaceConflicts } from '../../../lib/fleet/settle/namespaces';

const claim = (path: string, labels?: Readonly<Record<string, string>>, name = 'pay', cluster = 'eu') => ({ type: 'namespace', cluster, path, name, labels }) as const;

describe('labels of a namespace', () => {
  test.each([
    ['agree', [claim('a', { team: 'x' }), claim('b', { team: 'x' })]],
    ['are of different names', [claim('a', { team: 'x' }), claim('b', { tier: 'y' })]],
    ['are asked for by one', [claim('a', { team: 'x' }), claim('b')]],
    ['are on different namespaces', [claim('a', { team: 'x' }), claim('b', { team: 'y' }, 'other')]],
    ['are in different clusters', [claim('a', { team: 'x' }), claim('b', { team: 'y' }, 'pay', 'us')]],
  ])('pass when they %s', (_, claims) => {
    expect(namespaceConflicts(claims)).toEqual([]);
  });

  test('fail when two claims differ, each against the first by path', () => {
    const claims = [claim('c', { team: 'z' }), claim('b', { team: 'y', tier: '1' }), claim('a', { team: 'x', tier: '1' })];
    const expected = [['b', 'y'], ['c', 'z']].map(([path, value]) => ({
      cluster: 'eu', subject: 'label team of namespace pay', parties: [{ path: 'a', value: 'x' }, { path, value }],
    }));
    expect(namespaceConflicts(claims)).toEqual(expected);
    expect(namespaceConflicts([...claims].reverse())).toEqual(expected);
  });
});

test('annotations of a namespace are compared as labels are, and with those alone', () => {
  const annotated = (path: string, annotations: Readonly<Record<string, string>>) => ({ ...claim(path), annotations });
  expect(namespaceConflicts([annotated('a', { team: 'x' }), annotated('b', { team: 'x' }), claim('c', { team: 'y' })])).toEqual([]);
  expect(namespaceConflicts([annotated('b', { team: 'y' }), annotated('a', { team: 'x' })])).toEqual([{
    cluster: 'eu', subject: 'annotation team of namespace pay', parties: [{ path: 'a', value: 'x' }, { path: 'b', value: 'y' }],
  }]);
});
