import { parse, readCrd, schemaOf, specOf } from './crd';
import { Failure } from './failure';
import { isObject, Json, structure } from './structure';
import type { DefinitionManifest, DefinitionNames, DefinitionVersion, PrinterColumn } from '../../imports/definition-manifest';

/** The printer columns of definitions by their name: the trimmed CRDs have none. */
export type Columns = Readonly<Record<string, readonly PrinterColumn[] | undefined>>;

/** What may stand in a spec and in a version; anything else has a meaning that would be lost. */
const SPEC_FIELDS = ['group', 'names', 'scope', 'versions'];
const VERSION_FIELDS = ['name', 'served', 'storage', 'deprecated', 'deprecationWarning', 'schema', 'subresources', 'selectableFields'];

/**
 * Kinds that have a `status` without the subresource, so that only their upstream tells: argoproj/argo-cd v3.5.1 `manifests/crds`,
 * external-secrets v2.9.0 `config/crds/bases`, submariner-operator v0.19.0-rc3 `pkg/embeddedyamls/yamls.go`.
 */
const STATUS_WITHOUT_SUBRESOURCE = [
  'applications.argoproj.io', 'appprojects.argoproj.io', 'generatorstates.generators.external-secrets.io', 'gateways.submariner.io', 'routeagents.submariner.io',
];

/** Any content, kept as it is: the trimmed CRDs do not say what a status holds, and an API server drops what no schema names. */
const ANY_STATUS = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };

/**
 * The CRD in a JSON file as it is applied: without prose, with its printer columns, and with a status that may hold anything.
 *
 * @throws when it is no CRD, has fields that are not known here, or when `columns` does not know it.
 */
export function readDefinition(file: string, columns: Columns): DefinitionManifest {
  const { group, plural, scope } = readCrd(file);
  const crd = parse(file) as Json;
  const spec = specOf(crd, file);
  assertKnown(spec, SPEC_FIELDS, `${file}: spec`);
  const name = `${plural}.${group}`;
  const found = isObject(crd.metadata) ? crd.metadata.name : undefined;
  if (found !== name) throw new Failure(`${file}: metadata.name is ${JSON.stringify(found)}, expected '${name}' after its plural and group`);
  const shown = columns[name];
  if (shown === undefined) {
    throw new Failure(`scripts/import/printer-columns.json lacks ${name}: copy its additionalPrinterColumns from the release, [] if it has none`);
  }
  const versions = (spec.versions as Json[]).map(version => readVersion(version, name, shown, file));
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name },
    spec: { group, names: spec.names as DefinitionNames, scope, versions },
  };
}

function readVersion(version: Json, crd: string, columns: readonly PrinterColumn[], file: string): DefinitionVersion {
  assertKnown(version, VERSION_FIELDS, `${file}: version ${JSON.stringify(version.name)}`);
  const schema = schemaOf(version, file);
  const hasStatus = STATUS_WITHOUT_SUBRESOURCE.includes(crd) || (isObject(version.subresources) && version.subresources.status !== undefined);
  return {
    ...version,
    schema: { openAPIV3Schema: structure(hasStatus ? withStatus(schema) : schema, crd) },
    // Nobody lists a version that is not served.
    ...version.served === true && columns.length > 0 ? { additionalPrinterColumns: columns } : {},
  } as unknown as DefinitionVersion;
}

function withStatus(schema: Json): Json {
  return { ...schema, properties: { ...schema.properties as Json, status: ANY_STATUS } };
}

function assertKnown(value: Json, fields: readonly string[], where: string): void {
  const unknown = Object.keys(value).find(field => !fields.includes(field));
  if (unknown !== undefined) throw new Failure(`${where} has '${unknown}': add it to scripts/import/definition.ts once its meaning is clear`);
}
