import type { Manifest } from '../fleet';

const GROUP = 'rbac.authorization.k8s.io';

/** Verbs to see objects, and to notice when they change. */
export const READ = ['get', 'list', 'watch'] as const;

/** Verbs to change objects that are there. */
export const CHANGE = ['update', 'patch'] as const;

/** A rule of a role. */
export interface Rule {
  /** API groups: '' is that of Secrets and Pods. */
  readonly apiGroups: readonly string[];
  /** Plurals of kinds, and parts of them: `issuers/status`. */
  readonly resources: readonly string[];
  /** What may be done. */
  readonly verbs: readonly string[];
  /** Names of the objects. @default - all */
  readonly resourceNames?: readonly string[];
}

/** What names a role. */
export interface RoleMetadata {
  /** Name, that of its binding too. */
  readonly name: string;
  /** Where it counts. @default - everywhere */
  readonly namespace?: string;
  /** Labels. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Who has a role. */
export interface Account {
  /** Name of the ServiceAccount. */
  readonly name: string;
  /** Its namespace. */
  readonly namespace: string;
}

/** A rule for resources of one API group: for all objects of them, or for those of some names. */
export function allow(verbs: readonly string[], apiGroup: string, resources: readonly string[], resourceNames?: readonly string[]): Rule {
  return { apiGroups: [apiGroup], resources, verbs, ...(resourceNames && { resourceNames }) };
}

/** A role of one account and its binding: in the namespace that the metadata names, in the whole cluster when they name none. */
export function grant(metadata: RoleMetadata, account: Account, rules: readonly Rule[]): readonly Manifest[] {
  const kind = metadata.namespace === undefined ? 'ClusterRole' : 'Role';
  return [
    { apiVersion: `${GROUP}/v1`, kind, metadata, rules },
    {
      apiVersion: `${GROUP}/v1`, kind: `${kind}Binding`, metadata,
      roleRef: { apiGroup: GROUP, kind, name: metadata.name }, subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ];
}

/** A ClusterRole for people: whoever has one of the roles that Kubernetes brings (`view`, `edit`, `admin`) may do this as well. */
export function extend(roles: readonly string[], { name, labels }: RoleMetadata, rules: readonly Rule[]): Manifest {
  return clusterRole({ name, labels: { ...labels, ...Object.fromEntries(roles.map(role => [`${GROUP}/aggregate-to-${role}`, 'true'])) } }, rules);
}

/** A ClusterRole that is bound elsewhere. */
export function clusterRole(metadata: RoleMetadata, rules: readonly Rule[]): Manifest {
  return { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata, rules };
}
