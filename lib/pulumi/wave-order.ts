import type { ObjectStep, Step } from './plan';
import { isCoreProvider, isFurtherProvider, waitsForCondition } from './waiting';
import type { Manifest } from '../fleet';
import { groupBy } from '../fleet/collections';
import { groupOf } from '../fleet/names';

/** Objects whose order in a wave is told by how many of those that wait for a condition are before them, one behind the other. */
export interface Level {
  readonly waiting: readonly ObjectStep[];
  readonly others: readonly Step[];
}

/** Steps of a wave, each behind those that it was told to wait for; what others need comes as early as that allows, from whatever folder. */
export function foundationsFirst(steps: readonly Step[]): readonly Step[] {
  const own = new Set(steps);
  const ordered = new Set<Step>();
  const visit = (step: Step): void => {
    if (own.has(step) && !ordered.has(step)) {
      step.after.forEach(visit);
      ordered.add(step);
    }
  };
  const byRank = groupBy(steps, rankOf);
  [...byRank.keys()].sort().forEach(rank => byRank.get(rank)!.forEach(visit));
  return [...ordered];
}

/**
 * Parts a wave by what waits for a condition. Nothing of a level, and of the levels before it, waits for what waits in that level: so that may wait
 * for all of them, and no circle comes of it.
 *
 * @param ordered steps of a wave, each behind all that it waits for
 */
export function levelsOf(ordered: readonly Step[]): readonly Level[] {
  const levels = new Map<Step, number>();
  const waiting = new Set<Step>();
  for (const step of ordered) {
    const before = step.after.filter(other => levels.has(other)).map(other => levels.get(other)! + Number(waiting.has(other)));
    levels.set(step, before.reduce((a, b) => Math.max(a, b), 0));
    if (isWaiting(step)) {
      waiting.add(step);
    }
  }
  const byLevel = groupBy(ordered, step => levels.get(step)!);
  return [...byLevel].sort(([a], [b]) => a - b).map(([, steps]) => ({
    waiting: steps.filter(isWaiting), others: steps.filter(step => !waiting.has(step)),
  }));
}

function isWaiting(step: Step): step is ObjectStep {
  return step.type === 'object' && waitsForCondition(step.manifest);
}

function rankOf(step: Step): number {
  if (step.type === 'gate') {
    return 3;
  }
  const { kind } = step.manifest;
  return kind === 'Namespace' || kind === 'CustomResourceDefinition' ? Number(step.after.length > 0) : isCoreProvider(step.manifest) ? 2 : 3;
}

/** What objects of a cluster need of others without saying so, as far as those are known already: looking back only makes no circle. */
export class Foundations {
  private readonly namespaces = new Map<string, Step>();
  private readonly definitions = new Map<string, Step>();
  private readonly coreProviders: Step[] = [];

  public remember(step: ObjectStep): void {
    const { kind, metadata, spec } = step.manifest;
    if (kind === 'Namespace') {
      this.namespaces.set(metadata.name, step);
    }
    if (kind === 'CustomResourceDefinition') {
      const { group, names } = (spec ?? {}) as { readonly group?: string; readonly names?: { readonly kind?: string } };
      this.definitions.set(`${group}/${names?.kind}`, step);
    }
    if (isCoreProvider(step.manifest)) {
      this.coreProviders.push(step);
    }
  }

  /** The namespace that an object lies in, the definition of its kind, and what installs the core of Cluster API, where the program makes them. */
  public of(manifest: Manifest): readonly Step[] {
    const { apiVersion, kind, metadata } = manifest;
    const namespace = metadata.namespace === undefined ? undefined : this.namespaces.get(metadata.namespace);
    const definition = this.definitions.get(`${groupOf(apiVersion)}/${kind}`);
    return [namespace, definition, ...isFurtherProvider(manifest) ? this.coreProviders : []].filter(step => step !== undefined);
  }
}
