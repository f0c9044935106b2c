import { define } from './define';
import { Environment } from '../cel-js';
import { celDuration, nanosecondsOf } from './duration';

/** The name under which the functions of sets are found. */
class Sets {}

/** List and set functions of Kubernetes. Sources: Kubernetes 1.34, `apiserver/pkg/cel/library/lists.go`; cel-go, `ext.Sets`. */
export function registerLists(environment: Environment): void {
  const equals = new Environment({ unlistedVariablesAreDyn: true }).parse('a == b');
  const has = (list: readonly unknown[], item: unknown) => list.some(other => equals({ a: other, b: item }) as boolean);
  environment
    .registerType('Sets', Sets)
    .registerConstant('sets', 'Sets', new Sets());
  define(environment, {
    'list.isSorted(): bool': (list: readonly unknown[]) => list.every((item, i) => i === 0 || !(order(list[i - 1]) > order(item))),
    'list.sum(): dyn': sum,
    'list.min(): dyn': (list: readonly unknown[]) => extreme(list, 'min', (a, b) => a < b),
    'list.max(): dyn': (list: readonly unknown[]) => extreme(list, 'max', (a, b) => a > b),
    'list.goIndexOf(dyn): int': (list: readonly unknown[], item: unknown) => BigInt(list.findIndex(other => has([other], item))),
    'list.goLastIndexOf(dyn): int': (list: readonly unknown[], item: unknown) => BigInt(list.map(other => has([other], item)).lastIndexOf(true)),
    'Sets.contains(list, list): bool': (_: unknown, a: readonly unknown[], b: readonly unknown[]) => b.every(item => has(a, item)),
    'Sets.equivalent(list, list): bool': (_: unknown, a: readonly unknown[], b: readonly unknown[]) =>
      a.every(item => has(b, item)) && b.every(item => has(a, item)),
    'Sets.intersects(list, list): bool': (_: unknown, a: readonly unknown[], b: readonly unknown[]) => b.some(item => has(a, item)),
  });
}

type Ordered = bigint | number | string;

function sum(list: readonly unknown[]): unknown {
  if (list.length === 0) return 0n;
  if (typeof list[0] === 'bigint') return (list as readonly bigint[]).reduce((total, item) => total + item, 0n);
  if (typeof list[0] === 'number') return (list as readonly number[]).reduce((total, item) => total + item, 0);
  return celDuration(list.reduce<bigint>((total, item) => total + nanosecondsOf(item), 0n));
}

function extreme(list: readonly unknown[], name: string, better: (a: Ordered, b: Ordered) => boolean): unknown {
  if (list.length === 0) throw new Error(`${name} called on empty list`);
  return list.reduce((best, item) => (better(order(item), order(best)) ? item : best));
}

/** Something that sorts as the value does. */
function order(value: unknown): Ordered {
  if (typeof value === 'boolean') return Number(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('latin1');
  return typeof value === 'object' ? Number(value) : value as Ordered;
}
