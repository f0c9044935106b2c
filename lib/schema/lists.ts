import { identity } from './equal';
import { Node } from './node';
import { Report } from './report';
import { show } from './show';

/**
 * `x-kubernetes-list-type`: the items of a set differ, the items of a map differ in their keys. Source: Kubernetes 1.34,
 * `ValidateListSetsAndMaps`.
 */
export function checkList(node: Node, items: readonly unknown[], report: Report): void {
  if (node.listType === 'set') checkDistinct(items, (first, i) => report.add('list-set', `${show(items[i])} is in the list already, at [${first}]`, i));
  if (node.listType !== 'map') return;
  const keys = node.schema['x-kubernetes-list-map-keys'] ?? [];
  checkDistinct(items.map(item => keyOf(item, keys)), (first, i, key) => {
    const text = Object.entries(key as object).map(([name, value]) => `${name} ${show(value)}`).join(', ');
    const what = text === '' ? `an item without ${keys.join(', ')}` : `an item with ${text}`;
    report.add('list-map-keys', `${what} is in the list already, at [${first}]`, i);
  });
}

function checkDistinct(values: readonly unknown[], repeated: (first: number, i: number, value: unknown) => void): void {
  if (values.length < 2) return;
  const seen = new Map<string, number>();
  values.forEach((value, i) => {
    const text = identity(value);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, i);
    else repeated(first, i, value);
  });
}

function keyOf(item: unknown, keys: readonly string[]): object {
  if (typeof item !== 'object' || item === null) return {};
  return Object.fromEntries(keys.filter(key => Object.hasOwn(item, key)).map(key => [key, (item as Record<string, unknown>)[key]]));
}
