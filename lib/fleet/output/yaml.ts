import { blockText } from './yaml-block';
import { numberText, scalarText } from './yaml-scalar';

/** Readers, go-yaml among them, limit a key before `:` to 1024 characters, quotes counted; a longer one needs the `? key` form. */
const LONGEST_KEY = 1000;

/** Levels of a document, its scalars counted: the default limit of js-yaml, far beyond any Kubernetes object. It also ends a cycle. */
const DEEPEST = 100;

/** Keys repeat in a fleet, so their verdicts are kept (a fifth of the time); the bound is for data whose keys do not repeat. */
const MOST_CACHED = 10_000;

/** The spaces of each depth, joined once. */
const PADS: readonly string[] = Array.from({ length: DEEPEST + 1 }, (_, depth) => '  '.repeat(depth));

/**
 * Writes JSON-shaped documents as YAML, separated by `---`.
 *
 * The text means the same to YAML 1.1 and YAML 1.2 readers. Block style, two spaces, keys in the order of the object; text of several lines
 * becomes a block literal where that is exactly reversible. Map values that are undefined are left out, as JSON does.
 *
 * A lone surrogate is escaped (`"\ud800"`): JavaScript readers give it back, go-yaml refuses the file, since UTF-8 has no such character.
 *
 * @throws if a document holds anything but strings, finite numbers, booleans, null, arrays and plain objects, or is nested more than 100
 * levels deep; the message names the place
 */
export function toYaml(documents: readonly object[]): string {
  const writer = new Writer();
  return documents.map((document, index) => writer.write(document, index)).join('---\n');
}

class Writer {
  private out = '';
  private readonly path: (string | number)[] = [];
  private readonly keys = new Map<string, string>();

  public write(document: object, index: number): string {
    this.out = '';
    this.path[0] = index;
    if (typeof document !== 'object' || document === null) {
      throw new Error(`cannot write documents[${index}] as YAML: ${String(document)} is no document; write an object or leave it out`);
    }
    this.node(document, 0, '');
    // a root that turned out empty was written as ` {}`
    return this.out.startsWith(' ') ? this.out.slice(1) : this.out;
  }

  /** Writes what follows `key:` or `-`, up to its line feed; `lead` comes before the first entry of a collection. */
  private node(value: unknown, depth: number, lead: string): void {
    if (depth >= DEEPEST) this.fail(`it lies more than ${DEEPEST} levels deep; does an object contain itself?`, depth);
    if (typeof value === 'string') this.out += ` ${this.string(value, depth)}`;
    else if (typeof value === 'boolean' || value === null) this.out += ` ${value}\n`;
    else if (typeof value === 'number' && Number.isFinite(value)) this.out += ` ${numberText(value)}\n`;
    else if (typeof value !== 'object') this.fail(reason(value), depth);
    else if (Array.isArray(value)) this.sequence(value, depth, lead);
    else if (isPlainObject(value)) this.mapping(value, depth, lead);
    else this.fail(`an instance of ${value.constructor?.name || 'a nameless class'} is not data; write a plain object or a string`, depth);
  }

  private mapping(map: Readonly<Record<string, unknown>>, depth: number, lead: string): void {
    const pad = PADS[depth];
    const childLead = `\n${PADS[depth + 1]}`;
    let empty = true;
    for (const key of Object.keys(map)) {
      const value = map[key];
      if (value === undefined) continue;
      this.path[depth + 1] = key;
      this.out += (empty ? lead : pad) + this.key(key, pad);
      this.node(value, depth + 1, childLead);
      empty = false;
    }
    if (empty) this.out += ' {}\n';
  }

  private sequence(items: readonly unknown[], depth: number, lead: string): void {
    for (let i = 0; i < items.length; i++) {
      this.path[depth + 1] = i;
      this.out += i === 0 ? `${lead}-` : `${PADS[depth]}-`;
      this.node(items[i], depth + 1, ' ');
    }
    if (items.length === 0) this.out += ' []\n';
  }

  private string(text: string, depth: number): string {
    if (text.includes('\n')) {
      const block = blockText(text, PADS[depth]);
      if (block !== undefined) return block;
    }
    return `${scalarText(text)}\n`;
  }

  private key(key: string, pad: string): string {
    const known = this.keys.get(key);
    if (known !== undefined) return known;
    const text = scalarText(key);
    if (text.length > LONGEST_KEY) return `? ${text}\n${pad}:`;
    if (this.keys.size < MOST_CACHED) this.keys.set(key, `${text}:`);
    return `${text}:`;
  }

  private fail(why: string, depth: number): never {
    throw new Error(`cannot write ${placeOf(this.path.slice(0, depth + 1))} as YAML: ${why}`);
  }
}

/** Whether an object is a map and no class instance; true for objects of another realm too, whose `Object.prototype` is another one. */
function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** The place in the words of the language: `documents[0].metadata.labels["a.b/c"]`. */
function placeOf(path: readonly (string | number)[]): string {
  const steps = path.map(step => typeof step === 'string' && /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`);
  return `documents${steps.join('')}`;
}

/** Why a value that is no object is not data, and what to write instead. */
function reason(value: unknown): string {
  switch (typeof value) {
    case 'number': return `${value} is not a finite number; write a finite number, null or a string`;
    case 'bigint': return `${value}n is a bigint; write a number, or a string where the field takes one`;
    case 'undefined': return 'undefined has no YAML; leave the item out or write null';
    default: return `a ${typeof value} is not data; write a string, number, boolean, null, array or plain object`;
  }
}
