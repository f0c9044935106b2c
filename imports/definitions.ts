import type { DefinitionManifest } from './definition-manifest';
import { UPSTREAMS } from './table';

export type { DefinitionManifest } from './definition-manifest';

/**
 * The CustomResourceDefinitions of an upstream as they are applied, sorted by name. Every call gives objects of their own, to be labelled.
 *
 * They are read from disk when they are asked for, so importing this costs nothing.
 *
 * They need a server-side apply: ApplicationSet of Argo CD is larger than the 256 KiB that a client-side one may keep in its annotation.
 * They carry no labels, also where the upstream's own manifests do. A status may hold anything. Rules have no messages.
 *
 * @param upstream a name of `imports/upstreams.json`, e.g. `cert-manager`
 * @throws for an upstream whose line there does not say `"definitions": true`
 */
export function definitionsOf(upstream: string): readonly DefinitionManifest[] {
  const { definitions } = UPSTREAMS.find(({ name }) => name === upstream) ?? {};
  if (definitions === undefined) throw new Error(`imports/upstreams.json lists no definitions of '${upstream}'`);
  return structuredClone(definitions());
}
