import { App, Chart, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { AddressPlan } from './address-plan';
import { checkFleetProps } from './check-fleet-props';
import { Claim, ClusterDeclaration } from './claims';
import type { ICluster, IHub } from './cluster';
import { ClusterChart } from './cluster-chart';
import { Finding, formatFinding, sortFindings, withObjectFindings } from './finding';
import { ILock, Lock } from './lock';
import type { PinnedTemplate } from './lock-facts';
import { AcceptedOverlap, ClusterModel, FleetModel } from './model';
import { makeNamespace } from './namespaces';
import { dependenciesOutsideCharts } from './render/dependencies';
import { encodePath } from './render/encode-path';
import { overwrittenFiles } from './render/overwritten-files';
import { RenderedCharts, renderCharts, validatorFindings } from './render/render-charts';
import { SchemaCatalogue } from './render/schema-catalogue';
import { checkFleet } from './rules';
import { DeclaredCluster, settle } from './settle/settle';

const FLEET = Symbol.for('cdk8s-fleet.Fleet');
const DNS_LABEL = /^(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/** The settled fleet, and what is looked up in it again and again. */
interface Settled {
  /** Number of declarations and claims that it was made from. */
  readonly at: number;
  readonly model: FleetModel;
  readonly findings: readonly Finding[];
  readonly clusters: ReadonlyMap<string, ClusterModel>;
  readonly locked: ReadonlyMap<string, string>;
}

/** Options for a `Fleet`. */
export interface FleetProps {
  /** The management cluster: it runs Cluster API, GitOps and brokers. */
  readonly hub: IHub;
  /** Where addresses come from, and which are taken. @default - every cluster names its ranges itself and nothing is reserved */
  readonly addresses?: AddressPlan;
  /**
   * Sets of clusters that can route to each other, by name. A cluster may be in several; one that is in none routes to nobody.
   *
   * @default - all clusters of the fleet can route to each other
   */
  readonly routingDomains?: Readonly<Record<string, readonly string[]>>;
  /** Overlaps that people know of and accept, each with a reason. One that no longer exists is a finding. @default - none */
  readonly acceptedOverlaps?: readonly AcceptedOverlap[];
  /** Where decisions that must not move are kept. @default - `fleet.lock.json` in the current folder */
  readonly lock?: ILock;
}

/**
 * All clusters of one environment, under a cdk8s `App`.
 *
 * Constructs declare clusters and claims; `settle()` resolves them all at once; rules check the result; charts render it.
 * A program may hold several fleets.
 */
export class Fleet extends Construct {
  /** Whether a construct is a `Fleet`, also when two copies of this library are loaded. */
  public static isFleet(x: unknown): x is Fleet {
    return typeof x === 'object' && x !== null && FLEET in x;
  }

  /**
   * The fleet that a construct belongs to.
   *
   * @throws when it lies under no fleet
   */
  public static of(construct: IConstruct): Fleet {
    for (let c: IConstruct | undefined = construct; c; c = c.node.scope) {
      if (Fleet.isFleet(c)) {
        return c;
      }
      if (ClusterChart.isClusterChart(c)) {
        return c.fleet;
      }
    }
    throw new Error(`${construct.node.path}: lies under no Fleet; create it with a Fleet, or a construct under one, as its scope`);
  }

  /**
   * Runs something while the fleets' own validators say nothing, for who has called `check` already.
   *
   * @internal
   */
  public static withoutValidators<T>(fleets: readonly Fleet[], run: () => T): T {
    fleets.forEach(fleet => { fleet.validates = false; });
    try {
      return run();
    } finally {
      fleets.forEach(fleet => { fleet.validates = true; });
    }
  }

  /** The fleets of an app, in the order they were made. */
  public static allIn(app: App): readonly Fleet[] {
    return app.node.findAll().filter(c => Fleet.isFleet(c));
  }

  /** The management cluster. */
  public readonly hub: ICluster;
  /** Where addresses come from. */
  public readonly addresses: AddressPlan;
  /** Where decisions that must not move are kept. */
  public readonly lock: ILock;
  /** @internal */
  public readonly schemas = new SchemaCatalogue();

  private readonly app: App;
  private readonly domains?: FleetProps['routingDomains'];
  private readonly acceptedOverlaps: readonly AcceptedOverlap[];
  private readonly clusters = new Map<string, DeclaredCluster>();
  private readonly charts = new Map<string, ClusterChart>();
  /** Where the objects of each construct go, by chart. */
  private readonly scopes = new Map<ClusterChart, Map<IConstruct, Construct>>();
  private readonly claims: Claim[] = [];
  private readonly pinned: (() => PinnedTemplate)[] = [];
  private validates = true;
  private settled?: Settled;

  /** @throws when the id is no DNS label, holds `--` or is taken, when it is not under an App, and when an accepted overlap has no reason */
  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, id);
    if (!DNS_LABEL.test(id)) {
      throw new Error(`the fleet id '${id}' becomes part of file names and lock entries; write lower-case letters, digits and single dashes, 63 at most`);
    }
    this.app = rootApp(this);
    const namesake = Fleet.allIn(this.app).find(fleet => fleet.node.id === id);
    if (namesake) {
      throw new Error(`${this.node.path}: the app has a fleet '${id}' already (${namesake.node.path}); ids of fleets are keys of the lock and must differ`);
    }
    Object.defineProperty(this, FLEET, { value: true });
    checkFleetProps(this.node.path, props);
    this.addresses = props.addresses ?? AddressPlan.explicit();
    this.lock = props.lock ?? Lock.file();
    this.domains = props.routingDomains;
    this.acceptedOverlaps = props.acceptedOverlaps ?? [];
    this.node.addValidation({ validate: () => (this.validates ? this.errors() : []) });
    this.hub = props.hub.bind(this);
  }

  /**
   * Declares a cluster and makes the chart of its objects. Called by cluster constructs.
   *
   * @throws when the fleet has a cluster of that name
   */
  public addCluster(construct: IConstruct, declaration: ClusterDeclaration): ClusterChart {
    const { name } = declaration;
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) || name.length > 63) {
      throw new Error(`${construct.node.path}: '${name}' is no cluster name; write lower-case letters, digits and dashes, 63 at most, beginning and ending with a letter or digit`);
    }
    const present = this.clusters.get(name);
    if (present) {
      throw new Error(`${construct.node.path}: fleet '${this.node.id}' has a cluster named '${name}' already (${present.path}); names of clusters must differ`);
    }
    this.clusters.set(name, { ...declaration, path: construct.node.path });
    return this.chartOf(name);
  }

  /**
   * The chart that holds a cluster's objects; with `unit`, the one for objects which must not be applied with the rest.
   *
   * @param unit lower-case letters, digits and single dashes
   * @throws when the fleet has no such cluster
   */
  public chartOf(cluster: string, unit?: string): ClusterChart {
    if (!this.clusters.has(cluster)) {
      throw new Error(`fleet '${this.node.id}' has no cluster '${cluster}'; it has ${[...this.clusters.keys()].sort().join(', ')}`);
    }
    if (unit !== undefined && !DNS_LABEL.test(unit)) {
      throw new Error(`the unit '${unit}' of cluster '${cluster}' becomes part of file names; write lower-case letters, digits and single dashes, 63 at most`);
    }
    // Directly under the App: cdk8s orders and renames the files of nested charts.
    const id = [this.node.id, cluster, ...(unit === undefined ? [] : [unit])].join('--');
    let chart = this.charts.get(id);
    if (!chart) {
      chart = new ClusterChart(this.app, id, { fleet: this, cluster, unit });
      this.charts.set(id, chart);
    }
    if (chart.cluster !== cluster || chart.unit !== unit) {
      throw new Error(`fleet '${this.node.id}': unit '${chart.unit ?? unit}' of one cluster and cluster '${unit === undefined ? cluster : chart.cluster}' would share`
        + ` the chart '${id}'; give the cluster a name without '--'`);
    }
    return chart;
  }

  /** Where the objects of a construct for a cluster go: one scope per construct, under the cluster's chart. */
  public scopeOn(cluster: ICluster | string, construct: IConstruct): Construct {
    const chart = this.chartOf(typeof cluster === 'string' ? cluster : cluster.name);
    const id = encodePath(this.node.path, construct.node.path);
    const present = this.scopes.get(chart)?.get(construct);
    if (present) {
      return present;
    }
    if (chart.node.tryFindChild(id)) {
      throw new Error(`${chart.node.path}/${id} is there already, and is where the objects of ${construct.node.path} go; give the one or the other another id`);
    }
    const scope = new Construct(chart, id);
    this.scopes.set(chart, (this.scopes.get(chart) ?? new Map<IConstruct, Construct>()).set(construct, scope));
    return scope;
  }

  /** Asks for something that is resolved when the fleet is settled. */
  public claim(claim: Claim): void {
    if (!this.clusters.has(claim.cluster)) {
      throw new Error(`${claim.path}: claims a ${claim.type} for '${claim.cluster}', which is no cluster of fleet '${this.node.id}'`);
    }
    this.claims.push(claim);
    if (claim.type === 'namespace') {
      makeNamespace(this.chartOf(claim.cluster), claim);
    }
  }

  /**
   * Resolves every claim made so far, and checks the result. Nothing happens when no claim has come since the last time.
   *
   * Its result is for `Lazy` values, validators and charts: a constructor that calls it sees a fleet that is not complete yet.
   */
  public settle(): FleetModel {
    return this.settledNow().model;
  }

  /** A cluster of the settled fleet, for `Lazy` values. */
  public clusterModel(name: string): ClusterModel {
    return this.settledNow().clusters.get(name)!;
  }

  /** What the lock holds for a fact of a cluster, for `Lazy` values. */
  public lockedValue(cluster: string, fact: string): string | undefined {
    return this.settledNow().locked.get(`${cluster}\n${fact}`);
  }

  private settledNow(): Settled {
    const at = this.claims.length + this.clusters.size;
    if (this.settled?.at !== at) {
      const model = settle({
        name: this.node.id,
        path: this.node.path,
        hub: this.hub.name,
        clusters: [...this.clusters.values()],
        claims: this.claims,
        pools: this.addresses.pools,
        reserved: this.addresses.reserved,
        domains: this.domains,
        acceptedOverlaps: this.acceptedOverlaps,
        lock: this.lock.read(this.node.id),
        lockName: this.lock.description,
      });
      this.settled = {
        at,
        model,
        findings: checkFleet(model),
        clusters: new Map(model.clusters.map(cluster => [cluster.name, cluster])),
        locked: new Map(model.lock.facts.map(fact => [`${fact.owner}\n${fact.fact}`, fact.value])),
      };
    }
    return this.settled;
  }

  /**
   * The settled model.
   *
   * @throws when something was declared or claimed after the last `settle()`; use `lazy` in a constructor
   */
  public get model(): FleetModel {
    if (this.settled?.at !== this.claims.length + this.clusters.size) {
      throw new Error(`fleet '${this.node.id}' is not settled yet: values that depend on other constructs are known at synth; read them inside fleet.lazy(model => ...)`);
    }
    return this.settled.model;
  }

  /** A value that is computed from the settled model when an object is rendered. It works as the value of a field, not inside a string. */
  public lazy<T>(produce: (model: FleetModel) => T): T {
    return Lazy.any({ produce: () => produce(this.settle()) }) as T;
  }

  /** What the rules find in the settled fleet, warnings included. Objects are checked when they are rendered. */
  public findings(): readonly Finding[] {
    return this.settledNow().findings;
  }

  /** Everything that is wrong with the fleet and with each of its objects, warnings and what people's own validators say included. */
  public check(): readonly Finding[] {
    const validators = Fleet.withoutValidators([this], () => [this, ...this.clusterCharts].flatMap(root => validatorFindings(root)));
    return this.checkWith(renderCharts(this.clusterCharts), validators);
  }

  /**
   * The charts of a cluster, one for each unit.
   *
   * @internal
   */
  public chartsOf(cluster: string): readonly ClusterChart[] {
    return [...this.charts.values()].filter(chart => chart.cluster === cluster).sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  }

  /**
   * Has the lock remember what a pinned template name stands for.
   *
   * @internal
   */
  public pinTemplate(template: () => PinnedTemplate): void {
    this.pinned.push(template);
  }

  /** @internal */
  public templates(): readonly PinnedTemplate[] {
    return this.pinned.map(template => template());
  }

  /** The charts of the fleet, by id. */
  public get clusterCharts(): readonly ClusterChart[] {
    return [...this.charts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, chart]) => chart);
  }

  /**
   * For a plain cdk8s `App`, which calls all other validators itself: every error of the fleet and of each of its objects, as text.
   *
   * What belongs to no fleet, or to several, the first one checks: people's own charts, files with equal names.
   */
  private errors(): string[] {
    const [first] = Fleet.allIn(this.app);
    const all = first === this ? this.app.node.findAll().filter(c => Chart.isChart(c)) : [];
    const rendered = renderCharts([...this.clusterCharts, ...all.filter(c => !ClusterChart.isClusterChart(c))]);
    return this.checkWith(rendered, overwrittenFiles(this.app.yamlOutputType, () => renderCharts(all)))
      .filter(f => f.severity === 'error').map(formatFinding);
  }

  private checkWith(rendered: RenderedCharts, more: readonly Finding[]): readonly Finding[] {
    return sortFindings(withObjectFindings(this.findings(), [...dependenciesOutsideCharts(this), ...rendered.findings, ...more]));
  }
}

function rootApp(fleet: Fleet): App {
  const root = fleet.node.root;
  if (!(root instanceof App)) {
    throw new Error(`fleet '${fleet.node.id}' must be created under a cdk8s App: new Fleet(app, '${fleet.node.id}', ...)`);
  }
  return root;
}
