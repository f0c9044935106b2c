import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { App, Testing } from 'cdk8s';
import { anchorsOf, blocksOf, pages, prose, ROOT } from './pages';
import { AddressPlan, Calico, Docker, ExistingCluster, Fleet, formatFinding, Lock, ManagedCluster, RULES } from '../../lib';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const all = pages();
const page = (file: string) => all.find(candidate => candidate.file === file)!;

describe('links', () => {
  test.each(all)('of $file lead somewhere', current => {
    const targets = [...prose(current).matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1]).filter(target => !/^https?:/.test(target));
    expect(targets.filter(target => !resolves(current.file, target))).toEqual([]);
  });

  test('reach every page from the README', () => {
    const reached = new Set(['README.md']);
    for (const file of reached) {
      const next = [...prose(page(file)).matchAll(/\]\(([^)#\s]+\.md)[^)]*\)/g)].map(match => posix.normalize(posix.join(posix.dirname(file), match[1])));
      next.filter(target => all.some(({ file: known }) => known === target)).forEach(target => reached.add(target));
    }
    expect([...reached].sort()).toEqual(all.map(({ file }) => file).sort());
  });
});

describe('the README', () => {
  test('quotes messages that the example of rejected input really prints', () => {
    const printed = read('examples/rejected/golden/stderr.txt').trimEnd().split('\n');
    const quoted = blocksOf(page('README.md')).filter(block => /^(thrown|error|warning)\b/.test(block.code)).flatMap(block => block.code.trimEnd().split('\n'));
    expect(quoted).toHaveLength(3);
    expect(printed).toEqual(expect.arrayContaining(quoted));
  });

  test('shows the output of the flagship as it is, with the number of objects', () => {
    const golden = join(ROOT, 'examples', 'two-regions', 'golden', 'dist');
    const files = (readdirSync(golden, { recursive: true }) as string[]).filter(file => statSync(join(golden, file)).isFile());
    const shown = blocksOf(page('README.md')).find(block => block.code.startsWith('dist/'))!.code;
    expect([...shown.matchAll(/── (\S+\.yaml)/g)].map(match => match[1]).sort()).toEqual(files.map(file => file.split(/[\\/]/).pop()).sort());
    for (const [, name, count] of shown.matchAll(/── (\S+\.yaml) +(\d+) objects/g)) {
      expect([name, read(`examples/two-regions/golden/dist/hub/${name}`).match(/^kind:/gm)]).toEqual([name, Array(Number(count)).fill('kind:')]);
    }
  });
});

describe('quoted findings', () => {
  const quoted = all.filter(({ file }) => file !== 'README.md').flatMap(blocksOf).flatMap(block => block.code.split('\n'))
    .filter(line => /^(error|warning) [a-z-]+: /.test(line));
  const two = (fleet: Fleet) => ['lab-1', 'shop-1'].forEach(name => new ExistingCluster(fleet, name, { version: '1.34.1', network: { pods: '10.1.0.0/16', services: '10.2.0.0/20' } }));

  test.each<[string, Partial<ConstructorParameters<typeof Fleet>[2]>, (fleet: Fleet) => void]>([
    ['overlapping-ranges', { routingDomains: { shop: ['hub', 'shop-1'], lab: ['hub', 'lab-1'] } }, two],
    ['pod-capacity', { addresses: AddressPlan.within('10.0.0.0/9') }, fleet => managed(fleet, 'a', { pods: '10.1.0.0/21' }, 10)],
    ['pool-behind', { addresses: AddressPlan.within('10.0.0.0/9') }, fleet => managed(fleet, 'prod', {}, 3, '1.35.0')],
  ])('of %s are what the library prints', (code, props, build) => {
    const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } });
    const fleet = new Fleet(new App({ outdir: Testing.app().outdir }), 'acme', { hub, lock: Lock.memory(), ...props });
    build(fleet);
    const lines = fleet.findings().map(formatFinding);
    const shown = quoted.filter(line => line.includes(` ${code}: `));
    expect(shown).not.toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(shown));
  });

  test('are all covered here', () => {
    expect([...new Set(quoted.map(line => line.split(' ')[1].slice(0, -1)))].sort()).toEqual(['overlapping-ranges', 'pod-capacity', 'pool-behind']);
  });
});

test('the codes in docs/concepts.md are those of the code that are not rules', () => {
  const sources = (readdirSync(join(ROOT, 'lib', 'fleet'), { recursive: true }) as string[]).filter(file => file.endsWith('.ts')).map(file => read(join('lib', 'fleet', file))).join('\n');
  const inCode = [...sources.matchAll(/\bcode: '([a-z-]+)'|\bfinding\('([a-z-]+)', manifest/g)].map(match => match[1] ?? match[2]);
  const rules = RULES.map(rule => rule.code);
  const table = /## Findings([\s\S]*?)## /.exec(page('docs/concepts.md').text)![1];
  const documented = [...table.matchAll(/^\| (`.*?`) \| /gm)].flatMap(match => match[1].split(', ').map(code => code.replaceAll('`', '')));
  expect(documented.sort()).toEqual([...new Set(inCode)].filter(code => !rules.includes(code)).sort());
});

function managed(fleet: Fleet, name: string, network: { pods?: string }, replicas: number, version = '1.34.1'): void {
  new ManagedCluster(fleet, name, {
    version,
    network,
    infrastructure: Docker.dev(),
    networkPlugin: Calico.vxlan(),
    controlPlane: { replicas: 1, machine: {} },
    pools: { workers: { version: '1.34.1', replicas, machine: {} } },
  });
}

function resolves(from: string, target: string): boolean {
  const [path, anchor] = target.split('#');
  const file = path === '' ? from : posix.normalize(posix.join(dirname(from), path));
  const linked = all.find(candidate => candidate.file === file);
  return existsSync(join(ROOT, file)) && (anchor === undefined || (linked !== undefined && anchorsOf(linked).includes(anchor)));
}
