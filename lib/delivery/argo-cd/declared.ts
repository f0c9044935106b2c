import type { FolderObject } from './folder-objects';
import type { ArgoCdProjectSpec } from './project';
import type { FleetModel } from '../../fleet';

/** An AppProject that the program makes. */
export interface DeclaredProject {
  /** Name of the AppProject. */
  readonly name: string;
  /** Path of the construct that makes it. */
  readonly path: string;
  /** Name of the cluster whose Argo CD has it. @default - the hub */
  readonly argoCd?: string;
  /** What it permits. */
  spec(model: FleetModel): ArgoCdProjectSpec;
}

/** An Application that the program makes, or that an ApplicationSet of the program will make. */
export interface DeclaredArgoApplication {
  /** Name of the Application. */
  readonly name: string;
  /** Path of the construct that makes it. */
  readonly path: string;
  /** Name of the cluster whose Argo CD has it. @default - the hub */
  readonly argoCd?: string;
  /** Name of its AppProject. */
  readonly project: string;
  /** Name of the fleet's cluster that its objects land in. */
  readonly cluster: string;
  /** Where its objects land, as it is in the Application. */
  readonly destination: { readonly name?: string; readonly server?: string; readonly namespace?: string };
  /** Where its objects come from. */
  readonly sources: readonly DeclaredArgoSource[];
  /** What is known to be in its sources. @default - not known */
  readonly objects?: readonly FolderObject[];
}

/** A source of an Application, as it is in the Application. */
export interface DeclaredArgoSource {
  /** Repository: git, Helm or OCI. */
  readonly repoURL: string;
  /** Folder in the repository. @default - none: a chart */
  readonly path?: string;
  /** Whether folders below `path` count too. @default false */
  readonly recurse?: boolean;
  /** Name of the chart in a Helm repository. @default - none: a folder */
  readonly chart?: string;
  /** Name of the Helm release. @default - none: no Helm */
  readonly releaseName?: string;
}

/** What the program declares for Argo CD, with settled values. */
export interface SettledArgoCd {
  /** Name of the hub. */
  readonly hub: string;
  /** The AppProjects, in the order of the program. */
  readonly projects: readonly (Omit<DeclaredProject, 'spec'> & { readonly spec: ArgoCdProjectSpec })[];
  /** The Applications, in the order of the program. */
  readonly applications: readonly DeclaredArgoApplication[];
}

/** How every Argo CD knows the cluster that it runs in (Argo CD v3.5.1 pkg/apis/application/v1alpha1 `KubernetesInternalAPIServerAddr`). */
export const IN_CLUSTER = 'https://kubernetes.default.svc';
