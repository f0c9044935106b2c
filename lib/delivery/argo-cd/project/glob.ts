/** Whether a text matches. */
export type Matcher = (text: string) => boolean;

/**
 * Compiles a pattern in the syntax of gobwas/glob, which Argo CD uses for repositories, destinations and sync windows: `*` is any text, and
 * with separators any text without one of them; `**` is any text; `?` is one character that is no separator; `[abc]`, `[a-z]` and `[!a]` are one
 * character, separator or not; `{a,b}` is one of several; a backslash takes the meaning off the next character. An unclosed brace ends with
 * the pattern.
 *
 * Source: gobwas/glob v0.2.3, `syntax/lexer/lexer.go`, `syntax/ast/parser.go`, `compiler/compiler.go`.
 *
 * @returns undefined when the pattern is malformed
 */
export function compileGlob(pattern: string, separators: string = ''): Matcher | undefined {
  const characters = [...pattern];
  const notSeparator = separators === '' ? '.' : `[^${escaped(separators)}]`;
  let expression = '';
  let depth = 0;
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i];
    if (character === '*' && characters[i + 1] === '*') {
      i += 1;
      expression += '.*';
    } else if (character === '*') {
      expression += `${notSeparator}*`;
    } else if (character === '?') {
      expression += notSeparator;
    } else if (character === '{') {
      depth += 1;
      expression += '(?:';
    } else if (character === '}' && depth > 0) {
      depth -= 1;
      expression += ')';
    } else if (character === ',' && depth > 0) {
      expression += '|';
    } else if (character === '[') {
      const set = readSet(characters, i + 1);
      if (set === undefined) return undefined;
      expression += set.expression;
      i = set.end;
    } else if (character === '\\') {
      i += 1;
      expression += escaped(characters[i] ?? '');
    } else {
      expression += escaped(character);
    }
  }
  const whole = new RegExp(`^${asMatched(expression)}${')'.repeat(depth)}$`, 'su');
  return text => whole.test(text);
}

/** The set that starts behind its bracket: as a regular expression, and where its closing bracket is. */
function readSet(characters: readonly string[], start: number): { readonly expression: string; readonly end: number } | undefined {
  const not = characters[start] === '!' ? '^' : '';
  const first = not === '' ? start : start + 1;
  if (characters[first + 1] === '-') {
    const [low, , high, close] = characters.slice(first, first + 4);
    if (close !== ']' || high.codePointAt(0)! < low.codePointAt(0)!) return undefined;
    return { expression: `[${not}${escaped(low)}-${escaped(high)}]`, end: first + 3 };
  }
  const members: string[] = [];
  let end = first;
  for (; end < characters.length && characters[end] !== ']'; end++) {
    if (characters[end] === '\\') end += 1;
    members.push(escaped(characters[end] ?? ''));
  }
  if (end >= characters.length || members.length === 0) return undefined;
  // A set of one is taken for text, which matters to `asMatched`.
  return { expression: not === '' && members.length === 1 ? members[0] : `[${not}${members.join('')}]`, end };
}

/**
 * What the matchers of gobwas/glob do otherwise than its syntax says. A pattern of two texts around one `*` asks only for the start and the end,
 * which may overlap: `a-*-a` also matches `a-a`. A pattern that is no more than `?` or `[!a]` also matches empty text. Not followed: sets next to
 * each other, and braces and stars that `checkPattern` refuses.
 */
function asMatched(expression: string): string {
  const parts = /^((?:[^.()[|\\]|\\.)+)(?:\.\*)+((?:[^.()[|\\]|\\.)+)$/su.exec(expression);
  if (parts !== null) return `(?=${parts[1]}).*${parts[2]}`;
  return /^(\.|\[\^([^\]\\]|\\.)+\])$/su.test(expression) ? `${expression}?` : expression;
}

/** A text as a regular expression for it, within a set or outside. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/-/g, '\\x2d');
}
