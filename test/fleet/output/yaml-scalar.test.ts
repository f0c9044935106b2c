import { describe, expect, test } from '@jest/globals';
import { numberText, scalarText } from '../../../lib/fleet/output/yaml-scalar';

describe('strings that stay plain', () => {
  test.each([
    'web', 'apps/v1', 'nginx:1.27.3', 'registry.example/a@sha256:0f', 'https://example.org:8443/x?y=1&z=[2]', 'a b', 'it\'s', 'a "b" c',
    'a\\b', 'a#b', 'a:b', 'a,b', 'a{b}', 'a - b', '--flag=value', '-v', '/var/lib', '.dockerignore', '..data', '$(NODE_NAME)', '$x', '(a)',
    '<path>', '=x', '<', '_x', '~/x', ';', '^a$', '+x', '100m', '128Mi', '0.5Gi', '30s', '1h30m', '50%', '2024-01-01-nightly',
    '2024-week-1', '10.0.0.1', '10.0.0.0/8', '1.31.2', '1.31.2-rc.1', 'fd00::/48', 'yesterday', 'nothing', 'NaN', 'Infinity', 'é', 'größe',
    'こんにちは', '😀', 'a\u00a0b', 'truefalse', 'e', 'e2e', 'eu-1', 'east',
  ])('%j', (text) => {
    expect(scalarText(text)).toBe(text);
  });
});

describe('strings that are double-quoted', () => {
  test.each([
    ['words of YAML 1.1', ['y', 'N', 'yes', 'No', 'ON', 'off', 'true', 'FALSE', 'Null', '~', 'yEs']],
    ['value and merge indicators', ['=', '<<']],
    ['empty and blank', ['', ' ', '  ', ' a', 'a ']],
    ['decimal', ['0', '1', '-1', '+1', '0123', '08', '1.10', '1.', '.5', '-.5', '1.5.', '1..2']],
    ['other bases', ['0777', '0o17', '-0o17', '0x1F', '0XaB', '0b101', '0x1p-2']],
    ['grouped digits', ['1_000', '1,000', '0_1', '0x_1', '1_0.5_0']],
    ['exponents', ['1e3', '1E3', '1e+21', '1.5e-7', '.1e1', '12e03']],
    ['base 60', ['1:20', '12:30:45', '-1:20.5', '190:20:30.15', '8080:80', '22:22']],
    ['not a number and infinities', ['.nan', '.NaN', '.inf', '-.INF', '+.Inf', '+inf', '-Infinity', '+nan']],
    ['signs and dots alone', ['-', '+', '.', '--', '..', '+-']],
    ['exponents and groups without a digit before them', ['e2', 'E5', 'e+5', 'e-05', '._', '._1', '-_', '.e3', '+e3']],
    ['hexadecimal that may be a number', ['1e10', '123e4567', '0e0', '2024-01-x', '7d0c']],
    ['dates', ['2024-01-01', '2024-1-1', '2024-01-01 x']],
    ['times', ['2001-12-14t21:59:43.10-05:00', '2001-12-14T21:59:43Z', '2001-12-14 21:59:43.10 -5']],
    ['document markers', ['---', '...', '---x', '--- a', '...x']],
    ['indicators first', ['- a', '?', '? a', '?a', ':', ':a', ',a', '[a', ']', '{a', '}', '#a', '&a', '*a', '!a', '|', '>', '%a', '@a', '`a', "'a"]],
    ['key and comment inside', ['a: b', 'a:', 'a #b', 'a #', 'http://x: y']],
    ['blanks beyond ASCII at an end', ['\u00a0a', 'a\u2003', 'a\u3000']],
  ])('%s', (_, texts) => {
    expect(texts.map(scalarText)).toEqual(texts.map(text => `"${text}"`));
  });
});

describe('strings with quotes or backslashes that cannot stay plain', () => {
  test.each([
    ['{"a":1}', '\'{"a":1}\''],
    ['"', '\'"\''],
    ['"it\'s"', '\'"it\'\'s"\''],
    ['[^\\d]', "'[^\\d]'"],
    [': \\', "': \\'"],
  ])('%j is single-quoted', (text, written) => {
    expect(scalarText(text)).toBe(written);
  });
});

describe('characters that need an escape', () => {
  test.each([
    ['tab', 'a\tb', '"a\\tb"'],
    ['line feed', 'a\nb', '"a\\nb"'],
    ['carriage return', 'a\r\nb', '"a\\r\\nb"'],
    ['quotes and backslashes beside them', '"\\\t', '"\\"\\\\\\t"'],
    ['control characters', '\0\x07\x1b\x7f', '"\\u0000\\u0007\\u001b\\u007f"'],
    ['C1 and next line', 'a\x80\x85b', '"a\\u0080\\u0085b"'],
    ['line and paragraph separator', 'a\u2028\u2029', '"a\\u2028\\u2029"'],
    ['byte order mark', '\ufeffa', '"\\ufeffa"'],
    ['noncharacters', '\ufffe\uffff', '"\\ufffe\\uffff"'],
    ['lone surrogates', 'a\ud800', '"a\\ud800"'],
    ['surrogates the wrong way round', '\udc00\ud800', '"\\udc00\\ud800"'],
    ['a lone surrogate beside a pair', '😀\ude00', '"😀\\ude00"'],
  ])('%s', (_, text, written) => {
    expect(scalarText(text)).toBe(written);
  });
});

describe('numbers', () => {
  test.each([
    [0, '0'], [-0, '0'], [-1, '-1'], [0.5, '0.5'], [1.1, '1.1'], [2 ** 53, '9007199254740992'], [2 ** 63, '9223372036854776000'],
    [1e20, '100000000000000000000'], [1e21, '1.0e+21'], [-1e21, '-1.0e+21'], [1.5e300, '1.5e+300'], [1e-7, '1.0e-7'], [-2.5e-9, '-2.5e-9'],
    [5e-324, '5.0e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'],
  ])('%d is written %s', (value, written) => {
    expect(numberText(value)).toBe(written);
  });
});
