import { freeze } from './freeze';
import { FleetDeclaration, settle } from './settle';
import { Finding } from '../finding';
import { LockedValue, lockedValues } from '../lock/locked-value';
import { ClusterModel, FleetModel } from '../model';
import { checkFleet } from '../rules';

/** A settled fleet, what its rules found, and what is looked up in it again and again while it is rendered. */
export class SettledFleet {
  public readonly model: FleetModel;
  public readonly findings: readonly Finding[];
  /** What the lock holds for a fact of a cluster. */
  public readonly lockedValue: LockedValue;
  private readonly clusters: ReadonlyMap<string, ClusterModel>;

  constructor(declaration: FleetDeclaration) {
    this.model = freeze(settle(declaration));
    this.findings = checkFleet(this.model);
    this.clusters = new Map(this.model.clusters.map(cluster => [cluster.name, cluster]));
    this.lockedValue = lockedValues(this.model.lock);
  }

  public cluster(name: string): ClusterModel {
    return this.clusters.get(name)!;
  }
}
