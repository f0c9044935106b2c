import { join } from 'node:path';
import { Kind, gvkOf, parse, readCrd } from './crd';
import { Failure } from './failure';
import { isObject, Json } from './structure';

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
}

/** An upstream with the stored version of each of its kinds, in the order of the list. */
export interface ImportedUpstream extends Upstream {
  /** The kinds, read. */
  readonly structures: readonly Kind[];
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
 * Reads every listed kind of every upstream from a folder of trimmed CRDs with an `index.json`.
 *
 * @throws when a kind is missing there, when release, repository or licence differ from the list, or when two kinds are the same.
 */
export function readKinds(upstreams: readonly Upstream[], folder: string): readonly ImportedUpstream[] {
  const index = parse(join(folder, 'index.json'));
  if (!Array.isArray(index)) throw new Failure(`${join(folder, 'index.json')} is not a list`);
  const imported = upstreams.map(upstream => ({
    ...upstream,
    structures: upstream.kinds.map(kind => readKind(upstream, kind, index.filter(isObject), folder)),
  }));
  assertUnique(imported.flatMap(upstream => upstream.structures.map(gvkOf)), gvk => `${gvk} is imported twice`);
  for (const { name, structures } of imported) {
    assertUnique(structures.map(({ kind }) => kind), kind => `${name} has two kinds named ${kind}: import them as two upstreams`);
  }
  return imported;
}

function readKind(upstream: Upstream, wanted: string, index: readonly Json[], folder: string): Kind {
  const entries = index.filter(({ system, kind, group }) => system === (upstream.system ?? upstream.name) && [kind, `${kind}.${group}`].includes(wanted));
  if (entries.length === 0) throw new Failure(`${upstream.name} has no kind ${wanted} in ${folder}`);
  if (entries.length > 1) {
    const choices = entries.map(({ kind, group }) => `${kind}.${group}`).join(', ');
    throw new Failure(`${upstream.name} has ${entries.length} kinds ${wanted}: write one of ${choices}`);
  }
  const [entry] = entries;
  assertSame(upstream, wanted, 'repository', upstream.repository, entry.repo);
  assertSame(upstream, wanted, 'release', upstream.release, entry.ref);
  assertSame(upstream, wanted, 'license', upstream.license, entry.license);
  const file = join(folder, String(entry.file));
  const kind = readCrd(file);
  if (kind.kind !== entry.kind || kind.group !== entry.group) {
    throw new Failure(`${file} defines ${kind.kind}.${kind.group}, the index says ${entry.kind}.${entry.group}`);
  }
  return kind;
}

function assertUpstream(line: unknown, where: string): void {
  if (!isObject(line)) throw new Failure(`${where} is not an object`);
  for (const field of ['name', 'repository', 'release', 'license']) {
    if (typeof line[field] !== 'string') throw new Failure(`${where}: '${field}' is ${JSON.stringify(line[field])}, expected a text`);
  }
  if (line.system !== undefined && typeof line.system !== 'string') throw new Failure(`${where}: 'system' is ${JSON.stringify(line.system)}, expected a text`);
  if (!/^[a-z][a-z0-9-]*$/.test(String(line.name))) throw new Failure(`${where}: the name '${line.name}' is not lower case letters, digits and '-'`);
  if (!Array.isArray(line.kinds) || line.kinds.length === 0 || !line.kinds.every(kind => typeof kind === 'string')) {
    throw new Failure(`${where}: 'kinds' is ${JSON.stringify(line.kinds)}, expected at least one kind`);
  }
}

function assertSame(upstream: Upstream, kind: string, field: string, listed: string, found: unknown): void {
  if (listed === found) return;
  throw new Failure(`${upstream.name} is listed with ${field} '${listed}', but its ${kind} is of '${found}': correct imports/upstreams.json`);
}

function assertUnique(names: readonly string[], message: (name: string) => string): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Failure(message(twice));
}
