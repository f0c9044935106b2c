import { describe, expect, test } from '@jest/globals';
import { Arguments, Command, Context } from '../../lib/cli/command';
import { COMMANDS } from '../../lib/cli/commands';
import { run } from '../../lib/cli/run';

const seen: Arguments[] = [];
const fails = (error: unknown) => () => { throw error; };
const BASE: Command = { name: 'do it', usage: '<x> [--y <z>]', summary: 'does it', positionals: [1, 2], options: { y: { type: 'string' } }, run: () => 0 };
const TABLE: Command[] = [
  { ...BASE, run: args => { seen.push(args); return 0; } },
  { ...BASE, name: 'do that', run: async () => 1, usage: '' },
  { ...BASE, name: 'break', run: fails(new Error('no such luck')) },
  { ...BASE, name: 'crash', run: fails('text') },
];

async function called(...argv: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: string[][] = [[], []];
  const context: Context = { folder: '.', env: {}, out: line => out.push(line), err: line => err.push(line) };
  return { code: await run(argv, context, TABLE), out, err };
}

describe('the command line', () => {
  test('hands names and options to the command', async () => {
    expect(await called('do', 'it', 'a', '--y', '1', 'b')).toEqual({ code: 0, out: [], err: [] });
    expect(seen).toEqual([{ positionals: ['a', 'b'], options: { y: '1' } }]);
  });

  test('takes a name that begins with a dash after --', async () => {
    seen.length = 0;
    await called('do', 'it', '--', '-a');
    expect(seen).toEqual([expect.objectContaining({ positionals: ['-a'] })]);
  });

  test('returns the exit code of the command, also a late one', async () => {
    expect((await called('do', 'that', 'a')).code).toBe(1);
  });

  test.each([['break', 'no such luck'], ['crash', 'text']])('prints one line and no stack trace when a command throws: %s', async (name, message) => {
    expect(await called(name, 'a')).toEqual({ code: 1, out: [], err: [`cdk8s-fleet: ${message}`] });
  });

  test.each([
    [[], 'name a command; run `npx cdk8s-fleet --help` for a list'],
    [['--y', '1'], 'there is no command \'1\'; run'],
    [['--y'], 'name a command; run'],
    [['do'], 'there is no command \'do\''],
    [['do', 'ti'], 'there is no command \'do ti\' (did you mean \'do it\'?); run'],
    [['do', 'it'], 'wrong number of names; write `npx cdk8s-fleet do it <x> [--y <z>]`'],
    [['do', 'it', ''], 'wrong number of names'],
    [['do', 'it', 'a', 'b', 'c'], 'wrong number of names'],
    [['do', 'it', 'a', '--z'], 'unknown option \'--z\'; write `npx cdk8s-fleet do it <x> [--y <z>]`'],
    [['do', 'it', 'a', '--y'], 'option \'--y <value>\' argument missing; write'],
  ])('fails with exit code 2 for %j', async (argv, message) => {
    const { code, out, err } = await called(...argv);
    expect({ code, out, lines: err.length }).toEqual({ code: 2, out: [], lines: 1 });
    expect(err[0]).toContain(`cdk8s-fleet: ${message}`);
  });
});

describe('the help', () => {
  test.each([
    [['--help'], 4],
    [['-h'], 4],
    [['do', '--help'], 2],
    [['do', 'it', '--help'], 1],
    [['do', 'it', 'a', '--help'], 1],
    [['what', '--help'], 4],
  ])('for %j shows %d commands', async (argv, count) => {
    const { code, out } = await called(...argv);
    expect(code).toBe(0);
    expect(out.filter(line => line.startsWith('npx cdk8s-fleet '))).toHaveLength(count);
    expect(out).toContain('    does it');
  });

  test('comes in lines of at most 140 characters for the real commands, whose names are unique', async () => {
    const out: string[] = [];
    await run(['--help'], { folder: '.', env: {}, out: line => out.push(line), err: () => undefined });
    expect(out.filter(line => line.length > 140)).toEqual([]);
    expect(new Set(COMMANDS.map(({ name }) => name)).size).toBe(COMMANDS.length);
  });
});
