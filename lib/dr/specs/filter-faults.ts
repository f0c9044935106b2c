import { textsOf } from './values';

/**
 * Faults of lists of what goes in and what stays out.
 * Source: Velero v1.18.2, `pkg/util/collections/includes_excludes.go`, `ValidateIncludesExcludes`.
 */
export function filterFaults(spec: Readonly<Record<string, unknown>>, included: string, excluded: string): readonly string[] {
  return [
    ...starBesideOthers(spec, included),
    ...(textsOf(spec[excluded]).includes('*') ? [`${excluded}: '*' leaves everything out; write what to leave out`] : []),
    ...inBoth(spec, included, excluded),
  ];
}

/** As `filterFaults`, for the filters that tell the scope apart: there `*` may stay out. Source: as there, `ValidateScopedIncludesExcludes`. */
export function scopedFilterFaults(spec: Readonly<Record<string, unknown>>, included: string, excluded: string): readonly string[] {
  const nothing = textsOf(spec[excluded]).includes('*') && textsOf(spec[included]).length > 0;
  return [
    ...starBesideOthers(spec, included),
    ...starBesideOthers(spec, excluded),
    ...(nothing ? [`${included}, ${excluded}: '*' leaves out what ${included} names; leave out the one or the other`] : []),
    ...inBoth(spec, included, excluded),
  ];
}

function starBesideOthers(spec: Readonly<Record<string, unknown>>, field: string): readonly string[] {
  const items = new Set(textsOf(spec[field]));
  return items.size > 1 && items.has('*') ? [`${field}: '*' stands for all and is written alone; leave out '*' or all others`] : [];
}

function inBoth(spec: Readonly<Record<string, unknown>>, included: string, excluded: string): readonly string[] {
  const others = new Set(textsOf(spec[excluded]));
  const both = [...new Set(textsOf(spec[included]))].filter(item => others.has(item));
  return both.filter(item => item !== '*').map(item => `${included}, ${excluded}: '${item}' is in both; leave it out of one`);
}
