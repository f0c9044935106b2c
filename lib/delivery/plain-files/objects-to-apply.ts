import { structureOf } from '../../../imports/catalogue';
import { Manifest } from '../../fleet';
import { isMap } from '../../fleet/collections';
import { groupOf } from '../../fleet/names';
import { CLUSTER_SCOPED } from '../cluster-scoped-kinds';

/** What a chart rendered to, as whoever applies files needs it. */
export interface ObjectsToApply {
  /** In the order in which they are applied. */
  readonly objects: readonly Manifest[];
  /** Hooks of an installation: applied like any other object. */
  readonly hooks: readonly Manifest[];
  /** Hooks that run at an upgrade only, and so never. */
  readonly upgradeHooks: readonly Manifest[];
}

/**
 * The objects that `helm install` would make in the namespace of a release.
 *
 * Lists are taken apart, and namespaced objects without a namespace get that of the release, both as Helm's client does. Hooks of an
 * installation come before or after the rest, by weight; those of an upgrade, a rollback, a deletion or a test are left out, since nothing but
 * Helm runs them then.
 *
 * @throws for a document that is no object with a name, and for an object that is there twice
 */
export function objectsToApply(documents: readonly object[], namespace: string): ObjectsToApply {
  const all = documents.flatMap(itemsOf).map(checked);
  const clusterScoped = clusterScopedIn(all);
  const placed = all.map(manifest => (manifest.metadata.namespace !== undefined || clusterScoped(manifest)
    ? manifest : { ...manifest, metadata: { ...manifest.metadata, namespace } }));
  const at = (event: string) => placed.filter(manifest => eventsOf(manifest).includes(event)).sort((a, b) => weightOf(a) - weightOf(b));
  const before = at('pre-install');
  const after = at('post-install').filter(manifest => !before.includes(manifest));
  const hooks = [...before, ...after];
  const objects = [...before, ...placed.filter(manifest => eventsOf(manifest).length === 0), ...after];
  const ids = objects.map(idOf);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice !== undefined) {
    throw new Error(`the chart renders ${twice} twice; leave one of them out by the values of the chart`);
  }
  return {
    objects,
    hooks,
    upgradeHooks: [...at('pre-upgrade'), ...at('post-upgrade')].filter((manifest, i, list) => !hooks.includes(manifest) && list.indexOf(manifest) === i),
  };
}

/** As `kubectl` writes it, with the namespace: unique in a cluster, whatever names hold. */
export function idOf({ apiVersion, kind, metadata }: Manifest): string {
  const group = groupOf(apiVersion);
  return [group === '' ? kind : `${kind}.${group}`, ...(metadata.namespace === undefined ? [] : [metadata.namespace]), metadata.name].join(':');
}

function itemsOf(document: object): readonly object[] {
  const { kind, items } = document as { readonly kind?: unknown; readonly items?: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items.flatMap(itemsOf) : [document];
}

function checked(document: object): Manifest {
  const { apiVersion, kind, metadata } = document as { readonly apiVersion?: unknown; readonly kind?: unknown; readonly metadata?: unknown };
  const { name, generateName } = isMap(metadata) ? metadata : {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    throw new Error(`the chart renders something that is no Kubernetes object: ${JSON.stringify(document).slice(0, 80)}`);
  }
  if (typeof name !== 'string' || name === '') {
    throw new Error(`the chart renders a ${kind} ${generateName === undefined ? 'without a name' : 'with generateName'}, which no file can be applied with;`
      + ' give it a name by the values of the chart, or have a controller install it: Delivery.argoCd(...), Delivery.flux(...)');
  }
  return document as Manifest;
}

/**
 * Whether a kind is known to lie in no namespace: by Kubernetes itself, by this library, or by a CRD of the same chart.
 *
 * A custom resource that nobody knows gets a namespace. Where it needs none the API server takes it away again: kubernetes v1.34
 * `apiserver/pkg/registry/rest/meta.go`, EnsureObjectNamespaceMatchesRequestNamespace.
 */
function clusterScopedIn(manifests: readonly Manifest[]): (manifest: Manifest) => boolean {
  const defined = new Set(manifests.filter(({ kind }) => kind === 'CustomResourceDefinition').map(({ spec }) => spec as DefinedKind)
    .filter(({ scope }) => scope === 'Cluster').map(({ group, names }) => `${group}/${names.kind}`));
  return ({ apiVersion, kind }) => {
    const group = groupOf(apiVersion);
    return (CLUSTER_SCOPED[group] ?? []).includes(kind) || structureOf(apiVersion, kind)?.scope === 'Cluster' || defined.has(`${group}/${kind}`);
  };
}

/** What counts here of the spec of a CustomResourceDefinition. */
interface DefinedKind {
  readonly scope: string;
  readonly group: string;
  readonly names: { readonly kind: string };
}

/** Helm v3.20.2 `pkg/releaseutil/manifest_sorter.go`. */
function eventsOf({ metadata }: Manifest): readonly string[] {
  const hook = metadata.annotations?.['helm.sh/hook'];
  return hook === undefined ? [] : hook.split(',').map(event => event.trim().toLowerCase());
}

function weightOf({ metadata }: Manifest): number {
  return Number.parseInt(metadata.annotations?.['helm.sh/hook-weight'] ?? '0', 10) || 0;
}
