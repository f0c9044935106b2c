import { Construct } from 'constructs';
import { checkFailoverProps } from './active-passive-failover-check';
import type { ActivePassiveFailoverProps } from './active-passive-failover-props';
import { RestorePlan } from './restore-plan';
import { VeleroSchedule } from '../velero-schedule';
import { failoverAdditions } from './runbooks/failover-additions';

/**
 * What runs in one cluster comes up in another when the first is gone: its backups, the Restores in the other cluster, and the runbook that says in
 * which order data, applications and DNS names move, and how they come back.
 *
 * Nothing fails over by itself: two clusters that both take themselves for the active one corrupt data. A person follows the runbook.
 */
export class ActivePassiveFailover extends Construct {
  /** Name of the Schedule, the Restores, the folder and the runbook. */
  public readonly name: string;
  /** The backups of the active cluster. */
  public readonly schedule: VeleroSchedule;
  /** The Restores in the passive cluster, with the runbook. */
  public readonly plan: RestorePlan;

  /** @throws for props that are malformed or contradict each other, and when backups are further apart than `recoveryPointObjective` */
  constructor(scope: Construct, id: string, props: ActivePassiveFailoverProps) {
    super(scope, id);
    checkFailoverProps(this.node.path, id, props);
    const {
      active, passive, name = id, applications, dnsNames, restore = {}, recoveryPointObjective, recoveryTimeObjective, decidedBy, ...backup
    } = props;
    this.name = name;
    this.schedule = new VeleroSchedule(this, 'backup', { ...backup, name, clusters: [active], standby: passive });
    const { steps = [{ name: 'all' }], ...options } = restore;
    this.plan = new RestorePlan(this, 'restore', {
      ...options, name, into: passive, recoveryPointObjective, recoveryTimeObjective, decidedBy,
      steps: steps.map(step => ({ ...step, schedule: this.schedule })), runbook: failoverAdditions(name, props),
    });
  }

  /** The runbook as Markdown; whole when the program is. */
  public runbook(): string {
    return this.plan.runbook();
  }
}
