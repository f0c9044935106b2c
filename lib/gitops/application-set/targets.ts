import { Selector, unknownNames } from './selection';
import { FleetSource, PerCluster } from './source';
import { on, sourceOn, varyingFields } from './source-on-cluster';
import { ValueFault, valueFaults } from './value-faults';
import { WaveSelector, wavesOf } from './waves';
import { ApplicationSource, ApplicationTarget, ClusterModel, FleetModel } from '../../fleet';

/** What an application is, before its clusters are known. */
export interface Application {
  readonly name: string;
  /** Path of the construct. */
  readonly path: string;
  readonly sources: readonly FleetSource[];
  readonly selector: Selector;
  /** Empty where all clusters are updated at once. */
  readonly waves: readonly WaveSelector[];
  readonly labels: Readonly<Record<string, PerCluster<string>>>;
  readonly annotations: Readonly<Record<string, PerCluster<string>>>;
}

/** An application on a cluster, with everything baked that depends on the cluster. */
export interface Target extends ApplicationTarget {
  /** The waves that select the cluster; one in a sound program, none without waves. */
  readonly waves: readonly string[];
  /** The labels of its Application that the program computes. */
  readonly labels: Readonly<Record<string, string>>;
  /** The annotations of its Application that the program computes. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** An application on the clusters of a settled fleet. */
export interface Targets {
  /** Sorted by cluster. */
  readonly targets: readonly Target[];
  /** Names of selections that are no cluster. */
  readonly unknown: readonly string[];
  /** What functions of the program gave that cannot be used. */
  readonly faults: readonly ValueFault[];
}

export function targetsOf(model: FleetModel, application: Application): Targets {
  const sourcesOn = sourcesOf(application);
  const [labels, annotations] = [application.labels, application.annotations].map(varyingTexts);
  const targets = model.clusters.filter(cluster => application.selector.has(cluster)).map((cluster): Target => {
    const waves = wavesOf(cluster, application.waves);
    return { cluster, waves, wave: waves[0], sources: sourcesOn(cluster), labels: labels(cluster), annotations: annotations(cluster) };
  });
  return { targets, unknown: unknownNames(model, [application.selector, ...application.waves]), faults: valueFaults(application, targets) };
}

/** Clusters that get the same share one list. */
function sourcesOf({ name, sources }: Application): (cluster: ClusterModel) => readonly ApplicationSource[] {
  const make = (cluster: ClusterModel) => sources.map(source => sourceOn(cluster, source, name));
  let shared: readonly ApplicationSource[] | undefined;
  return sources.some(source => varyingFields(source).length > 0) ? make : cluster => (shared ??= make(cluster));
}

const NOTHING: Readonly<Record<string, string>> = {};

/** The texts that functions give. */
function varyingTexts(texts: Application['labels']): (cluster: ClusterModel) => Readonly<Record<string, string>> {
  const varying = Object.entries(texts).filter(([, text]) => typeof text === 'function');
  return varying.length === 0 ? () => NOTHING : cluster => Object.fromEntries(varying.map(([key, text]) => [key, on(cluster, text)]));
}
