import { ApiObject } from 'cdk8s';
import { FluxAccess } from './access';
import type { FluxForm } from './flux-props';
import { fluxInstallation } from './install';
import { FLUX_RULES } from './rules';
import { ClusterModel, Fleet, FleetModel } from '../../fleet';

/** A Kustomization or HelmRelease that the program makes. */
export interface DeclaredFluxObject {
  /** Its kind: objects wait only for others of the same kind. */
  readonly kind: 'Kustomization' | 'HelmRelease';
  /** Name of the cluster whose Flux has it. */
  readonly flux: string;
  /** Its namespace there. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** Path of the construct that makes it. */
  readonly path: string;
  /** Name of the cluster that it is for. */
  readonly cluster: string;
  /** Objects of the same kind that must be ready before it. @default - none */
  readonly dependsOn?: readonly { readonly namespace: string; readonly name: string }[];
}

/** Something that is wrong with a declaration for Flux and that only the settled fleet shows. */
export interface FluxFault {
  /** Code of the rule that reports it. */
  readonly code: string;
  /** Names of the clusters involved. */
  readonly clusters: readonly string[];
  /** Path of the construct. */
  readonly path: string;
  /** What is wrong, and the fix. */
  readonly message: string;
}

/** What the program declares for Flux, with settled values. */
export interface SettledFlux {
  /** Where Flux runs. */
  readonly form: FluxForm;
  /** Whether it brings the folders of the output to the clusters. */
  readonly delivers: boolean;
  /** Whether Flux takes the role of each EKS cluster by a ServiceAccount of its own. */
  readonly objectLevelWorkloadIdentity: boolean;
  /** Namespace of Flux. */
  readonly namespace: string;
  /** The Kustomizations and HelmReleases, in the order of the program. */
  readonly objects: readonly DeclaredFluxObject[];
  /** What declarations found themselves. */
  readonly faults: readonly FluxFault[];
  /** The objects of a cluster's folders. */
  contentOf(cluster: string): readonly FolderObject[];
}

/** An object in a folder of a cluster: what it is and who makes it. */
export interface FolderObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: unknown;
  /** Text, or a value that is known when the object is rendered. */
  readonly name: unknown;
  /** Unit of the cluster. @default - the main objects */
  readonly unit?: string;
  /** Path of its construct. */
  readonly path: string;
  /** Id of the construct under the chart that it belongs to: the name of its file. */
  readonly topId: string;
}

/** Where Flux runs and how it reaches clusters. */
export interface FluxInstallation {
  /** Namespace of Flux, wherever it runs. */
  readonly namespace: string;
  /** Where it runs. */
  readonly form: FluxForm;
  /** Whether it takes the role of each EKS cluster by a ServiceAccount of its own. */
  readonly objectLevelWorkloadIdentity: boolean;
}

const DEFAULT: FluxInstallation = { namespace: 'flux-system', form: 'hub-and-spoke', objectLevelWorkloadIdentity: false };

/** What a fleet declares for Flux, whoever declares it: the delivery, a `FluxFleet`. Its rules see all of it. */
export class FluxRegistry {
  /** The registry of a fleet: there is one. */
  public static of(fleet: Fleet): FluxRegistry {
    const registry = this.all.get(fleet) ?? new FluxRegistry(fleet);
    this.all.set(fleet, registry);
    return registry;
  }

  private static readonly all = new WeakMap<Fleet, FluxRegistry>();

  private installed = DEFAULT;
  private delivers = false;
  private made?: FluxAccess;
  private readonly objects: ((model: FleetModel) => readonly DeclaredFluxObject[])[] = [];
  private readonly faults: ((model: FleetModel) => readonly FluxFault[])[] = [];

  private constructor(private readonly fleet: Fleet) {
    fleet.addCheck(model => {
      const settled = this.settled(model);
      return FLUX_RULES.flatMap(rule => rule.check(model, settled));
    });
  }

  /** What the delivery says, else on the hub in `flux-system`. */
  public get installation(): FluxInstallation {
    return this.installed;
  }

  /** Says where Flux runs. Called by the delivery, before anything is declared. */
  public install(installed: FluxInstallation): void {
    this.installed = installed;
    this.delivers = true;
  }

  /** Name of the cluster whose Flux looks after a cluster. */
  public fluxOf(cluster: Pick<ClusterModel, 'name'>): string {
    return this.installed.form === 'per-cluster' ? cluster.name : this.fleet.hub.name;
  }

  /** What Flux needs to get into clusters. Known from the moment on at which the fleet has its hub. */
  public get access(): FluxAccess {
    this.made ??= new FluxAccess(this.fleet, () => this.installed);
    return this.made;
  }

  /** Says that something needs a Flux in a cluster. */
  public need(cluster: string, path: string): void {
    const { namespace, objectLevelWorkloadIdentity } = this.installed;
    this.fleet.claim({ type: 'component', cluster, path, component: fluxInstallation({ namespace, objectLevelWorkloadIdentity }) });
  }

  /** Declares Kustomizations and HelmReleases, whose number may depend on the settled fleet. */
  public addObjects(list: (model: FleetModel) => readonly DeclaredFluxObject[]): void {
    this.objects.push(list);
  }

  /** Has a rule report what only a declaration can see. */
  public addFaults(list: (model: FleetModel) => readonly FluxFault[]): void {
    this.faults.push(list);
  }

  private settled(model: FleetModel): SettledFlux {
    return {
      ...this.installed,
      delivers: this.delivers,
      objects: this.objects.flatMap(list => list(model)),
      faults: this.faults.flatMap(list => list(model)),
      contentOf: cluster => contentOf(this.fleet, cluster),
    };
  }
}

function contentOf(fleet: Fleet, cluster: string): readonly FolderObject[] {
  return fleet.chartsOf(cluster).flatMap(chart => chart.node.findAll().flatMap(construct => (!ApiObject.isApiObject(construct) ? [] : [{
    apiVersion: construct.apiVersion, kind: construct.kind, namespace: construct.metadata.namespace, name: construct.name, unit: chart.unit,
    path: construct.node.path, topId: construct.node.scopes[chart.node.scopes.length].node.id,
  }])));
}
