import { randomBytes } from 'node:crypto';
import { App, ResolutionContext } from 'cdk8s';
import { IConstruct } from 'constructs';
import { isMap } from './collections';
import { Deferred } from './deferred';
import { Manifest } from './manifest';
import { holdsUnknown } from '../schema/unknown';

/** On the root of a construct tree: the deferred values that its objects hold. */
const VALUES = Symbol.for('cdk8s-fleet.DeferredValues');

/** Text with deferred values in it, in order. One `Deferred` alone is a field that is nothing else. */
export type DeferredText = readonly (string | Deferred)[];

/** A type without deferred values: text in their place. */
export type WithMarkers<T> = T extends Deferred ? string : T extends object ? { readonly [K in keyof T]: WithMarkers<T[K]> } : T;

/**
 * The deferred values of an app, and the markers that stand for them in its manifests.
 *
 * cdk8s resolves and serialises an object at once and refuses instances of classes, so a marker has to be text. It holds a random number, so that
 * no text of a program is one by accident, and only characters that JSON, YAML, URLs and shells leave alone. The same value has the same marker
 * throughout the app: two objects that hold it are equal.
 */
export class DeferredValues {
  /** Those of the app that a construct belongs to. Its objects may hold deferred values from the first call on. */
  public static of(construct: IConstruct): DeferredValues {
    const root = construct.node.root as IConstruct & { [VALUES]?: DeferredValues };
    if (!root[VALUES]) {
      const values = new DeferredValues();
      Object.defineProperty(root, VALUES, { value: values });
      // In front: cdk8s' own resolvers look into what they do not know.
      (root as Partial<App>).resolvers?.unshift({ resolve: context => values.resolve(context) });
    }
    return root[VALUES]!;
  }

  private readonly all: Deferred[] = [];
  private readonly markers = new Map<unknown, string>();
  private readonly start = `__deferred-${randomBytes(12).toString('hex')}-`;
  private readonly pattern = new RegExp(`(${this.start}\\d+__)`);

  private constructor() {}

  /** Text to put into other text: the marker of a deferred value, and a known value as it is. */
  public text(value: string | Deferred): string {
    return typeof value === 'string' ? value : this.markerOf(value);
  }

  /** What a function makes of text, which may be a marker. Always give the same function, and none that closes over something. */
  public derived(text: string, make: (value: string) => string): string {
    const [deferred] = this.isWhole(text) ? this.split(text) : [];
    return Deferred.isDeferred(deferred) ? this.markerOf(deferred.derive(make)) : make(text);
  }

  /** Plain data as it will be in a manifest: markers in place of deferred values. */
  public written<T>(value: T): WithMarkers<T>;
  public written(value: unknown): unknown {
    if (Deferred.isDeferred(value)) {
      return this.markerOf(value);
    }
    if (Array.isArray(value)) {
      return mapped(value, item => this.written(item));
    }
    return isMap(value) && value.constructor === Object ? replacedFields(value, item => this.written(item)) : value;
  }

  /** Whether a value is text with a marker of this app in it. */
  public isIn(value: unknown): value is string {
    return this.all.length > 0 && typeof value === 'string' && value.includes(this.start) && this.pattern.test(value);
  }

  /** Whether text with a marker is in a value or anywhere below it. */
  public areIn(value: unknown): boolean {
    return !this.none && holdsUnknown(value, this);
  }

  /** Whether a value is a marker and nothing else: it may stand for a value of any type. */
  public isWhole(value: unknown): boolean {
    return this.isIn(value) && this.split(value).length === 1;
  }

  /** The pieces of text: what is known, and what is deferred. */
  public split(text: string): DeferredText {
    return text.split(this.pattern).filter(piece => piece !== '').map(piece => (this.pattern.test(piece) ? this.find(piece) : piece));
  }

  /** Whether nothing is deferred in this app, so that no object need be searched. */
  public get none(): boolean {
    return this.all.length === 0;
  }

  private resolve(context: ResolutionContext): void {
    if (Deferred.isDeferred(context.value)) {
      context.replaceValue(this.markerOf(context.value));
    }
  }

  private markerOf(deferred: Deferred): string {
    const known = this.markers.get(deferred.value);
    if (known !== undefined) {
      return known;
    }
    const marker = `${this.start}${this.all.length}__`;
    this.markers.set(deferred.value, marker);
    this.all.push(deferred);
    return marker;
  }

  private find(marker: string): Deferred | string {
    return this.all[Number(marker.slice(this.start.length, -2))] ?? marker;
  }
}

/**
 * A manifest with something else in place of each field that is deferred.
 *
 * @param construct any construct of the app that the manifest was rendered in
 * @param manifest as rendered; it is not changed. Where nothing in it is deferred it is returned as it is
 * @param replace is given the pieces of the field: `[deferred]` where the field is the value, `['arn:', deferred, ':key']` where it is part of a text
 *   (which may be JSON: what replaces a piece must need no escapes). It returns what the field shall be: for Pulumi an Output
 */
export function withDeferred(construct: IConstruct, manifest: Manifest, replace: (pieces: DeferredText) => unknown): Manifest {
  const values = DeferredValues.of(construct);
  const replaced = (value: unknown): unknown => {
    if (values.isIn(value)) {
      return replace(values.split(value));
    }
    if (Array.isArray(value)) {
      return mapped(value, replaced);
    }
    return typeof value === 'object' && value !== null ? replacedFields(value as Fields, replaced) : value;
  };
  return values.none ? manifest : replaced(manifest) as Manifest;
}

type Fields = Readonly<Record<string, unknown>>;

function mapped(items: readonly unknown[], replaced: (value: unknown) => unknown): readonly unknown[] {
  const result = items.map(replaced);
  return result.some((item, i) => item !== items[i]) ? result : items;
}

function replacedFields(fields: Fields, replaced: (value: unknown) => unknown): Fields {
  const entries = Object.entries(fields).map(([name, value]) => [name, replaced(value)] as const);
  return entries.some(([name, value]) => value !== fields[name]) ? Object.fromEntries(entries) : fields;
}
