import { JsonFile, javascript, typescript } from 'projen';

/**
 * Who may import whom, written once. The linter enforces it (`import/no-restricted-paths`) and
 * `test/architecture/layers.test.ts` plants a violation of each kind to prove that it does.
 * Folders that are not listed are siblings that never import each other.
 */
const LAYERS: Record<string, readonly string[]> = {
  net: [],
  schema: [],
  fleet: ['net', 'schema'],
  delivery: ['net', 'fleet'],
  hub: ['net', 'fleet', 'delivery'],
  capi: ['net', 'fleet', 'delivery'],
  gitops: ['net', 'fleet', 'delivery'],
  mesh: ['net', 'fleet', 'delivery'],
  services: ['net', 'fleet', 'delivery'],
  dr: ['net', 'fleet', 'delivery'],
  cli: ['net', 'fleet', 'schema'],
  pulumi: ['net', 'fleet'],
};

/** The layers that may use the typed classes of `imports/`. The catalogue of schemas is open to `fleet` and `cli` (ADR 1). */
const USE_IMPORTS = ['delivery', 'hub', 'capi', 'gitops', 'mesh', 'services', 'dr'];

const project = new typescript.TypeScriptProject({
  name: 'cdk8s-fleet',
  description: 'cdk8s constructs that describe a whole fleet of Kubernetes clusters, checked at synth time',
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-fleet authors',
  authorName: 'The cdk8s-fleet authors',
  keywords: ['cdk8s', 'kubernetes', 'cluster-api', 'multi-cluster', 'fleet', 'gitops', 'submariner', 'istio', 'cilium', 'argocd', 'velero', 'pulumi'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',

  srcdir: 'lib',
  libdir: 'dist',
  entrypoint: 'dist/lib/index.js',
  entrypointTypes: 'dist/lib/index.d.ts',
  testdir: 'test',
  sampleCode: false,
  projenrcTs: true,

  // The project is built by `.ci/run`; nothing here is tied to a hosting service.
  github: false,
  depsUpgrade: false,
  release: false,
  licensed: true,
  jest: false,
  tsJestOptions: undefined,

  // Only `cdk8s-fleet/pulumi` needs Pulumi: see `peerDependenciesMeta`.
  peerDeps: ['cdk8s@^2.70.0', 'constructs@^10.5.0', '@pulumi/pulumi@>=3.142.0 <4', '@pulumi/kubernetes@>=4.29.0 <5'],
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    'cdk8s@^2.70.106',
    'constructs@^10.8.1',
    'cdk8s-cli@^2.207.60',
    'cdk8s-plus-28@^2.5.6',
    // The last one for Node 20, the oldest that the peer range allows, and the newest.
    '@pulumi/pulumi@3.248.0',
    'pulumi-oldest@npm:@pulumi/pulumi@3.142.0',
    'pulumi-newest@npm:@pulumi/pulumi@3.276.0',
    '@pulumi/kubernetes@^4.34.2',
    '@types/node@^20',
    '@jest/globals@^30',
    'jest@^30',
    // The last version whose binaries exist for every platform in the registry; see the override of unrs-resolver below.
    '@swc/core@1.16.18',
    '@swc/jest',
    'fast-check@^4',
    'ip-address@^10',
    'yaml@^2',
    'js-yaml@^5',
    'esbuild',
    'tsx',
    'json-schema-to-typescript',
    '@marcbachmann/cel-js@^8',
    '@microsoft/api-extractor@7.60.1',
  ],
  typescriptVersion: '~6.0',

  tsconfig: {
    include: ['lib/**/*.ts', 'imports/**/*.ts'],
    compilerOptions: {
      rootDir: '.',
      outDir: 'dist',
      target: 'ES2022',
      lib: ['es2022'],
      module: 'CommonJS',
      moduleResolution: javascript.TypeScriptModuleResolution.NODE10,
      resolveJsonModule: true,
      esModuleInterop: true,
      types: ['node'],
      stripInternal: true,
      // A published map would double the package.
      inlineSourceMap: false,
      inlineSources: false,
    },
  },
  eslintOptions: {
    tsconfigPath: './tsconfig.dev.json',
    projectService: false,
    dirs: ['lib', 'imports'],
    devdirs: ['test', 'bench', 'examples', 'scripts'],
    fileExtensions: ['.ts'],
    // `npm test` changes no file; `npm run eslint -- --fix` does.
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
  },
  gitignore: ['/dist/', '/examples/*/dist/', '*.tsbuildinfo', '/coverage/', '/test-reports/', '/.cache/', '.fleet.lock.json.*', '.cdk8s-fleet-*/'],
  npmignoreEnabled: false,
});

project.gitattributes.addAttributes('fleet.lock.json', 'merge=union');
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('update-notifier', 'false');

project.package.addField('peerDependenciesMeta', { '@pulumi/kubernetes': { optional: true }, '@pulumi/pulumi': { optional: true } });

project.package.addField('overrides', {
  // npm leaves optional packages out of the lock file that its registry does not have, and `npm ci` then refuses the lock file.
  'unrs-resolver': '1.12.2',
  // It names an older TypeScript for its command line, which is not used here.
  'pulumi-oldest': { typescript: '$typescript' },
});

project.package.addField('files', ['dist/lib', 'dist/imports/**/*.js', 'dist/imports/**/*.json', 'docs/*.md', 'docs/images', 'NOTICE', 'CHANGELOG.md']);
project.package.addField('exports', {
  '.': { types: './dist/lib/index.d.ts', default: './dist/lib/index.js' },
  './pulumi': { types: './dist/lib/pulumi/index.d.ts', default: './dist/lib/pulumi/index.js' },
  './package.json': './package.json',
});
// The same for compilers that do not read `exports` (`cdk8s init` sets one up): they map the root's own path too, and what is
// not an entry point must not type-check there only to fail when it runs.
project.package.addField('typesVersions', {
  '*': {
    'dist/lib/index.d.ts': ['dist/lib/index.d.ts'],
    'pulumi': ['dist/lib/pulumi/index.d.ts'],
    'package.json': ['package.json'],
    '*': ['not-an-entry-point'],
  },
});
project.package.addField('sideEffects', false);
project.package.addBin({ 'cdk8s-fleet': 'dist/lib/cli/main.js' });

project.tryFindObjectFile('tsconfig.json')?.addOverride('compilerOptions.ignoreDeprecations', '6.0');

const ENTRY_POINTS_FOR_TYPES = { 'cdk8s-fleet': ['./lib/index.ts'], 'cdk8s-fleet/pulumi': ['./lib/pulumi/index.ts'] };

// One configuration that checks everything: library, tests, examples, benchmarks, scripts.
new JsonFile(project, 'tsconfig.dev.json', {
  obj: {
    extends: './tsconfig.json',
    compilerOptions: { noEmit: true, composite: false, skipLibCheck: true, declaration: false, paths: ENTRY_POINTS_FOR_TYPES },
    include: ['.projenrc.ts', 'lib/**/*.ts', 'imports/**/*.ts', 'test/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    exclude: ['node_modules', '**/node_modules', '**/dist'],
  },
});

// ---- jest: swc compiles, `tsc` checks types.
const jestProject = (displayName: string, testMatch: string, more: object = {}, modules: Record<string, string> = {}) => ({
  displayName,
  rootDir: '.',
  testMatch: [`<rootDir>/test/${testMatch}`],
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/environment.ts'],
  transform: {
    '^.+\\.[jt]s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  // The CEL engine is ESM only; the build bundles it as CommonJS, and jest transforms it.
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/)'],
  moduleNameMapper: { '^cdk8s-fleet$': '<rootDir>/lib/index.ts', '^cdk8s-fleet/pulumi$': '<rootDir>/lib/pulumi/index.ts', ...modules },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/examples/.*/dist/'],
  testTimeout: 30000,
  ...more,
});
/** The tests under Pulumi's mocks, with a version of Pulumi: it keeps state in globals after a test file ends, which jest would warn of. */
const pulumiProject = (name: string, modules: Record<string, string> = {}) =>
  jestProject(name, 'pulumi/*.test.ts', { testEnvironmentOptions: { globalsCleanup: 'off' } }, modules);
const inPlaceOfPulumi = (alias: string) => ({ '^@pulumi/pulumi(/.*)?$': `<rootDir>/node_modules/${alias}$1` });

new JsonFile(project, 'jest.config.json', {
  obj: {
    testTimeout: 30000,
    projects: [
      jestProject('tests', '**/*.test.ts', { testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/pulumi/[^/]+$'] }),
      pulumiProject('pulumi'),
      pulumiProject('pulumi-oldest', inPlaceOfPulumi('pulumi-oldest')),
      pulumiProject('pulumi-newest', inPlaceOfPulumi('pulumi-newest')),
    ],
  },
});

// ---- lint
const eslint = project.eslint!;
eslint.addRules({
  // A line of related fields reads better than a line for each.
  '@stylistic/object-property-newline': 'off',
  '@stylistic/object-curly-newline': 'off',
  // A message that quotes with both kinds of quotes.
  '@stylistic/quotes': ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
  'import/no-cycle': 'error',
  'import/no-restricted-paths': ['error', {
    zones: [
      ...Object.entries(LAYERS).map(([layer, below]) => ({
        target: `./lib/${layer}`, from: './lib', except: [layer, ...below].map(l => `./${l}`),
        message: `lib/${layer} may import only ${below.length ? below.map(l => `lib/${l}`).join(', ') : 'nothing of ours'}`,
      })),
      ...Object.keys(LAYERS).filter(layer => !USE_IMPORTS.includes(layer)).map(layer => ({
        target: `./lib/${layer}`, from: './imports', except: ['fleet', 'cli'].includes(layer) ? ['./catalogue.ts'] : [],
        message: `lib/${layer} may not use the generated classes of imports/`,
      })),
    ],
  }],
  '@stylistic/max-len': ['error', { code: 150, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true }],
});
// Addresses are bits.
eslint.addRules({ 'no-bitwise': 'off' });
eslint.addOverride({ files: ['lib/schema/cel-js.ts'], rules: { 'import/no-extraneous-dependencies': 'off' } });
eslint.addIgnorePattern('imports/*/index.ts');
eslint.addIgnorePattern('dist');

// ---- tasks
// From an empty folder: the output of a deleted source file must not reach the package.
project.compileTask.reset('node -e "fs.rmSync(\'dist\', { recursive: true, force: true })"');
project.compileTask.exec('tsc --build');
project.compileTask.exec('node scripts/bundle-cel.js', { name: 'bundle the ESM-only CEL engine as CommonJS' });

const api = project.addTask('api', { description: 'Rewrite etc/api.md and etc/api-pulumi.md, the reports of the public API' });
api.spawn(project.compileTask);
api.exec('node scripts/api-report.js --write');
const apiCheck = project.addTask('api:check', { description: 'Fail when the public API differs from its reports in etc/', exec: 'node scripts/api-report.js' });
const typeCheck = project.addTask('typecheck', { description: 'Check the types of everything', exec: 'tsc --noEmit -p tsconfig.dev.json' });
project.addTask('import', { description: 'Regenerate imports/ from trimmed CRDs', exec: 'tsx scripts/import/main.ts', receiveArgs: true });
project.addTask('rules', { description: 'Regenerate docs/rules.md from the rules', exec: 'tsx scripts/rule-catalogue.ts', receiveArgs: true });
const bench = project.addTask('bench', { description: 'Benchmarks, as ratios (--json for JSON, names of benchmarks for some of them)' });
bench.spawn(project.compileTask);
bench.exec('tsx bench/main.ts', { receiveArgs: true });
const synth = project.addTask('synth', { description: 'Synthesize the flagship example and print a summary' });
synth.spawn(project.compileTask);
synth.exec('node scripts/synth-example.js examples/two-regions');

project.testTask.reset();
project.testTask.spawn(project.tasks.tryFind('eslint')!);
project.testTask.spawn(typeCheck);
project.testTask.spawn(project.compileTask);
project.testTask.spawn(apiCheck);
project.testTask.exec('jest --config jest.config.json', { receiveArgs: true });
project.addTask('test:unit', { description: 'Only jest', exec: 'jest --config jest.config.json', receiveArgs: true });

project.synth();
