/** A parsed regular expression. */
export type Expression =
  /** One character of a JavaScript class, `[a-z]`. */
  | { readonly op: 'set'; readonly text: string }
  | { readonly op: 'assert'; readonly at: Assertion }
  | { readonly op: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly op: 'choice'; readonly parts: readonly Expression[] }
  | { readonly op: 'repeat'; readonly part: Expression; readonly min: number; readonly max: number; readonly lazy: boolean };

/** A place in the text, of no width. */
export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-boundary' | 'no-word-boundary';

const ASSERTIONS: Readonly<Record<Assertion, string>> = {
  'text-start': '^',
  'text-end': '$',
  'line-start': '(?<![^\\n])',
  'line-end': '(?![^\\n])',
  'word-boundary': '\\b',
  'no-word-boundary': '\\B',
};

/** The source of a JavaScript regular expression, for the flag `u`. */
export function toJavaScript(expression: Expression): string {
  switch (expression.op) {
    case 'set': return expression.text;
    case 'assert': return ASSERTIONS[expression.at];
    case 'sequence': return expression.parts.map(toJavaScript).join('');
    case 'choice': return `(?:${expression.parts.map(toJavaScript).join('|')})`;
    case 'repeat': {
      const { min, max, lazy, part } = expression;
      return `(?:${toJavaScript(part)}){${min},${max === Infinity ? '' : max}}${lazy ? '?' : ''}`;
    }
  }
}

/** Whether a backtracking engine might try a text in very many ways: something that varies is repeated without bound. */
export function isRisky(expression: Expression): boolean {
  switch (expression.op) {
    case 'repeat': return expression.max > 1 && varies(expression.part) || isRisky(expression.part);
    case 'sequence':
    case 'choice': return expression.parts.some(isRisky);
    default: return false;
  }
}

function varies(expression: Expression): boolean {
  switch (expression.op) {
    case 'repeat': return expression.max !== expression.min || varies(expression.part);
    case 'choice': return true;
    case 'sequence': return expression.parts.some(varies);
    default: return false;
  }
}
