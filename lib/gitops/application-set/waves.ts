import { ClusterSelection, Selector, selectorOf } from './selection';
import { ClusterModel } from '../../fleet';

/** Clusters that are updated together, after those of the waves before it are healthy. */
export interface ApplicationWave extends ClusterSelection {
  /** Name of the wave, a label value: `canary`. */
  readonly name: string;
  /**
   * How many of its Applications are updated at the same time: a number, or a percentage as text, `10%`, rounded down but never to nothing. 0
   * holds the wave until somebody syncs by hand. Needs Argo CD's ApplicationSet controller.
   *
   * @default - all of them
   */
  readonly maxUpdate?: number | string;
}

/** Label of the Applications that says which wave each is in, and that the steps of a RollingSync select by. */
export const WAVE_LABEL = 'cdk8s-fleet/wave';

/** A wave, ready to be asked about each cluster. */
export interface WaveSelector extends Selector {
  readonly name: string;
  /** Whether it selects nothing itself, and takes what no other wave does. */
  readonly isRest: boolean;
}

export function waveSelectorOf(wave: ApplicationWave): WaveSelector {
  const { name, clusters, matchLabels, regions } = wave;
  // The application's own selection says whether the hub is in it.
  return { name, isRest: [clusters, matchLabels, regions].every(part => part === undefined), ...selectorOf(wave, 'all') };
}

/** The waves that select a cluster: in a sound program exactly one. */
export function wavesOf(cluster: ClusterModel, waves: readonly WaveSelector[]): readonly string[] {
  const selecting = waves.filter(wave => !wave.isRest && wave.has(cluster));
  return (selecting.length > 0 ? selecting : waves.filter(wave => wave.isRest)).map(wave => wave.name);
}

/** `spec.strategy` of an ApplicationSet: a step for each wave that selects its Applications and no other. */
export function strategyOf(waves: readonly Pick<ApplicationWave, 'name' | 'maxUpdate'>[], deletionOrder: 'AllAtOnce' | 'Reverse' | undefined) {
  return {
    type: 'RollingSync',
    deletionOrder,
    rollingSync: {
      steps: waves.map(({ name, maxUpdate }) => ({ matchExpressions: [{ key: WAVE_LABEL, operator: 'In', values: [name] }], maxUpdate })),
    },
  };
}
