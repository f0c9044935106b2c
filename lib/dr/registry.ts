import type { App } from 'cdk8s';
import { DR_RULES } from './rules';
import type { DeclaredRecovery, DeclaredSchedule } from './settled';
import type { Velero } from './velero';
import { veleroObjects } from './velero-objects';
import { Fleet } from '../fleet';

/** All backups of a fleet: schedules and locations must fit together, wherever the program says so. */
export class VeleroRegistry {
  /** Those of a fleet: there is one registry. */
  public static of(fleet: Fleet): VeleroRegistry {
    const registry = this.all.get(fleet) ?? new VeleroRegistry(fleet);
    this.all.set(fleet, registry);
    return registry;
  }

  private static readonly all = new WeakMap<Fleet, VeleroRegistry>();

  private readonly veleros: Velero[] = [];
  private readonly schedules: DeclaredSchedule[] = [];
  private readonly recoveries: DeclaredRecovery[] = [];

  private constructor(fleet: Fleet) {
    fleet.addCheck(model => {
      const checkedFleets = Fleet.allIn(fleet.node.root as App).filter(other => VeleroRegistry.all.has(other)).map(({ node: { id } }) => id).sort();
      const settled = { veleros: this.veleros, schedules: this.schedules, recoveries: this.recoveries, objects: veleroObjects(fleet), checkedFleets };
      return DR_RULES.flatMap(rule => rule.check(settled, model));
    });
  }

  public addVelero(velero: Velero): void {
    this.veleros.push(velero);
  }

  /** The Velero of a cluster for which something holds. */
  public veleroOf(cluster: string, holds: (velero: Velero) => boolean): Velero | undefined {
    return this.veleros.find(velero => velero.installations.has(cluster) && holds(velero));
  }

  public addSchedule(schedule: DeclaredSchedule): void {
    this.schedules.push(schedule);
  }

  public addRecovery(recovery: DeclaredRecovery): void {
    this.recoveries.push(recovery);
  }
}
