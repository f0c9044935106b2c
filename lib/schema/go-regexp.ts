import { CharacterSet, caseVariants, perlClass, posixClass, unicodeClass } from './go-character-class';

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

/**
 * A Go (RE2) regular expression as a JavaScript one that matches the same strings, once anywhere in them unless it is anchored.
 *
 * Translated: flags `(?i)`, `(?m)`, `(?s)`, `(?U)` and their scoped forms, `(?P<name>...)`, `[[:alpha:]]`, `\pL`, `\A`, `\z`, `\Q...\E`, octal and hex escapes,
 * and the ASCII meaning of `\s`, `\d`, `\w`, `\b`. Source: syntax of Go's `regexp/syntax`.
 *
 * @throws when the text is not a Go regular expression: look-around and back-references are JavaScript only.
 */
export function goRegExp(source: string, mode: '' | 'g' = ''): RegExp {
  return new RegExp(new Translator(source).run(), `u${mode}`);
}

const REPETITION = /^([*+?]|\{\d+(?:,\d*)?\})(\??)/;

class Translator {
  private at = 0;

  constructor(private readonly source: string) {}

  public run(): string {
    const text = this.alternatives({ i: false, m: false, s: false, U: false });
    if (this.at < this.source.length) this.fail("unexpected ')'");
    return text;
  }

  private alternatives(outer: Flags): string {
    let flags = outer;
    let text = '';
    while (this.at < this.source.length && this.source[this.at] !== ')') {
      const inline = this.take(/^\(\?([imsU]*)(?:-([imsU]+))?\)/);
      if (inline) {
        flags = this.changed(flags, inline[1], inline[2]);
      } else if (this.take(/^\|/)) {
        text += '|';
      } else {
        text += this.atom(flags) + this.repetition(flags);
      }
    }
    return text;
  }

  private repetition(flags: Flags): string {
    const [, times, lazy] = this.take(REPETITION) ?? [undefined, '', ''];
    return times === '' ? '' : `${times}${(lazy === '?') === flags.U ? '' : '?'}`;
  }

  private atom(flags: Flags): string {
    const group = this.take(/^\(\?(?:P?<(\w+)>|([imsU]*)(?:-([imsU]+))?:)/);
    if (group) return this.group('(?:', group[1] === undefined ? this.changed(flags, group[2], group[3]) : flags);
    if (this.source.startsWith('(?', this.at)) this.fail(`'${this.source.slice(this.at, this.at + 4)}' is unknown to Go`);
    if (this.take(/^\(/)) return this.group('(?:', flags);
    if (this.take(/^\[/)) return this.bracket(flags);
    if (this.take(/^\\Q/)) return this.quoted(flags);
    if (this.source[this.at] === '\\') return this.escape(flags);
    if (this.take(/^\./)) return flags.s ? '[\\s\\S]' : '[^\\n]';
    if (this.take(/^\^/)) return flags.m ? '(?<![^\\n])' : '^';
    if (this.take(/^\$/)) return flags.m ? '(?![^\\n])' : '$';
    if (/^[*+?]/.test(this.source.slice(this.at))) this.fail(`nothing to repeat before '${this.source[this.at]}'`);
    return literal(this.character(), flags);
  }

  private group(open: string, flags: Flags): string {
    const text = `${open}${this.alternatives(flags)})`;
    if (!this.take(/^\)/)) this.fail("missing ')'");
    return text;
  }

  private bracket(flags: Flags): string {
    const negated = this.take(/^\^/) !== undefined;
    const set = new CharacterSet();
    for (let first = true; first || this.source[this.at] !== ']'; first = false) {
      if (this.at >= this.source.length) this.fail("missing ']'");
      this.member(set, flags);
    }
    this.at++;
    return set.toPattern(negated);
  }

  private member(set: CharacterSet, flags: Flags): void {
    const named = this.take(/^\[:(\^?)(\w+):\]/);
    const known = named ? posixClass(named[2], named[1] !== '') ?? this.fail(`unknown class ${named[0]}`) : this.classEscape();
    if (known) {
      set.addClass(known);
      return;
    }
    const from = this.classCharacter();
    const range = this.source[this.at] === '-' && this.source[this.at + 1] !== ']' && this.at + 1 < this.source.length;
    if (range) this.at++;
    const to = range ? this.classCharacter() : from;
    if (to < from) this.fail(`bad range in a class, '${String.fromCodePoint(from)}-${String.fromCodePoint(to)}'`);
    set.addRange(from, to, flags.i);
  }

  private classCharacter(): number {
    return this.source[this.at] === '\\' ? this.escapedCharacter() : this.character().codePointAt(0)!;
  }

  private classEscape(): string | undefined {
    const perl = this.take(/^\\[dDwWsS]/);
    if (perl) return perlClass(perl[0][1]);
    const unicode = this.take(/^\\([pP])(?:\{(\^?)(\w+)\}|(\w))/);
    if (!unicode) return undefined;
    return unicodeClass(unicode[3] ?? unicode[4], (unicode[1] === 'P') !== (unicode[2] === '^'));
  }

  private escape(flags: Flags): string {
    const known = this.classEscape();
    if (known) return `[${known}]`;
    const anchor = this.take(/^\\[AzbB]/)?.[0][1];
    if (anchor) return { A: '(?<![\\s\\S])', z: '(?![\\s\\S])', b: '\\b', B: '\\B' }[anchor]!;
    return literal(String.fromCodePoint(this.escapedCharacter()), flags);
  }

  private escapedCharacter(): number {
    const code = this.take(/^\\x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/);
    if (code) return parseInt(code[1] ?? code[2], 16);
    const octal = this.take(/^\\(0[0-7]{0,2}|[1-7][0-7]{1,2})/);
    if (octal) return parseInt(octal[1], 8);
    const control = this.take(/^\\([aftnrv])/);
    if (control) return { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 }[control[1]]!;
    const punctuation = this.take(/^\\([\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e ])/);
    return punctuation ? punctuation[1].codePointAt(0)! : this.fail(`'${this.source.slice(this.at, this.at + 2)}' is unknown to Go`);
  }

  private quoted(flags: Flags): string {
    const end = this.source.indexOf('\\E', this.at);
    const text = this.source.slice(this.at, end < 0 ? undefined : end);
    this.at = end < 0 ? this.source.length : end + 2;
    return [...text].map(character => literal(character, flags)).join('');
  }

  private changed(flags: Flags, on = '', off = ''): Flags {
    const is = (flag: keyof Flags) => (flags[flag] || on.includes(flag)) && !off.includes(flag);
    return { i: is('i'), m: is('m'), s: is('s'), U: is('U') };
  }

  private character(): string {
    const character = String.fromCodePoint(this.source.codePointAt(this.at)!);
    this.at += character.length;
    return character;
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

function literal(character: string, flags: Flags): string {
  const set = new CharacterSet();
  const code = character.codePointAt(0)!;
  if (flags.i && caseVariants(code).length > 1) {
    set.addRange(code, code, true);
    return set.toPattern(false);
  }
  return /[\w ]/.test(character) || code > 0x7f ? character : `\\u{${code.toString(16)}}`;
}
