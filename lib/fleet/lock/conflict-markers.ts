const START = /^<{7}(?: |$)/;
const BASE = /^\|{7}(?: |$)/;
const MIDDLE = /^={7}$/;
const STOP = /^>{7}(?: |$)/;

/** The number of the first line that is a git conflict marker, from 1. */
export function firstMarker(text: string): number | undefined {
  const index = linesOf(text).findIndex(line => [START, BASE, MIDDLE, STOP].some(marker => marker.test(line)));
  return index < 0 ? undefined : index + 1;
}

/**
 * The two files that git could not merge: the same text with one side of every conflict each. The common ancestor, which some
 * conflict styles show between the two, is in neither.
 *
 * @returns undefined when the markers do not match up
 */
export function bothSides(text: string): readonly [string, string] | undefined {
  const ours: string[] = [];
  const theirs: string[] = [];
  let at: 'outside' | 'ours' | 'base' | 'theirs' = 'outside';
  for (const line of linesOf(text)) {
    if (START.test(line) && at === 'outside') {
      at = 'ours';
    } else if (BASE.test(line) && at === 'ours') {
      at = 'base';
    } else if (MIDDLE.test(line) && (at === 'ours' || at === 'base')) {
      at = 'theirs';
    } else if (STOP.test(line) && at === 'theirs') {
      at = 'outside';
    } else if (firstMarker(line) !== undefined) {
      return undefined;
    } else {
      if (at === 'outside' || at === 'ours') { ours.push(line); }
      if (at === 'outside' || at === 'theirs') { theirs.push(line); }
    }
  }
  return at === 'outside' ? [ours.join('\n'), theirs.join('\n')] : undefined;
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
