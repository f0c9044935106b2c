import { IConstruct } from 'constructs';
import type { ClusterChart } from './cluster-chart';
import type { Fleet } from './fleet';

/** A cluster of a fleet, however it was made. */
export interface ICluster extends IConstruct {
  /** Its name, unique in the fleet. */
  readonly name: string;
  /** Its objects: put your own under here. */
  readonly chart: ClusterChart;
}

/** The hub of a fleet, before the fleet exists: `ExistingCluster.hub(...)`. */
export interface IHub {
  /** Makes the cluster under the fleet. Called once, by the `Fleet`. */
  bind(fleet: Fleet): ICluster;
}

/** Whether a value is a cluster, of whatever class. */
export function isCluster(value: unknown): value is ICluster {
  return typeof value === 'object' && value !== null && 'chart' in value && 'node' in value;
}
