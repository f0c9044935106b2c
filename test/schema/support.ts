import { CompiledSchema, SchemaViolation } from '../../lib/schema';

/** A kind whose `spec` has the given schema. */
export function kindWith(spec: object, scope: 'Namespaced' | 'Cluster' = 'Namespaced', whole: object = {}): CompiledSchema {
  return CompiledSchema.compile({
    group: 'example.com', version: 'v1', kind: 'Thing', scope,
    schema: {
      type: 'object',
      properties: { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { type: 'object' }, spec },
      ...whole,
    },
  });
}

/** An object of that kind. */
export function thing(spec: unknown, metadata: unknown = { name: 'one' }): object {
  return { apiVersion: 'example.com/v1', kind: 'Thing', metadata, spec };
}

/** What is wrong with a `spec`, as `path rule: message`. */
export function faults(schema: object, spec: unknown): readonly string[] {
  return texts(kindWith(schema).check(thing(spec)));
}

/** Violations as `path rule: message`. */
export function texts(violations: readonly SchemaViolation[]): readonly string[] {
  return violations.map(({ path, rule, message }) => `${path} ${rule}: ${message}`);
}
