import { suggest } from '../../schema/suggest';

/** ` (did you mean 'x'?)` with the known name that is nearest, or nothing when none is near. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = suggest(name, known);
  return near === undefined ? '' : ` (did you mean '${near}'?)`;
}

/** One argument for a shell, quoted only where it has to be. */
export function quoted(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll('\'', '\'\\\'\'')}'`;
}

/** Names for a sentence. */
export function listed(names: Iterable<string>): string {
  return [...names].join(', ') || 'none';
}
