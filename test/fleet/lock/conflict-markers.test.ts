import { describe, expect, test } from '@jest/globals';
import { bothSides, firstMarker } from '../../../lib/fleet/lock/conflict-markers';

const join = (...lines: string[]) => lines.join('\n');

describe('conflict markers', () => {
  test.each([
    [join('a', 'b'), undefined],
    ['', undefined],
    [join('a', '<<<<<<< HEAD', 'b'), 2],
    [join('a', '=======', 'b'), 2],
    [join('a', 'b', '>>>>>>> other'), 3],
    [join('a', '||||||| merged common ancestors'), 2],
    ['a\r\n=======\r\nb', 2],
    [join('    "<<<<<<< HEAD"', '========', '<<<<<<<x'), undefined],
  ])('are found in %j at line %p', (text, line) => {
    expect(firstMarker(text)).toBe(line);
  });

  test('separate two files', () => {
    const text = join('a', '<<<<<<< HEAD', 'b', '=======', 'c', '>>>>>>> x', 'd', '<<<<<<< HEAD', '=======', 'e', '>>>>>>> x', '');
    expect(bothSides(text)).toEqual([join('a', 'b', 'd', ''), join('a', 'c', 'd', 'e', '')]);
  });

  test('hide the common ancestor that some styles show', () => {
    expect(bothSides(join('<<<<<<< HEAD', 'b', '||||||| base', 'a', '=======', 'c', '>>>>>>> x'))).toEqual(['b', 'c']);
  });

  test('are not needed', () => {
    expect(bothSides('a\nb')).toEqual(['a\nb', 'a\nb']);
  });

  test.each([
    ['no end', join('<<<<<<< HEAD', 'b', '=======', 'c')],
    ['no middle', join('<<<<<<< HEAD', 'b', '>>>>>>> x')],
    ['no start', join('b', '=======', 'c', '>>>>>>> x')],
    ['a start in a start', join('<<<<<<< HEAD', '<<<<<<< HEAD', '=======', '>>>>>>> x')],
    ['an ancestor outside', '||||||| base'],
    ['an end alone', '>>>>>>> x'],
  ])('fail to separate with %s', (_, text) => {
    expect(bothSides(text)).toBeUndefined();
  });
});
