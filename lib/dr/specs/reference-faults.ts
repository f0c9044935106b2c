import { labelSelectorFaults } from './label-selector-faults';
import { isSet, mapOf } from './values';

/** Faults of a reference to a ConfigMap, of which Velero reads only one kind and passes over others without a word. */
export function configMapFaults(field: string, reference: unknown): readonly string[] {
  const { kind, name } = mapOf(reference);
  return [
    ...(typeof kind === 'string' && kind.toLowerCase() !== 'configmap'
      ? [`${field}: Velero passes over the kind '${kind}' without a word; write kind: configmap`] : []),
    ...(name === '' ? [`${field}: the name is empty; write that of a ConfigMap in the namespace of Velero`] : []),
  ];
}

/** The faults of the selectors: each of its own, and both together, where an empty one counts too. */
export function selectorFaults({ labelSelector, orLabelSelectors }: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    ...(isSet(labelSelector) && isSet(orLabelSelectors)
      ? ['labelSelector, orLabelSelectors: only one may be there, even when it is empty; leave one out'] : []),
    ...labelSelectorFaults('labelSelector', labelSelector),
    ...(Array.isArray(orLabelSelectors) ? orLabelSelectors.flatMap((selector, i) => labelSelectorFaults(`orLabelSelectors[${i}]`, selector)) : []),
  ];
}
