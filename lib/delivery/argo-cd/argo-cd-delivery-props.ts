import { ApplicationDifference } from './application-policy';
import {
  ArgoCdClusterResource, ArgoCdOrphanedResources, ArgoCdProjectRole, ArgoCdResourceKind, ArgoCdSyncWindow, checkArgoCdProject,
} from './project';
import { applicationsProject, chartsProject } from './project-names';
import { checkNoCredentials } from '../../fleet/check-address';
import { checkLabel, checkProps, FLAG, MAP, MAPS, TEXT, TEXTS } from '../../fleet/check-props';

/** Options for `Delivery.argoCd`. */
export interface ArgoCdDeliveryProps {
  /** The repository that the output is committed to: `https://...`, `ssh://...`, `git@host:path`, or an OCI artifact, `oci://...`. */
  readonly repoUrl: string;
  /** Folder of the output in that repository, without a slash at its ends; `.` for the whole repository. @default 'dist' */
  readonly path?: string;
  /** Branch, tag or commit that Argo CD reads. @default 'HEAD', the default branch of the repository */
  readonly targetRevision?: string;
  /**
   * Lines of `ssh-keyscan` for the servers of repositories that are read over SSH, beside those that Argo CD knows by itself. A `HubPlatform` writes
   * them into the installation, which undoes what `argocd cert add-ssh` adds.
   *
   * @default - none
   */
  readonly sshKnownHosts?: readonly string[];
  /** Namespace that Argo CD runs in. @default 'argocd' */
  readonly namespace?: string;
  /**
   * Whether every cluster runs an Argo CD of its own, which reads the folder of that cluster alone. Clusters are then not registered on the hub, and
   * the hub's own Argo CD delivers to the hub alone. `argoCdAddOns` has the charts that put Argo CD into a cluster.
   *
   * @default false, the hub's Argo CD delivers to all clusters
   */
  readonly perCluster?: boolean;
  /** Limits and rights of the delivery's AppProject. @default - it permits what the program makes, and grants nobody anything */
  readonly project?: ArgoCdDeliveryProject;
  /** Differences that Argo CD leaves alone, beside those of `CONTROLLER_OWNED`. @default - none */
  readonly ignoreDifferences?: readonly ApplicationDifference[];
}

/**
 * What the AppProject of the delivery says beside repositories and clusters. It is called after the fleet: `proj:<fleet>:<role>` in policies.
 *
 * The charts of the fleet have a project of their own, `<fleet>-charts`, with the same sync windows: what is in a chart is not known to the program.
 */
export interface ArgoCdDeliveryProject {
  /** Namespaces that objects in the folders may lie in, patterns; an object in another one is a finding. @default - those that an object lies in */
  readonly namespaces?: readonly string[];
  /** Kinds without a namespace that may be in the folders; an object of another one is a finding. @default - those that are there */
  readonly clusterResourceWhitelist?: readonly ArgoCdClusterResource[];
  /** Kinds with a namespace that may not be in the folders; an object of one is a finding. @default - none */
  readonly namespaceResourceBlacklist?: readonly ArgoCdResourceKind[];
  /** Who may do what with the Applications of the folders; policies name `proj:<fleet>:<role>`. @default - only what Argo CD's RBAC says */
  readonly roles?: readonly ArgoCdProjectRole[];
  /** Who may do what with the Applications of the charts; policies name `proj:<fleet>-charts:<role>`. @default - only what Argo CD's RBAC says */
  readonly chartRoles?: readonly ArgoCdProjectRole[];
  /** When the Applications of the delivery, charts among them, may be synced. @default - at any time */
  readonly syncWindows?: readonly ArgoCdSyncWindow[];
  /** Watches for objects in the project's namespaces that no Application has. @default - nobody looks for them */
  readonly orphanedResources?: ArgoCdOrphanedResources;
  /**
   * Kinds without a namespace that applications may have which run on Argo CDs of the clusters' own; their Namespace itself is always permitted.
   *
   * @default - none
   */
  readonly applicationClusterResources?: readonly ArgoCdClusterResource[];
}

const REPOSITORY = /^((https?|ssh|git|oci):\/\/\S+|[^/:@\s]+@[^/:@\s]+:\S+)$/;

/** @throws for props that Argo CD would not understand, or understand otherwise than they look */
export function checkArgoCdDelivery(props: ArgoCdDeliveryProps): void {
  const where = 'Delivery.argoCd: ';
  checkProps(where, props, { repoUrl: TEXT }, {
    path: TEXT, targetRevision: TEXT, namespace: TEXT, perCluster: FLAG, project: MAP, ignoreDifferences: MAPS, sshKnownHosts: TEXTS,
  });
  const { repoUrl, path = '.', namespace = 'argocd', project = {} } = props;
  if (!REPOSITORY.test(repoUrl)) {
    throw new Error(`${where}repoUrl: write https://..., ssh://..., git@host:path or oci://..., got '${repoUrl}'`);
  }
  checkNoCredentials(`${where}repoUrl`, repoUrl);
  // Argo CD takes a path as it is, and refuses one that leaves the repository (util/app/path).
  if (path !== '.' && path.split('/').some(part => part === '' || part === '.' || part === '..')) {
    throw new Error(`${where}path: write a folder of the repository without a slash at its ends, '.' for the repository itself, got '${path}'`);
  }
  checkLabel(`${where}namespace`, namespace);
  checkProps(`${where}project.`, project, {}, {
    namespaces: TEXTS, clusterResourceWhitelist: MAPS, namespaceResourceBlacklist: MAPS, roles: MAPS, chartRoles: MAPS, syncWindows: MAPS,
    orphanedResources: MAP, applicationClusterResources: MAPS,
  });
}

/** @throws for options of the project that Argo CD would refuse, now that its name is known */
export function checkDeliveryProject(path: string, fleet: string, project: ArgoCdDeliveryProject): void {
  const { namespaces, applicationClusterResources, chartRoles, ...spec } = project;
  checkArgoCdProject(path, fleet, { ...spec, destinations: namespaces?.map(namespace => ({ name: '*', namespace })) });
  checkArgoCdProject(path, chartsProject(fleet), { roles: chartRoles });
  checkArgoCdProject(path, applicationsProject(fleet), { clusterResourceWhitelist: applicationClusterResources });
}
