import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Lock, LockError, LockFact } from '../../../lib/fleet/lock';
import { serialise } from '../../../lib/fleet/lock/format';

const US: LockFact = { owner: 'us', fact: 'range/pods', value: '10.0.0.0/16' };
const EU: LockFact = { owner: 'eu', fact: 'range/pods', value: '10.1.0.0/16' };
const WITH_US = serialise([{ fleet: 'acme', ...US }]);

let folder: string;
let path: string;
const saved = { ...process.env };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'fleet.lock.json');
  delete process.env.CI;
  delete process.env.CDK8S_FLEET_FROZEN;
});

afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true, force: true });
  Object.assign(process.env, saved);
});

function commit(...facts: LockFact[]): void {
  const lock = Lock.file(path);
  lock.commit('acme', lock.read('acme'), facts);
}

/** Runs as a user who owns nothing: permissions do not bind the administrator. */
function asNobody(run: () => void): void {
  if (process.getuid?.() !== 0) {
    return run();
  }
  process.seteuid?.(65534);
  try {
    run();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a lock file', () => {
  test('lies in the folder in which the program runs, whatever becomes of that later', () => {
    const before = process.cwd();
    try {
      process.chdir(folder);
      const lock = Lock.file();
      process.chdir(before);
      lock.commit('acme', lock.read('acme'), [US]);
      expect(lock.description).toBe('fleet.lock.json');
    } finally {
      process.chdir(before);
    }
    expect(readFileSync(path, 'utf8')).toBe(WITH_US);
  });

  test('reads as empty when there is none, and is not made by reading', () => {
    expect(Lock.file(path).read('acme')).toEqual({ facts: [], retired: new Set(), conflicts: [] });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is made by the first commit, and nothing else is left behind', () => {
    commit(US);
    expect(readFileSync(path, 'utf8')).toBe(WITH_US);
    expect(readdirSync(folder)).toEqual(['fleet.lock.json']);
  });

  test('keeps what other fleets have in it', () => {
    writeFileSync(path, serialise([{ fleet: 'beta', ...US }]));
    commit(US);
    expect(Lock.file(path).read('beta').facts).toEqual([US]);
    expect(Lock.file(path).read('acme').facts).toEqual([US]);
  });

  test('is not touched when nothing changes, not even to sort it', () => {
    const unsorted = JSON.stringify({ format: 1, facts: [['acme', 'us', 'range/pods', US.value], ['acme', 'eu', 'range/pods', EU.value], 'end'] });
    writeFileSync(path, unsorted);
    utimesSync(path, 1, 1);
    chmodSync(path, 0o444);
    commit(EU, US);
    expect(readFileSync(path, 'utf8')).toBe(unsorted);
    expect(statSync(path).mtimeMs).toBe(1000);
  });

  test('keeps its permissions', () => {
    writeFileSync(path, WITH_US);
    chmodSync(path, 0o640);
    commit(EU);
    expect(statSync(path).mode.toString(8)).toBe('100640');
  });

  test('is written through a symbolic link', () => {
    const real = join(folder, 'real.json');
    writeFileSync(real, WITH_US);
    symlinkSync(real, path);
    commit(EU);
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(Lock.file(real).read('acme').facts).toEqual([EU, US]);
  });

  test('sees what another program wrote since it was read', () => {
    const lock = Lock.file(path);
    const base = lock.read('acme');
    commit(US);
    lock.commit('acme', base, [EU]);
    expect(lock.read('acme').facts).toEqual([EU, US]);
    expect(() => lock.commit('acme', base, [{ ...US, owner: 'asia' }])).toThrow('changed while this program ran (it now has us range/pods = 10.0.0.0/16');
  });
});

describe('a lock file that may not be written', () => {
  test.each([['CI', 'true'], ['CDK8S_FLEET_FROZEN', '1']])('because of %s=%s fails with the command that updates it', (name, value) => {
    process.env[name] = value;
    const lock = Lock.file(path);
    expect(lock.frozen).toBe(true);
    expect(() => lock.commit('acme', lock.read('acme'), [US]))
      .toThrow(`is frozen by ${name} and lacks 1 of the facts of fleet 'acme': us range/pods = 10.0.0.0/16; run \`npx cdk8s synth\` without ${name}, and commit ${path}`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is open when CI=false, and frozen by the option', () => {
    process.env.CI = 'false';
    expect(Lock.file(path).frozen).toBe(false);
    expect(Lock.file(path, { frozen: true }).frozen).toBe(true);
  });
});

describe('a lock file that is damaged', () => {
  test.each([
    ['is cut short', WITH_US.slice(0, -5), 'is damaged'],
    ['is empty', '', 'is damaged: it is empty'],
    ['has conflict markers', `<<<<<<< HEAD\n${WITH_US}=======\n>>>>>>> x\n`, 'has git conflict markers (line 1)'],
    ['is from a newer version', WITH_US.replace('"format": 1', '"format": 2'), 'has format version 2'],
    ['has an unknown key', WITH_US.replace('"format": 1', '"format": 1, "x": 1'), 'once each, and has "facts", "format", "x"'],
  ])('fails to be read or written when it %s, and stays as it is', (_, text, message) => {
    const lock = Lock.file(path);
    const base = lock.read('acme');
    writeFileSync(path, text);
    expect(() => lock.read('acme')).toThrow(message);
    expect(() => lock.commit('acme', base, [US])).toThrow(message);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(folder)).toEqual(['fleet.lock.json']);
  });
});

describe('a place that cannot be written', () => {
  test('fails when the file is read-only', () => {
    writeFileSync(path, WITH_US);
    chmodSync(path, 0o444);
    expect(() => commit(EU)).toThrow('the file is read-only, and was left as it was: make it writable');
    expect(readFileSync(path, 'utf8')).toBe(WITH_US);
  });

  test('fails when the folder is read-only', () => {
    writeFileSync(path, WITH_US);
    chmodSync(path, 0o666);
    chmodSync(folder, 0o555);
    asNobody(() => {
      expect(() => commit(EU)).toThrow(/^cannot write .*EACCES.*; nothing was changed: the program needs to create files in its folder$/);
    });
    expect(readFileSync(path, 'utf8')).toBe(WITH_US);
  });

  test('fails when the file is not readable', () => {
    writeFileSync(path, WITH_US);
    chmodSync(path, 0o000);
    chmodSync(folder, 0o755);
    asNobody(() => {
      expect(() => Lock.file(path).read('acme')).toThrow(/^cannot read .*fleet.lock.json: EACCES/);
    });
  });

  test('fails when the folder does not exist', () => {
    const lock = Lock.file(join(folder, 'none', 'fleet.lock.json'));
    expect(() => lock.commit('acme', lock.read('acme'), [US])).toThrow('nothing was changed: run the program in the folder that holds cdk8s.yaml');
  });

  test('fails when a folder has its name', () => {
    mkdirSync(path);
    expect(() => Lock.file(path).read('acme')).toThrow(`${path} is a folder, and must be a file; move it away`);
    expect(() => Lock.file(path).commit('acme', Lock.memory().read('acme'), [US])).toThrow(LockError);
    expect(existsSync(path)).toBe(true);
  });
});
