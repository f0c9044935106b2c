/**
 * Scalars of the YAML writer: how a string or a number is written on one line so that every reader takes it for what it is.
 *
 * The readers are go-yaml v2 and v3 (kubectl, Argo CD, Flux), which follow YAML 1.1 with parts of 1.2, and the stricter 1.1 and 1.2
 * readers that people use on the same files. A string stays plain only where all of them agree; a needless quote costs less than a port
 * mapping read as a number of seconds. The rules were held against go-yaml 2.4 and 3.0, sigs.k8s.io/yaml 1.6, PyYAML 6.0, `yaml` 2.9 and
 * js-yaml 5.5.
 */

/** Words that a YAML 1.1 reader takes for a boolean, null, "default value" (`=`) or merge key (`<<`); compared in lower case. */
const WORDS: ReadonlySet<string> = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', '~', '=', '<<']);

/** Length of the longest of {@link WORDS}. */
const LONGEST_WORD = 5;

/** Characters that start something else than a plain scalar: indicators, quotes, and `@` and the backtick, which YAML reserves. */
const NOT_FIRST: ReadonlySet<number> = new Set(Array.from(' ?:,[]{}#&*!|>\'"%@`', character => character.charCodeAt(0)));

/**
 * A superset of the numbers of all YAML versions, without enumerating them: decimal, 0x, 0o, 0b, leading zero (octal in 1.1), `1_000`,
 * `1,000` (Ruby), base 60 (`12:30:45`), exponents, hexadecimal floats, infinities and NaN, and bare signs, dots and exponents: the `yaml`
 * package, and with it cdk8s' own `Yaml.load`, reads `e2` and `._` as the number NaN.
 */
const NUMBER_LIKE = /^[-+.]*(?:[\d_][\da-fopx_.,:+-]*|e[-+]?\d+|inf(?:inity)?|nan)?$/i;

/** Versions and addresses with two dots or more, and networks: `1.31.2`, `10.0.0.1`. No reader takes these for numbers. */
const DOTTED = /^\d+\.\d+(?:\.\d+)+$/;

/** Dates and timestamps: go-yaml and YAML 1.1 turn them into times, which come back as another text. */
const DATE_LIKE = /^\d{4}-\d\d?-\d\d?(?:$|[Tt\s])/;

/**
 * What no reader accepts raw, or not all read alike: control characters, DEL and C1, the line breaks of YAML 1.1 (NEL, LS, PS), the byte order
 * mark, the two noncharacters and lone surrogates. Tab and line feed are allowed here, because block literals may hold them.
 */
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/u;

/** All that a double-quoted scalar escapes. */
const ESCAPED = new RegExp(`["\\\\\\t\\n]|${UNPRINTABLE.source}`, 'gu');

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Writes a string on one line: plain where every reader agrees, else quoted.
 *
 * Double quotes are the rule. Text with `"` or `\`, such as JSON or a regular expression, is single-quoted so that it stays readable.
 */
export function scalarText(text: string): string {
  if (isPlain(text)) return text;
  if (text.includes('\n') || text.includes('\t') || isUnprintable(text)) return `"${text.replace(ESCAPED, escape)}"`;
  if (text.includes('"') || text.includes('\\')) return `'${text.replaceAll("'", "''")}'`;
  return `"${text}"`;
}

/**
 * Writes a finite number as JSON does, with one difference: `1e+21` becomes `1.0e+21`.
 *
 * The float of YAML 1.1 needs a dot; without it PyYAML and its kin read a string.
 */
export function numberText(value: number): string {
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}

/** Whether a text holds a character that can be written only as an escape in double quotes. */
export function isUnprintable(text: string): boolean {
  return UNPRINTABLE.test(text);
}

function isPlain(text: string): boolean {
  if (text.length === 0) return false;
  const first = text.charCodeAt(0);
  if (NOT_FIRST.has(first) || !hasPlainCharacters(text)) return false;
  if (text.length <= LONGEST_WORD && WORDS.has(text.toLowerCase())) return false;
  return !startsNumber(first) || isPlainInSpiteOfStart(text);
}

/** Digits, signs, the dot (the characters from `+` to `9`) and the `e` of an exponent start a number, a date or a document marker. */
function startsNumber(code: number): boolean {
  return (code >= 43 && code <= 57) || code === 69 || code === 101;
}

function isPlainInSpiteOfStart(text: string): boolean {
  // '- ' starts a sequence; '---' and '...' end the document where they open a line, as a key of the top level does
  if (text.startsWith('- ') || text.startsWith('---') || text.startsWith('...')) return false;
  return (!NUMBER_LIKE.test(text) || DOTTED.test(text)) && !DATE_LIKE.test(text);
}

/** Scans for what ends a plain scalar: control characters, `: ` and a last `:`, ` #`, and a trailing space. */
function hasPlainCharacters(text: string): boolean {
  const last = text.length - 1;
  let ascii = true;
  for (let i = 0; i <= last; i++) {
    const code = text.charCodeAt(i);
    if (code > 58 && code < 127) continue;
    if (code < 32) return false;
    if (code > 126) ascii = false;
    else if (code === 58 && (i === last || text.charCodeAt(i + 1) === 32)) return false;
    else if (code === 35 && text.charCodeAt(i - 1) === 32) return false;
  }
  if (ascii) return text.charCodeAt(last) !== 32;
  // trim() also knows the spaces beyond ASCII: some readers strip them from a plain scalar, and nobody sees them in a review
  return text.trim().length === text.length && !isUnprintable(text);
}

function escape(character: string): string {
  return SHORT_ESCAPES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
