import { nodeLabelsFlag } from './node-labels';
import { KubeadmPoolProps } from './props';

const NODE_GROUP = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group';
const CAPACITY = 'capacity.cluster-autoscaler.kubernetes.io';

/**
 * What the cluster autoscaler reads from a MachineDeployment: its limits and, as long as it has no node to look at, the labels and taints that a node
 * would have. Without these no pod that asks for them makes a pool grow from zero (kubernetes/autoscaler
 * `cluster-autoscaler/cloudprovider/clusterapi`).
 *
 * @param share this deployment's part of a number that is given for the whole pool
 */
export function autoscalerAnnotations(path: string, props: KubeadmPoolProps<unknown>, share: (total: number) => number): Record<string, string> {
  if (props.autoscaling === undefined) {
    return {};
  }
  const labels = nodeLabelsFlag(path, props.nodeLabels ?? {});
  const taints = (props.taints ?? []).map(({ key, value = '', effect }) => `${key}=${value}:${effect}`).join(',');
  return {
    [`${NODE_GROUP}-min-size`]: String(share(props.autoscaling.min)),
    [`${NODE_GROUP}-max-size`]: String(share(props.autoscaling.max)),
    ...(labels === undefined ? {} : { [`${CAPACITY}/labels`]: labels }),
    ...(taints === '' ? {} : { [`${CAPACITY}/taints`]: taints }),
  };
}
