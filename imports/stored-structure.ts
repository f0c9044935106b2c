import type { DefinitionManifest } from './definition-manifest';
import type { KindStructure } from './kind-structure';

/** What the schema of an object holds at its top. */
interface ObjectSchema {
  readonly properties?: unknown;
  readonly required?: unknown;
}

/** The structure of the kind that a CustomResourceDefinition defines, from its stored version. */
export function storedStructure({ spec }: DefinitionManifest): KindStructure {
  const { name, schema } = spec.versions.find(({ storage }) => storage)!;
  const { group, scope, names: { kind, plural } } = spec;
  return { group, version: name, kind, plural, scope, schema: withoutStatus(schema.openAPIV3Schema) };
}

/** The schema of an object without its `status`: only controllers write that. */
export function withoutStatus<T extends ObjectSchema>(schema: T): T {
  const { status: _status, ...properties } = schema.properties as Readonly<Record<string, unknown>>;
  if (!Array.isArray(schema.required)) return { ...schema, properties };
  return { ...schema, properties, required: schema.required.filter(name => name !== 'status') };
}
