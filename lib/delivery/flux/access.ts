import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { makeAccessObjects } from './access-objects';
import { makeClusterObjects, NeededNamespace, NeededServiceAccount } from './cluster-objects';
import type { FluxInstallation } from './registry';
import { Fleet, FleetModel } from '../../fleet';

/** Under the fleet: what Flux needs to get into clusters, and the name of its file. */
const ID = 'flux-access';

/** What Flux needs to get into the clusters of a fleet, and finds or makes there: each thing once, whoever needs it. */
export class FluxAccess {
  private readonly namespaces: ((model: FleetModel) => readonly NeededNamespace[])[] = [];
  private readonly accounts: ((model: FleetModel) => readonly NeededServiceAccount[])[] = [];
  private readonly made: Construct[] = [];

  constructor(private readonly fleet: Fleet, private readonly installation: () => FluxInstallation) {
    const construct = new Construct(fleet, ID);
    fleet.makeLate(new Construct(fleet.scopeOn(fleet.hub, construct), 'hub'), (late, model) => {
      // Which clusters get objects is known only now, and may be others than the last time.
      this.made.splice(0).forEach(scope => scope.node.scope!.node.tryRemoveChild(scope.node.id));
      this.makeAll(late, construct, model);
    });
  }

  /** Declares namespaces that Flux applies objects to; made where nothing else does. */
  public addNamespaces(list: (model: FleetModel) => readonly NeededNamespace[]): void {
    this.namespaces.push(list);
  }

  /** Declares ServiceAccounts that Flux acts as. */
  public addServiceAccounts(list: (model: FleetModel) => readonly NeededServiceAccount[]): void {
    this.accounts.push(list);
  }

  private makeAll(late: Construct, construct: Construct, model: FleetModel): void {
    const { fleet } = this;
    const { form, namespace: own } = this.installation();
    if (form === 'hub-and-spoke') {
      makeAccessObjects(late, model, this.installation());
    }
    const runsFlux = (cluster: string) => form === 'per-cluster' || cluster === fleet.hub.name;
    const scopes = new Map<string, Construct>();
    // Asked before anything is made in the cluster.
    const people = new Map<string, ReadonlySet<string>>();
    const ofPeople = (cluster: string) => {
      const known = people.get(cluster) ?? this.namespacesOfPeople(cluster);
      people.set(cluster, known);
      return known;
    };
    makeClusterObjects(
      this.namespaces.flatMap(list => list(model)), this.accounts.flatMap(list => list(model)),
      (cluster, namespace) => fleet.clusterModel(cluster).namespaces.includes(namespace) || (namespace === own && runsFlux(cluster))
        || ofPeople(cluster).has(namespace),
      (cluster, unit) => {
        const key = `${cluster} ${unit ?? ''}`;
        const scope = scopes.get(key) ?? new Construct(unit === undefined ? fleet.scopeOn(cluster, construct) : fleet.chartOf(cluster, unit), 'members');
        if (!scopes.has(key)) this.made.push(scope);
        scopes.set(key, scope);
        return scope;
      },
    );
  }

  /** Those that a program makes itself: no claim tells of them. */
  private namespacesOfPeople(cluster: string): ReadonlySet<string> {
    return new Set(this.fleet.chartsOf(cluster).flatMap(chart => chart.node.findAll())
      .flatMap(construct => (ApiObject.isApiObject(construct) && construct.kind === 'Namespace' ? [construct.name] : [])));
  }
}
