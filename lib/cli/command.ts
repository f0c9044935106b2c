import { ParseArgsConfig } from 'node:util';

/** The world in which a command runs. */
export interface Context {
  /** The folder that holds cdk8s.yaml and the lock. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Prints one line of result. */
  readonly out: (line: string) => void;
  /** Prints one line of trouble. */
  readonly err: (line: string) => void;
}

/** What a user wrote after the name of a command. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** One command of the command line. */
export interface Command {
  /** One or more words: `lock retire`. */
  readonly name: string;
  /** What may follow the name: `<cluster> [--fleet <name>]`. */
  readonly usage: string;
  /** What it does, in one sentence without a full stop. */
  readonly summary: string;
  /** Fewest and most positional arguments. */
  readonly positionals: readonly [number, number];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Returns the exit code: 0, or 1 when something is wrong with what it looked at. May throw; the message is then printed and the code is 1. */
  readonly run: (args: Arguments, context: Context) => number | Promise<number>;
}

/** The user wrote a command that does not exist or cannot be meant so; exit code 2. */
export class UsageError extends Error {
  public readonly name = 'UsageError';
}
