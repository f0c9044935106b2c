/** What the API of a cluster gives and takes. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly uid?: string };
  readonly [field: string]: unknown;
}

/** A kind that an API serves. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export const BUILT_IN: readonly Resource[] = [
  { apiVersion: 'v1', kind: 'Namespace', plural: 'namespaces', namespaced: false },
  { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true },
  { apiVersion: 'v1', kind: 'Secret', plural: 'secrets', namespaced: true },
  { apiVersion: 'v1', kind: 'Event', plural: 'events', namespaced: true },
  { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', plural: 'customresourcedefinitions', namespaced: false },
];

/** An answer of the API that is not an object. The provider reads in `details` whether it is the namespace that is missing. */
export class Refusal extends Error {
  static notFound(kind: string, name: string): Refusal {
    return new Refusal(404, 'NotFound', `${kind} "${name}" not found`, { kind, name });
  }

  constructor(readonly code: number, readonly reason: string, message: string, readonly details: Readonly<Record<string, string>> = {}) {
    super(message);
  }
}

/** A server keeps the texts of a Secret in base64, and says nothing else of them. */
export function withoutStringData({ stringData, ...object }: KubernetesObject): KubernetesObject {
  const texts = Object.entries((stringData ?? {}) as Readonly<Record<string, string>>);
  const data = { ...(object.data as object | undefined), ...Object.fromEntries(texts.map(([key, text]) => [key, Buffer.from(text).toString('base64')])) };
  return texts.length === 0 ? object : { ...object, data };
}

export function rootOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** True for an object of a list: the list of one namespace, or of all. */
export function isBelow(path: string, list: string): boolean {
  const plural = list.slice(list.lastIndexOf('/'));
  const parts = path.split('/');
  return `/${parts.at(-2)}` === plural && (path === `${list}/${parts.at(-1)}` || path.replace(/\/namespaces\/[^/]+/, '') === `${list}/${parts.at(-1)}`);
}

export function nameOf({ kind, metadata: { name, namespace } }: KubernetesObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
