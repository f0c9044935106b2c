import { App } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { ClusterChart } from './cluster-chart';
import type { Fleet } from './fleet';
import { DNS_LABEL } from './names';
import { encodePath } from './render/encode-path';

/** See `valuesFolder`. */
const RESERVED_UNIT = 'values';

/** The charts of a fleet, and where in them the objects of each construct go. */
export class ChartRegistry {
  private readonly charts = new Map<string, ClusterChart>();
  private readonly byCluster = new Map<string, ClusterChart[]>();
  private sorted?: readonly ClusterChart[];
  private readonly scopes = new Map<ClusterChart, Map<IConstruct, Construct>>();

  constructor(private readonly fleet: Fleet, private readonly app: App) {}

  /** The charts of the fleet, by id. */
  public get all(): readonly ClusterChart[] {
    return this.sorted ??= [...this.charts.values()].sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  }

  /** The charts of a cluster, the main one and those of its units, by id. */
  public of(cluster: string): readonly ClusterChart[] {
    return this.byCluster.get(cluster) ?? [];
  }

  /**
   * The chart of a cluster, or of a unit of it; made when it is asked for first.
   *
   * @throws when the unit is no DNS label, or when two names come to the same chart
   */
  public chartOf(cluster: string, unit?: string): ClusterChart {
    const fleet = this.fleet.node.id;
    if (unit !== undefined && !DNS_LABEL.test(unit)) {
      throw new Error(`the unit '${unit}' of cluster '${cluster}' becomes part of file names; write lower-case letters, digits and single dashes, 63 at most`);
    }
    if (unit === RESERVED_UNIT) {
      throw new Error(`the unit '${unit}' of cluster '${cluster}': its folder holds values for Helm releases of others; write another name`);
    }
    // Directly under the App: cdk8s orders and renames the files of nested charts.
    const id = [fleet, cluster, ...(unit === undefined ? [] : [unit])].join('--');
    const chart = this.charts.get(id) ?? this.add(new ClusterChart(this.app, id, { fleet: this.fleet, cluster, unit }));
    if (chart.cluster !== cluster || chart.unit !== unit) {
      throw new Error(`fleet '${fleet}': unit '${chart.unit ?? unit}' of one cluster and cluster '${unit === undefined ? cluster : chart.cluster}' would share`
        + ` the chart '${id}'; give the cluster a name without '--'`);
    }
    return chart;
  }

  private add(chart: ClusterChart): ClusterChart {
    this.charts.set(chart.node.id, chart);
    this.byCluster.set(chart.cluster, [...this.of(chart.cluster), chart].sort((a, b) => (a.node.id < b.node.id ? -1 : 1)));
    this.sorted = undefined;
    return chart;
  }

  /**
   * The one scope under a chart for the objects of a construct.
   *
   * @throws when something else has its id
   */
  public scopeUnder(chart: ClusterChart, construct: IConstruct): Construct {
    const present = this.scopes.get(chart)?.get(construct);
    if (present) {
      return present;
    }
    const id = encodePath(this.fleet.node.path, construct.node.path);
    if (chart.node.tryFindChild(id)) {
      throw new Error(`${chart.node.path}/${id} is there already, and is where the objects of ${construct.node.path} go; give the one or the other another id`);
    }
    const scope = new Construct(chart, id);
    this.scopes.set(chart, (this.scopes.get(chart) ?? new Map<IConstruct, Construct>()).set(construct, scope));
    return scope;
  }
}
