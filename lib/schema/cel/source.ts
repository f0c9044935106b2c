/**
 * Functions of the engine that mean something else in Kubernetes, and the names under which ours are registered:
 * the engine does not let an overload be replaced.
 */
const REPLACED: Readonly<Record<string, string>> = {
  has: 'goHas',
  matches: 'goMatches',
  duration: 'goDuration',
  int: 'goInt',
  string: 'goString',
  lowerAscii: 'goLowerAscii',
  upperAscii: 'goUpperAscii',
  indexOf: 'goIndexOf',
  lastIndexOf: 'goLastIndexOf',
  substring: 'goSubstring',
  timestamp: 'goTimestamp',
};

const TOKENS = /\/\/[^\n]*|[bBrR]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?''')|[rR][bB]?(?:"[^"\n]*"|'[^'\n]*')|[bB]?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|([A-Za-z_]\w*)(?=\s*\()|[A-Za-z_]\w*|[\s\S]/g;

/** A CEL expression in which calls of those functions go to ours; text in quotes and comments stay as they are. */
export function redirectCalls(expression: string): string {
  return expression.replace(TOKENS, (token: string, called?: string) =>
    called !== undefined && Object.hasOwn(REPLACED, called) ? REPLACED[called] : token);
}
