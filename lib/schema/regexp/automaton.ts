import { Assertion, Expression } from './expression';

type Instruction =
  | { readonly op: 'set'; readonly has: RegExp }
  | { readonly op: 'assert'; readonly at: Assertion }
  | { readonly op: 'split'; readonly to: readonly number[] }
  | { readonly op: 'match' };

/** What stands before a position, as far as assertions ask. */
type Before = 'start' | 'newline' | 'word' | 'other';

interface State {
  readonly at: readonly number[];
  readonly before: Before;
  readonly next: Map<string, State | 'match'>;
  matchesAtEnd?: boolean;
}

const WORD = /[0-9A-Za-z_]/;
/** Texts that need more states than this are not worth remembering. */
const MOST_STATES = 2000;

/**
 * Tells whether a text matches in time linear in its length, whatever the expression: it is in all states at once, and remembers where each
 * character leads.
 * A backtracking engine takes hours for `^([a-z]+[.]?)+$` and a text of 64 letters with one wrong character.
 */
export class Automaton {
  private readonly program: Instruction[] = [];
  private states = new Map<string, State>();

  constructor(expression: Expression) {
    this.compile(expression);
    this.program.push({ op: 'match' });
  }

  public test(text: string): boolean {
    let state: State | 'match' = this.state([0], 'start');
    for (const character of text) {
      state = state.next.get(character) ?? this.step(state, character);
      if (state === 'match') return true;
    }
    return state.matchesAtEnd ??= this.reached(state, undefined).has(this.program.length - 1);
  }

  private step(state: State, character: string): State | 'match' {
    const reached = this.reached(state, character);
    const after = new Set<number>();
    for (const at of reached) {
      const instruction = this.program[at];
      if (instruction.op === 'set' && instruction.has.test(character)) after.add(at + 1);
    }
    // A match may begin anywhere.
    after.add(0);
    const next = reached.has(this.program.length - 1) ? 'match' : this.state([...after].sort((a, b) => a - b), kindOf(character));
    state.next.set(character, next);
    return next;
  }

  /** All instructions that are reached without taking a character, before `character` or, when it is undefined, at the end of the text. */
  private reached(state: State, character: string | undefined): ReadonlySet<number> {
    const reached = new Set<number>();
    const pending = [...state.at];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (reached.has(at)) continue;
      reached.add(at);
      const instruction = this.program[at];
      if (instruction.op === 'split') pending.push(...instruction.to);
      else if (instruction.op === 'assert' && holds(instruction.at, state.before, character)) pending.push(at + 1);
    }
    return reached;
  }

  private state(at: readonly number[], before: Before): State {
    const key = `${before}:${at.join()}`;
    let state = this.states.get(key);
    if (!state) {
      if (this.states.size >= MOST_STATES) this.states = new Map();
      state = { at, before, next: new Map() };
      this.states.set(key, state);
    }
    return state;
  }

  private compile(expression: Expression): void {
    switch (expression.op) {
      case 'set':
        this.program.push({ op: 'set', has: new RegExp(`^${expression.text}$`, 'u') });
        break;
      case 'assert':
        this.program.push(expression);
        break;
      case 'sequence':
        for (const part of expression.parts) this.compile(part);
        break;
      case 'choice':
        this.compileChoice(expression.parts);
        break;
      case 'repeat':
        for (let i = 0; i < expression.min; i++) this.compile(expression.part);
        if (expression.max === Infinity) this.compileLoop(expression.part);
        else for (let i = expression.min; i < expression.max; i++) this.compileChoice([expression.part, { op: 'sequence', parts: [] }]);
    }
  }

  private compileChoice(parts: readonly Expression[]): void {
    const starts: number[] = [];
    const exits: number[][] = [];
    this.program.push({ op: 'split', to: starts });
    for (const part of parts) {
      starts.push(this.program.length);
      this.compile(part);
      const exit: number[] = [];
      exits.push(exit);
      this.program.push({ op: 'split', to: exit });
    }
    for (const exit of exits) exit.push(this.program.length);
  }

  private compileLoop(part: Expression): void {
    const start = this.program.length;
    const to = [start + 1];
    this.program.push({ op: 'split', to });
    this.compile(part);
    this.program.push({ op: 'split', to: [start] });
    to.push(this.program.length);
  }
}

function kindOf(character: string): Before {
  if (character === '\n') return 'newline';
  return WORD.test(character) ? 'word' : 'other';
}

function holds(assertion: Assertion, before: Before, next: string | undefined): boolean {
  switch (assertion) {
    case 'text-start': return before === 'start';
    case 'text-end': return next === undefined;
    case 'line-start': return before === 'start' || before === 'newline';
    case 'line-end': return next === undefined || next === '\n';
    default: {
      const isBoundary = (before === 'word') !== (next !== undefined && WORD.test(next));
      return isBoundary === (assertion === 'word-boundary');
    }
  }
}
