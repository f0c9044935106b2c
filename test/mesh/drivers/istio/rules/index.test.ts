import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ISTIO_RULES } from '../../../../../lib/mesh/drivers/istio/rules';

const FOLDER = join(__dirname, '../../../../../lib/mesh/drivers/istio/rules');

test('each rule has a file of its name, and each file is a rule', () => {
  const files = readdirSync(FOLDER).map(file => file.replace('.ts', '')).filter(name => !['index', 'rule'].includes(name));
  expect(ISTIO_RULES.map(({ code }) => code)).toEqual(files.map(name => `istio-${name}`).sort());
});
