import type { RestorePlanOptions, RestoreStep } from './restore-plan-props';
import type { ICluster } from '../../fleet';
import type { VeleroScheduleProps } from '../velero-schedule-props';

/** How a failover restores. */
export interface FailoverRestoreOptions extends Pick<RestorePlanOptions, 'namespaceMapping' | 'storageClassMapping' | 'existingResourcePolicy' | 'wholeCluster'> {
  /** What is restored, in its order. @default - all of the backup at once, as the step `all` */
  readonly steps?: readonly Omit<RestoreStep, 'schedule' | 'from'>[];
}

/** Options for an `ActivePassiveFailover`: those of a `VeleroSchedule`, and where and how everything comes up again. */
export interface ActivePassiveFailoverProps extends Omit<VeleroScheduleProps, 'clusters' | 'standby'>,
  Pick<RestorePlanOptions, 'recoveryPointObjective' | 'recoveryTimeObjective' | 'decidedBy'> {
  /** The cluster that runs everything, and is protected. */
  readonly active: ICluster;
  /** The cluster that takes over. */
  readonly passive: ICluster;
  /** Name of Schedules, Restores, the folder and the runbook: lower-case letters, digits and single dashes. @default - the construct id */
  readonly name?: string;
  /** Applications that move to the passive cluster, by name or as an `ApplicationSetFleet`; the runbook says how. @default - none */
  readonly applications?: readonly (string | { readonly name: string })[];
  /** DNS names that move to the passive cluster: `payments.example.com`; the runbook names them. @default - none */
  readonly dnsNames?: readonly string[];
  /** How everything is restored. @default - all of the newest backup, under the same names */
  readonly restore?: FailoverRestoreOptions;
}
