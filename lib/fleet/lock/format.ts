import { firstMarker } from './conflict-markers';
import { LockError } from './error';
import { LockLine, normalised } from './lines';

/** Version of the file format that this library reads and writes. */
export const LOCK_FORMAT = 1;

/**
 * Closes the list of facts. It lets every fact end with a comma, so that git can put the lines of two branches one after the other
 * and the file stays valid JSON. Nothing but facts may stand between two facts, for the same reason: hence the fleet in every line.
 */
const END = 'end';

/** The text of a lock file: one line per fact, sorted, so that the same facts are always the same bytes. */
export function serialise(lines: readonly LockLine[]): string {
  const rows = normalised(lines).map(line => `    ${row(line)},\n`);
  return `{\n  "format": ${LOCK_FORMAT},\n  "facts": [\n${rows.join('')}    ${JSON.stringify(END)}\n  ]\n}\n`;
}

/**
 * The lines of a lock file, in any order and with duplicates, as a git merge leaves them.
 *
 * @param name what to call the file in messages
 * @throws LockError when the text is anything but a whole lock file of this format version
 */
export function parse(text: string, name: string): LockLine[] {
  const marker = firstMarker(text);
  if (marker !== undefined) {
    throw new LockError(`${name} has git conflict markers (line ${marker}); run \`npx cdk8s-fleet lock settle --base main\`, `
      + 'where main is the branch whose facts stay, then `npx cdk8s synth`');
  }
  const document = parseJson(text, name);
  checkVersion(document, name);
  const keys = keysOf(text);
  if (keys.sort().join() !== '"facts","format"') {
    throw damaged(name, `it must have the keys "format" and "facts", once each, and has ${keys.join(', ') || 'none'}`);
  }
  const rows = document.facts;
  if (!Array.isArray(rows) || rows.at(-1) !== END) {
    throw damaged(name, `"facts" must be a list that closes with "${END}"`);
  }
  return rows.slice(0, -1).map((candidate, index) => toLine(candidate, index, name));
}

/** An error about a file that is not a lock file any more. */
export function damaged(name: string, why: string): LockError {
  return new LockError(`${name} is damaged: ${why}; nothing was written to it: restore it with \`git checkout HEAD -- ${name}\``);
}

function row(line: LockLine): string {
  return `[${[line.fleet, line.owner, line.fact, line.value].map(text => JSON.stringify(text)).join(', ')}]`;
}

function parseJson(text: string, name: string): Record<string, unknown> {
  if (text.trim() === '') {
    throw damaged(name, 'it is empty');
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw damaged(name, `it is not valid JSON, perhaps cut short (${(error as Error).message.replace(/\s+/g, ' ')})`);
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw damaged(name, 'it is not a JSON object');
  }
  return document as Record<string, unknown>;
}

/** Every key as often as it is written: `JSON.parse` keeps only the last of two equal ones, and the facts under the first would be lost. */
function keysOf(text: string): string[] {
  return [...text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?/g)].filter(([, , colon]) => colon !== undefined).map(([, key]) => key);
}

function checkVersion(document: Record<string, unknown>, name: string): void {
  const { format } = document;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 1) {
    throw damaged(name, `"format" must be a whole number from 1, and is ${JSON.stringify(format) ?? 'missing'}`);
  }
  if (format > LOCK_FORMAT) {
    throw new LockError(`${name} has format version ${format}, and this version of cdk8s-fleet reads version ${LOCK_FORMAT}; `
      + 'nothing was written to it: upgrade cdk8s-fleet to the version that wrote it');
  }
}

function toLine(candidate: unknown, index: number, name: string): LockLine {
  if (!Array.isArray(candidate) || candidate.length !== 4 || candidate.some(text => typeof text !== 'string' || text === '')) {
    throw damaged(name, `fact ${index + 1} must be ["fleet", "cluster", "fact", "value"], and is ${JSON.stringify(candidate)}`);
  }
  const [fleet, owner, fact, value] = candidate as string[];
  return { fleet, owner, fact, value };
}
