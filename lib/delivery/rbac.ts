import type { Manifest } from '../fleet';

const GROUP = 'rbac.authorization.k8s.io';

/** Verbs to see objects, and to notice when they change. */
export const READ = ['get', 'list', 'watch'] as const;

/** Verbs to change objects that are there. */
export const CHANGE = ['update', 'patch'] as const;

/** Verbs to look after objects from beginning to end. */
export const WRITE = [...READ, 'create', ...CHANGE, 'delete'] as const;

/** A rule of a role. */
export interface Rule {
  /** API groups: '' is that of Secrets and Pods. @default - it is about no objects */
  readonly apiGroups?: readonly string[];
  /** Plurals of kinds, and parts of them: `issuers/status`. @default - it is about no objects */
  readonly resources?: readonly string[];
  /** Paths of the API server beside objects: `/livez/ping`. @default - none */
  readonly nonResourceURLs?: readonly string[];
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
  return [role(metadata, rules), bind(metadata, metadata.name, [account])];
}

/** A ClusterRole for people: whoever has one of the roles that Kubernetes brings (`view`, `edit`, `admin`) may do this as well. */
export function extend(roles: readonly string[], { name, labels }: RoleMetadata, rules: readonly Rule[]): Manifest {
  return role({ name, labels: { ...labels, ...Object.fromEntries(roles.map(extended => [`${GROUP}/aggregate-to-${extended}`, 'true'])) } }, rules);
}

/** A role: in the namespace that the metadata names, in the whole cluster when they name none. */
export function role(metadata: RoleMetadata, rules: readonly Rule[]): Manifest {
  return { apiVersion: `${GROUP}/v1`, kind: kindOf(metadata), metadata, rules };
}

/** Gives accounts a role: one of the namespace that the metadata names, a ClusterRole when they name none. */
export function bind(metadata: RoleMetadata, name: string, accounts: readonly Account[]): Manifest {
  const kind = kindOf(metadata);
  return {
    apiVersion: `${GROUP}/v1`, kind: `${kind}Binding`, metadata,
    roleRef: { apiGroup: GROUP, kind, name }, subjects: accounts.map(account => ({ kind: 'ServiceAccount', ...account })),
  };
}

function kindOf({ namespace }: RoleMetadata): 'Role' | 'ClusterRole' {
  return namespace === undefined ? 'ClusterRole' : 'Role';
}
