import { filterFaults } from './filter-faults';
import { textsOf } from './values';
import { RFC_1123_LABEL } from '../../fleet/names';

/**
 * Faults of the namespaces of a backup, which may be patterns with `*`, `?` and `[abc]`.
 * Source: Velero v1.18.2, `pkg/util/collections/includes_excludes.go`, `pkg/util/wildcard/expand.go`.
 */
export function namespaceFaults(spec: Readonly<Record<string, unknown>>): readonly string[] {
  const names = ['includedNamespaces', 'excludedNamespaces'].flatMap(field => textsOf(spec[field]).flatMap(name => {
    const fault = nameFault(name);
    return fault === undefined ? [] : [`${field}: '${name}' ${fault}`];
  }));
  return [...filterFaults(spec, 'includedNamespaces', 'excludedNamespaces'), ...names];
}

/** An empty text stands for objects without a namespace. */
function nameFault(name: string): string | undefined {
  if (name === '') return undefined;
  const odd = /[|()!{},]/.exec(name)?.[0];
  if (odd !== undefined) return `has '${odd}', which no pattern may have; write *, ?, or one of [abc], and one entry for each name`;
  if (name.includes('**')) return 'has two asterisks side by side; write one';
  if (!bracketsClose(name)) return 'has brackets that do not close, or are empty; write one of several characters as [abc]';
  return RFC_1123_LABEL.test(name.replace(/[*?[\]]/g, 'x'))
    ? undefined : 'is no name of a namespace; write lower-case letters, digits and dashes, 63 at most, or a pattern with *, ? and [abc]';
}

/** Each `[` has a `]` after it, with something between. Source: `validateBracePatterns`. */
function bracketsClose(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    if (name[i] === ']') return false;
    if (name[i] === '[') {
      const end = name.indexOf(']', i);
      if (end < 0 || end === i + 1) return false;
      i = end;
    }
  }
  return true;
}
