import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { configMap, Member, newFleet } from './members';
import { Fleet, FleetApp } from '../../lib/fleet';

const ROOT = resolve(__dirname, '../..');

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'fleet-app-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Text by path, below the folder in which programs run. */
function files(): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => statSync(join(folder, path)).isFile() && path !== 'main.ts').sort();
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Runs a program as `cdk8s synth` does: in a process of its own, in the folder that holds its lock. */
function program(body: string, env: NodeJS.ProcessEnv = {}): { status: number | null; stdout: string; stderr: string } {
  writeFileSync(join(folder, 'main.ts'), `
    import { ExistingCluster, Fleet, FleetApp } from '${join(ROOT, 'lib/fleet')}';
    import { ApiObject } from '${join(ROOT, 'node_modules/cdk8s')}';
    const app = new FleetApp();
    const network = { pods: '172.16.0.0/16', services: '172.17.0.0/20' };
    const fleet = new Fleet(app, 'acme', { hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network }) });
    new ApiObject(fleet.hub.chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    ${body}
    app.synth();
  `);
  const { CI: _, CDK8S_FLEET_FROZEN: __, CDK8S_OUTDIR: ___, ...rest } = process.env;
  const run = spawnSync(join(ROOT, 'node_modules/.bin/tsx'), ['--tsconfig', join(ROOT, 'tsconfig.dev.json'), 'main.ts'], { cwd: folder, encoding: 'utf8', env: { ...rest, ...env } });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

const OVERLAP = 'new ExistingCluster(fleet, \'eu\', { version: \'1.34.1\', network: { pods: \'172.16.0.0/17\', services: \'10.1.0.0/20\' } });';

describe('a program', () => {
  test('writes output and lock, and says nothing; the same program changes no byte; CI=true has nothing against it', () => {
    expect(program('')).toEqual({ status: 0, stdout: '', stderr: '' });
    const first = files();
    expect(Object.keys(first)).toEqual(['dist/hub/settings.yaml', 'fleet.lock.json']);
    expect(first['dist/hub/settings.yaml']).toBe('# Written by cdk8s-fleet. Edit the program, not this file.\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n');
    expect(program('', { CI: 'true' })).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(files()).toEqual(first);
  });

  test('fails with a line for each error, exit code 1 and no stack trace, and the old output stays', () => {
    program('');
    const before = files();
    const { status, stdout, stderr } = program(`${OVERLAP} new ApiObject(fleet.hub.chart, 's', { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'x' } });`);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.split('\n').map(line => line.split(':')[0])).toEqual(['error overlapping-ranges', 'error secret-material', '']);
    expect(stderr).not.toContain('    at ');
    expect(files()).toEqual(before);
  });

  test('fails under CI=true when the lock would change: names the command, writes neither lock nor output', () => {
    const { status, stderr } = program('', { CI: 'true' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error synth: fleet\.lock\.json is frozen by CI and lacks \d+ of the facts of fleet 'acme': hub range\/pods = 172\.16\.0\.0\/16, .*; run `npx cdk8s synth` without CI, and commit fleet\.lock\.json\n$/);
    expect(files()).toEqual({});
  });

  test('fails for a damaged lock in one line, and touches nothing', () => {
    program('');
    writeFileSync(join(folder, 'fleet.lock.json'), files()['fleet.lock.json'].slice(0, 50));
    const before = files();
    const { status, stderr } = program('new ApiObject(fleet.hub.chart, \'more\', { apiVersion: \'v1\', kind: \'ConfigMap\' });');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error synth: fleet\.lock\.json .*\n$/);
    expect(files()).toEqual(before);
  });

  test('fails for an output folder that cannot be written in one line, without a lock', () => {
    writeFileSync(join(folder, 'dist'), 'mine');
    const { status, stderr } = program('');
    expect(status).toBe(1);
    expect(stderr).toBe('error synth: cannot write the output folder dist: dist is in the way and is no folder; move it, or choose another output folder; its old content is as it was\n');
    expect(files()).toEqual({ dist: 'mine' });
  });

  test('shows a fault of its own at the call with its stack, since nothing was declared yet', () => {
    const { status, stderr } = program('new ExistingCluster(fleet, \'eu\', { version: \'1.34\', network });');
    expect(status).toBe(1);
    expect(stderr).toContain('acme/eu: version: write a full Kubernetes version like \'1.34.1\', got \'1.34\'');
    expect(files()).toEqual({});
  });
});

test('a fault of a program, which no message explains, keeps its stack and writes nothing', () => {
  const app = new FleetApp({ outdir: join(folder, 'dist') });
  newFleet(app).claim({ type: 'opening', cluster: 'hub', path: 'acme/mine', opening: undefined as never });
  expect(() => app.synth()).toThrow(TypeError);
  expect(files()).toEqual({});
});

describe('folders', () => {
  const synth = (build: (app: FleetApp) => void) => {
    const app = new FleetApp({ outdir: join(folder, 'dist') });
    build(app);
    app.synth();
    expect(app.check()).toEqual([]);
    return Object.keys(files()).map(path => path.replace('dist/', ''));
  };
  const shop = (fleet: Fleet) => {
    const member = new Member(fleet, 'eu');
    configMap(member.chart, 'Shop');
    configMap(fleet.chartOf('eu', 'restore'), 'plan');
  };

  test('are one for each cluster, and beside it one for each unit', () => {
    expect(synth(app => shop(newFleet(app)))).toEqual(['eu.restore/plan.yaml', 'eu/%53hop.yaml', 'eu/about.yaml', 'hub/eu.yaml']);
  });

  test('have the fleet above them where there are several, with equal names in each', () => {
    expect(synth(app => ['dev', 'prod'].forEach(id => shop(newFleet(app, {}, id))))).toEqual(['dev', 'prod'].flatMap(id => (
      ['eu.restore/plan.yaml', 'eu/%53hop.yaml', 'eu/about.yaml', 'hub/eu.yaml'].map(file => `${id}/${file}`))));
  });

  test('of clusters that are gone are removed, and what others wrote stays', () => {
    synth(app => ['a', 'b'].forEach(id => shop(newFleet(app, {}, id))));
    mkdirSync(join(folder, 'dist/a/eu/mine'));
    writeFileSync(join(folder, 'dist/a/eu/mine/README'), 'mine');
    expect(synth(app => { newFleet(app); configMap(app.node.findChild('acme--hub') as never, 'x'); })).toEqual(['a/eu/mine/README', 'hub/x.yaml']);
  });
});
