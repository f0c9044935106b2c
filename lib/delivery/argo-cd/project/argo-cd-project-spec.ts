import { ArgoCdSyncWindow } from './sync-window';

/**
 * What the Applications of an Argo CD project may do: `spec` of an AppProject, Argo CD v3.5, without what Argo CD itself writes there (`jwtTokens`).
 *
 * Source: Argo CD v3.5.1, `pkg/apis/application/v1alpha1/types.go`, `AppProjectSpec`.
 */
export interface ArgoCdProjectSpec {
  /** What the project is for, 255 characters at most. @default - none */
  readonly description?: string;
  /**
   * Repositories that sources may name: URLs of Git, Helm or OCI, with `*` for text without a slash and `**` for any; `!` before one excludes it,
   * and permits every other. @default - no repository is permitted
   */
  readonly sourceRepos?: readonly string[];
  /**
   * Namespaces on the hub that Applications may lie in besides Argo CD's own: patterns, or a regular expression between slashes.
   * @default - only its own
   */
  readonly sourceNamespaces?: readonly string[];
  /** Clusters and namespaces that Applications may deploy to. @default - none is permitted */
  readonly destinations?: readonly ArgoCdProjectDestination[];
  /**
   * Accounts that Argo CD impersonates in a cluster; the first that matches is taken. Needs `application.sync.impersonation.enabled` in `argocd-cm`.
   * @default - none
   */
  readonly destinationServiceAccounts?: readonly ArgoCdDestinationServiceAccount[];
  /** Kinds without a namespace that are permitted. @default - none of them is permitted */
  readonly clusterResourceWhitelist?: readonly ArgoCdClusterResource[];
  /** Kinds without a namespace that are refused although the whitelist has them. @default - none */
  readonly clusterResourceBlacklist?: readonly ArgoCdClusterResource[];
  /** Kinds with a namespace that are permitted; not an empty list, which would permit none. @default - all of them are permitted */
  readonly namespaceResourceWhitelist?: readonly ArgoCdResourceKind[];
  /** Kinds with a namespace that are refused. @default - none */
  readonly namespaceResourceBlacklist?: readonly ArgoCdResourceKind[];
  /** Watches for objects in the namespaces of the project that no Application has. @default - nobody looks for them */
  readonly orphanedResources?: ArgoCdOrphanedResources;
  /** Whether a destination's cluster Secret must name this project. @default false */
  readonly permitOnlyProjectScopedClusters?: boolean;
  /** Who may do what with the Applications of the project. @default - only what the RBAC of Argo CD says */
  readonly roles?: readonly ArgoCdProjectRole[];
  /** When Applications may be synced, and when not. @default - at any time */
  readonly syncWindows?: readonly ArgoCdSyncWindow[];
  /** Signatures that revisions in Git need. @default - none */
  readonly sourceIntegrity?: ArgoCdSourceIntegrity;
}

/** A cluster and namespace that Applications may deploy to: patterns without separators, with `!` before one that is excluded. */
export interface ArgoCdProjectDestination {
  /** Address of the cluster's API server, as its Secret has it. @default - the cluster is matched by its name only */
  readonly server?: string;
  /** Name of the cluster in Argo CD; with both, either one has to match. @default - the cluster is matched by its address only */
  readonly name?: string;
  /** Namespace in that cluster: `production`, `team-*`, `*`. @default - only Applications without a namespace match */
  readonly namespace?: string;
}

/** An account that Argo CD impersonates in clusters and namespaces that match. */
export interface ArgoCdDestinationServiceAccount {
  /** Address of the cluster's API server, a pattern without `!`; a name does not do. */
  readonly server: string;
  /** Namespace of the Application's destination, a pattern without `!`. @default - only Applications without a namespace match */
  readonly namespace?: string;
  /** Name of the account in the destination's namespace, or `<namespace>:<name>`. */
  readonly defaultServiceAccount: string;
}

/** Kinds of objects; patterns with `*`, `?` and `[a-z]`. */
export interface ArgoCdResourceKind {
  /** API group, empty text for the core group, `*` for all. */
  readonly group: string;
  /** Kind: `Namespace`, `*`. */
  readonly kind: string;
}

/** Kinds of objects without a namespace, or single objects of them. */
export interface ArgoCdClusterResource extends ArgoCdResourceKind {
  /** Name of the objects, a pattern. Argo CD before v3.3 drops it and then permits every name. @default - all objects of the kind */
  readonly name?: string;
}

/** What happens to objects in the namespaces of a project that no Application has. */
export interface ArgoCdOrphanedResources {
  /** Whether Applications carry a warning about them. @default false */
  readonly warn?: boolean;
  /** Objects that are meant to be there. @default - those that Kubernetes makes in each namespace */
  readonly ignore?: readonly ArgoCdOrphanedResource[];
}

/** Objects that are meant to be there without an Application. */
export interface ArgoCdOrphanedResource {
  /** API group, a pattern. @default - the core group */
  readonly group?: string;
  /** Kind, a pattern. @default - all kinds */
  readonly kind?: string;
  /** Name of the objects, a pattern. @default - all names */
  readonly name?: string;
}

/** A role within a project: people by their groups, and what they may do. */
export interface ArgoCdProjectRole {
  /** Letters, digits, `-` and `_`, beginning and ending with a letter or digit; unique in the project. */
  readonly name: string;
  /** What the role is for. @default - none */
  readonly description?: string;
  /**
   * Casbin lines `p, proj:<project>:<role>, <resource>, <action>, <project>/<application>, allow`, with one of applications, applicationsets,
   * clusters, exec, logs and repositories for the resource. @default - the role may see the project
   */
  readonly policies?: readonly string[];
  /** Groups of the identity provider; one with a comma stands in double quotes. @default - nobody has the role but by a token */
  readonly groups?: readonly string[];
}

/** Signatures that sources need. */
export interface ArgoCdSourceIntegrity {
  /** Git repositories; Helm and OCI sources are not verified. */
  readonly git: {
    /** What is asked of which repositories. */
    readonly policies: readonly ArgoCdGitIntegrityPolicy[];
  };
}

/** What is asked of some Git repositories. */
export interface ArgoCdGitIntegrityPolicy {
  /** URLs of the repositories: patterns, with `!` before one that is excluded. No repository may match two policies. */
  readonly repos: readonly { readonly url: string }[];
  /** Signatures of GnuPG. */
  readonly gpg: {
    /** What must be signed: nothing, the revision itself, or its whole history. */
    readonly mode: 'none' | 'head' | 'strict';
    /** Keys that count: 16 or 40 hexadecimal digits. They must be in Argo CD's keyring. */
    readonly keys: readonly string[];
  };
}
