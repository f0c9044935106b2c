import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SUBMARINER_RULES } from '../../../../../lib/mesh/drivers/submariner/rules';

const codes = SUBMARINER_RULES.map(({ code }) => code);
const filesOf = (folder: string, ending: string, more: readonly string[]) => readdirSync(folder)
  .filter(name => name.endsWith(ending) && !more.includes(name)).map(name => `submariner-${name.slice(0, -ending.length)}`).sort();

test('every rule has a file and a test, named after its code', () => {
  expect(filesOf(join(__dirname, '../../../../../lib/mesh/drivers/submariner/rules'), '.ts', ['index.ts', 'rule.ts'])).toEqual(codes);
  expect(filesOf(__dirname, '.test.ts', ['index.test.ts'])).toEqual(codes);
});

test('rules are listed by code, and each says what, why and what to do', () => {
  expect([...codes].sort()).toEqual(codes);
  for (const rule of SUBMARINER_RULES) {
    expect([rule.summary, rule.why, rule.fix].filter(text => !/^[A-Z].*\.$/s.test(text.trim().replace(/^kube-proxy/, 'Kube-proxy')))).toEqual([]);
  }
});
