import type { IstioProps, IstioValues } from './props';
import type { IstioChart } from './value-keys';
import { KNOWN_MAPS, valueKeys } from './value-keys';
import { isMap } from '../../../fleet/collections';

type Values = Readonly<Record<string, unknown>>;
/** Where a value is: keys, for some have dots. */
type Path = readonly string[];

const METADATA: Path = ['meshConfig', 'defaultConfig', 'proxyMetadata'];
/** A variable of proxies: of those that a chart runs, and of all that get their metadata. */
const ofProxies = (name: string): readonly Path[] => [['env', name], [...METADATA, name]];

/** Values that the mesh writes in several places at once, by the option that they come from. */
const OWNED_BY: Readonly<Record<string, readonly Path[]>> = {
  'meshId': [['global', 'meshID'], ['meshConfig', 'defaultConfig', 'meshId'], ...ofProxies('ISTIO_META_MESH_ID')],
  'clusterId of the member': [['global', 'multiCluster'], ['multiCluster'], ['env', 'CLUSTER_ID'], ...ofProxies('ISTIO_META_CLUSTER_ID')],
  'network of the member': [
    ['global', 'network'], ['network'], ['networkGateway'], ['labels', 'topology.istio.io/network'],
    ...ofProxies('ISTIO_META_NETWORK'), ...ofProxies('ISTIO_META_REQUESTED_NETWORK_VIEW'), ...ofProxies('NETWORK'),
  ],
  'systemNamespace': [['global', 'istioNamespace'], ['istioNamespace'], ['meshConfig', 'rootNamespace']],
  'hub': [['global', 'hub'], ['hub']],
  'version': [['global', 'tag'], ['tag']],
  'variant': [['global', 'variant'], ['variant']],
  'revision': [['revision'], ['defaultRevision']],
  'trustDomain': [['meshConfig', 'trustDomain'], ['global', 'trustDomain']],
  'trustDomainAliases': [['meshConfig', 'trustDomainAliases']],
  'clusterDomain': [['global', 'proxy', 'clusterDomain'], ...ofProxies('CLUSTER_DOMAIN')],
  'primaryAddress': [['global', 'remotePilotAddress']],
  'the form of the mesh': [
    ['profile'], ['global', 'profile'], ['istiodRemote'], ['global', 'externalIstiod'], ['global', 'configCluster'],
    ['env', 'EXTERNAL_ISTIOD'], ['env', 'PILOT_ENABLE_AMBIENT'], ['env', 'AMBIENT_ENABLE_MULTI_NETWORK'],
  ],
  'multiNetworkIngress': [['env', 'AMBIENT_ENABLE_MULTI_NETWORK_INGRESS']],
  'mountedKubeconfigs': [['env', 'PILOT_MULTICLUSTER_KUBECONFIG_PATH']],
  'certificateAuthority': [['env', 'ISTIO_MULTIROOT_MESH'], ['meshConfig', 'caCertificates'], [...METADATA, 'PROXY_CONFIG_XDS_AGENT']],
  'multiClusterServices': [['env', 'ENABLE_MCS_SERVICE_DISCOVERY'], ['env', 'ENABLE_MCS_HOST']],
  'the mesh itself': [['name'], ['labels', 'istio']],
};
const OWNED = Object.entries(OWNED_BY).flatMap(([option, paths]) => paths.map(path => ({ option, path })));
/** Values that the mesh needs as the charts have them. */
const KEPT: readonly { readonly path: Path; readonly as: unknown; readonly why: string }[] = [
  { path: ['global', 'enableReaderRBAC'], as: true, why: 'other members read this one by the ClusterRole that goes away with it' },
  ...[['global', 'resourceScope'], ['resourceScope']].map(path => ({ path, as: 'all', why: 'nobody else installs the rest of the chart' })),
];
/** Lists to which people add. */
const LISTS = ['volumes', 'volumeMounts'];

/**
 * Checks the values that people add to a chart. `undefined` is as if it were not there.
 *
 * @throws for a key that the chart does not have, for a value that an option of the mesh decides or that the mesh needs, for what would wipe such
 * values out, and for a variable that is no text
 */
export function checkValues(where: string, chart: IstioChart, minor: string, values: unknown): void {
  if (!isMap(values)) {
    throw new Error(`${where}: write an object, got ${String(values)}`);
  }
  checkKeys(where, chart, minor, values);
  checkOwned(where, values);
  for (const { path, as, why } of KEPT) {
    const value = valueAt(where, values, path);
    if (value !== undefined && value !== as) {
      throw new Error(`${nameOf(where, path)}: leave it at ${JSON.stringify(as)}, for ${why}; remove it here`);
    }
  }
  const noList = LISTS.find(key => values[key] !== undefined && !Array.isArray(values[key]));
  if (noList !== undefined) {
    throw new Error(`${where}.${noList}: write a list; the mesh adds to it`);
  }
  if (isMap(values.env)) {
    const bad = Object.entries(values.env).find(([, value]) => value !== undefined && typeof value !== 'string');
    if (bad) {
      throw new Error(`${where}.env.${bad[0]}: write text, as environment variables have it: '${String(bad[1])}'`);
    }
  }
}

/** @throws for a variable that istiod leaves out of account without two others (istio 1.30 pilot/pkg/features/experimental.go) */
export function checkClusterLocal(where: string, values: IstioValues | undefined, services: IstioProps['multiClusterServices']): void {
  const name = 'ENABLE_MCS_CLUSTER_LOCAL';
  const istiod = values?.istiod ?? {};
  const isThere = valueAt(where, istiod, ['env', name]) !== undefined || sourcedVariables(istiod).includes(name);
  if (isThere && typeof services !== 'object') {
    throw new Error(`${where}.istiod.env.${name}: istiod switches it off without names of clusterset.local; write multiClusterServices: { controller: '...' }, or remove it`);
  }
}

/** Values with others on top, which may not be in the way of each other: maps merge, lists of volumes are joined, anything else is replaced. */
export function withValues(base: Values, ...others: readonly (Values | undefined)[]): Values {
  return others.reduce<Values>((merged, more) => (more === undefined ? merged : merge(merged, more)), base);
}

function checkKeys(where: string, chart: IstioChart, minor: string, values: Values): void {
  if ('pilot' in values) {
    throw new Error(`${where}.pilot: what is in it counts for the top of the values; write it there`);
  }
  const known = valueKeys(chart, minor);
  const unknown = Object.keys(values).find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new Error(`${where}.${unknown}: the chart ${chart} of Istio ${minor} has no such value, and would drop it without a word; it has ${known.join(', ')}`);
  }
  for (const { path, keys } of KNOWN_MAPS) {
    const map = valueAt(where, values, path);
    const stray = isMap(map) ? Object.keys(map).find(key => !keys.includes(key)) : undefined;
    if (stray !== undefined) {
      throw new Error(`${nameOf(where, [...path, stray])}: Istio has no such value, and would drop it without a word; write one of ${keys.join(', ')}`);
    }
  }
}

function checkOwned(where: string, values: Values): void {
  const sourced = sourcedVariables(values);
  for (const { option, path } of OWNED) {
    const [first, variable] = path;
    const isSourced = first === 'env' && sourced.includes(variable);
    if (isSourced || valueAt(where, values, path) !== undefined) {
      const name = isSourced ? `${where}.envVarFrom: ${variable}` : nameOf(where, path);
      throw new Error(`${name}: the mesh writes it, to every place that it must be the same in, from ${option}; remove it here`);
    }
  }
}

/** Names of the variables whose entries are written in full: charts put them after the others, and the last of a name counts. */
function sourcedVariables({ envVarFrom }: Values): readonly unknown[] {
  return Array.isArray(envVarFrom) ? envVarFrom.map(entry => (isMap(entry) ? entry.name : undefined)) : [];
}

/** @throws for what is no map on the way: it would take values of the mesh away */
function valueAt(where: string, values: Values, path: Path): unknown {
  return path.reduce<unknown>((at, key, depth) => {
    if (at !== undefined && !isMap(at)) {
      throw new Error(`${nameOf(where, path.slice(0, depth))}: write an object; the mesh has values in it, got ${JSON.stringify(at)}`);
    }
    return at?.[key];
  }, values);
}

/** How messages write the place of a value. */
function nameOf(where: string, path: Path): string {
  return where + path.map(key => (/^\w+$/.test(key) ? `.${key}` : `['${key}']`)).join('');
}

function merge(base: Values, more: Values): Values {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(more).filter(([, given]) => given !== undefined)) {
    const present = merged[key];
    merged[key] = isMap(present) && isMap(value) ? merge(present, value)
      : LISTS.includes(key) && Array.isArray(present) && Array.isArray(value) ? [...present, ...value as unknown[]] : value;
  }
  return merged;
}
