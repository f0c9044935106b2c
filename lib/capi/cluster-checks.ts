import type { ManagedClusterProps } from './managed-cluster';
import { ANY_TEXT, checkProps, FLAG, MAP, MAP_OR_FALSE, MAPS, OPENED_MAP, TEXT, TEXT_MAP, TEXT_OR_TEXTS, TEXTS } from '../fleet/check-props';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/** The label by which Cluster API, and add-ons of this library, find what belongs to a cluster. */
export const CLUSTER_NAME_LABEL = 'cluster.x-k8s.io/cluster-name';

/** @throws for props of a cluster that show their fault alone, without its infrastructure and without the fleet */
export function checkClusterProps(path: string, props: ManagedClusterProps<unknown, unknown>): void {
  checkProps(`${path}: `, props, {
    version: TEXT, infrastructure: MAP, controlPlane: OPENED_MAP, pools: OPENED_MAP, networkPlugin: MAP_OR_FALSE,
  }, {
    network: MAP, name: ANY_TEXT, namespace: TEXT, labels: TEXT_MAP, serviceDomain: TEXT, cloudController: MAP_OR_FALSE, storage: MAP_OR_FALSE,
    addOns: MAPS, paused: FLAG, deletionProtection: FLAG, servedByOthers: TEXTS,
  });
  checkProps(`${path}: network.`, props.network ?? {}, {}, { pods: TEXT_OR_TEXTS, services: TEXT_OR_TEXTS, nodes: TEXT_OR_TEXTS });
  checkPoolNames(path, Object.keys(props.pools));
  checkNames(path, props);
  const label = props.labels?.[CLUSTER_NAME_LABEL];
  if (label !== undefined) {
    throw new Error(`${path}: labels: ${CLUSTER_NAME_LABEL} is set to the name of the cluster by this library, got '${label}'; remove it`);
  }
}

/** @throws when two add-ons are the same Helm release */
export function checkReleases(path: string, releases: readonly string[]): void {
  const twice = releases.find((release, i) => releases.indexOf(release) !== i);
  if (twice !== undefined) {
    throw new Error(`${path}: two of networkPlugin, cloudController, storage and addOns are the Helm release '${twice}'; keep one`);
  }
}

/** @throws for a port that the infrastructure does not listen on */
export function checkApiServerPort(path: string, wished: number | undefined, only: number | undefined): void {
  if (wished !== undefined && only !== undefined && wished !== only) {
    throw new Error(`${path}: apiServerPort: on this infrastructure the API server is reached on ${only} only, got ${wished}; remove it`);
  }
}

function checkNames(path: string, { namespace = 'default', serviceDomain = 'cluster.local' }: { readonly namespace?: string; readonly serviceDomain?: string }): void {
  if (namespace.length > 63 || !DNS_LABEL.test(namespace)) {
    throw new Error(`${path}: namespace: write lower-case letters, digits and dashes, 63 at most, got '${namespace}'`);
  }
  // kubeadm refuses anything else, on the machine.
  if (serviceDomain.length > 253 || !DNS_SUBDOMAIN.test(serviceDomain)) {
    throw new Error(`${path}: serviceDomain: write a DNS domain in lower case such as 'cluster.local', got '${serviceDomain}'`);
  }
}

function checkPoolNames(path: string, names: readonly string[]): void {
  for (const name of names) {
    if (!DNS_LABEL.test(name) || name === 'control-plane') {
      throw new Error(`${path}: pools: '${name}' becomes part of object names; write lower-case letters, digits and dashes, and not 'control-plane'`);
    }
  }
}
