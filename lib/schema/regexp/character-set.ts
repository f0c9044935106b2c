type Range = readonly [number, number];

const LAST = 0x10ffff;
const PERL: Readonly<Record<string, readonly Range[]>> = {
  d: [[0x30, 0x39]],
  s: [[0x09, 0x0a], [0x0c, 0x0d], [0x20, 0x20]],
  w: [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]],
};
const POSIX: Readonly<Record<string, readonly Range[]>> = {
  alnum: [[0x30, 0x39], [0x41, 0x5a], [0x61, 0x7a]],
  alpha: [[0x41, 0x5a], [0x61, 0x7a]],
  ascii: [[0x00, 0x7f]],
  blank: [[0x09, 0x09], [0x20, 0x20]],
  cntrl: [[0x00, 0x1f], [0x7f, 0x7f]],
  digit: [[0x30, 0x39]],
  graph: [[0x21, 0x7e]],
  lower: [[0x61, 0x7a]],
  print: [[0x20, 0x7e]],
  punct: [[0x21, 0x2f], [0x3a, 0x40], [0x5b, 0x60], [0x7b, 0x7e]],
  space: [[0x09, 0x0d], [0x20, 0x20]],
  upper: [[0x41, 0x5a]],
  word: [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]],
  xdigit: [[0x30, 0x39], [0x41, 0x46], [0x61, 0x66]],
};

/** The inside of a JavaScript character class, built from members of a Go one. */
export class CharacterSet {
  private text = '';

  /** @param fold the other cases of the characters belong to the set as well */
  public addRange(from: number, to: number, fold: boolean): void {
    this.text += inside([[from, to]]);
    if (!fold) return;
    // Folding beyond these blocks of Latin, Greek and Cyrillic would cost more than any CRD needs.
    for (let code = from; code <= Math.min(to, 0x52f); code++) {
      for (const variant of caseVariants(code)) if (variant < from || variant > to) this.text += inside([[variant, variant]]);
    }
  }

  /** @param text the inside of a class, as the functions below give it */
  public addClass(text: string): void {
    this.text += text;
  }

  public toPattern(negated: boolean): string {
    return `[${negated ? '^' : ''}${this.text}]`;
  }
}

/** `\d`, `\s`, `\w` and their complements, which in Go know ASCII only. */
export function perlClass(letter: string): string {
  const lower = letter.toLowerCase();
  return inside(lower === letter ? PERL[lower] : complement(PERL[lower]));
}

/** `[:alpha:]` and the like; undefined when Go has no such class. */
export function posixClass(name: string, negated: boolean): string | undefined {
  const ranges = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  return ranges && inside(negated ? complement(ranges) : ranges);
}

/** `\pL`, `\p{Greek}`. */
export function unicodeClass(name: string, negated: boolean): string {
  return `\\${negated ? 'P' : 'p'}{${name.length <= 2 ? name : `Script=${name}`}}`;
}

/** All code points that differ from this one only by case, itself included. */
function caseVariants(code: number): readonly number[] {
  const character = String.fromCodePoint(code);
  const forms = [character, character.toLowerCase(), character.toUpperCase()].filter(form => [...form].length === 1);
  // Two letters fold to ASCII from far away: the Kelvin sign and the long s.
  const far = { k: [0x212a], s: [0x17f] }[character.toLowerCase()] ?? [];
  return [...new Set([...forms.map(form => form.codePointAt(0)!), ...far])];
}

function complement(ranges: readonly Range[]): readonly Range[] {
  const gaps: Range[] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) gaps.push([next, from - 1]);
    next = to + 1;
  }
  return [...gaps, [next, LAST]];
}

function inside(ranges: readonly Range[]): string {
  const one = (code: number) => `\\u{${code.toString(16)}}`;
  return ranges.map(([from, to]) => (from === to ? one(from) : `${one(from)}-${one(to)}`)).join('');
}
