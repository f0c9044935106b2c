import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';

/**
 * How many steps of dependencies come before each object: what a controller that ignores the order of files must be told.
 *
 * @param ordered the objects, each behind those that it depends on
 * @param before what constructs depend on
 */
export function wavesOf(
  chart: Chart, ordered: readonly ApiObject[], before: ReadonlyMap<IConstruct, readonly IConstruct[]>,
): (object: ApiObject) => number {
  if (before.size === 0) {
    return () => 0;
  }
  const waves = new Map<IConstruct, number>();
  const highestIn = new Map<IConstruct, number>();
  for (const object of ordered) {
    const scopes = object.node.scopes.slice(object.node.scopes.indexOf(chart));
    // What lies in an object may depend on it: on that alone, not on what lies beside it.
    const highest = (target: IConstruct) => (scopes.includes(target) ? waves.get(target) : highestIn.get(target)) ?? -1;
    const wave = Math.max(0, ...scopes.flatMap(scope => before.get(scope) ?? []).map(target => highest(target) + 1));
    waves.set(object, wave);
    scopes.forEach(scope => highestIn.set(scope, Math.max(wave, highestIn.get(scope) ?? 0)));
  }
  return object => waves.get(object) ?? 0;
}
