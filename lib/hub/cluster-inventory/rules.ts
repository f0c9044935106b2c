import { LeftOut } from './kubeconfig-entries';
import { ClusterInventoryProps } from './props';
import { Finding, FleetModel, RuleText } from '../../fleet';
import { didYouMean } from '../../fleet/lock/names';
import { finding } from '../../fleet/rules/text';

/** Names in the props of an inventory that the fleet does not have. */
export const CLUSTER_INVENTORY_UNKNOWN_NAME: RuleText = {
  code: 'cluster-inventory-unknown-name',
  severity: 'error',
  summary: 'A ClusterInventory names a cluster, or a label of clusters, that the fleet does not have.',
  why: 'A misspelt cluster would be missing in the kubeconfig, and a misspelt label in every ClusterProfile, where what selects by it finds nothing.',
  fix: 'Correct the name, or declare the cluster.',
};

/** A cluster that the kubeconfig does not have. */
export const KUBECONFIG_ACCESS_UNKNOWN: RuleText = {
  code: 'kubeconfig-access-unknown',
  severity: 'warning',
  summary: 'A cluster is left out of the kubeconfig: the program does not say where its API server is, or how people get in.',
  why: 'The address of a cluster that Cluster API makes is known only when it is made, and whoever runs `kubectl` needs both.',
  fix: 'Write `kubeconfig.servers` and `kubeconfig.user`; the address and the authority are in the kubeconfig that the message names.',
};

/** What is found in a `ClusterInventory`, by code. */
export const CLUSTER_INVENTORY_RULES: readonly RuleText[] = [CLUSTER_INVENTORY_UNKNOWN_NAME, KUBECONFIG_ACCESS_UNKNOWN];

/** Every name in the props that is none of the fleet. */
export function unknownNames(path: string, props: ClusterInventoryProps, model: FleetModel): readonly Finding[] {
  const clusters = model.clusters.map(cluster => cluster.name);
  const labels = new Set(model.clusters.flatMap(cluster => Object.keys(cluster.labels)));
  const found = (message: string) => finding(CLUSTER_INVENTORY_UNKNOWN_NAME, [], [path], message);
  return [
    ...Object.keys(props.kubeconfig?.servers ?? {}).filter(name => !clusters.includes(name)).map(name => found(
      `${path}: kubeconfig.servers names '${name}', which is no cluster of fleet ${model.name}${didYouMean(name, clusters)}: correct it, or declare the`
      + ' cluster')),
    ...(props.labels ?? []).filter(key => !labels.has(key)).map(key => found(
      `${path}: labels names '${key}', which is a label of no cluster of fleet ${model.name}${didYouMean(key, labels)}: correct it, or take it out`)),
  ];
}

/** A warning for each cluster that is left out, with what to write. */
export function leftOutOf(path: string, model: FleetModel, leftOut: readonly LeftOut[]): readonly Finding[] {
  return leftOut.map(({ cluster: { name, access, path: at }, lacks }) => {
    const source = access?.type === 'kubeconfig' ? `; both are in the kubeconfig in Secret ${access.namespace}/${access.name} on the hub` : '';
    const fix = lacks === 'server'
      ? `does not say where its API server is: write kubeconfig.servers: { '${name}': { server, certificateAuthority } } in ${path}${source}`
      : `does not say how people get in: write kubeconfig.user in ${path}, a KubeconfigUser or a function that gives one for this cluster`;
    return finding(KUBECONFIG_ACCESS_UNKNOWN, [name], [at, path],
      `${name}: is left out of the kubeconfig of fleet ${model.name}, for the program ${fix}`);
  });
}
