import { argoCdSource } from './argo-source';
import { literal } from './go-template';
import { FleetSource } from './source';
import { valuesText, varyingFields } from './source-on-cluster';
import { ApplicationSource } from '../../fleet';

/** Key of an element for a part of a source: `path`, and `path2` for the second source. */
export function elementKey(field: string, source: number): string {
  return source === 0 ? field : `${field}${source + 1}`;
}

/**
 * `source` or `sources` of the template: what the program gives for all clusters stands in it, the rest is read from the elements.
 *
 * @param sample the sources as one of the clusters gets them: lists are as long for all
 */
export function templateSources(sources: readonly FleetSource[], sample: readonly ApplicationSource[]): object {
  return asSources(sources.map((source, i) => {
    const varying = new Set<string>(varyingFields(source));
    const written = Object.fromEntries(Object.entries(sample[i]).map(([field, value]) =>
      [field, templateValue(value, varying.has(field) ? elementKey(field, i) : undefined)])) as unknown as ApplicationSource;
    const values = valuesText(sample[i]);
    return argoCdSource(written, varying.has('values') ? `{{ .${elementKey('values', i)} }}` : values && literal(values));
  }));
}

/** @param key key of the element that has the value; undefined for a value that all clusters share */
function templateValue(value: unknown, key: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item, i) => (key === undefined ? literal(item) : `{{ index .${key} ${i} }}`));
  if (typeof value === 'string') return key === undefined ? literal(value) : `{{ .${key} }}`;
  return value;
}

/** The same in the dynamic form, in which every text is a Go template already. */
export function dynamicSources(sources: readonly FleetSource[], application: string): object {
  return asSources(sources.map(source => {
    const written = { ...source, ...(source.type === 'helm' ? { releaseName: source.releaseName ?? application } : {}) } as ApplicationSource;
    return argoCdSource(written, valuesText(written));
  }));
}

/** One source has a field of its own in an Application. */
function asSources<T>(sources: readonly T[]): object {
  return sources.length === 1 ? { source: sources[0] } : { sources };
}
