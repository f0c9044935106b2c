import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { App, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { configMap, Member, MemberProps, newFleet } from './members';
import { run } from '../../lib/cli/run';
import { FleetApp, Lock } from '../../lib/fleet';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lock-integration-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockPath = () => join(folder, 'fleet.lock.json');
const lockText = () => readFileSync(lockPath(), 'utf8');
const outdir = () => join(folder, 'dist');

type Members = Readonly<Record<string, MemberProps>>;

/** Runs a program as a process would: its own app, its own look at the lock. */
function synth(members: Members, options: { readonly frozen?: boolean } = {}): { stderr: string; exitCode: typeof process.exitCode } {
  const app = new FleetApp({ outdir: outdir() });
  const fleet = newFleet(app, { lock: Lock.file(lockPath(), options) });
  Object.entries(members).forEach(([name, props]) => new Member(fleet, name, props));
  return silently(() => app.synth());
}

function silently(work: () => void): { stderr: string; exitCode: typeof process.exitCode } {
  const [write, before] = [process.stderr.write, process.exitCode];
  // The tests' own surroundings may freeze every lock.
  const kept = ['CI', 'CDK8S_FLEET_FROZEN'].map(name => [name, process.env[name]] as const);
  kept.forEach(([name]) => delete process.env[name]);
  let stderr = '';
  process.stderr.write = (text => { stderr += String(text).split(folder).join('<folder>'); return true; }) as typeof write;
  try {
    process.exitCode = undefined;
    work();
    return { stderr, exitCode: process.exitCode };
  } finally {
    process.stderr.write = write;
    process.exitCode = before;
    kept.forEach(([name, value]) => value !== undefined && (process.env[name] = value));
  }
}

const OK = { stderr: '', exitCode: undefined };

/** Text by file, below the folder. */
function snapshot(): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => statSync(join(folder, name)).isFile()).sort();
  return new Map(names.map(name => [name, readFileSync(join(folder, name), 'utf8')]));
}

async function command(...args: string[]): Promise<string> {
  const said: string[] = [];
  const code = await run(args, { folder, env: {}, out: line => said.push(line), err: line => said.push(line) });
  return `${code}: ${said.join('\n')}`;
}

/** The ranges and the protection that the lock holds for a cluster. */
const facts = (owner: string) => Lock.file(lockPath()).read('acme').facts
  .filter(f => f.owner === owner && /^(range\/|deletion-)/.test(f.fact)).map(f => `${f.fact}=${f.value}`);

describe('a synth of a FleetApp', () => {
  test('records what was handed out and what was written in the program', () => {
    expect(synth({ a: {}, b: { network: { pods: '10.9.0.0/16' }, deletionProtection: true } })).toEqual(OK);
    expect(facts('a')).toEqual(['deletion-protection=off', 'range/pods=10.0.0.0/16', 'range/services=10.1.0.0/20']);
    expect(facts('b')).toEqual(['deletion-protection=on', 'range/pods=10.9.0.0/16', 'range/services=10.1.16.0/20']);
    expect(facts('hub')).toEqual(['deletion-protection=off', 'range/pods=172.16.0.0/16', 'range/services=172.17.0.0/20']);
  });

  test('changes no byte the second time, in another process or in the same', () => {
    synth({ a: {}, b: {} });
    const first = snapshot();
    expect(synth({ b: {}, a: {} })).toEqual(OK);
    expect(snapshot()).toEqual(first);
    const app = new FleetApp({ outdir: outdir() });
    const fleet = newFleet(app, { lock: Lock.file(lockPath()) });
    ['a', 'b'].forEach(name => new Member(fleet, name));
    expect(silently(() => { app.synth(); app.synth(); })).toEqual(OK);
    expect(snapshot()).toEqual(first);
  });

  test('keeps what the lock holds when the program would now choose otherwise', () => {
    synth({ m: {} });
    synth({ a: {}, m: {} });
    expect(facts('m')).toContain('range/pods=10.0.0.0/16');
    expect(facts('a')).toContain('range/pods=10.2.0.0/16');
  });

  test('leaves every other cluster alone when clusters come and change places', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]{0,2}$/).filter(n => n !== 'hub');
    fc.assert(fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), fc.uniqueArray(name, { maxLength: 3 }), fc.infiniteStream(fc.nat()),
      (before, more, chance) => {
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        const asMembers = (names: readonly string[]) => Object.fromEntries(names.map(n => [n, {}]));
        expect(synth(asMembers(before))).toEqual(OK);
        const old = snapshot();
        const all = [...new Set([...more, ...before])].map(n => [chance.next().value!, n] as const).sort(([a], [b]) => a - b).map(([, n]) => n);
        expect(synth(asMembers(all))).toEqual(OK);
        const now = snapshot();
        for (const [file, text] of old) {
          expect(file === 'fleet.lock.json' ? text.split('\n').filter(line => !now.get(file)!.includes(line)) : now.get(file)).toEqual(file === 'fleet.lock.json' ? [] : text);
        }
      },
    ), { numRuns: 25 });
  });

  test('writes neither lock nor output when something is wrong', () => {
    synth({ a: {} });
    const before = snapshot();
    const { stderr, exitCode } = synth({ a: {}, b: { network: { pods: '10.0.0.0/17' } } });
    expect(stderr).toMatch(/^error overlapping-ranges: .*\n$/);
    expect(exitCode).toBe(1);
    expect(snapshot()).toEqual(before);
  });

  test('writes no lock when the output cannot be written', () => {
    writeFileSync(outdir(), 'a file of somebody');
    const before = snapshot();
    expect(synth({ a: {} })).toEqual({
      stderr: 'error synth: cannot write the output folder <folder>/dist: <folder>/dist is in the way and is no folder; move it, or choose another output folder;'
        + ' its old content is as it was\n',
      exitCode: 1,
    });
    expect(snapshot()).toEqual(before);
  });

  test('writes no lock when a folder of people\'s own lies where one file goes', () => {
    mkdirSync(join(outdir(), 'hub/a.yaml'), { recursive: true });
    const { stderr, exitCode } = synth({ a: {} });
    expect(stderr).toMatch(/^error synth: cannot write the output folder .*dist\/hub\/a\.yaml is in the way and was not written by cdk8s-fleet.*\n$/);
    expect(exitCode).toBe(1);
    expect([...snapshot().keys()]).toEqual([]);
  });

  test('records every fleet of an app', () => {
    const app = new FleetApp({ outdir: outdir() });
    const lock = Lock.file(lockPath());
    silently(() => {
      for (const id of ['prod', 'dev']) {
        new Member(newFleet(app, { lock }, id), 'a');
      }
      app.synth();
    });
    const ranges = (id: string) => lock.read(id).facts.filter(f => f.fact === 'range/pods').map(f => `${f.owner} ${f.value}`);
    expect(['dev', 'prod'].map(ranges)).toEqual([['a 10.0.0.0/16', 'hub 172.16.0.0/16'], ['a 10.0.0.0/16', 'hub 172.16.0.0/16']]);
    expect([...snapshot().keys()]).toEqual(['dist/dev/a/about.yaml', 'dist/dev/hub/a.yaml', 'dist/prod/a/about.yaml', 'dist/prod/hub/a.yaml', 'fleet.lock.json']);
  });
});

describe('everything but a synth of a FleetApp', () => {
  test.each<readonly [string, (app: App) => void]>([
    ['toJson', app => { newFleet(app, { lock: Lock.file(lockPath()) }).hub.chart.toJson(); }],
    ['Testing.synth', app => { Testing.synth(newFleet(app, { lock: Lock.file(lockPath()) }).hub.chart); }],
    ['check', app => { newFleet(app, { lock: Lock.file(lockPath()) }).check(); }],
    ['check of a FleetApp', () => { const app = new FleetApp(); newFleet(app, { lock: Lock.file(lockPath()) }); app.check(); }],
    ['synthYaml of a FleetApp', () => { const app = new FleetApp(); newFleet(app, { lock: Lock.file(lockPath()) }); app.synthYaml(); }],
    ['synth of a plain App', app => { newFleet(app, { lock: Lock.file(lockPath()) }); app.synth(); }],
  ])('reads the lock and never writes it: %s', (_, use) => {
    use(new App({ outdir: outdir() }));
    expect(existsSync(lockPath())).toBe(false);
  });

  test('renders what the lock holds', () => {
    synth({ m: {} });
    const fleet = newFleet(new App(), { lock: Lock.file(lockPath()) });
    new Member(fleet, 'a');
    const m = new Member(fleet, 'm');
    expect(fleet.hub.chart.toJson()).toContainEqual(expect.objectContaining({ data: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } }));
    expect(m.onHub.toJson().data.pods).toBe('10.0.0.0/16');
  });
});

describe('what a synth refuses', () => {
  const refused = (members: Members, options?: { readonly frozen?: boolean }): string => {
    const before = snapshot();
    const { stderr, exitCode } = synth(members, options);
    expect(exitCode).toBe(1);
    expect(snapshot()).toEqual(before);
    return stderr;
  };

  test('a locked range with another value, until it is released by name', async () => {
    synth({ a: {} });
    const moved = { a: { network: { pods: '10.5.0.0/16' } } };
    expect(refused(moved)).toMatch(/^error locked-value-changed: a pods is 10\.5\.0\.0\/16 in the program and 10\.0\.0\.0\/16 in .*: write 10\.0\.0\.0\/16 again, or run `npx cdk8s-fleet lock release a range\/pods`.*\n$/);
    expect(await command('lock', 'release', 'a', 'range/pods')).toMatch(/^0: a range\/pods is released/);
    expect(synth(moved)).toEqual(OK);
    expect(facts('a')).toContain('range/pods=10.5.0.0/16');
  });

  test('a member that is gone, until it is retired by name; its ranges stay reserved until they are released', async () => {
    synth({ a: {}, b: {} });
    expect(refused({ b: {} })).toMatch(/^error member-disappeared: a is in .* and no cluster of the program: put it back under that name, or run `npx cdk8s-fleet lock retire a` if it is gone for good\n$/);
    expect(await command('lock', 'retire', 'a')).toMatch(/^0: /);
    expect(synth({ b: {}, c: {} })).toEqual(OK);
    expect(facts('c')).toContain('range/pods=10.3.0.0/16');
    expect(existsSync(join(outdir(), 'a'))).toBe(false);
    expect(await command('lock', 'release', 'a')).toMatch(/^0: /);
    expect(synth({ b: {}, c: {}, d: {} })).toEqual(OK);
    expect(facts('d')).toContain('range/pods=10.0.0.0/16');
  });

  test('a member with a new name', () => {
    synth({ old: { network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } } });
    expect(refused({ new: { network: { pods: '10.0.0.0/16', services: '10.1.0.0/20' } } }))
      .toMatch(/^error member-disappeared: old is in .* \(renamed to new, which has its pods 10\.0\.0\.0\/16 and services 10\.1\.0\.0\/20\?\).*\n/);
  });

  test('a protected member that is gone: the protection goes first', async () => {
    synth({ a: { deletionProtection: true } });
    expect(await command('lock', 'retire', 'a')).toMatch(/^1: .*protected against deletion/);
    expect(refused({})).toMatch(/put it back with deletionProtection: false/);
    expect(synth({ a: {} })).toEqual(OK);
    expect(facts('a')).toContain('deletion-protection=off');
    expect(await command('lock', 'retire', 'a')).toMatch(/^0: /);
    expect(synth({})).toEqual(OK);
  });

  test('a retired name that is used again', async () => {
    synth({ a: {} });
    await command('lock', 'retire', 'a');
    expect(refused({ a: {} })).toMatch(/^error retired-member-present: a is retired in /);
  });

  test('a change of a frozen lock, and what needs none passes', () => {
    const expected = 'error synth: <folder>/fleet.lock.json is frozen by `frozen: true` and lacks # of the facts of fleet \'acme\':'
      + ' a range/pods = 10.0.0.0/16, a range/services = 10.1.0.0/20, ...; run `npx cdk8s synth` without `frozen: true`, and commit <folder>/fleet.lock.json\n';
    expect(refused({ a: {} }, { frozen: true }).replace(/lacks \d+/, 'lacks #').replace(/, a \S+ = \S+, \.\.\./, ', ...')).toBe(expected);
    synth({ a: {} });
    rmSync(outdir(), { recursive: true });
    expect(synth({ a: {} }, { frozen: true })).toEqual(OK);
    expect(existsSync(join(outdir(), 'hub/a.yaml'))).toBe(true);
  });

  test.each([
    ['truncated', (text: string) => text.slice(0, 40)],
    ['with git conflict markers', (text: string) => `<<<<<<< HEAD\n${text}`],
    ['of a newer format', (text: string) => text.replace('"format": 1', '"format": 2')],
    ['that is something else', () => 'hello'],
    ['that is empty', () => ''],
  ])('a lock that is %s, in one line, and touches nothing', (_, damage) => {
    synth({ a: {} });
    writeFileSync(lockPath(), damage(lockText()));
    expect(refused({ a: {}, b: {} })).toMatch(/^error synth: <folder>\/fleet\.lock\.json .*\n$/);
  });

  test('says it through the other doors, too', () => {
    writeFileSync(lockPath(), 'hello');
    const fleet = newFleet(new App({ outdir: outdir() }), { lock: Lock.file(lockPath()) });
    expect(() => fleet.hub.chart.toJson()).toThrow('fleet.lock.json');
    expect(() => fleet.check()).toThrow('fleet.lock.json');
    expect(() => (fleet.node.root as App).synth()).toThrow('fleet.lock.json');
    expect(existsSync(outdir()) ? readdirSync(outdir()) : []).toEqual([]);
  });

  test('a lock that another program has changed meanwhile: nothing is written', () => {
    const app = new FleetApp({ outdir: outdir() });
    const fleet = newFleet(app, { lock: Lock.file(lockPath()) });
    new Member(fleet, 'a');
    fleet.settle();
    synth({ other: { network: { pods: '10.0.0.0/16' } } });
    const before = snapshot();
    const { stderr, exitCode } = silently(() => app.synth());
    expect(stderr).toMatch(/^error synth: .* changed while this program ran \(.*10\.0\.0\.0\/16.*\); nothing was written: run it again\n$/);
    expect(exitCode).toBe(1);
    expect(snapshot()).toEqual(before);
  });
});

test('a lock in memory keeps what a synth decides for the next app', () => {
  const lock = Lock.memory();
  const make = (names: readonly string[]) => {
    const app = new FleetApp({ outdir: outdir() });
    const fleet = newFleet(app, { lock });
    names.forEach(name => new Member(fleet, name));
    configMap(fleet.hub.chart, 'x');
    return silently(() => app.synth());
  };
  expect(make(['m'])).toEqual(OK);
  expect(make(['a', 'm'])).toEqual(OK);
  expect(lock.read('acme').facts).toContainEqual({ owner: 'm', fact: 'range/pods', value: '10.0.0.0/16' });
});
