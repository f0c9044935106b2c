import { Arguments, Command, Context, UsageError } from './command';
import { showLock } from './show-lock';
import { LockError } from '../fleet/lock/error';
import { parse } from '../fleet/lock/format';
import { linesAt } from '../fleet/lock/from-git';
import { frozenBy } from '../fleet/lock/frozen';
import { LockLine, shown, textOf } from '../fleet/lock/lines';
import { Lock } from '../fleet/lock/lock';
import { LockFile } from '../fleet/lock/lock-file';
import { quoted } from '../fleet/lock/names';
import { chosenFleet, withoutReleased, withRetired } from '../fleet/lock/retire';
import { mergedLines, settled, Settlement } from '../fleet/lock/settle';

const FLEET = { fleet: { type: 'string' } } as const;

/** The commands that look at and change `fleet.lock.json` by name. */
export const lockCommands: readonly Command[] = [
  {
    name: 'lock show',
    usage: '[--fleet <name>]',
    summary: 'print what is recorded, cluster by cluster',
    positionals: [0, 0],
    options: FLEET,
    run: show,
  },
  {
    name: 'lock retire',
    usage: '<cluster> [--fleet <name>]',
    summary: 'say that a cluster is gone for good; what it was given stays reserved',
    positionals: [1, 1],
    options: FLEET,
    run: retire,
  },
  {
    name: 'lock release',
    usage: '<cluster> [<fact>] [--fleet <name>]',
    summary: 'forget a retired cluster, or one fact of a cluster in use, so that it can be decided again',
    positionals: [1, 2],
    options: FLEET,
    run: release,
  },
  {
    name: 'lock settle',
    usage: '--base <branch>',
    summary: 'after a git merge: keep what the branch has, and drop what was added beside it and contradicts it',
    positionals: [0, 0],
    options: { base: { type: 'string' } },
    run: settle,
  },
];

function show({ options }: Arguments, context: Context): number {
  const lines = fileIn(context).lines();
  const asked = options.fleet as string | undefined;
  const fleet = asked === undefined && lines.length > 0 ? undefined : chosenFleet(lines, Lock.FILE, asked);
  showLock(fleet === undefined ? lines : lines.filter(line => line.fleet === fleet)).forEach(line => context.out(line));
  return 0;
}

function retire({ positionals: [cluster], options }: Arguments, context: Context): number {
  edit(context, lines => withRetired(lines, chosenFleet(lines, Lock.FILE, options.fleet as string | undefined), cluster));
  context.out(`cluster '${cluster}' is retired and what it was given stays reserved; take it out of the program, commit ${Lock.FILE}, `
    + `and release it with \`npx cdk8s-fleet lock release ${quoted(cluster)}\` when nothing uses its ranges any more`);
  return 0;
}

function release({ positionals: [cluster, fact], options }: Arguments, context: Context): number {
  edit(context, lines => withoutReleased(lines, chosenFleet(lines, Lock.FILE, options.fleet as string | undefined), cluster, fact));
  context.out(fact === undefined
    ? `cluster '${cluster}' is forgotten and what it was given is free; commit ${Lock.FILE}`
    : `${cluster} ${fact} is released; run \`npx cdk8s synth\`, which records what the program says now, and commit ${Lock.FILE}`);
  return 0;
}

function settle({ options }: Arguments, context: Context): number {
  const reference = options.base as string | undefined;
  if (reference === undefined) {
    throw new UsageError('lock settle needs --base <branch>: the branch whose facts stay, such as --base main');
  }
  checkNotFrozen(context);
  const base = linesAt(reference, context.folder, Lock.FILE);
  let result: Settlement = { lines: [], dropped: [] };
  fileIn(context).update(text => {
    if (text === undefined) {
      throw new LockError(`there is no ${Lock.FILE} in this folder; run this where cdk8s.yaml is`);
    }
    result = settled(mergedLines(text, Lock.FILE), base);
    return result.lines;
  });
  for (const { line, reason } of result.dropped) {
    context.out(`dropped ${shown(line)} (${reason})`);
  }
  const kept = new Set(result.lines.map(textOf));
  const lacking = base.filter(line => !kept.has(textOf(line)));
  if (lacking.length > 0) {
    context.out(`${reference} has ${lacking.length} fact(s) that this file lacks, such as ${shown(lacking[0])}: right if this branch released them, `
      + `otherwise merge ${reference} again`);
  }
  // With nothing to go by, everything excludes everything: what is left over are the contradictions within the base.
  const [within] = result.dropped.length === 0 ? settled(base, []).dropped : [];
  if (within) {
    throw new LockError(`${reference} itself has facts that exclude each other, such as ${shown(within.line)}, and they stay; if they came with a merge, `
      + 'name the commit before it: `npx cdk8s-fleet lock settle --base HEAD^`');
  }
  context.out(result.dropped.length === 0
    ? `nothing in ${Lock.FILE} contradicts ${reference}; commit it`
    : `${Lock.FILE} is settled; run \`npx cdk8s synth\` to decide again what was dropped, and commit ${Lock.FILE}`);
  return 0;
}

function edit(context: Context, change: (lines: readonly LockLine[]) => readonly LockLine[]): void {
  checkNotFrozen(context);
  fileIn(context).update(text => change(text === undefined ? [] : parse(text, Lock.FILE)));
}

function checkNotFrozen({ env }: Context): void {
  const reason = frozenBy(undefined, env);
  if (reason !== undefined) {
    throw new LockError(`${Lock.FILE} is frozen by ${reason}; run this command without ${reason}, and commit ${Lock.FILE}`);
  }
}

function fileIn({ folder }: Context): LockFile {
  return new LockFile(Lock.FILE, folder);
}
