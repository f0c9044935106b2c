import { VaryingField, varyingFields } from './source-on-cluster';
import type { Application, Target } from './targets';
import { isMap } from '../../fleet/collections';
import { isLabelValue } from '../../fleet/label';

/** A value that a function of the program gave for a cluster, and that cannot be used. */
export interface ValueFault {
  readonly cluster: string;
  /** The prop: `source.path`. */
  readonly field: string;
  /** What is wrong with it. */
  readonly problem: string;
}

/** What functions of the program gave for clusters that cannot be used. */
export function valueFaults({ sources }: Application, targets: readonly Target[]): readonly ValueFault[] {
  const parts = sources.flatMap((source, index) => varyingFields(source).map(name => (
    { index, name, field: sources.length === 1 ? `source.${name}` : `sources[${index}].${name}` })));
  const faults: ValueFault[] = [];
  for (const target of targets) {
    for (const { index, name, field } of parts) {
      const value = valueOf(target, index, name);
      const found = name === 'images' || name === 'valueFiles'
        ? listFaults(field, value, (valueOf(targets[0], index, name) as readonly string[] | undefined)?.length, targets[0].cluster.name)
        : problemsOf(field, name === 'values' ? valuesProblem(value) : name === 'path' ? pathProblem(value) : textProblem(value));
      faults.push(...found.map(fault => ({ cluster: target.cluster.name, ...fault })));
    }
    faults.push(...metadataFaults(target).map(fault => ({ cluster: target.cluster.name, ...fault })));
  }
  return faults;
}

type Fault = Omit<ValueFault, 'cluster'>;

function valueOf(target: Target, index: number, name: VaryingField): unknown {
  return (target.sources[index] as Partial<Record<VaryingField, unknown>>)[name];
}

/** What is wrong with values of a chart. */
export function valuesProblem(values: unknown): string | undefined {
  if (values === undefined) return undefined;
  return isMap(values) ? notData(values, '') : `is ${shown(values)}; write an object`;
}

/** The first value that YAML has no form for: a function, a date, a `Lazy`. */
function notData(value: unknown, place: string): string | undefined {
  if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value) || Number.isFinite(value)) return undefined;
  if (Array.isArray(value)) return firstOf(value, (item, i) => (item === undefined ? `has nothing at ${place}[${i}]` : notData(item, `${place}[${i}]`)));
  if (isMap(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    return firstOf(Object.entries(value), ([key, item]) => notData(item, place === '' ? key : `${place}.${key}`));
  }
  const what = typeof value === 'object' ? `an instance of ${value.constructor.name}` : typeof value === 'number' ? String(value) : `a ${typeof value}`;
  return `has ${what} at ${place}; write text, numbers, true, false, null, lists and objects of them`;
}

function firstOf<T>(items: readonly T[], find: (item: T, index: number) => string | undefined): string | undefined {
  for (let i = 0; i < items.length; i++) {
    const found = find(items[i], i);
    if (found !== undefined) return found;
  }
  return undefined;
}

function listFaults(field: string, value: unknown, length: number | undefined, first: string): readonly Fault[] {
  if (!Array.isArray(value)) {
    return [{ field, problem: `is ${shown(value)}; write a list of texts` }];
  }
  if (value.length !== length) {
    return [{ field, problem: `has ${value.length} entries, and ${length ?? 0} for '${first}'; write the same number for every cluster` }];
  }
  return value.flatMap((text, i) => problemsOf(`${field}[${i}]`, textProblem(text)));
}

function metadataFaults({ labels, annotations }: Target): readonly Fault[] {
  const labelFaults = Object.entries(labels).flatMap(([key, text]) => problemsOf(`labels['${key}']`,
    textProblem(text) ?? (isLabelValue(text) ? undefined : `is '${text}', which is no value of a label: 63 letters, digits, '-', '_' and '.' at most`)));
  return [...labelFaults, ...Object.entries(annotations).flatMap(([key, text]) => problemsOf(`annotations['${key}']`, textProblem(text)))];
}

function problemsOf(field: string, problem: string | undefined): readonly Fault[] {
  return problem === undefined ? [] : [{ field, problem }];
}

/** What a template string makes of a value that is not there, `overlays/undefined`, or is no text. */
const NO_VALUE = /(^|[^A-Za-z0-9])(undefined|NaN|\[object \w+\])($|[^A-Za-z0-9])/;

function textProblem(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.trim() === '') return `is ${shown(text)}; write a text that is not empty`;
  const noValue = NO_VALUE.exec(text);
  return noValue ? `is '${text}': something that it is made from is ${noValue[2]} for this cluster` : undefined;
}

/** What is wrong with a folder in a repository. */
export function pathProblem(path: unknown): string | undefined {
  return textProblem(path) ?? (/^\/|(^|\/)\.\.(\/|$)/.test(path as string) ? `is '${String(path)}'; write a folder inside the repository, without a slash before it` : undefined);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value) ?? String(value);
}
