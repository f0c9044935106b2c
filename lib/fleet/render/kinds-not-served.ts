import { movedKind } from './moved-kinds';
import type { RenderedObject } from './render-chart';
import { groupBy } from '../collections';
import { PHASES } from '../component';
import type { Finding } from '../finding';
import { KNOWN_MINORS, servedByKubernetes } from '../kubernetes-kinds';
import { tryParseKubernetesVersion } from '../kubernetes-version';
import type { Manifest } from '../manifest';
import type { ClusterModel } from '../model';
import { compareText, groupOf } from '../names';

/** The objects of one folder of a cluster. */
export interface FolderOfObjects {
  /** How messages call the folder: `hub.30-cluster-api-operator`. */
  readonly name: string;
  /** Its place among the folders of the cluster. @default - it is applied by itself, when people say */
  readonly wave?: number;
  readonly objects: readonly RenderedObject[];
}

/** What serves a kind in a cluster, and from when on. */
interface Source {
  /** How messages call it: `CustomResourceDefinition widgets.acme.example`. */
  readonly name: string;
  /** The first wave in which an object of the kind can be applied. @default - it is there before everything */
  readonly from?: number;
  /** Folder that brings it, for messages. */
  readonly folder?: string;
  /** The versions that it serves. @default - not known */
  readonly versions?: readonly string[];
}

/** What counts here of the spec of a CustomResourceDefinition. */
interface DefinedKind {
  readonly group: string;
  readonly names: { readonly kind: string };
  readonly versions: readonly { readonly name: string; readonly served: boolean }[];
}

type Sources = ReadonlyMap<string, readonly Source[]>;

/** An object and what stands in its way. */
interface Refused {
  readonly manifest: Manifest;
  readonly path: string;
  readonly why: string;
}

/**
 * Objects that the API server of their cluster would refuse, since nothing serves their kind, or not yet when their folder is applied. One finding
 * for each kind and reason: an object that is refused is mostly one of many.
 *
 * @param folders all folders of the cluster
 */
export function kindsNotServed(cluster: ClusterModel, folders: readonly FolderOfObjects[]): readonly Finding[] {
  const sources = sourcesOf(cluster, folders);
  const minor = tryParseKubernetesVersion(cluster.version)?.minor;
  const reasons = new Map<string, string | undefined>();
  const refused = folders.flatMap(folder => folder.objects.flatMap(({ manifest, path }): Refused[] => {
    const key = `${folder.name}\n${manifest.apiVersion}\n${manifest.kind}`;
    if (!reasons.has(key)) {
      reasons.set(key, reasonOf(manifest, cluster, minor, folder, sources));
    }
    const why = reasons.get(key);
    return why === undefined ? [] : [{ manifest, path, why }];
  }));
  return [...groupBy(refused, ({ manifest, why }) => `${manifest.kind}\n${why}`).values()].map(same => finding(cluster, same));
}

function finding({ name }: ClusterModel, same: readonly Refused[]): Finding {
  const [{ manifest: { kind, metadata }, path, why }, ...more] = [...same].sort((a, b) => compareText(a.path, b.path));
  const object = `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
  return {
    code: 'kind-not-served', severity: 'error', clusters: [name], paths: [path, ...more.map(other => other.path)].sort(),
    message: `${name}: ${object} (${path})${more.length === 0 ? '' : ` and ${more.length} more`}: ${why}`,
  };
}

function reasonOf(
  { apiVersion, kind }: Manifest, cluster: ClusterModel, minor: number | undefined, folder: FolderOfObjects, sources: Sources,
): string | undefined {
  // Clients take lists apart. Of a kind that is in another group the check of the object tells, and to install it here would be wrong advice.
  if (kind.endsWith('List') || movedKind(apiVersion, kind) !== undefined) {
    return undefined;
  }
  const [group, version] = [groupOf(apiVersion), apiVersion.split('/').pop()!];
  const all = [...sources.get(group) ?? [], ...sources.get(`${group}/${kind}`) ?? []];
  const own = servedByKubernetes(apiVersion, kind, minor ?? KNOWN_MINORS.newest);
  if (own !== undefined) {
    // Which of its kinds a version serves that the table does not tell of is not known. What is no version is a finding of its own.
    const isKnown = minor !== undefined && minor >= KNOWN_MINORS.oldest && minor <= KNOWN_MINORS.newest;
    return own.served || !isKnown || all.length > 0 ? undefined
      : `Kubernetes ${cluster.version} does not serve ${kind} at ${apiVersion}: ${own.why}; ${own.instead === undefined ? adviceWithout(cluster, group, kind) : `write ${own.instead}`}`;
  }
  if (all.length === 0) {
    return `nothing serves ${group}/${kind} in ${cluster.name}: install what brings it (a HelmAddOn that says so in serves, or its CustomResourceDefinition), or where`
      + ` others have done so write servedByOthers: ['${group}'] for ${cluster.name}`;
  }
  const early = all.filter(({ from }) => from === undefined || folder.wave === undefined || from <= folder.wave);
  if (early.length === 0) {
    const [{ name, folder: later }] = [...all].sort((a, b) => a.from! - b.from!);
    return `it is in folder ${folder.name}, and ${name} serves it only once folder ${later} is applied: move the object to a later folder`;
  }
  const versions = early.flatMap(source => source.versions ?? []);
  return early.some(source => source.versions === undefined) || versions.includes(version) ? undefined
    : `${early[0].name} does not serve ${apiVersion}: write ${versions.map(served => `${group}/${served}`).join(' or ') || 'a version there that is served'}`;
}

/** What to do about a kind of Kubernetes that the version of the cluster does not serve under another API version either. */
function adviceWithout({ name }: ClusterModel, group: string, kind: string): string {
  // What lies in a group without a dot was never off by default.
  return `correct it or remove it, or change the version of the cluster${group.includes('.')
    ? `; where its API server was told to serve it write servedByOthers: ['${group}/${kind}'] for ${name}` : ''}`;
}

/** What serves kinds, by API group and by `<group>/<Kind>`. */
function sourcesOf(cluster: ClusterModel, folders: readonly FolderOfObjects[]): Sources {
  const providers = folders.find(({ name }) => name.endsWith(`.${PHASES.providers.unit}`));
  const entries: (readonly [string, Source])[] = [
    ...cluster.servedByOthers.map(kind => [kind, { name: 'what others have installed' }] as const),
    ...cluster.releases.flatMap(({ name, serves = [] }) => serves.map(kind => [kind, { name: `Helm release ${name}` }] as const)),
    ...cluster.components.flatMap(({ component, origin }) => (component.type === 'manifests' && origin === 'installed' ? [] : component.serves.map(kind =>
      // A provider brings its kinds some time after its object has been applied.
      [kind, { name: component.name, ...(origin === 'installed' && providers?.wave !== undefined ? { from: providers.wave + 1, folder: providers.name } : {}) }] as const))),
    ...folders.flatMap(folder => folder.objects.filter(({ manifest }) => manifest.kind === 'CustomResourceDefinition').map(({ manifest }) => {
      // Whoever wrote it may have left out anything: the API server says so.
      const { group, names, versions } = (manifest.spec ?? {}) as Partial<DefinedKind>;
      const served = (Array.isArray(versions) ? versions : []).filter(version => version.served).map(version => version.name);
      return [`${group}/${names?.kind}`, {
        name: `CustomResourceDefinition ${manifest.metadata.name}`, from: folder.wave, folder: folder.name, versions: served,
      }] as const;
    })),
  ];
  return new Map([...groupBy(entries, ([kind]) => kind)].map(([kind, list]) => [kind, list.map(([, source]) => source)]));
}
