import { bothSides, firstMarker } from './conflict-markers';
import { damaged, parse } from './format';
import { LockLine, normalised, shown, textOf } from './lines';
import { collide, rangesOf } from './ranges';
import { Cidr } from '../../net/cidr';

/** What `settled` decided. */
export interface Settlement {
  /** What stays. */
  readonly lines: readonly LockLine[];
  /** What was dropped and is to be decided again by the next synth, and why. */
  readonly dropped: readonly { readonly line: LockLine; readonly reason: string }[];
}

/**
 * The lines of a file as a git merge left it: of a file with conflict markers, those of both sides.
 *
 * @throws LockError when a side is not a whole lock file
 */
export function mergedLines(text: string, name: string): LockLine[] {
  if (firstMarker(text) === undefined) {
    return parse(text, name);
  }
  const sides = bothSides(text);
  if (!sides) {
    throw damaged(name, 'its git conflict markers do not match up');
  }
  return normalised(sides.flatMap(side => parse(side, name)));
}

/**
 * Makes a merged lock consistent: what `base` has stays, and what was added beside it goes when it says something else about the same
 * fact, or takes an address range of another cluster. Where `base` has a value for a fact that goes, that value comes back.
 *
 * Two additions that exclude each other both go, because neither is older. Contradictions within `base` stay: they were there before.
 */
export function settled(lines: readonly LockLine[], base: readonly LockLine[]): Settlement {
  const result = withoutExcluded(lines, base);
  const present = new Set(lines.map(textOf));
  const open = new Set(result.dropped.map(({ line }) => fleetKeyOf(line)));
  const returning = base.filter(line => open.has(fleetKeyOf(line)) && !present.has(textOf(line)));
  return returning.length === 0 ? result : settled([...lines, ...returning], base);
}

function withoutExcluded(lines: readonly LockLine[], base: readonly LockLine[]): Settlement {
  const inBase = new Set(base.map(textOf));
  const entries = normalised(lines).map(line => ({ line, key: fleetKeyOf(line), ranges: rangesOf(line), old: inBase.has(textOf(line)) }));
  const kept: LockLine[] = [];
  const dropped: { line: LockLine; reason: string }[] = [];
  for (const entry of entries) {
    const other = entry.old ? undefined : entries.find(candidate => excludes(candidate, entry));
    if (other) {
      dropped.push({ line: entry.line, reason: `${other.old ? 'kept' : 'also added'}: ${shown(other.line)}` });
    } else {
      kept.push(entry.line);
    }
  }
  return { lines: kept, dropped };
}

interface Entry {
  readonly line: LockLine;
  readonly key: string;
  readonly ranges: readonly Cidr[];
}

function excludes(a: Entry, b: Entry): boolean {
  if (a.key === b.key) {
    return a.line.value !== b.line.value;
  }
  return a.line.fleet === b.line.fleet && a.line.owner !== b.line.owner && collide(a.ranges, b.ranges);
}

function fleetKeyOf(line: LockLine): string {
  return JSON.stringify([line.fleet, line.owner, line.fact]);
}
