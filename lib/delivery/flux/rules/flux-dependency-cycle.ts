import { FluxRule } from './rule';
import { compareText } from '../../../fleet/names';
import { finding } from '../../../fleet/rules/text';
import type { DeclaredFluxObject } from '../registry';

/** Objects that wait for each other. */
export const fluxDependencyCycle: FluxRule = {
  code: 'flux-dependency-cycle',
  severity: 'error',
  summary: 'Kustomizations, or HelmReleases, depend on each other in a circle.',
  why: 'Each waits until the others are ready, for ever; Flux says no more than "dependency is not ready" (kustomize-controller v1.9.4 '
    + 'internal/controller/kustomization_controller.go checkDependencies).',
  fix: 'Take one of the dependencies in the message away.',
  check: (_, { objects }) => {
    const circles = new Map<string, { names: readonly string[]; clusters: string[]; paths: readonly string[] }>();
    for (const circle of circlesOf(objects)) {
      // The same constructs on many clusters are one mistake.
      const key = circle.map(object => object.path).sort().join('\n');
      const known = circles.get(key) ?? { names: circle.map(nameOf), clusters: [], paths: circle.map(object => object.path) };
      known.clusters.push(...circle.map(object => object.cluster));
      circles.set(key, known);
    }
    return [...circles.values()].map(({ names, clusters, paths }) => finding(fluxDependencyCycle, clusters, paths,
      `${[...names, names[0]].join(' waits for ')} (${[...new Set(paths)].sort().join(', ')}): take one of these dependencies away`));
  },
};

function nameOf({ kind, namespace, name }: DeclaredFluxObject): string {
  return `${kind} ${namespace}/${name}`;
}

/** Circles that share no object: every object that is in some circle is in one of them, or waits for one. */
function circlesOf(objects: readonly DeclaredFluxObject[]): readonly (readonly DeclaredFluxObject[])[] {
  const byKey = new Map(objects.map(object => [keyOf(object, object), object]));
  const circles: DeclaredFluxObject[][] = [];
  const done = new Set<string>();
  // What has been followed from each object, for all starts together: every dependency is followed once.
  const open = new Map<string, Iterator<string, undefined>>();
  for (const start of [...byKey.keys()].sort(compareText)) {
    // A stack of its own: chains are longer than the call stack is deep.
    const trail = done.has(start) ? [] : [start];
    const places = new Map(trail.map((key, i) => [key, i]));
    while (trail.length > 0) {
      const key = trail[trail.length - 1];
      const targets = open.get(key) ?? targetsOf(byKey.get(key)!).filter(target => byKey.has(target)).sort(compareText).values();
      open.set(key, targets);
      const next = targets.next().value;
      if (next === undefined) {
        trail.pop();
        places.delete(key);
      } else if (places.has(next)) {
        circles.push(trail.slice(places.get(next)).map(inside => byKey.get(inside)!));
        trail.splice(0).forEach(inside => done.add(inside));
      } else if (!done.has(next)) {
        places.set(next, trail.push(next) - 1);
      }
    }
  }
  return circles;
}

function targetsOf(object: DeclaredFluxObject): string[] {
  return (object.dependsOn ?? []).map(target => keyOf(object, target));
}

function keyOf({ flux, kind }: DeclaredFluxObject, { namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${flux}\n${kind}\n${namespace}\n${name}`;
}
