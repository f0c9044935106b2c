import { DestinationOf, Element, elementsOf } from './element';
import { placeInShards, Placement, Remembered } from './shards';
import { bytesOf, ROOM } from './size';
import { Application, Targets, targetsOf } from './targets';
import { Fleet, FleetModel, LockFact } from '../../fleet';

/** An application with everything baked, for one settled fleet. */
export interface Baked {
  readonly targets: Targets;
  /** In the order of the targets; none where one of these cannot be used. */
  readonly elements: readonly Element[];
  readonly placement: Placement;
}

const SHARD = /^[1-9]\d{0,3}$/;

/** The application on the clusters of a settled fleet, worked out once for each time that the fleet is settled. */
export function bakeTargets(application: Application): (model: FleetModel) => Targets {
  return oncePerModel(model => targetsOf(model, application));
}

/** As `bakeTargets`, with the elements of the list and the ApplicationSets that they go into. */
export function bakeElements(
  fleet: Fleet, application: Application, targetsIn: (model: FleetModel) => Targets, destinationOf: DestinationOf,
): (model: FleetModel) => Baked {
  return oncePerModel(model => {
    const targets = targetsIn(model);
    // What cannot be used is a finding, and would only be a second one in the ApplicationSet.
    const sound = targets.faults.length === 0 ? targets.targets : [];
    const elements = elementsOf(application.name, application.sources, sound, destinationOf);
    const rolling = application.waves.length > 0;
    const items = elements.map((element, i) => (
      { cluster: targets.targets[i].cluster.name, bytes: bytesOf(element, application.sources.length, rolling) }));
    return { targets, elements, placement: placeInShards(items, ROOM, rememberedBy(fleet, model, application.name)) };
  });
}

/** The elements of an ApplicationSet of an application. */
export function elementsIn({ targets, elements, placement: { shards } }: Baked, shard: number): readonly Element[] {
  if (shards.length === 1) {
    return elements;
  }
  const clusters = new Set(shards.find(({ number }) => number === shard)?.clusters);
  return elements.filter((_, i) => clusters.has(targets.targets[i].cluster.name));
}

/** What the lock keeps: nothing as long as one ApplicationSet is enough, else the shard of each Application. */
export function shardFacts(application: string, { placement: { shards } }: Baked): readonly LockFact[] {
  return shards.length === 1 ? [] : shards.flatMap(({ number, clusters }) =>
    clusters.map(owner => ({ owner, fact: shardFact(application), value: String(number) })));
}

function rememberedBy(fleet: Fleet, model: FleetModel, application: string): Remembered {
  let known: ReadonlySet<string> | undefined;
  return {
    known: cluster => (known ??= new Set(model.lock.facts.map(({ owner }) => owner))).has(cluster),
    shard: cluster => {
      const value = fleet.lockedValue(cluster, shardFact(application));
      // Of a lock that somebody wrote by hand: with another number, 0 say, the cluster would be in no ApplicationSet.
      return value !== undefined && SHARD.test(value) ? Number(value) : undefined;
    },
  };
}

function shardFact(application: string): string {
  return `application-set/${application}`;
}

function oncePerModel<T>(make: (model: FleetModel) => T): (model: FleetModel) => T {
  let last: { readonly model: FleetModel; readonly made: T } | undefined;
  return model => (last?.model === model ? last : (last = { model, made: make(model) })).made;
}
