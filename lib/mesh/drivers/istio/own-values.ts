import type { IstioChart } from './value-keys';
import { valueKeys } from './value-keys';
import { isMap } from '../../../fleet/collections';

type Values = Readonly<Record<string, unknown>>;

/** Values that the mesh writes in several places at once, by path, each with the option that they come from. */
const OWNED: Readonly<Record<string, string>> = {
  'global.meshID': 'meshId', 'global.multiCluster': 'clusterId of the member', 'multiCluster': 'clusterId of the member', 'global.network': 'network of the member',
  'network': 'network of the member', 'networkGateway': 'network of the member', 'global.istioNamespace': 'systemNamespace', 'istioNamespace': 'systemNamespace',
  'global.hub': 'hub', 'hub': 'hub', 'global.tag': 'version', 'tag': 'version', 'global.variant': 'variant', 'variant': 'variant', 'revision': 'revision', 'defaultRevision': 'revision',
  'meshConfig.trustDomain': 'trustDomain', 'meshConfig.trustDomainAliases': 'trustDomainAliases', 'global.proxy.clusterDomain': 'clusterDomain',
  'meshConfig.rootNamespace': 'systemNamespace', 'profile': 'the form of the mesh', 'global.profile': 'the form of the mesh', 'istiodRemote': 'the form of the mesh',
  'global.remotePilotAddress': 'primaryAddress', 'global.externalIstiod': 'the form of the mesh', 'env.EXTERNAL_ISTIOD': 'the form of the mesh',
  'env.CLUSTER_ID': 'clusterId of the member', 'env.PILOT_ENABLE_AMBIENT': 'the form of the mesh', 'env.AMBIENT_ENABLE_MULTI_NETWORK': 'the form of the mesh',
  'env.AMBIENT_ENABLE_MULTI_NETWORK_INGRESS': 'multiNetworkIngress', 'env.PILOT_MULTICLUSTER_KUBECONFIG_PATH': 'mountedKubeconfigs', 'env.ISTIO_MULTIROOT_MESH': 'certificateAuthority',
  'env.ENABLE_MCS_SERVICE_DISCOVERY': 'multiClusterServices', 'env.ENABLE_MCS_HOST': 'multiClusterServices', 'name': 'the mesh itself', 'labels.istio': 'the mesh itself',
};
/** Lists to which people add. */
const LISTS = ['volumes', 'volumeMounts'];

/**
 * Checks the values that people add to a chart.
 *
 * @throws for a key that the chart does not have, for a value that an option of the mesh decides, and for a variable that is no text
 */
export function checkValues(where: string, chart: IstioChart, minor: string, values: unknown): void {
  if (!isMap(values)) {
    throw new Error(`${where}: write an object, got ${String(values)}`);
  }
  if ('pilot' in values) {
    throw new Error(`${where}.pilot: what is in it counts for the top of the values; write it there`);
  }
  const known = valueKeys(chart, minor);
  const unknown = Object.keys(values).find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new Error(`${where}.${unknown}: the chart ${chart} of Istio ${minor} has no such value, and would drop it without a word; it has ${known.join(', ')}`);
  }
  for (const [path, option] of Object.entries(OWNED)) {
    if (has(values, path.split('.'))) {
      throw new Error(`${where}.${path}: the mesh writes it, to every place that it must be the same in, from ${option}; remove it here`);
    }
  }
  if (isMap(values.env)) {
    const bad = Object.entries(values.env).find(([, value]) => typeof value !== 'string');
    if (bad) {
      throw new Error(`${where}.env.${bad[0]}: write text, as environment variables have it: '${String(bad[1])}'`);
    }
  }
}

/** Values with others on top, which may not be in the way of each other: maps merge, lists of volumes are joined, anything else is replaced. */
export function withValues(base: Values, ...others: readonly (Values | undefined)[]): Values {
  return others.reduce<Values>((merged, more) => (more === undefined ? merged : merge(merged, more)), base);
}

function merge(base: Values, more: Values): Values {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(more)) {
    const present = merged[key];
    merged[key] = isMap(present) && isMap(value) ? merge(present, value)
      : LISTS.includes(key) && Array.isArray(present) && Array.isArray(value) ? [...present, ...value as unknown[]] : value;
  }
  return merged;
}

function has(values: unknown, [first, ...rest]: readonly string[]): boolean {
  return isMap(values) && Object.hasOwn(values, first) && (rest.length === 0 || has(values[first], rest));
}
