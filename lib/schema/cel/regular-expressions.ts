import { define } from './define';
import { Environment } from '../cel-js';
import { goRegExp } from '../go-regexp';

/** `matches`, `find`, `findAll`, all with Go's regular expressions. */
export function registerRegularExpressions(environment: Environment): void {
  const known = new Map<string, RegExp>();
  const compiled = (pattern: string) => {
    let expression = known.get(pattern);
    if (!expression) known.set(pattern, expression = goRegExp(pattern, 'g'));
    expression.lastIndex = 0;
    return expression;
  };
  const findAll = (text: string, pattern: string, limit: bigint) => {
    const found = [...text.matchAll(compiled(pattern))].map(([match]) => match);
    return limit < 0n ? found : found.slice(0, Number(limit));
  };
  define(environment, {
    'string.goMatches(string): bool': (text: string, pattern: string) => compiled(pattern).test(text),
    'goMatches(string, string): bool': (text: string, pattern: string) => compiled(pattern).test(text),
    'string.find(string): string': (text: string, pattern: string) => compiled(pattern).exec(text)?.[0] ?? '',
    'string.findAll(string): list<string>': (text: string, pattern: string) => findAll(text, pattern, -1n),
    'string.findAll(string, int): list<string>': findAll,
  });
}
