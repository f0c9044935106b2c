import { App, Lazy } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { AddressPlan } from './address-plan';
import { UsedArtifact } from './artifacts/artifact';
import { Mirror } from './artifacts/mirror';
import { ChartRegistry } from './chart-registry';
import { checkFleetProps } from './check-fleet-props';
import { Claim, ClusterDeclaration, ComponentClaim } from './claims';
import type { ICluster } from './cluster';
import { ClusterChart } from './cluster-chart';
import { groupBy } from './collections';
import { plannedId } from './deferred-props';
import { DeferredValues } from './deferred-values';
import { makeDefinition } from './definitions';
import { Finding, formatFinding, sortFindings } from './finding';
import { checkWhole, errorsForPlainApp } from './fleet-check';
import { FleetDelivery } from './fleet-delivery';
import type { FleetProps } from './fleet-props';
import { LateObjects, MakeLate, MakeLateAnywhere } from './late-objects';
import { ILock, Lock, LockFact } from './lock';
import type { PinnedTemplate } from './lock-facts';
import { AcceptedOverlap, ClusterModel, FleetModel, SecretEntry } from './model';
import { CLUSTER_NAME, DNS_LABEL } from './names';
import { makeNamespace } from './namespaces';
import { folderOf } from './output/layout';
import { validatorFindings } from './render/render-charts';
import { SchemaCatalogue } from './render/schema-catalogue';
import type { ISecrets, NeededSecret } from './secrets';
import { SecretsMadeBeforehand } from './secrets-made-beforehand';
import { distinctSecrets } from './settle/secrets';
import { DeclaredCluster } from './settle/settle';
import { SettledFleet } from './settle/settled-fleet';
import { unrecorded } from './unrecorded';

const FLEET = Symbol.for('cdk8s-fleet.Fleet');
/** On an App: its fleets, so that nobody need walk the tree to find them. */
const FLEETS = Symbol.for('cdk8s-fleet.fleets');

type AppWithFleets = App & { [FLEETS]?: readonly Fleet[] };

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
    return (app as AppWithFleets)[FLEETS] ?? [];
  }

  /** Where addresses come from. */
  public readonly addresses: AddressPlan;
  /** Where decisions that must not move are kept. */
  public readonly lock: ILock;
  /** Where images, charts and releases are taken from; without a mirror, each from where its project puts it. */
  public readonly mirror: Mirror;
  /** How Secrets come to be that constructs need. */
  public readonly secrets: ISecrets;
  /** How objects and charts reach the clusters. @internal */
  public readonly delivery: FleetDelivery;
  /** What two fleets that were given the same hub have in common. @internal */
  public readonly hubGiven: object;
  /** @internal */
  public readonly schemas = new SchemaCatalogue();

  private firstCluster?: ICluster;
  private readonly app: App;
  private readonly domains?: FleetProps['routingDomains'];
  private readonly acceptedOverlaps: readonly AcceptedOverlap[];
  private readonly clusters = new Map<string, DeclaredCluster>();
  private readonly charts: ChartRegistry;
  private readonly claims: Claim[] = [];
  private readonly pools = new Map<string, readonly string[]>();
  private readonly componentListeners: ((claim: ComponentClaim) => void)[] = [];
  private readonly artifactLists: ((model: FleetModel) => readonly UsedArtifact[])[] = [];
  private readonly files: ((model: FleetModel) => readonly (readonly [path: string, text: string])[])[] = [];
  private readonly pinned: (() => PinnedTemplate)[] = [];
  private readonly checks: ((model: FleetModel) => readonly Finding[])[] = [];
  private readonly facts: ((model: FleetModel) => readonly LockFact[])[] = [];
  private readonly late = new LateObjects();
  private readonly lateSecrets: ((model: FleetModel) => readonly NeededSecret[])[] = [];
  private needed?: { readonly model: FleetModel; readonly lists: number; readonly byCluster: ReadonlyMap<string, readonly NeededSecret[]> };
  private validates = true;
  /** The fleet as settled last, and how many declarations and claims there were then. */
  private settled?: { readonly at: number; readonly fleet: SettledFleet };
  private found: readonly Finding[] = [];

  /** @throws when the id is no DNS label, holds `--` or is taken, when it is not under an App, and when an accepted overlap has no reason */
  constructor(scope: Construct, id: string, props: FleetProps) {
    super(scope, plannedId(scope, id));
    if (!DNS_LABEL.test(id)) {
      throw new Error(`the fleet id '${id}' becomes part of file names and lock entries; write lower-case letters, digits and single dashes, 63 at most`);
    }
    this.app = rootApp(this);
    this.charts = new ChartRegistry(this, this.app);
    // Objects may hold deferred values from now on.
    DeferredValues.of(this.app);
    const namesake = Fleet.allIn(this.app).find(fleet => fleet.node.id === id);
    if (namesake) {
      throw new Error(`${this.node.path}: the app has a fleet '${id}' already (${namesake.node.path}); ids of fleets are keys of the lock and must differ`);
    }
    Object.defineProperty(this, FLEET, { value: true });
    (this.app as AppWithFleets)[FLEETS] = [...Fleet.allIn(this.app), this];
    checkFleetProps(this.node.path, props);
    this.addresses = props.addresses ?? AddressPlan.explicit();
    this.lock = props.lock ?? Lock.file();
    this.domains = props.routingDomains;
    this.acceptedOverlaps = props.acceptedOverlaps ?? [];
    this.node.addValidation({ validate: () => (this.validates ? this.errors() : []) });
    this.mirror = props.mirror ?? Mirror.NONE;
    this.secrets = props.secrets ?? SECRETS_MADE_BEFOREHAND;
    this.hubGiven = props.hub;
    this.delivery = new FleetDelivery(this, props.delivery);
    props.hub.bind(this);
    this.delivery.hubIsKnown();
  }

  /** The management cluster. */
  public get hub(): ICluster {
    return this.firstCluster!;
  }

  /**
   * Declares a cluster and makes the chart of its objects. Called by cluster constructs.
   *
   * @throws when the fleet has a cluster of that name
   */
  public addCluster(construct: IConstruct, declaration: ClusterDeclaration): ClusterChart {
    const { name } = declaration;
    if (!CLUSTER_NAME.test(name)) {
      throw new Error(`${construct.node.path}: '${name}' is no cluster name; write lower-case letters, digits and dashes, 63 at most, beginning and ending with a letter or digit`);
    }
    const present = this.clusters.get(name);
    if (present) {
      throw new Error(`${construct.node.path}: fleet '${this.node.id}' has a cluster named '${name}' already (${present.path}); names of clusters must differ`);
    }
    this.clusters.set(name, { ...declaration, path: construct.node.path });
    // The fleet makes its hub first of all.
    this.firstCluster ??= construct as ICluster;
    this.delivery.deliverFolder(name, undefined, 0);
    return this.chartOf(name);
  }

  /**
   * What a cluster's constructor declared: it is certain before the fleet is settled.
   *
   * @throws when the fleet has no such cluster
   */
  public declarationOf(cluster: string): ClusterDeclaration {
    const declared = this.clusters.get(cluster);
    if (!declared) {
      throw new Error(`fleet '${this.node.id}' has no cluster '${cluster}'; it has ${[...this.clusters.keys()].sort().join(', ')}`);
    }
    return declared;
  }

  /** Names of the pools of a cluster, sorted; none for one that this program does not make. */
  public poolsOf(cluster: string): readonly string[] {
    return [...this.pools.get(cluster) ?? []].sort();
  }

  /**
   * The chart that holds a cluster's objects; with `unit`, the one for objects which must not be applied with the rest.
   *
   * @param unit lower-case letters, digits and single dashes
   * @throws when the fleet has no such cluster
   */
  public chartOf(cluster: string, unit?: string): ClusterChart {
    return this.charts.chartOf(this.declarationOf(cluster).name, unit);
  }

  /**
   * As `chartOf` with a unit, for objects that are delivered beside the main ones, in a folder of their own.
   *
   * @param wave its place among the folders of the cluster: below 0 it is there, and healthy, before the main objects, above 0 after them
   * @throws when the unit has been made already
   */
  public deliveredUnit(cluster: string, unit: string, wave: number): ClusterChart {
    if (this.chartsOf(cluster).some(chart => chart.unit === unit)) {
      throw new Error(`fleet '${this.node.id}': unit '${unit}' of cluster '${cluster}' exists already; a unit is delivered from its first use on, or never`);
    }
    const chart = this.chartOf(cluster, unit);
    this.delivery.deliverFolder(cluster, unit, wave);
    return chart;
  }

  /** The folder of a cluster's objects, or of a unit of it, relative to the output folder of a `FleetApp`; for `Lazy` values. */
  public folderOf(cluster: string, unit?: string): string {
    return folderOf({ fleet: this.node.id, cluster, unit }, Fleet.allIn(this.app).length > 1);
  }

  /** Where the objects of a construct for a cluster go: one scope per construct, under the cluster's chart, or that of a unit of it. */
  public scopeOn(cluster: ICluster | string, construct: IConstruct, unit?: string): Construct {
    return this.charts.scopeUnder(this.chartOf(typeof cluster === 'string' ? cluster : cluster.name, unit), construct);
  }

  /** Asks for something that is resolved when the fleet is settled. */
  public claim(claim: Claim): void {
    if (!this.clusters.has(claim.cluster)) {
      throw new Error(`${claim.path}: claims a ${claim.type} for '${claim.cluster}', which is no cluster of fleet '${this.node.id}'`);
    }
    this.claims.push(claim);
    if (claim.type === 'namespace') {
      makeNamespace(this.chartOf(claim.cluster, claim.unit), this.chartsOf(claim.cluster), claim);
    }
    if (claim.type === 'nodes' && claim.group.role === 'worker') {
      this.pools.set(claim.cluster, [...this.pools.get(claim.cluster) ?? [], claim.group.name]);
    }
    if (claim.type === 'definition') {
      makeDefinition(this.chartOf(claim.cluster), claim);
    }
    if (claim.type === 'component') {
      this.componentListeners.forEach(listener => listener(claim));
    }
  }

  /** Calls a function for each piece of software that something needs in a cluster: those that are claimed already, and those that will be. */
  public onComponent(listener: (claim: ComponentClaim) => void): void {
    const claimed = this.claims.filter(claim => claim.type === 'component');
    // It hears of its own claims too.
    this.componentListeners.push(listener);
    claimed.forEach(listener);
  }

  /** Has a `FleetApp` write further files beside the folders of the clusters. Their paths are relative to the folder of the fleet. @internal */
  public addFiles(files: (model: FleetModel) => readonly (readonly [path: string, text: string])[]): void {
    this.files.push(files);
  }

  /** Lists what is taken from outside beside the images of Pods and what Helm releases need: for the bill of materials. */
  public addArtifacts(list: (model: FleetModel) => readonly UsedArtifact[]): void {
    this.artifactLists.push(list);
  }

  /** @internal */
  public artifacts(): readonly UsedArtifact[] {
    return this.artifactLists.flatMap(list => list(this.settle()));
  }

  /** Files that constructs add to those of the clusters. @internal */
  public addedFiles(): readonly (readonly [path: string, text: string])[] {
    const { name, fleets } = this.settle();
    return this.files.flatMap(files => files(this.settle())).map(([path, text]) => [fleets.length > 1 ? `${name}/${path}` : path, text] as const);
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
    return this.settledNow().cluster(name);
  }

  /** What the lock holds for a fact of a cluster, for `Lazy` values. */
  public lockedValue(cluster: string, fact: string): string | undefined {
    return this.settledNow().lockedValue(cluster, fact);
  }

  /**
   * The settled model.
   *
   * @throws when something was declared or claimed after the last `settle()`; use `lazy` in a constructor
   */
  public get model(): FleetModel {
    if (this.settled?.at !== this.declared) {
      throw new Error(`fleet '${this.node.id}' is not settled yet: values that depend on other constructs are known at synth; read them inside fleet.lazy(model => ...)`);
    }
    return this.settled.fleet.model;
  }

  /** A value that is computed from the settled model when an object is rendered. It works as the value of a field, not inside a string. */
  public lazy<T>(produce: (model: FleetModel) => T): T {
    return Lazy.any({ produce: () => produce(this.settle()) }) as T;
  }

  /** Adds a rule about things that only some constructs know: it is run with those of the library. */
  public addCheck(check: (model: FleetModel) => readonly Finding[]): void {
    this.checks.push(check);
    this.settled = undefined;
  }

  /** Has the lock record further facts of the settled fleet: decisions that must not move. */
  public recordFacts(facts: (model: FleetModel) => readonly LockFact[]): void {
    this.facts.push(facts);
  }

  /**
   * Makes objects whose number depends on the settled fleet. They are made, under the same ids, each time it is settled anew.
   *
   * @param scope an empty construct in a cluster's chart, for these objects alone
   * @param make makes them; it may neither declare nor claim anything
   */
  public makeLate(scope: Construct, make: MakeLate): void {
    this.late.add(scope, make);
    this.settled = undefined;
  }

  /**
   * As `makeLate`, for objects in clusters that only the settled fleet tells.
   *
   * @param id of the scope that they get below each parent
   */
  public makeLateAnywhere(id: string, make: MakeLateAnywhere): void {
    this.late.addAnywhere(id, make);
    this.settled = undefined;
  }

  /** Lists Secrets in places that only the settled fleet knows; where the place is known in a constructor, a `secret` claim says the same. */
  public needSecrets(list: (model: FleetModel) => readonly NeededSecret[]): void {
    this.lateSecrets.push(list);
  }

  /**
   * Every Secret that something in a cluster reads, by namespace and name: those of the model, and those that only the settled fleet shows.
   *
   * @returns entries without content, which is nowhere in the program
   */
  public secretsOf(cluster: string): readonly SecretEntry[] {
    const late = this.neededSecrets().get(cluster) ?? [];
    return distinctSecrets([...this.clusterModel(cluster).secrets, ...late.map(({ secret }) => secret)]);
  }

  /** What is listed for each cluster: once for all of them, since every list goes through the whole fleet. */
  private neededSecrets(): ReadonlyMap<string, readonly NeededSecret[]> {
    const [model, lists] = [this.settle(), this.lateSecrets.length];
    if (this.needed?.model !== model || this.needed.lists !== lists) {
      this.needed = { model, lists, byCluster: groupBy(this.lateSecrets.flatMap(list => list(model)), ({ cluster }) => cluster) };
    }
    return this.needed.byCluster;
  }

  /** Facts that constructs add to those of the model. @internal */
  public recordedFacts(): readonly LockFact[] {
    return this.facts.flatMap(facts => facts(this.settle()));
  }

  /** What the rules find in the settled fleet, warnings included. Objects are checked when they are rendered. */
  public findings(): readonly Finding[] {
    this.settledNow();
    return this.found;
  }

  /** Everything that is wrong with the fleet and with each of its objects, warnings and what people's own validators say included. */
  public check(): readonly Finding[] {
    return checkWhole(this, Fleet.withoutValidators([this], () => [this, ...this.clusterCharts].flatMap(root => validatorFindings(root))));
  }

  /** What is handed out just now and that the lock does not hold, for who never writes it. @internal */
  public unrecorded(): readonly Finding[] {
    return unrecorded(this.settle(), this.claims);
  }

  /**
   * The charts of a cluster, one for each unit.
   *
   * @internal
   */
  public chartsOf(cluster: string): readonly ClusterChart[] {
    return this.charts.of(cluster);
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
    return this.charts.all;
  }

  private errors(): string[] {
    return errorsForPlainApp(this, this.app, Fleet.allIn(this.app)).map(formatFinding);
  }

  /** How many declarations and claims there are: it only grows, so an equal number means that nothing has changed. */
  private get declared(): number {
    return this.claims.length + this.clusters.size + Fleet.allIn(this.app).length;
  }

  private settledNow(): SettledFleet {
    const at = this.declared;
    if (this.settled?.at !== at) {
      const settled = {
        at,
        fleet: new SettledFleet({
          name: this.node.id,
          path: this.node.path,
          fleets: Fleet.allIn(this.app).map(fleet => fleet.node.id),
          hub: this.hub.name,
          clusters: [...this.clusters.values()],
          claims: this.claims,
          pools: this.addresses.pools,
          reserved: this.addresses.reserved,
          domains: this.domains,
          acceptedOverlaps: this.acceptedOverlaps,
          mirror: this.mirror,
          lock: this.lock.read(this.node.id),
          lockName: this.lock.description,
          delivery: this.delivery.model,
        }),
      };
      this.settled = settled;
      try {
        this.complete(settled);
      } catch (error) {
        // Half a settlement is none: who asks again must hear of it again.
        this.settled = undefined;
        throw error;
      }
    }
    return this.settled!.fleet;
  }

  /** What follows from a settlement: it may read the model, and may add nothing to it. */
  private complete({ at, fleet: { model, findings } }: NonNullable<Fleet['settled']>): void {
    this.late.makeAll(model);
    if (this.declared !== at) {
      throw new Error(`fleet '${this.node.id}': something was declared or claimed while late objects were made; claim it in a constructor`);
    }
    this.found = sortFindings([...findings, ...this.checks.flatMap(check => check(model))]);
  }
}

/** What holds where a program says nothing: a Secret that a construct needs is an entry of the inventory. */
const SECRETS_MADE_BEFOREHAND: ISecrets = new SecretsMadeBeforehand();

function rootApp(fleet: Fleet): App {
  const root = fleet.node.root;
  if (!(root instanceof App)) {
    throw new Error(`fleet '${fleet.node.id}' must be created under a cdk8s App: new Fleet(app, '${fleet.node.id}', ...)`);
  }
  return root;
}
