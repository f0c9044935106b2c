import { expect, test } from '@jest/globals';
import { redirectCalls } from '../../../lib/schema/cel/source';

test.each([
  ["self.matches('a')", "self.goMatches('a')"],
  ['has (self.a)', 'goHas (self.a)'],
  ['self.matches == 1 && self.has', 'self.matches == 1 && self.has'],
  ["self == 'int(5)' && int('5') == 5", "self == 'int(5)' && goInt('5') == 5"],
  ['self == "\\"int(" && r\'\\\' == \'\\\'\' && int(5) == 5', 'self == "\\"int(" && r\'\\\' == \'\\\'\' && goInt(5) == 5'],
  ["'''int('5')''' == self", "'''int('5')''' == self"],
  ['true // int(5)\n&& int(5) == 5', 'true // int(5)\n&& goInt(5) == 5'],
  ['print(5) == toString(5)', 'print(5) == toString(5)'],
])('%s', (rule, redirected) => {
  expect(redirectCalls(rule)).toBe(redirected);
});
