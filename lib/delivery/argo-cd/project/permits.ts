import { ArgoCdClusterResource, ArgoCdProjectSpec } from './argo-cd-project-spec';
import { normalizeGitUrl } from './git-url';
import { compileGlob, Matcher } from './glob';
import { compileShellPattern } from './shell-pattern';

type ResourceLists = 'clusterResourceWhitelist' | 'clusterResourceBlacklist' | 'namespaceResourceWhitelist' | 'namespaceResourceBlacklist';
type ProjectResources = Pick<ArgoCdProjectSpec, ResourceLists>;

/** Where an Application goes, as Argo CD sees it once it has found the cluster: with name and address of the cluster's Secret. */
export interface ArgoCdDestinationCluster {
  /** Address of the API server: `https://1.2.3.4:6443`. @default - not matched by address */
  readonly server?: string;
  /** Name of the cluster in Argo CD. @default - not matched by name */
  readonly name?: string;
  /** Namespace of the Application's destination. @default - none, which only patterns permit that match empty text */
  readonly namespace?: string;
  /** Whether the cluster's Secret names this project, which `permitOnlyProjectScopedClusters` asks for. @default false */
  readonly projectScoped?: boolean;
}

/**
 * Whether a project permits a repository: at least one entry of `sourceRepos` matches, and no entry with `!` excludes it. An entry with `!` matches
 * whatever it does not exclude.
 *
 * Source: Argo CD v3.5.1, `pkg/apis/application/v1alpha1/app_project_types.go`, `IsSourcePermitted`.
 *
 * @param repoURL Git, Helm or OCI repository, as an Application has it
 */
export function permitsSource(project: Pick<ArgoCdProjectSpec, 'sourceRepos'>, repoURL: string): boolean {
  const repository = normalizeGitUrl(repoURL);
  let permitted = false;
  for (const entry of project.sourceRepos ?? []) {
    const pattern = isDeny(entry) ? `!${normalizeGitUrl(entry.slice(1))}` : normalizeGitUrl(entry);
    if (globMatches(pattern, repository, matchesUrl)) {
      permitted = true;
    } else if (isDeny(pattern)) {
      return false;
    }
  }
  return permitted;
}

/**
 * Whether a project permits a cluster and namespace. Give name and address of the cluster: Argo CD knows both, whichever of them the Application has.
 *
 * Source: Argo CD v3.5.1, `pkg/apis/application/v1alpha1/app_project_types.go`, `IsDestinationPermitted`.
 */
export function permitsDestination(
  project: Pick<ArgoCdProjectSpec, 'destinations' | 'permitOnlyProjectScopedClusters'>, destination: ArgoCdDestinationCluster,
): boolean {
  const { server = '', name = '', namespace = '' } = destination;
  let permitted = false;
  for (const entry of project.destinations ?? []) {
    const nameMatches = name !== '' && globMatches(entry.name ?? '', name);
    const serverMatches = server !== '' && globMatches(entry.server ?? '', server);
    const namespaceMatches = globMatches(entry.namespace ?? '', namespace);
    if ((nameMatches || serverMatches) && namespaceMatches) {
      permitted = true;
    } else if (!nameMatches && isDeny(entry.name) || !serverMatches && isDeny(entry.server) && namespaceMatches) {
      return false;
    } else if (!namespaceMatches && isDeny(entry.namespace) && serverMatches) {
      return false;
    }
  }
  return permitted && (project.permitOnlyProjectScopedClusters !== true || destination.projectScoped === true);
}

/**
 * Whether a project permits a kind of object: of those without a namespace only what `clusterResourceWhitelist` has, of the others everything
 * unless there is a `namespaceResourceWhitelist`; blacklists take away.
 *
 * Source: Argo CD v3.5.1, `pkg/apis/application/v1alpha1/app_project_types.go`, `IsGroupKindNamePermitted`.
 *
 * @param group empty text for the core group
 * @param namespaced whether objects of the kind have a namespace
 * @param name name of the object; entries for cluster resources may ask for one
 */
export function permitsResource(project: ProjectResources, group: string, kind: string, namespaced: boolean, name: string = ''): boolean {
  const isIn = (list: readonly ArgoCdClusterResource[] = []) => list.some(entry =>
    shellMatches(entry.kind, kind) && shellMatches(entry.group, group) && (!entry.name || shellMatches(entry.name, name)));
  if (namespaced) {
    const { namespaceResourceWhitelist, namespaceResourceBlacklist } = project;
    return (namespaceResourceWhitelist === undefined || isIn(namespaceResourceWhitelist)) && !isIn(namespaceResourceBlacklist);
  }
  return isIn(project.clusterResourceWhitelist) && !isIn(project.clusterResourceBlacklist);
}

function isDeny(pattern: string | undefined): boolean {
  return pattern?.startsWith('!') ?? false;
}

const shellMatches = remembering(compileShellPattern);
const matchesName = remembering(pattern => compileGlob(pattern));
const matchesUrl = remembering(pattern => compileGlob(pattern, '/'));

function globMatches(pattern: string, text: string, matches: typeof matchesName = matchesName): boolean {
  return isDeny(pattern) ? !matches(pattern.slice(1), text) : pattern === '*' || matches(pattern, text);
}

/** A fleet asks the same few patterns about many texts. A malformed pattern matches nothing. */
function remembering(compile: (pattern: string) => Matcher | undefined): (pattern: string, text: string) => boolean {
  const matchers = new Map<string, Matcher>();
  return (pattern, text) => {
    const matcher = matchers.get(pattern) ?? compile(pattern) ?? (() => false);
    matchers.set(pattern, matcher);
    return matcher(text);
  };
}
