import { freeze } from './freeze';
import { FleetDeclaration, settle } from './settle';
import { Finding } from '../finding';
import { ClusterModel, FleetModel } from '../model';
import { checkFleet } from '../rules';

/** A settled fleet, what its rules found, and what is looked up in it again and again while it is rendered. */
export class SettledFleet {
  public readonly model: FleetModel;
  public readonly findings: readonly Finding[];
  private readonly clusters: ReadonlyMap<string, ClusterModel>;
  private readonly locked: ReadonlyMap<string, string>;

  constructor(declaration: FleetDeclaration) {
    this.model = freeze(settle(declaration));
    this.findings = checkFleet(this.model);
    this.clusters = new Map(this.model.clusters.map(cluster => [cluster.name, cluster]));
    this.locked = new Map(this.model.lock.facts.map(fact => [`${fact.owner}\n${fact.fact}`, fact.value]));
  }

  public cluster(name: string): ClusterModel {
    return this.clusters.get(name)!;
  }

  /** What the lock holds for a fact of a cluster. */
  public lockedValue(cluster: string, fact: string): string | undefined {
    return this.locked.get(`${cluster}\n${fact}`);
  }
}
