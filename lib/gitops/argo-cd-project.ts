import { Construct } from 'constructs';
import { AppProject } from '../../imports/argo-cd';
import { destinationsOf } from '../delivery/argo-cd/destinations';
import { ArgoCdClusterResource, ArgoCdProjectDestination, ArgoCdProjectSpec, checkArgoCdProject } from '../delivery/argo-cd/project';
import { ArgoCdRegistry } from '../delivery/argo-cd/registry';
import { withoutUndefined } from '../delivery/argo-cd/without-undefined';
import { Fleet, FleetModel, ICluster } from '../fleet';
import { checkProps, FLAG, TEXT, TEXTS } from '../fleet/check-props';

/** Options for an `ArgoCdProject`: the fields of an AppProject, and clusters of the fleet. */
export interface ArgoCdProjectProps extends Omit<ArgoCdProjectSpec, 'destinations'> {
  /** Name of the AppProject. @default - the construct id */
  readonly name?: string;
  /** Repositories that Applications may come from, patterns. */
  readonly sourceRepos: readonly string[];
  /** Namespaces that Applications may deploy to, patterns. */
  readonly namespaces: readonly string[];
  /**
   * Clusters of the fleet that Applications may deploy to. Where every cluster has an Argo CD of its own they must be given: the project is made
   * on each of them.
   *
   * @default - all members of the fleet, and not the hub
   */
  readonly clusters?: readonly ICluster[];
  /**
   * Kinds without a namespace that Applications may have.
   *
   * @default - only the Namespaces of `namespaces`, which `CreateNamespace=true` makes; by their names since Argo CD v3.3
   */
  readonly clusterResourceWhitelist?: readonly ArgoCdClusterResource[];
  /** Destinations beside those clusters and namespaces, as Argo CD writes them. @default - none */
  readonly destinations?: readonly ArgoCdProjectDestination[];
}

const CLUSTERS = {
  words: 'a list of clusters that is not empty',
  is: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(Construct.isConstruct),
};

/**
 * An AppProject of Argo CD v3.5: from where Applications may come, where they may go, and who may do what with them.
 *
 * It lies on the hub; where every cluster has an Argo CD of its own, on each of its clusters.
 */
export class ArgoCdProject extends Construct {
  /** Name of the AppProject: what Applications and policies of roles name. */
  public readonly name: string;
  private readonly fleet: Fleet;

  /** @throws for what Argo CD's own check of a project refuses, which nobody asks where the project comes from a repository */
  constructor(scope: Construct, id: string, private readonly props: ArgoCdProjectProps) {
    super(scope, id);
    const { path } = this.node;
    this.fleet = Fleet.of(this);
    const registry = ArgoCdRegistry.of(this.fleet);
    const { name = id, namespaces, clusters, ...spec } = props;
    checkProps(`${path}: `, props, { sourceRepos: TEXTS, namespaces: TEXTS }, { name: TEXT, clusters: CLUSTERS, permitOnlyProjectScopedClusters: FLAG });
    const destinations = [...namespaces.map(namespace => ({ name: '*', namespace })), ...props.destinations ?? []];
    checkArgoCdProject(path, name, { ...spec, destinations });
    if (registry.perCluster && clusters === undefined) {
      throw new Error(`${path}: clusters is missing; every cluster has an Argo CD of its own, and the project is made on each that is named here`);
    }
    this.name = name;
    for (const argoCd of registry.perCluster ? clusters!.map(cluster => cluster.name) : [this.fleet.hub.name]) {
      const project = new AppProject(this.fleet.scopeOn(argoCd, this), 'project', {
        metadata: { name, namespace: registry.namespace }, spec: this.fleet.lazy(model => this.spec(model, argoCd)),
      });
      this.node.defaultChild ??= project;
      registry.need(argoCd, path);
      registry.addProject({ name, path: project.node.path, argoCd, spec: model => this.spec(model, argoCd) });
    }
  }

  private spec(model: FleetModel, argoCd: string): ArgoCdProjectSpec {
    const registry = ArgoCdRegistry.of(this.fleet);
    const { name: _, namespaces, clusters, destinations = [], ...spec } = this.props;
    const members = () => clusters?.map(cluster => cluster.name) ?? model.clusters.filter(cluster => cluster.role === 'member').map(cluster => cluster.name);
    const permitted = registry.perCluster ? [argoCd] : members();
    const ofClusters = destinationsOf(permitted.map(cluster => ({ destination: registry.destinationOf(cluster), namespaces })));
    const clusterResourceWhitelist = spec.clusterResourceWhitelist ?? namespaces.filter(name => !name.startsWith('!')).map(name => ({ group: '', kind: 'Namespace', name }));
    return withoutUndefined({ ...spec, clusterResourceWhitelist, destinations: [...ofClusters, ...destinations] });
  }
}
