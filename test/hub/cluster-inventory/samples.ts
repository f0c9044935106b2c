import { App } from 'cdk8s';
import { parse } from 'yaml';
import { EksAccess, ExistingCluster, ExistingClusterProps, Fleet, KubeconfigAccess } from '../../../lib/fleet';
import { ClusterInventory, ClusterInventoryProps } from '../../../lib/hub/cluster-inventory';
import { newFleet } from '../../fleet/members';

/** A certificate as kubeconfigs have it. */
export const CA = base64('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');

export const EKS: EksAccess = {
  type: 'eks', server: 'https://0123.gr7.eu-west-1.eks.amazonaws.com', certificateAuthority: CA,
  clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu', roleArn: 'arn:aws:iam::111122223333:role/argo-cd',
};
export const BY_SECRET: KubeconfigAccess = { type: 'kubeconfig', namespace: 'clusters', name: 'office-kubeconfig' };

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** A fleet in which an `ExistingCluster` is made for each entry, in their order. */
export function fleetOf(clusters: Readonly<Record<string, Partial<ExistingClusterProps>>>, app = new App(), id = 'acme'): Fleet {
  const fleet = newFleet(app, {}, id);
  Object.entries(clusters).forEach(([name, props]) => addCluster(fleet, name, props));
  return fleet;
}

export function addCluster(fleet: Fleet, name: string, props: Partial<ExistingClusterProps> = {}): ExistingCluster {
  const number = fleet.node.children.length * 2 + (fleet.node.id === 'acme' ? 0 : 100);
  const network = { pods: `10.${number}.0.0/16`, services: `10.${number + 1}.0.0/16` };
  return new ExistingCluster(fleet, name, { version: '1.34.1', network, ...props });
}

export function addInventory(fleet: Fleet, props: ClusterInventoryProps = {}): ClusterInventory {
  return new ClusterInventory(fleet, 'inventory', props);
}

/** The ClusterProfiles on the hub. */
export function profilesOf(fleet: Fleet): readonly any[] {
  fleet.settle();
  return fleet.hub.chart.toJson().filter(({ kind }) => kind === 'ClusterProfile');
}

/** A kubeconfig as its readers see it. */
export interface Kubeconfig {
  readonly clusters: readonly { readonly name: string; readonly cluster: any }[];
  readonly contexts: readonly { readonly name: string; readonly context: any }[];
  readonly users: readonly { readonly name: string; readonly user: any }[];
}

/** The kubeconfig that a fleet has written; undefined when it has none. */
export function kubeconfigIn(fleet: Fleet): Kubeconfig | undefined {
  const files = fleet.addedFiles().filter(([path]) => path.endsWith('_kubeconfig'));
  return files.length === 0 ? undefined : parse(files[0][1]) as Kubeconfig;
}

/** Every key at any depth of a value. */
export function keysIn(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null
    ? [...Array.isArray(value) ? [] : Object.keys(value), ...Object.values(value).flatMap(keysIn)]
    : [];
}
