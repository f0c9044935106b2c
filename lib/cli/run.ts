import { parseArgs } from 'node:util';
import { Arguments, Command, Context, UsageError } from './command';
import { COMMANDS } from './commands';
import { didYouMean } from '../fleet/lock/names';

const PROGRAM = 'cdk8s-fleet';

/**
 * Runs what the user asked for.
 *
 * @param argv the arguments after the program's name
 * @returns the exit code: 0 when all is well, 1 when something is wrong with the fleet or the lock, 2 when the command line is wrong
 */
export async function run(argv: readonly string[], context: Context, commands: readonly Command[] = COMMANDS): Promise<number> {
  try {
    const help = helpAsked(argv, commands);
    if (help) {
      help.forEach(line => context.out(line));
      return 0;
    }
    const { command, rest } = chosenCommand(argv, commands);
    return await command.run(argumentsOf(command, rest), context);
  } catch (error) {
    context.err(`${PROGRAM}: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function chosenCommand(argv: readonly string[], commands: readonly Command[]): { command: Command; rest: string[] } {
  const command = commands.find(({ name }) => startsWith(argv, name));
  if (command) {
    return { command, rest: argv.slice(command.name.split(' ').length) };
  }
  const written = argv.slice(0, 2).filter(word => !word.startsWith('-')).join(' ');
  const problem = written === '' ? 'name a command' : `there is no command '${written}'${didYouMean(written, commands.map(({ name }) => name))}`;
  throw new UsageError(`${problem}; run \`npx ${PROGRAM} --help\` for a list`);
}

function argumentsOf(command: Command, rest: string[]): Arguments {
  const parsed = parse(command, rest);
  const [fewest, most] = command.positionals;
  if (parsed.positionals.length < fewest || parsed.positionals.length > most || parsed.positionals.includes('')) {
    throw new UsageError(`wrong number of names; write \`npx ${PROGRAM} ${command.name} ${command.usage}\``);
  }
  return { positionals: parsed.positionals, options: parsed.values as Arguments['options'] };
}

function parse(command: Command, rest: string[]): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args: rest, options: command.options, allowPositionals: true });
  } catch (error) {
    const said = (error as Error).message.split('. ')[0];
    throw new UsageError(`${said[0].toLowerCase()}${said.slice(1)}; write \`npx ${PROGRAM} ${command.name} ${command.usage}\``);
  }
}

/** The help for the commands that begin with the words before `--help`; all of them when there are none. */
function helpAsked(argv: readonly string[], commands: readonly Command[]): string[] | undefined {
  if (!argv.includes('--help') && !argv.includes('-h')) {
    return undefined;
  }
  const words = argv.filter(word => !word.startsWith('-'));
  const meant = commands.filter(({ name }) => startsWith(words, name) || startsWith(name.split(' '), words.join(' ')));
  return [
    ...(meant.length > 0 ? meant : commands).flatMap(({ name, usage, summary }) => [`npx ${PROGRAM} ${name} ${usage}`, `    ${summary}`]),
    '',
    'Run it in the folder that holds cdk8s.yaml. Exit code: 0 done, 1 something is wrong and the message says what, 2 wrong command line.',
  ];
}

function startsWith(words: readonly string[], name: string): boolean {
  return name.split(' ').every((word, index) => words[index] === word || word === '');
}
