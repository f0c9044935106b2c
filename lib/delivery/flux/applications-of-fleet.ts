import { Construct, IConstruct } from 'constructs';
import { ApplicationObject, ApplicationPlan, PlaceOf, planApplication } from './applications';
import type { NeededNamespace } from './cluster-objects';
import { makeRelease } from './make-release';
import { makeSources, shardLabels } from './make-sources';
import type { FluxFault } from './registry';
import { KEPT } from './releases';
import type { FluxSettings } from './settings';
import { sharedObjects } from './shared-objects';
import type { SourceNeed } from './sources';
import { Kustomization } from '../../../imports/flux-kustomize';
import { DeliveredApplication, DeliveredFolder, Fleet, FleetModel } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { compareText } from '../../fleet/names';

interface Entry {
  readonly application: DeliveredApplication;
  /** Path of the construct that asks. */
  readonly path: string;
}

/** All applications on the clusters of a settled fleet. */
interface Plans {
  readonly plans: ReadonlyMap<Entry, ApplicationPlan>;
  /** The objects of all of them, by the cluster whose Flux has them. */
  readonly byFlux: ReadonlyMap<string, readonly ApplicationObject[]>;
}

/** The applications that Flux runs for a fleet. */
export class Applications {
  private readonly entries: Entry[] = [];
  /** The units of the hub that hold a wave of an application, with that of the wave before. */
  private readonly waveUnits = new Map<string, readonly string[]>();
  private readonly planned = new WeakMap<FleetModel, Plans>();

  constructor(private readonly fleet: Fleet, private readonly settings: FluxSettings, private readonly placeOf: PlaceOf) {}

  /**
   * Makes the objects of an application: on the hub in one file, or in a folder for each wave.
   *
   * The Kustomization of such a folder is ready when every object in it is, at the revision that it was applied with: so a wave holds across
   * Kustomizations and HelmReleases alike, which cannot wait for each other themselves. Its sources are in it too, for it alone: a wave that is
   * held goes on with those that it has.
   */
  public add(construct: IConstruct, application: DeliveredApplication): void {
    const entry = { application, path: construct.node.path };
    this.entries.push(entry);
    if (this.settings.form === 'per-cluster') {
      return;
    }
    const hub = this.fleet.hub.name;
    if (application.waves.length === 0) {
      this.fleet.makeLate(new Construct(this.fleet.scopeOn(hub, construct), 'flux'), (late, model) => make(late, this.plan(entry, model).objects, this.settings));
    }
    application.waves.forEach((_, i) => {
      const unit = waveUnit(application.name, i);
      this.waveUnits.set(unit, i === 0 ? [] : [waveUnit(application.name, i - 1)]);
      this.fleet.makeLate(new Construct(this.fleet.deliveredUnit(hub, unit, i + 1), 'application'), (late, model) =>
        makeWave(late, this.plan(entry, model).objects.filter(({ folder }) => folder === unit), this.settings));
    });
  }

  /** The units that the folder of a wave waits for; undefined for any other folder. */
  public waveBefore({ cluster, unit }: DeliveredFolder): readonly string[] | undefined {
    return unit === undefined || cluster !== this.fleet.hub.name ? undefined : this.waveUnits.get(unit);
  }

  /** Makes the objects of a cluster that runs a Flux of its own. */
  public makeOn(scope: Construct, flux: string, model: FleetModel): void {
    if (this.settings.form === 'per-cluster') {
      make(scope, this.objectsOf(flux, model), this.settings);
    }
  }

  /** The sources that a Flux needs, but for those that lie in the folder of a wave. */
  public sourcesBeside(flux: string, model: FleetModel): readonly SourceNeed[] {
    return this.objectsOf(flux, model).filter(({ folder }) => folder === undefined).map(object => object.need);
  }

  /** The sources that a Flux needs. */
  public sources(flux: string, model: FleetModel): readonly SourceNeed[] {
    return this.objectsOf(flux, model).map(object => object.need);
  }

  /** The namespaces that Kustomizations apply to, unless they bring them. Helm makes its own. */
  public namespaces(model: FleetModel): readonly NeededNamespace[] {
    return [...this.plansOf(model).plans].filter(([{ application }]) => application.createNamespace)
      .flatMap(([, { objects }]) => objects.filter(({ kind }) => kind === 'Kustomization'));
  }

  /** What is wrong with applications. */
  public faults(model: FleetModel): readonly FluxFault[] {
    const { plans } = this.plansOf(model);
    const lost = this.settings.form === 'per-cluster' ? [...plans].filter(([{ application }]) => application.waves.length > 1) : [];
    const shared = sharedObjects([...plans].map(([{ application, path }, plan]) => ({ name: application.name, path, plan })));
    return [...[...plans.values()].flatMap(({ faults }) => faults), ...shared, ...lost.map(([{ application, path }, { objects }]) => ({
      code: 'flux-waves-per-cluster', clusters: objects.map(({ cluster }) => cluster), path,
      message: `${path}: application ${application.name} has waves, and each cluster runs a Flux of its own, which knows no other cluster: leave the waves out, or deliver`
        + " with form: 'hub-and-spoke'",
    }))];
  }

  private objectsOf(flux: string, model: FleetModel): readonly ApplicationObject[] {
    return this.plansOf(model).byFlux.get(flux) ?? [];
  }

  private plan(entry: Entry, model: FleetModel): ApplicationPlan {
    return this.plansOf(model).plans.get(entry)!;
  }

  private folderOf({ name, waves }: DeliveredApplication, wave: string | undefined): string | undefined {
    return wave === undefined || this.settings.form === 'per-cluster' ? undefined : waveUnit(name, waves.indexOf(wave));
  }

  private plansOf(model: FleetModel): Plans {
    const known = this.planned.get(model);
    if (known) {
      return known;
    }
    const { placeOf, settings } = this;
    const planOf = (entry: Entry) => planApplication({
      ...entry, targets: entry.application.targets(model), placeOf, settings, folderOf: wave => this.folderOf(entry.application, wave),
    });
    const plans = new Map(this.entries.map(entry => [entry, planOf(entry)]));
    // In an order that does not depend on that of the program.
    const objects = [...plans.values()].flatMap(plan => plan.objects).sort((a, b) => compareText(a.name, b.name));
    const hub = this.fleet.hub.name;
    const settled = { plans, byFlux: groupBy(objects, ({ cluster }) => (this.settings.form === 'per-cluster' ? cluster : hub)) };
    this.planned.set(model, settled);
    return settled;
  }
}

function makeWave(scope: Construct, objects: readonly ApplicationObject[], settings: FluxSettings): void {
  makeSources(scope, objects.map(({ need }) => need));
  make(scope, objects, settings);
}

/** No two waves of applications have one unit: what follows the last `-wave-` is a number. */
function waveUnit(application: string, i: number): string {
  return `${application}-wave-${i + 1}`;
}

function make(scope: Construct, objects: readonly ApplicationObject[], { prune }: FluxSettings): void {
  for (const object of objects) {
    const { name, place } = object;
    if (object.kind === 'Kustomization') {
      const metadata = { name, namespace: place.namespace, labels: shardLabels(place.shard), annotations: { ...KEPT } };
      new Kustomization(scope, name, { metadata, spec: object.spec });
    } else {
      const { releaseName, values } = object.source;
      const { chart, namespace } = object;
      makeRelease(scope, { ...place, id: name, objectName: name, name: releaseName, namespace, values, suspend: !prune, chart });
    }
  }
}
