import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ROOT } from './build';
import { Consumer, pack, Packages, templatePackages } from './consumer';

// Installing from the registry takes as long as the network is slow.
jest.setTimeout(300_000);

const own = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
const NEWEST_PEERS: Packages = { cdk8s: own.peerDependencies.cdk8s, constructs: own.peerDependencies.constructs };
const OLDEST_PEERS: Packages = Object.fromEntries(Object.entries(NEWEST_PEERS).map(([name, range]) => [name, range.replace('^', '')]));

const consumers: Consumer[] = [];
let tarball: string;

beforeAll(() => { tarball = pack(); });
afterAll(() => {
  fs.rmSync(path.dirname(tarball), { recursive: true, force: true });
  consumers.forEach(consumer => consumer.delete());
});

function newConsumer(packages: Packages, fields?: object): Consumer {
  const consumer = new Consumer(tarball, packages, fields);
  consumers.push(consumer);
  return consumer;
}

describe('a project of `cdk8s init typescript-app`', () => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = newConsumer({ ...templatePackages(), ...NEWEST_PEERS });
    consumer.useTemplate('tsconfig.json', 'jest.config.js');
    consumer.useProgram('fleet.ts', 'fleet.ts');
    consumer.useProgram('main.ts', 'main.ts');
    consumer.useProgram('main.spec.ts', 'main.test.ts');
  });

  test('has the TypeScript of the scaffold, which resolves packages the old way and checks every declaration file', () => {
    expect(consumer.run('tsc', '--version')).toMatch(/^Version 5\.9\./);
    const { compilerOptions } = JSON.parse(consumer.run('tsc', '--showConfig'));
    // es7 is the compiler's own name of es2016.
    expect(compilerOptions).toMatchObject({ module: 'commonjs', target: 'es2017', lib: ['es7'], strict: true });
    expect(compilerOptions).not.toHaveProperty('skipLibCheck');
    expect(compilerOptions).not.toHaveProperty('esModuleInterop');
  });

  test('type-checks', () => {
    expect(consumer.run('tsc', '--noEmit')).toBe('');
  });

  test('fails to type-check on a wrong prop, so the types are really read', () => {
    consumer.write('wrong.ts', "import { AddressPlan } from 'cdk8s-fleet';\nexport const plan = AddressPlan.within(8);\n");
    expect(() => consumer.run('tsc', '--noEmit')).toThrow(/wrong\.ts\(2,\d+\): error TS2345/);
    fs.rmSync(path.join(consumer.folder, 'wrong.ts'));
  });

  test('fails to type-check what reaches into the package, which would fail when it runs', () => {
    consumer.write('reach.ts', "export * from 'cdk8s-fleet/dist/lib/net';\n");
    expect(() => consumer.run('tsc', '--noEmit')).toThrow(/reach\.ts\(1,15\): error TS2307/);
    fs.rmSync(path.join(consumer.folder, 'reach.ts'));
  });

  test('runs its jest tests, schema check and CEL rules included', () => {
    // jest reports on stderr; it fails the call when a test fails.
    expect(() => consumer.run('jest', '--ci')).not.toThrow();
  });

  test('writes a folder for each cluster with ts-node', () => {
    consumer.run('ts-node', 'main.ts');
    const files = consumer.filesIn('dist');
    expect(files.length).toBeGreaterThan(0);
    expect(files.every(file => /^(hub\/[^/]+\.yaml|_bill-of-materials\.json)$/.test(file))).toBe(true);
    expect(files.map(file => consumer.read(`dist/${file}`)).join('')).toMatch(/^kind: KubeadmControlPlane$/m);
  });

  test('loads nothing but the package and its peers', () => {
    const loaded = JSON.parse(consumer.run('node', '-e', "require('cdk8s-fleet'); console.log(JSON.stringify(Object.keys(require.cache)))")) as string[];
    const packages = new Set(loaded.map(file => /^.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(path.relative(consumer.folder, file))?.[1]));
    // What cdk8s brings along is inside cdk8s.
    const ofCdk8s = new Set(fs.readdirSync(path.join(consumer.folder, 'node_modules', 'cdk8s', 'node_modules')));
    expect([...packages].filter(name => !ofCdk8s.has(name!)).sort()).toEqual(['cdk8s', 'cdk8s-fleet', 'constructs']);
  });

  test('is told what is missing when it loads the entry point for Pulumi, which is not installed', () => {
    expect(() => consumer.run('node', '-e', "require('cdk8s-fleet/pulumi')"))
      .toThrow('cdk8s-fleet/pulumi needs the package @pulumi/pulumi, 3.142 or newer, and it is not installed: run `npm install @pulumi/pulumi`');
  });

  test('has the command of the package', () => {
    expect(consumer.run('cdk8s-fleet', '--help')).toMatch(/cdk8s-fleet/);
  });
});

describe.each([['3.142.0', '5.9.x'], ['3.248.0', '~6.0']])('a Pulumi program with @pulumi/pulumi %s and TypeScript %s', (pulumi, typescript) => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = newConsumer({ ...NEWEST_PEERS, '@pulumi/pulumi': pulumi, typescript, '@types/node': '^20' });
    consumer.write('tsconfig.json', JSON.stringify(typescript.startsWith('5')
      // As `pulumi new typescript` writes it: packages are resolved the old way.
      ? { compilerOptions: { strict: true, outDir: 'bin', target: 'es2020', module: 'commonjs', moduleResolution: 'node', forceConsistentCasingInFileNames: true } }
      : { compilerOptions: { strict: true, outDir: 'bin', target: 'es2022', module: 'nodenext', types: ['node'] } }));
    consumer.useProgram('pulumi.ts', 'index.ts');
  });

  test('type-checks, declarations of the package included, and runs under mocks', () => {
    expect(consumer.run('tsc')).toBe('');
    expect(JSON.parse(consumer.run('node', 'bin/index.js'))).toEqual(['kubernetes:core/v1:ConfigMap prod/hub/settings']);
  });

  test('loads Pulumi by its own entry point alone', () => {
    const loaded = (entry: string) => consumer.run('node', '-e', `require('${entry}'); console.log(Object.keys(require.cache).some(file => /@pulumi/.test(file)))`).trim();
    expect(loaded('cdk8s-fleet')).toBe('false');
    expect(loaded('cdk8s-fleet/pulumi')).toBe('true');
  });
});

describe('a project of ES modules with TypeScript 6', () => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = newConsumer({ ...NEWEST_PEERS, 'typescript': '~6.0', '@types/node': '^20' }, { type: 'module' });
    consumer.write('tsconfig.json', JSON.stringify({
      compilerOptions: { module: 'nodenext', target: 'es2022', strict: true, types: ['node'], outDir: 'out' }, include: ['*.ts'],
    }));
    consumer.useProgram('fleet.ts', 'fleet.ts');
    consumer.write('main.ts', readProgram('main.ts').replace("'./fleet'", "'./fleet.js'"));
  });

  test('resolves the package through its exports, type-checks and runs', () => {
    expect(consumer.run('tsc', '--version')).toMatch(/^Version 6\.0\./);
    expect(consumer.run('tsc')).toBe('');
    consumer.run('node', 'out/main.js');
    expect(consumer.filesIn('dist').length).toBeGreaterThan(0);
  });

  test('fails to reach into the package', () => {
    consumer.write('reach.ts', "export * from 'cdk8s-fleet/dist/lib/net';\n");
    expect(() => consumer.run('tsc', '--noEmit')).toThrow(/error TS2307: Cannot find module 'cdk8s-fleet\/dist\/lib\/net'/);
    fs.rmSync(path.join(consumer.folder, 'reach.ts'));
  });
});

describe('a project with the oldest peers that the package allows', () => {
  let consumer: Consumer;

  beforeAll(() => {
    consumer = newConsumer({ ...OLDEST_PEERS, 'typescript': '5.9.x', '@types/node': '^20' });
    consumer.useTemplate('tsconfig.json');
    consumer.useProgram('fleet.ts', 'fleet.ts');
    consumer.useProgram('main.ts', 'main.ts');
  });

  test('has exactly those, once', () => {
    for (const [name, version] of Object.entries(OLDEST_PEERS)) {
      expect(JSON.parse(consumer.read(`node_modules/${name}/package.json`)).version).toBe(version);
    }
    expect(consumer.filesIn('node_modules').filter(file => /(^|\/)(cdk8s|constructs)\/package\.json$/.test(file)).sort())
      .toEqual(['cdk8s/package.json', 'constructs/package.json']);
  });

  test('type-checks and runs', () => {
    expect(consumer.run('tsc')).toBe('');
    consumer.run('node', 'main.js');
    expect(consumer.filesIn('dist').length).toBeGreaterThan(0);
  });
});

function readProgram(name: string): string {
  return fs.readFileSync(path.join(__dirname, 'programs', name), 'utf8');
}
