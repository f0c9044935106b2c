import type { IConstruct } from 'constructs';
import type { ClusterChart } from '../fleet';
import { dependenciesOf } from '../fleet/render/dependencies';

/** What an object waits for: all objects of a construct, or that one object and not what lies in it. */
export interface Awaited {
  readonly target: IConstruct;
  readonly alone: boolean;
}

/** The dependencies that people declared between constructs of a chart. */
export class ConstructOrder {
  private readonly dependencies: ReadonlyMap<IConstruct, readonly IConstruct[]>;
  private readonly constructs = new Map<string, IConstruct>();

  constructor(chart: ClusterChart) {
    this.dependencies = dependenciesOf(chart, [chart.cluster]).before;
    if (this.dependencies.size > 0) {
      chart.node.findAll().forEach(construct => this.constructs.set(construct.node.path, construct));
    }
  }

  /** What must be there before the object of a construct: what it depends on, and what the constructs around it depend on. */
  public before(path: string): readonly Awaited[] {
    const construct = this.constructs.get(path);
    if (construct === undefined) {
      return [];
    }
    const { scopes } = construct.node;
    // What lies in an object may depend on it.
    return scopes.flatMap(scope => this.dependencies.get(scope) ?? []).map(target => ({ target, alone: scopes.includes(target) }));
  }
}
