/** Marks the instances of every copy of this library. */
const DEFERRED: unique symbol = Symbol.for('cdk8s-fleet.Deferred');

/**
 * A value that is known only when the fleet is deployed: the id, ARN or endpoint of something that the same Pulumi program makes.
 *
 * Made by `deferred(output)` of `cdk8s-fleet/pulumi`, for props whose type names it (`string | Deferred`), and for fields of objects of your own
 * (a role's ARN in the annotation of a ServiceAccount). Everything that is compared, planned or part of a name must be known at synth: names,
 * versions, ranges, regions, labels and Helm values are never deferred. Manifests in files cannot hold one: a `FleetApp`, a plain cdk8s `App` and
 * `toJson()` refuse it with `deferred-value`.
 *
 * How it travels: in a rendered manifest a marker stands for it, text that `withDeferred` finds and replaces. The markers of an app are its own
 * (`DeferredValues`), since the value of one program has no place in another.
 */
export class Deferred<T = unknown> {
  /**
   * Wraps a value without looking at it.
   *
   * @param value a `pulumi.Output`, as a rule
   */
  public static of<T>(value: T): Deferred<T> {
    return Deferred.isDeferred(value) ? value as Deferred<T> : new Deferred(value);
  }

  /** Whether a value is a `Deferred`, also when two copies of this library are loaded. */
  public static isDeferred(x: unknown): x is Deferred {
    // Asked of every value of every object: reading is several times as fast as `in`.
    return typeof x === 'object' && x !== null && (x as { readonly [DEFERRED]?: unknown })[DEFERRED] === true;
  }

  /** What is known at deployment, as it was given. */
  public readonly value: T;
  private readonly derived = new Map<(value: string) => string, Deferred>();

  private constructor(value: T) {
    this.value = value;
    Object.defineProperty(this, DEFERRED, { value: true });
  }

  /**
   * What a function makes of the value once it is known, for the same function the same `Deferred`: of an Output by its `apply`.
   *
   * @internal
   */
  public derive(make: (value: string) => string): Deferred {
    const value = this.value as { readonly apply?: (make: (value: string) => string) => unknown };
    const derived = this.derived.get(make) ?? Deferred.of(typeof value?.apply === 'function' ? value.apply(make) : make(this.value as string));
    this.derived.set(make, derived);
    return derived;
  }

  /**
   * Inside a string the value would be lost.
   *
   * @throws always
   */
  public toString(): string {
    throw new Error('a deferred value is known only at deployment and cannot be part of a string here; make the whole string at deployment: deferred(pulumi.interpolate`...`)');
  }

  /**
   * In JSON the value would be lost.
   *
   * @throws always
   */
  public toJSON(): string {
    throw new Error('a deferred value is known only at deployment and cannot be part of JSON or of a JSON patch here; make the whole text at deployment: deferred(pulumi.jsonStringify(...))');
  }
}
