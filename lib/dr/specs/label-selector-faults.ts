import { isSet, mapOf, mapsOf, textsOf } from './values';

const WITH_VALUES = ['In', 'NotIn'];
const WITHOUT_VALUES = ['Exists', 'DoesNotExist'];

/**
 * Faults of a label selector that the CRD takes. Velero cannot turn one into a query: it sends the error itself to the API server, or, in
 * `orLabelSelectors`, stops (Velero v1.18.2 `pkg/backup/item_collector.go`). Source: apimachinery, `LabelSelectorAsSelector`.
 */
export function labelSelectorFaults(field: string, selector: unknown): readonly string[] {
  return mapsOf(mapOf(selector).matchExpressions).flatMap(([i, { operator, values }]) => {
    const where = `${field}.matchExpressions[${i}]`;
    if (typeof operator !== 'string') {
      return [];
    }
    if (![...WITH_VALUES, ...WITHOUT_VALUES].includes(operator)) {
      return [`${where}.operator: '${operator}' is none; write In, NotIn, Exists or DoesNotExist`];
    }
    const count = isSet(values) ? textsOf(values).length : 0;
    if (WITH_VALUES.includes(operator)) {
      return count > 0 ? [] : [`${where}.values: ${operator} needs one value at least`];
    }
    return count === 0 ? [] : [`${where}.values: ${operator} takes none; leave them out`];
  });
}
