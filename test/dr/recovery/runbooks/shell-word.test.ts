import { expect, test } from '@jest/globals';
import { word } from '../../../../lib/dr/recovery/runbooks/shell-word';

test.each([
  ['velero-cloud', 'velero-cloud'], ['oci://a.example.com/b:1@sha256', 'oci://a.example.com/b:1@sha256'],
  ['two words', "'two words'"], ["it's $(rm)", "'it'\\''s $(rm)'"], ['', "''"], ['*', "'*'"],
])('%j is %s', (text, expected) => {
  expect(word(text)).toBe(expected);
});
