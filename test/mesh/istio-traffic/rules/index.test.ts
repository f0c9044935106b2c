import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ISTIO_TRAFFIC_RULES } from '../../../../lib/mesh/istio-traffic/rules';

const codes = ISTIO_TRAFFIC_RULES.map(({ code }) => code);

test('lists every rule of the folder, by code', () => {
  const files = readdirSync(join(__dirname, '../../../../lib/mesh/istio-traffic/rules')).map(file => file.replace('.ts', '')).filter(name => !['index', 'rule'].includes(name));
  expect(codes).toEqual(files.sort());
});

test('has a test for every rule', () => {
  expect(readdirSync(__dirname)).toEqual(expect.arrayContaining(codes.map(code => `${code}.test.ts`)));
});
