import { define } from './define';
import { Environment } from '../cel-js';
import { goMatcher, goRegExp } from '../regexp';
import { remember } from '../remember';

/** `matches`, `find`, `findAll`, all with Go's regular expressions. */
export function registerRegularExpressions(environment: Environment): void {
  const matcher = remember(goMatcher);
  const expression = remember(goRegExp);
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
