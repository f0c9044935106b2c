import { CharacterSet, perlClass, posixClass, unicodeClass } from './character-set';
import { Assertion, Expression } from './expression';

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

const NO_FLAGS: Flags = { i: false, m: false, s: false, U: false };
const REPETITION = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/;
const ESCAPED_CODES: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const ANCHORS: Readonly<Record<string, Assertion>> = { A: 'text-start', z: 'text-end', b: 'word-boundary', B: 'no-word-boundary' };

/**
 * Parses a Go (RE2) regular expression. Source: syntax of Go's `regexp/syntax`.
 *
 * @throws when the text is none: look-around and back-references are JavaScript only.
 */
export function parseGo(source: string): Expression {
  return new Parser(source).run();
}

class Parser {
  private at = 0;

  constructor(private readonly source: string) {}

  public run(): Expression {
    const expression = this.alternatives(NO_FLAGS);
    if (this.at < this.source.length) this.fail("unexpected ')'");
    return expression;
  }

  private alternatives(outer: Flags): Expression {
    let flags = outer;
    const choices: Expression[][] = [[]];
    while (this.at < this.source.length && this.source[this.at] !== ')') {
      const inline = this.take(/^\(\?([imsU]*)(?:-([imsU]+))?\)/);
      if (inline) flags = changed(flags, inline[1], inline[2]);
      else if (this.take(/^\|/)) choices.push([]);
      else choices[choices.length - 1].push(...this.repeated(flags));
    }
    const parts = choices.map((sequence): Expression => ({ op: 'sequence', parts: sequence }));
    return parts.length === 1 ? parts[0] : { op: 'choice', parts };
  }

  private repeated(flags: Flags): readonly Expression[] {
    const atoms = this.atoms(flags);
    const found = this.take(REPETITION);
    if (!found || atoms.length === 0) return atoms;
    const [, sign, least, comma, most, question] = found;
    const min = sign ? Number(sign === '+') : Number(least);
    const max = sign ? (sign === '?' ? 1 : Infinity) : comma === '' ? min : most === '' ? Infinity : Number(most);
    if (max < min || Math.max(min, max === Infinity ? 0 : max) > 1000) this.fail(`bad repetition ${found[0]}`);
    if (REPETITION.test(this.source.slice(this.at))) this.fail('a repetition of a repetition');
    const repeat: Expression = { op: 'repeat', part: atoms[atoms.length - 1], min, max, lazy: (question === '?') !== flags.U };
    return [...atoms.slice(0, -1), repeat];
  }

  /** One atom, but for quoted text, which is one for each character. */
  private atoms(flags: Flags): readonly Expression[] {
    const quoted = this.take(/^\\Q([\s\S]*?)(?:\\E|$)/);
    if (quoted) return [...quoted[1]].map(character => literal(character.codePointAt(0)!, flags));
    return [this.atom(flags)];
  }

  private atom(flags: Flags): Expression {
    const group = this.take(/^\(\?(?:P?<(\w+)>|([imsU]*)(?:-([imsU]+))?:)/);
    if (group) return this.group(changed(flags, group[2], group[3]));
    if (this.source.startsWith('(?', this.at)) this.fail(`'${this.source.slice(this.at, this.at + 4)}' is unknown to Go`);
    if (this.take(/^\(/)) return this.group(flags);
    if (this.take(/^\[/)) return this.bracket(flags);
    if (this.source[this.at] === '\\') return this.escape(flags);
    if (this.take(/^\./)) return { op: 'set', text: flags.s ? '[\\s\\S]' : '[^\\n]' };
    if (this.take(/^\^/)) return { op: 'assert', at: flags.m ? 'line-start' : 'text-start' };
    if (this.take(/^\$/)) return { op: 'assert', at: flags.m ? 'line-end' : 'text-end' };
    if (this.take(/^[*+?]/)) this.fail('nothing to repeat');
    return literal(this.character(), flags);
  }

  private group(flags: Flags): Expression {
    const expression = this.alternatives(flags);
    if (!this.take(/^\)/)) this.fail("missing ')'");
    return expression;
  }

  private bracket(flags: Flags): Expression {
    const negated = this.take(/^\^/) !== undefined;
    const set = new CharacterSet();
    for (let first = true; first || this.source[this.at] !== ']'; first = false) {
      if (this.at >= this.source.length) this.fail("missing ']'");
      this.member(set, flags);
    }
    this.at++;
    return { op: 'set', text: set.toPattern(negated) };
  }

  private member(set: CharacterSet, flags: Flags): void {
    const named = this.take(/^\[:(\^?)(\w+):\]/);
    const known = named ? posixClass(named[2], named[1] !== '') ?? this.fail(`unknown class ${named[0]}`) : this.classEscape();
    if (known) {
      set.addClass(known);
      return;
    }
    const from = this.memberCharacter();
    const isRange = /^-[^\]]/.test(this.source.slice(this.at, this.at + 2));
    if (isRange) this.at++;
    const to = isRange ? this.memberCharacter() : from;
    if (to < from) this.fail(`bad range in a class, '${String.fromCodePoint(from)}-${String.fromCodePoint(to)}'`);
    set.addRange(from, to, flags.i);
  }

  private memberCharacter(): number {
    return this.source[this.at] === '\\' ? this.escapedCharacter() : this.character();
  }

  private classEscape(): string | undefined {
    const perl = this.take(/^\\[dDwWsS]/);
    if (perl) return perlClass(perl[0][1]);
    const unicode = this.take(/^\\([pP])(?:\{(\^?)(\w+)\}|(\w))/);
    return unicode && unicodeClass(unicode[3] ?? unicode[4], (unicode[1] === 'P') !== (unicode[2] === '^'));
  }

  private escape(flags: Flags): Expression {
    const known = this.classEscape();
    if (known) return { op: 'set', text: `[${known}]` };
    const anchor = this.take(/^\\[AzbB]/);
    if (anchor) return { op: 'assert', at: ANCHORS[anchor[0][1]] };
    return literal(this.escapedCharacter(), flags);
  }

  private escapedCharacter(): number {
    const code = this.take(/^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/);
    if (code) return parseInt(code[1] ?? code[2], 16);
    const octal = this.take(/^\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/);
    if (octal) return parseInt(octal[1], 8);
    const control = this.take(/^\\([aftnrv])/);
    if (control) return ESCAPED_CODES[control[1]];
    const punctuation = this.take(/^\\([\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e ])/);
    return punctuation ? punctuation[1].codePointAt(0)! : this.fail(`'${this.source.slice(this.at, this.at + 2)}' is unknown to Go`);
  }

  private character(): number {
    const code = this.source.codePointAt(this.at)!;
    this.at += String.fromCodePoint(code).length;
    return code;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.source.slice(this.at));
    if (found) this.at += found[0].length;
    return found ?? undefined;
  }

  private fail(why: string): never {
    throw new Error(`not a Go regular expression: ${why} in ${JSON.stringify(this.source)}`);
  }
}

function changed(flags: Flags, on = '', off = ''): Flags {
  const is = (flag: keyof Flags) => (flags[flag] || on.includes(flag)) && !off.includes(flag);
  return { i: is('i'), m: is('m'), s: is('s'), U: is('U') };
}

function literal(code: number, flags: Flags): Expression {
  const set = new CharacterSet();
  set.addRange(code, code, flags.i);
  return { op: 'set', text: set.toPattern(false) };
}
