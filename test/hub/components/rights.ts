import { Seen } from './installed-objects';

/** What somebody asks the API server for. */
export interface Request {
  readonly verb: string;
  /** API group: '' is that of Secrets. */
  readonly group: string;
  readonly resource: string;
  /** Name of the object. @default - any: all objects, or a new one */
  readonly name?: string;
  /** @default - in all namespaces, or of the cluster */
  readonly namespace?: string;
}

/** Whether the bindings among the objects let a ServiceAccount do something: what `kubectl auth can-i --as` would say. */
export function may(objects: readonly Seen[], account: string, { verb, group, resource, name, namespace }: Request): boolean {
  const bindings = objects.filter(o => o.subjects?.some((s: any) => s.kind === 'ServiceAccount' && s.name === account)
    && (o.kind === 'ClusterRoleBinding' || o.metadata.namespace === namespace));
  const roles = objects.filter(o => bindings.some(b => o.kind === b.roleRef.kind && o.metadata.name === b.roleRef.name
    && (o.kind === 'ClusterRole' || o.metadata.namespace === b.metadata.namespace)));
  return roles.flatMap(role => role.rules).some(rule => rule.apiGroups?.includes(group) && rule.resources.includes(resource)
    && rule.verbs.includes(verb) && (rule.resourceNames === undefined || rule.resourceNames.includes(name)));
}

/** Those of the requests that it may not do, for a message. */
export function lacks(objects: readonly Seen[], account: string, requests: readonly Request[]): readonly string[] {
  return requests.filter(request => !may(objects, account, request)).map(({ verb, group, resource, name }) =>
    [verb, group, resource, name].filter(part => part).join(' '));
}

/** A request for each verb and resource. */
export function each(
  verbs: readonly string[], group: string, resources: readonly string[], place: Pick<Request, 'name' | 'namespace'> = {},
): readonly Request[] {
  return verbs.flatMap(verb => resources.map(resource => ({ verb, group, resource, ...place })));
}

/** Kinds of a group as they are asked for. */
export interface Resources {
  /** Their plurals. */
  readonly kinds: readonly string[];
  /** `<plural>/status` of those that have a status of its own. */
  readonly statuses: readonly string[];
}

/** The kinds that definitions bring into a group. */
export function resourcesOf(definitions: readonly Seen[], group: string): Resources {
  const own = definitions.filter(({ spec }) => spec.group === group);
  return {
    kinds: own.map(({ spec }) => spec.names.plural),
    statuses: own.filter(({ spec }) => spec.versions.some((v: any) => v.subresources?.status)).map(({ spec }) => `${spec.names.plural}/status`),
  };
}
