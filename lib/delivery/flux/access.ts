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

  constructor(private readonly fleet: Fleet, private readonly installation: () => FluxInstallation) {
    const construct = new Construct(fleet, ID);
    fleet.makeLate(new Construct(fleet.scopeOn(fleet.hub, construct), 'hub'), (late, model) => {
      if (installation().form === 'hub-and-spoke') {
        makeAccessObjects(late, model, installation());
      }
    });
    fleet.makeLateAnywhere('members', (under, model) => this.makeAll(under, construct, model));
  }

  /** Declares namespaces that Flux applies objects to; made where nothing else does. */
  public addNamespaces(list: (model: FleetModel) => readonly NeededNamespace[]): void {
    this.namespaces.push(list);
  }

  /** Declares ServiceAccounts that Flux acts as. */
  public addServiceAccounts(list: (model: FleetModel) => readonly NeededServiceAccount[]): void {
    this.accounts.push(list);
  }

  private makeAll(under: (parent: Construct) => Construct, construct: Construct, model: FleetModel): void {
    const { fleet } = this;
    const { form, namespace: own } = this.installation();
    const runsFlux = (cluster: string) => form === 'per-cluster' || cluster === fleet.hub.name;
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
      (cluster, unit) => under(unit === undefined ? fleet.scopeOn(cluster, construct) : fleet.chartOf(cluster, unit)),
    );
  }

  /** Those that a program makes itself: no claim tells of them. */
  private namespacesOfPeople(cluster: string): ReadonlySet<string> {
    return new Set(this.fleet.chartsOf(cluster).flatMap(chart => chart.node.findAll())
      .flatMap(construct => (ApiObject.isApiObject(construct) && construct.kind === 'Namespace' ? [construct.name] : [])));
  }
}
