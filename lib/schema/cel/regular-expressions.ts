import { define } from './define';
import { Environment } from '../cel-js';
import { goMatcher, goRegExp } from '../regexp';

/** `matches`, `find`, `findAll`, all with Go's regular expressions. */
export function registerRegularExpressions(environment: Environment): void {
  const matcher = remembered(goMatcher);
  const expression = remembered(goRegExp);
  const matches = (text: string, pattern: string) => matcher(pattern)(text);
  const findAll = (text: string, pattern: string, limit: bigint) => {
    const found = text.match(expression(pattern)) ?? [];
    return limit < 0n ? found : found.slice(0, Number(limit));
  };
  define(environment, {
    'string.goMatches(string): bool': matches,
    'goMatches(string, string): bool': matches,
    'string.find(string): string': (text: string, pattern: string) => findAll(text, pattern, 1n)[0] ?? '',
    'string.findAll(string): list<string>': (text: string, pattern: string) => findAll(text, pattern, -1n),
    'string.findAll(string, int): list<string>': findAll,
  });
}

function remembered<T>(make: (pattern: string) => T): (pattern: string) => T {
  const known = new Map<string, T>();
  return pattern => {
    let made = known.get(pattern);
    if (made === undefined) known.set(pattern, made = make(pattern));
    return made;
  };
}
