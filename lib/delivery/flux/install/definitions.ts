import type { ControllerTraits } from './controllers';
import { labelsOf } from './metadata';
import type { DefinitionManifest, DefinitionVersion } from '../../../../imports/definition-manifest';
import { definitionsOf } from '../../../../imports/definitions';

/** Its status is written by controllers that are no part of Flux, and need not say what they have seen. */
const WRITTEN_BY_OTHERS = ['ExternalArtifact'];

/** The definitions of the kinds of a controller. */
export function definitions(controller: ControllerTraits, namespace: string): readonly DefinitionManifest[] {
  return definitionsOf(controller.definitions).map(({ metadata, spec, ...definition }) => ({
    ...definition,
    metadata: { ...metadata, labels: { ...metadata.labels, ...labelsOf(namespace, controller.name) } },
    spec: { ...spec, versions: WRITTEN_BY_OTHERS.includes(spec.names.kind) ? spec.versions : spec.versions.map(withUnseenStatus) },
  }));
}

/**
 * Objects are born with a status that says that nobody has seen them (`+kubebuilder:default` of `Status` in `api/` of the controllers).
 *
 * Without it they would be ready for who waits for them until their controller writes the first status: one without conditions is (fluxcd/cli-utils
 * v1.2.2 `pkg/kstatus/status/status.go`). A wave would go on before the one that it waits for has begun.
 */
function withUnseenStatus(version: DefinitionVersion): DefinitionVersion {
  const { openAPIV3Schema: schema } = version.schema;
  const { status } = schema.properties;
  if (status === undefined) {
    return version;
  }
  const properties = { ...schema.properties, status: { ...status, default: { observedGeneration: -1 } } };
  return { ...version, schema: { openAPIV3Schema: { ...schema, properties } } };
}
