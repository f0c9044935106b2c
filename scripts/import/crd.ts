import { readFileSync } from 'node:fs';
import { Failure } from './failure';
import { isObject, Json, structure } from './structure';
import type { KindStructure } from '../../imports/kind-structure';
import { withoutStatus } from '../../imports/stored-structure';

/** One version of one custom resource definition, its schema open to the generator. */
export interface Kind extends KindStructure {
  readonly schema: Json;
}

/** `group/version/Kind`, the key of a kind everywhere in `imports/`. */
export function gvkOf(kind: Kind): string {
  return `${kind.group}/${kind.version}/${kind.kind}`;
}

/**
 * A version of the CRD in a JSON file: the stored one unless a name is given.
 *
 * @throws when the file cannot be read, is not JSON, or is not a CRD with exactly one stored version and a schema, or does not serve that version.
 */
export function readCrd(file: string, wanted?: string): Kind {
  const spec = specOf(parse(file), file);
  const names = isObject(spec.names) ? spec.names : {};
  const version = wanted === undefined ? storedVersion(spec, file) : servedVersion(spec, wanted, file);
  const kind = text(names.kind, 'spec.names.kind', file);
  const { scope } = spec;
  if (scope !== 'Namespaced' && scope !== 'Cluster') {
    throw new Failure(`${file}: spec.scope is ${JSON.stringify(scope)}, neither 'Namespaced' nor 'Cluster'`);
  }
  return {
    group: text(spec.group, 'spec.group', file),
    version: text(version.name, 'the name of the version', file),
    kind,
    plural: text(names.plural, 'spec.names.plural', file),
    scope,
    schema: withoutStatus(structure(schemaOf(version, file), kind)),
  };
}

/** The content of a JSON file. @throws when it cannot be read or is not JSON. */
export function parse(file: string): unknown {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
  }
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Failure(`${file} is not JSON: ${(error as Error).message}`);
  }
}

/** The `spec` of a parsed CRD. @throws when the value is none. */
export function specOf(crd: unknown, file: string): Json {
  const { apiVersion, kind, spec } = isObject(crd) ? crd : {} as Json;
  if (apiVersion !== 'apiextensions.k8s.io/v1' || kind !== 'CustomResourceDefinition' || !isObject(spec)) {
    throw new Failure(`${file} is not an apiextensions.k8s.io/v1 CustomResourceDefinition`);
  }
  return spec;
}

function versionsIn(spec: Json): readonly Json[] {
  return Array.isArray(spec.versions) ? spec.versions.filter(isObject) : [];
}

function servedVersion(spec: Json, wanted: string, file: string): Json {
  const version = versionsIn(spec).find(({ name, served }) => name === wanted && served === true);
  if (version === undefined) throw new Failure(`${file} serves no version ${wanted}: correct imports/upstreams.json`);
  return version;
}

function storedVersion(spec: Json, file: string): Json {
  const stored = versionsIn(spec).filter(version => version.storage === true);
  if (stored.length !== 1) throw new Failure(`${file} has ${stored.length} stored versions, a CRD has exactly one`);
  return stored[0];
}

/** The schema of a version of a CRD. @throws when it has none of an object. */
export function schemaOf(version: Json, file: string): Json {
  const schema = isObject(version.schema) ? version.schema.openAPIV3Schema : undefined;
  if (!isObject(schema) || schema.type !== 'object' || !isObject(schema.properties)) {
    throw new Failure(`${file}: the version ${JSON.stringify(version.name)} has no object schema`);
  }
  return schema;
}

function text(value: unknown, what: string, file: string): string {
  if (typeof value !== 'string' || value === '') throw new Failure(`${file}: ${what} is ${JSON.stringify(value)}, expected a text`);
  return value;
}
