import { DeclaredArgoApplication, DeclaredProject, IN_CLUSTER, SettledArgoCd } from './declared';
import { argoCdInstallation } from './install';
import { ARGO_CD_RULES } from './rules';
import type { ClusterModel, Fleet, FleetModel } from '../../fleet';

export { DeclaredArgoApplication, DeclaredArgoSource, DeclaredProject, IN_CLUSTER, SettledArgoCd } from './declared';

/** What an Argo CD must have from its first minute, to keep itself from then on: the Application of its own folder, and the project of that. */
export interface FirstObjects {
  /** The Application that delivers the folder. */
  readonly application: { readonly name: string; readonly annotations: Readonly<Record<string, string>>; readonly spec: object };
  /** Its AppProject, wider than the one in the folder, which takes its place with the first sync. */
  readonly project: { readonly name: string; readonly spec: object };
}

const DEFAULT_NAMESPACE = 'argocd';

/** How Argo CD is installed. */
interface Installed {
  readonly namespace: string;
  readonly perCluster: boolean;
  readonly sshKnownHosts?: readonly string[];
  readonly firstOf: (cluster: ClusterModel) => FirstObjects;
}

function noDelivery({ name }: ClusterModel): FirstObjects {
  throw new Error(`no Argo CD delivers to cluster '${name}'`);
}

/** What a fleet declares for Argo CD, whoever declares it: the delivery, projects, sets of Applications. Its rules see all of it. */
export class ArgoCdRegistry {
  /** The registry of a fleet: there is one. */
  public static of(fleet: Fleet): ArgoCdRegistry {
    const registry = this.all.get(fleet) ?? new ArgoCdRegistry(fleet);
    this.all.set(fleet, registry);
    return registry;
  }

  private static readonly all = new WeakMap<Fleet, ArgoCdRegistry>();

  private installed: Installed = { namespace: DEFAULT_NAMESPACE, perCluster: false, firstOf: noDelivery };
  private readonly projects: DeclaredProject[] = [];
  private readonly applications: ((model: FleetModel) => readonly DeclaredArgoApplication[])[] = [];

  private constructor(private readonly fleet: Fleet) {
    fleet.addCheck(model => {
      const settled = this.settled(model);
      return ARGO_CD_RULES.flatMap(rule => rule.check(model, settled));
    });
  }

  /** Namespace of Argo CD, on the hub and wherever else it runs. */
  public get namespace(): string {
    return this.installed.namespace;
  }

  /** Whether each cluster runs an Argo CD of its own, which delivers to that cluster alone. */
  public get perCluster(): boolean {
    return this.installed.perCluster;
  }

  /** Whether the Argo CD of the hub knows the members from the program: their Secrets, with their labels. */
  public get registersMembers(): boolean {
    return this.installed.firstOf !== noDelivery && !this.installed.perCluster;
  }

  /** Says where Argo CD runs. Called by the delivery, before anything is declared. */
  public install(installed: Installed): void {
    this.installed = installed;
  }

  /** How an Application of the Argo CD that delivers to a cluster names the cluster. */
  public destinationOf(cluster: string): { readonly name?: string; readonly server?: string } {
    return this.perCluster || cluster === this.fleet.hub.name ? { server: IN_CLUSTER } : { name: cluster };
  }

  /** What the Argo CD of a cluster must have before it can read the folder of the cluster; for functions of Helm values. */
  public firstOf(cluster: ClusterModel): FirstObjects {
    return this.installed.firstOf(cluster);
  }

  /** Says that something needs an Argo CD in a cluster. */
  public need(cluster: string, path: string): void {
    const { namespace, sshKnownHosts } = this.installed;
    this.fleet.claim({ type: 'component', cluster, path, component: argoCdInstallation({ namespace, sshKnownHosts }) });
  }

  /** Declares an AppProject. */
  public addProject(project: DeclaredProject): void {
    this.projects.push(project);
  }

  /** Declares Applications, whose number may depend on the settled fleet. */
  public addApplications(list: (model: FleetModel) => readonly DeclaredArgoApplication[]): void {
    this.applications.push(list);
  }

  private settled(model: FleetModel): SettledArgoCd {
    return {
      hub: this.fleet.hub.name,
      projects: this.projects.map(({ name, path, argoCd, spec }) => ({ name, path, argoCd, spec: spec(model) })),
      applications: this.applications.flatMap(list => list(model)),
    };
  }
}
