import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ApiObject, ApiObjectProps, Testing } from 'cdk8s';
import { anchorsOf, blocksOf, pages, prose, ROOT } from './pages';
import {
  AddressPlan, ApplicationSetFleet, ApplicationSetFleetProps, Calico, Delivery, Docker, ExistingCluster, ExistingClusterProps, Fleet, FleetApp,
  FleetProps, formatFinding, HelmInstallation, Lock, ManagedCluster, RULES,
} from '../../lib';
import { cloudNameTwice } from '../../lib/fleet/across-fleets/rules/cloud-name-twice';
import { SHARED_HUB_COMPONENT } from '../../lib/fleet/across-fleets/rules/shared-hub-component';

const ARGO_CD = Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git' });
const FLUX = Delivery.flux({ url: 'https://git.example.com/acme/fleet.git' });

/** One synth of a program; all but the last have been before. */
interface Synth extends Partial<FleetProps> {
  readonly build?: (fleet: Fleet) => unknown;
}

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
    expect([...shown.matchAll(/── (\S+\.(?:yaml|json))/g)].map(match => match[1]).sort()).toEqual(files.map(file => file.split(/[\\/]/).pop()).sort());
    for (const [, name, count] of shown.matchAll(/── (\S+\.yaml) +(\d+) objects/g)) {
      expect([name, read(`examples/two-regions/golden/dist/hub/${name}`).match(/^kind:/gm)]).toEqual([name, Array(Number(count)).fill('kind:')]);
    }
  });
});

test('docs/first-fleet.md begins with the example as it is', () => {
  const shown = blocksOf(page('docs/first-fleet.md')).find(block => block.language === 'ts')!.code;
  expect(shown.trim()).toBe(read('examples/bootstrap/main.ts').trim());
});

describe('quoted findings', () => {
  const quoted = all.filter(({ file }) => file !== 'README.md').flatMap(blocksOf).flatMap(block => block.code.split('\n'))
    .filter(line => /^(error|warning) [a-z-]+: /.test(line));
  const two = (fleet: Fleet) => ['lab-1', 'shop-1'].forEach(name => new ExistingCluster(fleet, name, { version: '1.34.1', network: { pods: '10.1.0.0/16', services: '10.2.0.0/20' } }));

  test.each<readonly [string, ...Synth[]]>([
    ['overlapping-ranges', { routingDomains: { shop: ['hub', 'shop-1'], lab: ['hub', 'lab-1'] }, build: two }],
    ['pod-capacity', { addresses: AddressPlan.within('10.0.0.0/9'), build: fleet => managed(fleet, 'a', { pods: '10.1.0.0/21' }, 10) }],
    ['pool-behind', { addresses: AddressPlan.within('10.0.0.0/9'), build: fleet => managed(fleet, 'prod', {}, 3, '1.35.0') }],
    ['application-set-empty', { build: fleet => paymentApi(fleet, { matchLabels: { environment: 'production' } }) }],
    ['application-set-waves', {
      build: fleet => {
        member(fleet, 'prod-eu', { region: 'eu-west-1' });
        member(fleet, 'prod-us', { region: 'us-east-1' }, 64);
        paymentApi(fleet, { waves: [{ name: 'first', regions: ['us-east-1'] }] });
      },
    }],
    ['delivery-changed', { delivery: ARGO_CD }, { delivery: FLUX }],
    ['flux-access-unknown', { delivery: FLUX, build: fleet => member(fleet, 'office') }],
    ['helm-template', {
      delivery: Delivery.plainFiles({ helm: '/opt/helm/bin/helm' }),
      build: fleet => new HelmInstallation(fleet, 'metrics', {
        clusters: [fleet.hub], addOn: { release: 'metrics', namespace: 'x', repository: 'https://charts.example.com', chart: 'metrics', defaultVersion: '1.0.0', values: {} },
      }),
    }],
    ['kind-not-served', {
      build: fleet => member(fleet, 'office', {}, 32, {
        apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'web', namespace: 'shop' },
        spec: { selector: { matchLabels: { app: 'web' } }, endpoints: [{ port: 'http' }] },
      }),
    }],
    ['left-behind',
      { delivery: ARGO_CD, build: fleet => member(fleet, 'eu', {}, 32, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }) },
      { delivery: ARGO_CD, build: fleet => member(fleet, 'eu') }],
    ['release-owned-elsewhere', {
      build: fleet => {
        member(fleet, 'office', { releasesOfOthers: { cilium: 'Terraform module network' } });
        fleet.claim({ type: 'release-values', cluster: 'office', path: 'acme/mesh', release: 'cilium', values: { cluster: { id: 7 } } });
      },
    }],
    ['secret-material', {
      build: fleet => member(fleet, 'office', {}, 32, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, stringData: { password: 'x' } }),
    }],
  ])('of %s are what the library prints', (code, ...synths) => {
    const lock = Lock.memory();
    const lines = synths.map(({ build, ...props }, i) => {
      const app = new FleetApp({ outdir: Testing.app().outdir });
      const hub = ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } });
      const fleet = new Fleet(app, 'acme', { hub, lock, ...props });
      build?.(fleet);
      if (i < synths.length - 1) {
        app.synth();
      }
      return app.check().map(formatFinding);
    });
    const shown = quoted.filter(line => line.includes(` ${code}: `));
    expect(shown).not.toEqual([]);
    expect(lines.at(-1)).toEqual(expect.arrayContaining(shown));
  });

  test('are all covered here', () => {
    expect([...new Set(quoted.map(line => line.split(' ')[1].slice(0, -1)))].sort()).toEqual([
      'application-set-empty', 'application-set-waves', 'delivery-changed', 'flux-access-unknown', 'helm-template', 'kind-not-served', 'left-behind', 'overlapping-ranges',
      'pod-capacity', 'pool-behind', 'release-owned-elsewhere', 'secret-material',
    ]);
  });
});

test('the codes in docs/concepts.md are those of the code that are not rules', () => {
  const sources = (readdirSync(join(ROOT, 'lib', 'fleet'), { recursive: true }) as string[]).filter(file => file.endsWith('.ts')).map(file => read(join('lib', 'fleet', file))).join('\n');
  const inCode = [...sources.matchAll(/\bcode: '([a-z-]+)'|\bfinding\('([a-z-]+)', manifest/g)].map(match => match[1] ?? match[2]);
  const rules = [...RULES, cloudNameTwice, SHARED_HUB_COMPONENT].map(rule => rule.code);
  const table = /## Findings([\s\S]*?)## /.exec(page('docs/concepts.md').text)![1];
  const documented = [...table.matchAll(/^\| (`.*?`) \| /gm)].flatMap(match => match[1].split(', ').map(code => code.replaceAll('`', '')));
  expect(documented.sort()).toEqual([...new Set(inCode)].filter(code => !rules.includes(code)).sort());
});

/** A member with an object of its own. */
function member(fleet: Fleet, name: string, props: Partial<ExistingClusterProps> = {}, block = 32, object?: ApiObjectProps): void {
  const network = { pods: `10.${block}.0.0/16`, services: `10.${block + 1}.0.0/20` };
  const { chart } = new ExistingCluster(fleet, name, { version: '1.34.1', network, ...props });
  if (object) {
    new ApiObject(chart, object.metadata!.name!, object);
  }
}

function paymentApi(fleet: Fleet, props: Partial<ApplicationSetFleetProps>): void {
  new ApplicationSetFleet(fleet, 'payment-api', {
    namespace: 'production', source: { type: 'directory', repoUrl: 'https://git.example.com/acme/apps.git', targetRevision: 'v1', path: 'payment-api' }, ...props,
  });
}

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
