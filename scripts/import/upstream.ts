import { join } from 'node:path';
import { Kind, gvkOf, parse, readCrd } from './crd';
import { Columns, readDefinition } from './definition';
import { Failure } from './failure';
import { isObject, Json } from './structure';
import type { DefinitionManifest } from '../../imports/definition-manifest';

/** One line of `imports/upstreams.json`: an upstream project, the release we follow and the kinds we use. */
export interface Upstream {
  /** Folder under `imports/`, e.g. `capa`. */
  readonly name: string;
  /** What the source of CRDs calls it, where several upstreams make up a system: `flux`. @default - as `name` */
  readonly system?: string;
  /** `owner/name` of the project. */
  readonly repository: string;
  /** Tag of the release. */
  readonly release: string;
  /** SPDX identifier of the licence of the project. */
  readonly license: string;
  /** Kinds to import, as `Kind`, or as `Kind.group` where an upstream has the kind in several groups. */
  readonly kinds: readonly string[];
  /** The version of its kinds to import, where people write one that is served and not stored. @default - the stored one */
  readonly version?: string;
  /** Whether to import all its CRDs as they are applied. @default false */
  readonly definitions?: boolean;
}

/** Where the CRDs of the upstreams are. */
export interface Source {
  /** A folder of trimmed CRDs with an `index.json`. */
  readonly folder: string;
  /** What the trimmed CRDs lack; called only when there is a definition to read. */
  readonly columns: () => Columns;
}

/** An upstream with the stored version of each of its kinds, in the order of the list. */
export interface ImportedUpstream extends Upstream {
  /** The kinds, read. */
  readonly structures: readonly Kind[];
  /** Every CRD of the upstream, where the list asks for them. */
  readonly crds: readonly DefinitionManifest[];
}

/** The hand-edited list. @throws when a line lacks a field, or a name is used twice. */
export function readUpstreams(file: string): readonly Upstream[] {
  const lines = parse(file);
  if (!Array.isArray(lines)) throw new Failure(`${file} is not a list`);
  lines.forEach((line, index) => assertUpstream(line, `line ${index + 1} of ${file}`));
  const upstreams = lines as Upstream[];
  assertUnique(upstreams.map(upstream => upstream.name), name => `${file} lists the upstream '${name}' twice`);
  return upstreams;
}

/**
 * Reads every listed kind of every upstream, and the definitions of those whose line asks for them.
 *
 * @throws when a kind is missing there, when release, repository or licence differ from the list, or when two kinds are the same.
 */
export function readKinds(upstreams: readonly Upstream[], source: Source): readonly ImportedUpstream[] {
  const file = join(source.folder, 'index.json');
  const index = parse(file);
  if (!Array.isArray(index)) throw new Failure(`${file} is not a list`);
  const imported = upstreams.map(upstream => {
    const entries = index.filter(isObject).filter(({ system }) => system === systemOf(upstream));
    const structures = upstream.kinds.map(kind => readKind(upstream, kind, entries, source.folder));
    const others = otherReleases(upstream, upstreams);
    const own = entries.filter(({ ref }) => !others.includes(String(ref)));
    return { ...upstream, structures, crds: upstream.definitions === true ? readDefinitions(upstream, own, source) : [] };
  });
  assertUnique(imported.flatMap(upstream => upstream.structures.map(gvkOf)), gvk => `${gvk} is imported twice`);
  for (const { name, structures } of imported) {
    assertUnique(structures.map(({ kind }) => kind), kind => `${name} has two kinds named ${kind}: import them as two upstreams`);
  }
  return imported;
}

function systemOf({ name, system }: Upstream): string {
  return system ?? name;
}

/** What other lines follow of the same repository: where its CRDs are known from several commits, each line has those of one. */
function otherReleases(upstream: Upstream, upstreams: readonly Upstream[]): readonly string[] {
  return upstreams
    .filter(other => systemOf(other) === systemOf(upstream) && other.repository === upstream.repository && other.release !== upstream.release)
    .map(({ release }) => release);
}

function readKind(upstream: Upstream, wanted: string, index: readonly Json[], folder: string): Kind {
  const entries = index.filter(({ kind, group }) => [kind, `${kind}.${group}`].includes(wanted));
  if (entries.length === 0) throw new Failure(`${upstream.name} has no kind ${wanted} in ${folder}`);
  if (entries.length > 1) {
    const choices = entries.map(({ kind, group }) => `${kind}.${group}`).join(', ');
    throw new Failure(`${upstream.name} has ${entries.length} kinds ${wanted}: write one of ${choices}`);
  }
  const [entry] = entries;
  assertSame(upstream, wanted, 'repository', upstream.repository, entry.repo);
  assertRelease(upstream, wanted, entry);
  const file = join(folder, String(entry.file));
  const kind = readCrd(file, upstream.version);
  if (kind.kind !== entry.kind || kind.group !== entry.group) {
    throw new Failure(`${file} defines ${kind.kind}.${kind.group}, the index says ${entry.kind}.${entry.group}`);
  }
  return kind;
}

/** Where several upstreams make up a system, only the CRDs of this one: its controller serves no other. */
function readDefinitions(upstream: Upstream, index: readonly Json[], { folder, columns }: Source): readonly DefinitionManifest[] {
  const entries = index.filter(({ repo }) => repo === upstream.repository);
  if (entries.length === 0) throw new Failure(`${upstream.name} has no CRD of ${upstream.repository} in ${folder}`);
  return entries.map(entry => {
    assertRelease(upstream, String(entry.kind), entry);
    return readDefinition(join(folder, String(entry.file)), columns());
  });
}

function assertUpstream(line: unknown, where: string): void {
  if (!isObject(line)) throw new Failure(`${where} is not an object`);
  for (const field of ['name', 'repository', 'release', 'license']) {
    if (typeof line[field] !== 'string') throw new Failure(`${where}: '${field}' is ${JSON.stringify(line[field])}, expected a text`);
  }
  for (const field of ['system', 'version']) {
    if (line[field] !== undefined && typeof line[field] !== 'string') throw new Failure(`${where}: '${field}' is ${JSON.stringify(line[field])}, expected a text`);
  }
  if (!/^[a-z][a-z0-9-]*$/.test(String(line.name))) throw new Failure(`${where}: the name '${line.name}' is not lower case letters, digits and '-'`);
  const { kinds, definitions } = line;
  if (definitions !== undefined && typeof definitions !== 'boolean') {
    throw new Failure(`${where}: 'definitions' is ${JSON.stringify(definitions)}, expected true or false`);
  }
  if (definitions === true && line.version !== undefined) {
    throw new Failure(`${where}: definitions hold every version: write the kinds of version '${String(line.version)}' as a line of its own`);
  }
  if (!Array.isArray(kinds) || !kinds.every(kind => typeof kind === 'string') || (kinds.length === 0 && definitions !== true)) {
    throw new Failure(`${where}: 'kinds' is ${JSON.stringify(kinds)}, expected at least one kind`);
  }
}

function assertRelease(upstream: Upstream, kind: string, entry: Json): void {
  assertSame(upstream, kind, 'release', upstream.release, entry.ref);
  assertSame(upstream, kind, 'license', upstream.license, entry.license);
}

function assertSame(upstream: Upstream, kind: string, field: string, listed: string, found: unknown): void {
  if (listed === found) return;
  throw new Failure(`${upstream.name} is listed with ${field} '${listed}', but its ${kind} is of '${found}': correct imports/upstreams.json`);
}

function assertUnique(names: readonly string[], message: (name: string) => string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Failure(message(twice));
}
