import { dnsLabelFault, labelValueFault, qualifiedNameFault } from './names';
import { Report } from './report';
import { describe, show } from './show';
import { suggest } from './suggest';

type Fields = Readonly<Record<string, unknown>>;
type MetaType = 'string' | 'integer' | 'time' | 'strings' | 'texts' | 'owners' | 'objects';

/** Fields of ObjectMeta. Source: Kubernetes 1.34, `apimachinery/pkg/apis/meta/v1/types.go`. */
const FIELDS: Readonly<Record<string, MetaType>> = {
  name: 'string',
  generateName: 'string',
  namespace: 'string',
  selfLink: 'string',
  uid: 'string',
  resourceVersion: 'string',
  generation: 'integer',
  creationTimestamp: 'time',
  deletionTimestamp: 'time',
  deletionGracePeriodSeconds: 'integer',
  labels: 'texts',
  annotations: 'texts',
  ownerReferences: 'owners',
  finalizers: 'strings',
  managedFields: 'objects',
};
const OWNER_NEEDS = ['apiVersion', 'kind', 'name', 'uid'];
const OWNER_FIELDS = new Set([...OWNER_NEEDS, 'controller', 'blockOwnerDeletion']);
/** Bytes of all annotation keys and values together. Source: Kubernetes 1.34, `TotalAnnotationSizeLimitB`. */
const ANNOTATION_BYTES = 256 * 1024;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

const EXPECTED: Readonly<Record<MetaType, string>> = {
  string: 'a string', integer: 'an integer', time: 'an RFC 3339 time', strings: 'a list of strings', texts: 'a map of strings', owners: 'a list of objects', objects: 'a list of objects',
};

/**
 * Checks `metadata` as the API server does for every kind, CRD or not; the name is checked by the caller, for the rule differs between an
 * object and one inside another.
 *
 * @param metadata what is written under `metadata`
 * @returns the fields; undefined when there are none
 */
export function checkObjectMeta(metadata: unknown, report: Report): Fields | undefined {
  if (!isObject(metadata)) {
    report.add('type', `must be of type object, got ${describe(metadata)}`);
    return undefined;
  }
  for (const [name, value] of Object.entries(metadata)) {
    if (value === undefined) continue;
    report.enter(name);
    if (!Object.hasOwn(FIELDS, name)) reportUnknown(name, report);
    else if (value !== null && !hasType(FIELDS[name], value)) report.add('type', `must be ${EXPECTED[FIELDS[name]]}, got ${show(value)}`);
    else if (value !== null) checkField(name, value, report);
    report.leave();
  }
  return metadata;
}

function checkField(name: string, value: unknown, report: Report): void {
  switch (name) {
    case 'labels': return checkLabels(value as Record<string, string>, report);
    case 'annotations': return checkAnnotations(value as Record<string, string>, report);
    case 'ownerReferences': return checkOwners(value as readonly Fields[], report);
    case 'finalizers':
      return (value as ReadonlyArray<string | null>).forEach((finalizer, i) => fault(finalizer, qualifiedNameFault(finalizer ?? ''), report, i));
    case 'namespace':
      return value === '' ? undefined : fault(value as string, dnsLabelFault(value as string), report);
    case 'generation':
      if ((value as number) < 0) report.add('metadata', `${show(value)} is negative`);
  }
}

function checkLabels(labels: Readonly<Record<string, string>>, report: Report): void {
  for (const [key, value] of Object.entries(labels)) {
    if (value === undefined) continue;
    const wrongKey = qualifiedNameFault(key);
    if (wrongKey) report.add('metadata', `label key ${show(key)} ${wrongKey}`, key);
    const wrong = labelValueFault(value ?? '');
    if (wrong) report.add('metadata', `label value ${show(value)} ${wrong}`, key);
  }
}

function checkAnnotations(annotations: Readonly<Record<string, string>>, report: Report): void {
  let bytes = 0;
  for (const [key, value] of Object.entries(annotations)) {
    if (value === undefined) continue;
    const wrong = qualifiedNameFault(key.toLowerCase());
    if (wrong) report.add('metadata', `annotation key ${show(key)} ${wrong}`, key);
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value ?? '');
  }
  if (bytes > ANNOTATION_BYTES) report.add('metadata', `annotations take ${bytes} bytes, at most ${ANNOTATION_BYTES} are allowed`);
}

function checkOwners(owners: readonly Fields[], report: Report): void {
  owners.forEach((owner, i) => {
    for (const name of OWNER_NEEDS) {
      if (typeof owner[name] !== 'string' || owner[name] === '') report.add('required', 'required field is missing (string)', i, name);
    }
    for (const name of Object.keys(owner)) {
      if (!OWNER_FIELDS.has(name)) report.add('unknown-field', `unknown field${hint(name, OWNER_FIELDS)}`, i, name);
    }
  });
  if (owners.filter(owner => owner.controller === true).length > 1) report.add('metadata', 'more than one owner is the controller');
}

function reportUnknown(name: string, report: Report): void {
  report.add('unknown-field', `unknown field, the API server would drop it without a word${hint(name, Object.keys(FIELDS))}`);
}

function hint(name: string, known: Iterable<string>): string {
  const meant = suggest(name, known);
  return meant === undefined ? '' : `; did you mean '${meant}'?`;
}

function fault(value: unknown, wrong: string | undefined, report: Report, ...below: readonly number[]): void {
  if (wrong) report.add('metadata', `${show(value)} ${wrong}`, ...below);
}

function hasType(type: MetaType, value: unknown): boolean {
  switch (type) {
    case 'string': return typeof value === 'string';
    case 'integer': return Number.isInteger(value);
    case 'time': return typeof value === 'string' && TIME.test(value) && !Number.isNaN(Date.parse(value));
    case 'strings': return Array.isArray(value) && value.every(item => item === null || typeof item === 'string');
    case 'texts': return isObject(value) && Object.values(value).every(item => item === null || item === undefined || typeof item === 'string');
    default: return Array.isArray(value) && value.every(isObject);
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
