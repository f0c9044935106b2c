import type { KindStructure } from './kind-structure';
import { storedStructure } from './stored-structure';
import { UPSTREAMS } from './table';

export type { KindStructure } from './kind-structure';

/**
 * The structure of a kind, or undefined when the project does not import that kind at that version.
 *
 * The schemas of an upstream are read from disk when one of its kinds is first asked for, so importing the catalogue costs nothing.
 *
 * @param apiVersion `group/version` as in a manifest, e.g. `cluster.x-k8s.io/v1beta2`
 */
export function structureOf(apiVersion: string, kind: string): KindStructure | undefined {
  const gvk = `${apiVersion}/${kind}`;
  const upstream = UPSTREAMS.find(({ kinds }) => kinds.includes(gvk));
  const definition = upstream?.definitions?.().find(({ spec }) => apiVersion.startsWith(`${spec.group}/`) && spec.names.kind === kind);
  return definition === undefined ? upstream?.schemas?.()[gvk] : storedStructure(definition);
}

/** Every imported kind as `group/version/Kind`, in alphabetical order. */
export function knownKinds(): readonly string[] {
  return UPSTREAMS.flatMap(upstream => upstream.kinds).sort();
}

/** The versions at which a kind of a group is known: empty when the kind is not imported at all. */
export function versionsOf(group: string, kind: string): readonly string[] {
  return knownKinds()
    .map(gvk => gvk.split('/'))
    .filter(([knownGroup, , knownKind]) => knownGroup === group && knownKind === kind)
    .map(([, version]) => version);
}
