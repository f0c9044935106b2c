import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { code, filesBelow, read, ROOT } from './sources';

const PROVIDERS = 'lib/capi/providers';
/** A file with a factory that gives an infrastructure; the others in the folder are parts of one. */
const INFRASTRUCTURES = filesBelow(PROVIDERS).filter(file => /public static \w+\([^)]*\): IInfrastructure</.test(read(file))).map(file => path.basename(file, '.ts'));

describe('infrastructures', () => {
  test('are found', () => {
    expect(INFRASTRUCTURES).toEqual(expect.arrayContaining(['aws', 'docker']));
  });

  test.each(INFRASTRUCTURES)('%s is exported', name => {
    expect(read(`${PROVIDERS}/index.ts`)).toContain(`from './${name}';`);
  });

  test.each(INFRASTRUCTURES)('%s runs the contract suite', name => {
    const file = `test/capi/providers/${name}.test.ts`;
    expect(fs.existsSync(path.join(ROOT, file)) && read(file)).toMatch(/^import \{.*\} from '\.\.\/infrastructure-contract';$/m);
  });
});

describe('shared code', () => {
  const shared = ['lib/net', 'lib/schema', 'lib/fleet', 'lib/delivery', 'lib/capi'].flatMap(filesBelow).filter(file => !file.startsWith(PROVIDERS));
  /** A comparison, a case, a key to look something up by; a field of a manifest may well hold such a name. */
  const name = `(['"\`])(${INFRASTRUCTURES.join('|')})['"\`]`;
  const names = new RegExp(`(===|!==|case|\\[|includes\\() ?${name}|${name} ?(===|!==)`);

  test('never asks for a provider by its name', () => {
    expect(shared.length).toBeGreaterThan(50);
    expect(shared.filter(file => names.test(code(file)))).toEqual([]);
  });

  test('never reaches into the folder of the providers', () => {
    expect(shared.filter(file => !file.endsWith('/index.ts') && /from '[^']*\/providers[/']/.test(code(file)))).toEqual([]);
  });
});
