import { describe, expect, test } from '@jest/globals';
import { blockText } from '../../../lib/fleet/output/yaml-block';

describe('text of several lines', () => {
  test.each([
    ['no line feed at the end', 'a\nb', '|-\n  a\n  b\n'],
    ['one line feed at the end', 'a\nb\n', '|\n  a\n  b\n'],
    ['several line feeds at the end', 'a\n\n\n', '|+\n  a\n\n\n'],
    ['empty lines inside carry no spaces', 'a\n\n\nb\n', '|\n  a\n\n\n  b\n'],
    ['a space first needs the indentation indicator', ' a\nb\n', '|2\n   a\n  b\n'],
    ['a tab first needs it too', '\ta\nb', '|2-\n  \ta\n  b\n'],
    ['empty lines first need it too', '\n\na\n\n', '|2+\n\n\n  a\n\n'],
    ['later lines may begin with blanks', 'a:\n  b\n\tc\n', '|\n  a:\n    b\n  \tc\n'],
    ['blanks at the end of a line and in a blank line inside', 'a  \n  \nb\n', '|\n  a  \n    \n  b\n'],
    ['markers, directives and comments are text', '---\n...\n%YAML\n# c\n', '|\n  ---\n  ...\n  %YAML\n  # c\n'],
    ['quotes, backslashes and other scripts stay as they are', '"\\\'\né 😀', '|-\n  "\\\'\n  é 😀\n'],
  ])('%s', (_, text, written) => {
    expect(blockText(text, '  ')).toBe(written);
  });

  test('lines follow the padding given', () => {
    expect(blockText('a\n\nb', '      ')).toBe('|-\n      a\n\n      b\n');
  });
});

describe('text that no block literal gives back exactly', () => {
  test.each([
    ['only line feeds', '\n\n'],
    ['only blanks', '  \n'],
    ['a first line of blanks', '  \na\n'],
    ['a first line of blanks after empty ones', '\n\n\t\na'],
    ['a last line of blanks', 'a\n  '],
    ['a last line of blanks before line feeds', 'a\n\t\n\n'],
    ['carriage returns', 'a\r\nb\r\n'],
    ['next line', 'a\x85\nb'],
    ['line separator', 'a\u2028\nb'],
    ['byte order mark', '\ufeffa\nb'],
    ['control characters', 'a\x1b[0m\nb'],
    ['lone surrogates', '\ud800\nb'],
  ])('%s', (_, text) => {
    expect(blockText(text, '  ')).toBeUndefined();
  });
});
