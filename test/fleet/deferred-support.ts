import { Deferred } from '../../lib';

/** What `@pulumi/pulumi` 3 puts in place of an Output inside a string. */
const TEXT = 'Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value of an Output<T> as an Output<string> consider either:\n1: o.apply(v => `prefix${v}suffix`)';

/** As much of a Pulumi Output as shows. */
export class OutputImpl {
  public readonly __pulumiOutput = true;

  constructor(private readonly inside: unknown) {}

  public apply(make: (value: any) => unknown): OutputImpl {
    return new OutputImpl(make(this.inside));
  }

  public toString(): string {
    return TEXT;
  }

  public toJSON(): string {
    return TEXT.replace('toString', 'toJSON');
  }

  /** What it is once deployed. */
  public value(): unknown {
    return this.inside;
  }
}

/** A deferred value that will be known. */
export function later(value: unknown): Deferred {
  return Deferred.of(new OutputImpl(value));
}

/** An Output as props that are not typed for it may be given. */
export function output(value: unknown = 'x'): any {
  return new OutputImpl(value);
}

/** What replaces deferred text once everything is known. */
export function known(pieces: readonly (string | Deferred)[]): unknown {
  const values = pieces.map(piece => (Deferred.isDeferred(piece) ? (piece.value as OutputImpl).value() : piece));
  return values.length === 1 ? values[0] : values.join('');
}
