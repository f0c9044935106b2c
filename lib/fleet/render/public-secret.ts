import { isMap } from '../collections';
import type { DeferredValues } from '../deferred-values';
import type { Manifest } from '../manifest';

/** The paths in a value that are not known to be public. */
type NotPublic = (path: string, value: unknown) => readonly string[];

const LINE = text(/^.{0,253}$/);
const FLAG_TEXT = text(/^(true|false)$/);
const DIGITS = text(/^\d{1,9}$/);
const FLAG: NotPublic = (path, value) => (typeof value === 'boolean' ? [] : [path]);

/** Addresses without a user's password, a token for a user's name, or a query, which can hold a token. With SSH a name alone lets nobody in. */
const ADDRESSES: readonly RegExp[] = [
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@\\]+(\/[^\s?#\\]*)?$/i,
  /^ssh:\/\/[\w.-]+@[^\s/?#@\\]+(\/[^\s?#\\]*)?$/,
  /^[\w.-]+@[\w.-]+:[^\s?#@\\]*$/,
  /^[\w.-]+(:\d+)?(\/[^\s?#@\\]*)?$/,
];
const ADDRESS = text(...ADDRESSES);
/** An Argo CD that AWS runs knows clusters by their ARN. */
const SERVER = text(...ADDRESSES, /^arn:aws[\w-]*:eks:[a-z0-9-]+:\d{12}:cluster\/[\w-]+$/);

const CERTIFICATES = /^\s*(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/;
const CA_DATA: NotPublic = (path, value) =>
  (typeof value === 'string' && /^[A-Za-z0-9+/]+={0,2}$/.test(value) && CERTIFICATES.test(Buffer.from(value, 'base64').toString('latin1')) ? [] : [path]);

/** Arguments of the one program that comes with Argo CD for this (v3.5.1 cmd/argocd-k8s-auth); those of another may be tokens. */
const AUTH_ARGUMENTS: NotPublic = (path, value) =>
  (Array.isArray(value) && value.every(item => typeof item === 'string' && /^([^-]|--(cluster-name|role-arn|profile)(=|$)).{0,253}$/.test(item)) ? [] : [path]);

/** What of a cluster's `config` says how to get credentials, and holds none (Argo CD v3.5.1 pkg/apis/application/v1alpha1 ClusterConfig). */
const CLUSTER_CONFIG = fields({
  awsAuthConfig: fields({ clusterName: LINE, roleARN: LINE, profile: LINE }),
  execProviderConfig: fields({
    command: text(/^argocd-k8s-auth$/), args: AUTH_ARGUMENTS, apiVersion: LINE, installHint: LINE, provideClusterInfo: FLAG,
  }),
  tlsClientConfig: fields({ insecure: FLAG, serverName: LINE, caData: CA_DATA }),
  proxyUrl: ADDRESS,
  disableCompression: FLAG,
});

/** Keys of repositories that are no credentials (Argo CD v3.5.1 util/db/repository_secrets.go secretToRepository). */
const REPOSITORY = fields({
  type: text(/^(git|helm|oci)$/), url: ADDRESS, name: LINE, project: LINE, depth: DIGITS, proxy: ADDRESS, noProxy: LINE,
  ...Object.fromEntries([
    'enableLfs', 'enableOCI', 'forceHttpBasicAuth', 'insecure', 'insecureIgnoreHostKey', 'insecureOCIForceHttp', 'useAzureWorkloadIdentity',
    'webhookManifestCacheWarmDisabled',
  ].map(key => [key, FLAG_TEXT])),
});

/** Argo CD keeps clusters and repositories in Secrets also where nothing about them is secret; by the value of their label. */
const PUBLIC_SECRETS: Readonly<Record<string, NotPublic>> = {
  'cluster': fields({
    name: LINE, server: SERVER, config: json(CLUSTER_CONFIG), namespaces: LINE, clusterResources: FLAG_TEXT, project: LINE, shard: DIGITS,
  }),
  'repository': REPOSITORY,
  'repo-creds': REPOSITORY,
};

/**
 * Where Cilium finds its peers, and which files hold the certificates for it: what its chart writes for peers whose authority is shared (cilium v1.20
 * `templates/clustermesh-config/_helpers.tpl`). Only this text, with one endpoint: another field, also in flow style or by an anchor, is another
 * text.
 */
const CILIUM_PEER = base64(new RegExp([
  '^endpoints:', String.raw`- https://([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\]):\d{1,5}`,
  ...[['trusted-ca-file', '-ca.crt'], ['key-file', '.key'], ['cert-file', '.crt']]
    .map(([field, end]) => `${field}: /var/lib/cilium/clustermesh/(local|common)-etcd-client${end.replace('.', String.raw`\.`)}`),
  '$',
].join('\n')));

/** Names of clusters in a mesh (cilium v1.20 `templates/validate.yaml`). With a dot in it a key is a file: `eu.etcd-client.key`. */
const CILIUM_CLUSTER = /^(?=.{1,32}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Cilium knows its peers by Secrets, also where nothing in them is secret; by name. */
const CILIUM_PEERS: readonly string[] = ['cilium-clustermesh', 'cilium-kvstoremesh'];

/**
 * The values of a Secret that may be secret, as paths: `stringData.config.bearerToken`. None when each is known to be public.
 *
 * What is known is written down; anything else counts as secret, also where it only looks a little different: keys in another case, which Go reads
 * alike, keys that are there twice, values in base64. What is deferred is in no output, and counts as public.
 */
export function secretValues(secret: Manifest, deferred?: DeferredValues): readonly string[] {
  return deferred === undefined || deferred.none ? knownSecretValues(secret) : knownSecretValues(withoutDeferred(secret, deferred));
}

function knownSecretValues(secret: Manifest): readonly string[] {
  if (CILIUM_PEERS.includes(secret.metadata.name)) {
    return [...valuesIn('data', secret.data, everyKey(CILIUM_CLUSTER, CILIUM_PEER)), ...valuesIn('stringData', secret.stringData, fields({}))];
  }
  const labels = (secret.metadata as { readonly labels?: Readonly<Record<string, string>> }).labels ?? {};
  const type = labels['argocd.argoproj.io/secret-type'];
  const known = Object.hasOwn(PUBLIC_SECRETS, type) ? PUBLIC_SECRETS[type] : fields({});
  return [...valuesIn('data', secret.data, fields({})), ...valuesIn('stringData', secret.stringData, known)];
}

/** Values that are deferred as a whole are left out; in JSON text, which Argo CD reads a cluster from, what is deferred becomes a field left out. */
function withoutDeferred(secret: Manifest, deferred: DeferredValues): Manifest {
  const without = (values: unknown) => (!isMap(values) ? deferred.isWhole(values) ? undefined : values : Object.fromEntries(Object.entries(values)
    .filter(([, value]) => !deferred.isWhole(value))
    .map(([key, value]) => [key, deferred.isIn(value) ? withoutDeferredFields(value, deferred) : value])));
  return { ...secret, data: without(secret.data), stringData: without(secret.stringData) };
}

function withoutDeferredFields(content: string, deferred: DeferredValues): string {
  const parsed = tryParse(content);
  return parsed === undefined ? content : JSON.stringify(parsed, (_, value: unknown) => (deferred.isWhole(value) ? undefined : value));
}

function valuesIn(field: string, value: unknown, known: NotPublic): readonly string[] {
  return value === undefined || value === null ? [] : known(field, value);
}

function text(...patterns: readonly RegExp[]): NotPublic {
  return (path, value) => (typeof value === 'string' && patterns.some(pattern => pattern.test(value)) ? [] : [path]);
}

function fields(known: Readonly<Record<string, NotPublic>>): NotPublic {
  return (path, value) => (isMap(value)
    ? Object.entries(value).flatMap(([key, item]) => (Object.hasOwn(known, key) ? known[key](`${path}.${key}`, item) : [`${path}.${key}`]))
    : [path]);
}

function everyKey(known: RegExp, content: NotPublic): NotPublic {
  return (path, value) => (isMap(value)
    ? Object.entries(value).flatMap(([key, item]) => (known.test(key) ? content(`${path}.${key}`, item) : [`${path}.${key}`])) : [path]);
}

/** Text in base64, in the one form that there is for it: decoders pass over what is no base64, and it would be in the output. */
function base64(pattern: RegExp): NotPublic {
  return (path, value) => {
    const decoded = typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
    return decoded !== undefined && decoded.toString('base64') === value && pattern.test(decoded.toString('latin1')) ? [] : [path];
  };
}

function json(content: NotPublic): NotPublic {
  return (path, value) => {
    const parsed = typeof value === 'string' ? tryParse(value) : undefined;
    return parsed === undefined ? [path] : content(path, parsed);
  };
}

/** JSON in which no map has a key twice: of two values the first is in the output, and gone from what is parsed. */
function tryParse(value: string): unknown {
  try {
    const parsed: unknown = JSON.parse(value);
    const written = [...value.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
    return written === countKeys(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function countKeys(value: unknown): number {
  const items = Array.isArray(value) || isMap(value) ? Object.values(value) : [];
  return items.reduce((sum: number, item) => sum + countKeys(item), isMap(value) ? items.length : 0);
}
