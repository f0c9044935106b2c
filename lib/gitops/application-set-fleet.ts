import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { Fleet, FleetModel, pruneProtection } from '../fleet';
import { Baked, bakeElements, bakeTargets, elementsIn, shardFacts } from './application-set/baked';
import { checkApplicationSetProps, sourcesOf } from './application-set/check-application-set-props';
import { declaredApplications } from './application-set/declared';
import { dynamicSpec } from './application-set/dynamic-form';
import { DestinationOf } from './application-set/element';
import { ApplicationSetGenerator } from './application-set/generators';
import { listSpec } from './application-set/list-form';
import { ListedApplicationSet } from './application-set/listed-application-set';
import { applicationSetName } from './application-set/names';
import { ApplicationPreview, previewOf } from './application-set/preview';
import { ApplicationSetFleetProps, ARGO_CD_ONLY } from './application-set/props';
import { APPLICATION_SET_RULES } from './application-set/rules';
import { applicationSetNoMember } from './application-set/rules/application-set-no-member';
import { selectorOf } from './application-set/selection';
import { ROOM } from './application-set/size';
import { Application, Targets } from './application-set/targets';
import { waveSelectorOf } from './application-set/waves';
import { withoutDeletion } from './application-set/without-deletion';
import { artifactsOfApplication, mirroredSource } from './mirrored';
import { ApplicationSet } from '../../imports/argo-cd';
import { ArgoCdRegistry } from '../delivery/argo-cd/registry';

const FINALIZERS: readonly string[] = ['resources-finalizer.argocd.argoproj.io'];

/**
 * One application on many clusters of the fleet, as an ApplicationSet of the Argo CD on the hub (Argo CD v3.5).
 *
 * The fleet is known, so that the ApplicationSet lists its clusters with everything that differs between them, and looks up no labels at run time.
 * Where the fleet's delivery runs applications itself (Flux, an Argo CD in each cluster) that delivery's objects are made instead, and props that
 * only an ApplicationSet has are refused.
 */
export class ApplicationSetFleet extends Construct {
  /** Name of the application, and of its ApplicationSet. */
  public readonly name: string;

  private readonly fleet: Fleet;
  private readonly props: ApplicationSetFleetProps;
  private readonly targetsIn: (model: FleetModel) => Targets;
  private destinationOf: DestinationOf;

  /** @throws for props that are malformed or contradict each other, and for those that the fleet's delivery cannot keep */
  constructor(scope: Construct, id: string, props: ApplicationSetFleetProps) {
    super(scope, id);
    this.fleet = Fleet.of(this);
    this.props = withoutDeletion(props, this.fleet.delivery.model);
    this.name = props.name ?? id;
    this.destinationOf = name => ({ name });
    checkApplicationSetProps(this.node.path, this.fleet, props, this.name);
    const application = this.application();
    this.targetsIn = bakeTargets(application);
    this.fleet.addArtifacts(artifactsOfApplication(this.name, sourcesOf(this.node.path, props), model => this.targetsIn(model).targets));
    const isDelivered = this.isDelivered(application, props);
    if (!isDelivered) {
      ArgoCdRegistry.of(this.fleet).need(this.fleet.hub.name, this.node.path);
    }
    if (isDelivered) {
      this.check(application);
    } else if (props.generators !== undefined) {
      const spec = dynamicSpec(this.node.path, this.props, this.name, application.sources);
      this.node.defaultChild = new ApplicationSet(this.fleet.scopeOn(this.fleet.hub, this), 'Resource', { metadata: this.metadata(1), spec });
      this.checkGenerators(application, spec.generators as readonly ApplicationSetGenerator[]);
    } else {
      this.makeLists(application);
    }
  }

  /**
   * The Applications that there will be, sorted by cluster: for a look at them before they exist, in a test for example. Call it when the fleet is
   * settled: `fleet.settle()`.
   *
   * Where the fleet's delivery runs applications itself, its objects have names of their own, and each cluster is named as a destination.
   *
   * @throws when the fleet is not settled, and with `generators`, which find their clusters at run time
   */
  public applications(): readonly ApplicationPreview[] {
    if (this.props.generators !== undefined) {
      throw new Error(`${this.node.path}: its generators find clusters at run time, so that its Applications are not known here; ask Argo CD:`
        + ' argocd appset generate');
    }
    const { targets } = this.targetsIn(this.fleet.model);
    return targets.map(target => previewOf(this.name, target, { ...this.destinationOf(target.cluster.name), namespace: this.props.namespace }));
  }

  private application(): Application {
    const { waves = [], labels = {}, annotations = {} } = this.props;
    const { path } = this.node;
    const sources = sourcesOf(path, this.props).map(source => mirroredSource(this.fleet.mirror, source));
    return { name: this.name, path, labels, annotations, sources, selector: selectorOf(this.props), waves: waves.map(waveSelectorOf) };
  }

  /** Whether the fleet's delivery runs the application itself. */
  private isDelivered({ waves }: Application, given: ApplicationSetFleetProps): boolean {
    const { namespace, createNamespace = true, prune = true } = this.props;
    const delivered = this.fleet.delivery.deliverApplication(this, {
      name: this.name, namespace, createNamespace, prune, waves: waves.map(({ name }) => name), targets: model => this.targetsIn(model).targets,
    });
    const refused: readonly string[] = delivered ? [
      ...ARGO_CD_ONLY.filter(prop => given[prop] !== undefined), ...(given.waves ?? []).flatMap((wave, i) => (wave.maxUpdate === undefined ? [] : [`waves[${i}].maxUpdate`])),
    ] : [];
    if (refused.length > 0) {
      throw new Error(`${this.node.path}: ${refused.join(', ')}: only an ApplicationSet of Argo CD on the hub has that, and the delivery of fleet`
        + ` '${this.fleet.node.id}' runs applications in another way; leave ${refused.length === 1 ? 'it' : 'them'} out`);
    }
    return delivered;
  }

  /** One ApplicationSet, and more where the list would be too long for one. */
  private makeLists(application: Application): void {
    const registry = ArgoCdRegistry.of(this.fleet);
    this.destinationOf = cluster => registry.destinationOf(cluster);
    const bakedIn = bakeElements(this.fleet, application, this.targetsIn, this.destinationOf);
    const patches: JsonPatch[] = [];
    const make = (scope: Construct, id: string, shard: number) => new ListedApplicationSet(scope, id, {
      metadata: this.metadata(shard),
      spec: this.fleet.lazy(model => listSpec(this.props, application, bakedIn(model))),
      elements: () => elementsIn(bakedIn(this.fleet.model), shard),
      patches,
    });
    const onHub = this.fleet.scopeOn(this.fleet.hub, this);
    this.node.defaultChild = make(onHub, 'Resource', 1);
    this.fleet.makeLate(new Construct(onHub, 'more'), (scope, model) =>
      bakedIn(model).placement.shards.slice(1).forEach(({ number }) => make(scope, String(number), number)));
    this.fleet.recordFacts(model => shardFacts(this.name, bakedIn(model)));
    this.check(application, bakedIn);
    registry.addApplications(model => declaredApplications(application, bakedIn(model), this.props));
  }

  private check(application: Application, bakedIn?: (model: FleetModel) => Baked): void {
    this.fleet.addCheck(model => {
      const settled = { application, targets: this.targetsIn(model), placement: bakedIn?.(model).placement, room: ROOM };
      return APPLICATION_SET_RULES.flatMap(rule => rule.check(settled, model));
    });
  }

  /** The clusters that Argo CD finds at run time are at least those that the program registers. */
  private checkGenerators(application: Application, generators: readonly ApplicationSetGenerator[]): void {
    if (ArgoCdRegistry.of(this.fleet).registersMembers) {
      const settled = { application, targets: { targets: [], unknown: [], faults: [] }, generators, room: ROOM };
      this.fleet.addCheck(model => applicationSetNoMember.check(settled, model));
    }
  }

  private metadata(shard: number) {
    return {
      name: applicationSetName(this.name, shard),
      namespace: ArgoCdRegistry.of(this.fleet).namespace,
      // Taken out of the program it goes on with its work, as what it has brought does, and the synth names it.
      annotations: pruneProtection(),
      finalizers: [...this.props.finalizers ?? FINALIZERS],
    };
  }
}
