import { Construct } from 'constructs';
import { autoscalerAnnotations } from './autoscaler-annotations';
import { checkMachineProps, checkNumberOrPercentage, MACHINE_PROPS } from './checks';
import { workerConfig } from './config-spec';
import { claimFileSecrets } from './file-secrets';
import { addHealthCheck } from './health-check';
import { IMachineProvider } from './machine-provider';
import { KubeadmPoolProps } from './props';
import { Templates } from './templates';
import { KubeadmConfigTemplate, MachineDeployment } from '../../../imports/capi';
import { parseKubernetesVersion } from '../../fleet';
import { checkProps, MAP, OPENED_MAP, TEXT, TEXT_MAP, TEXTS } from '../../fleet/check-props';
import { HashedTemplate } from '../hashed-template';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** What a pool is made from. */
export interface PoolParts<Machine> {
  readonly machines: IMachineProvider<Machine>;
  readonly cluster: ManagedClusterContext;
  readonly name: string;
  readonly props: KubeadmPoolProps<Machine>;
  readonly templates: Templates;
}

/** A pool: its two templates, and a MachineDeployment with a health check for each failure domain. */
export function addPool<Machine>(scope: Construct, { machines, cluster, name, props, templates }: PoolParts<Machine>): void {
  const path = `${cluster.path}: pools.${name}`;
  const domains = checkPool(path, props, machines.failureDomains);
  const version = props.version === undefined ? cluster.version : parseKubernetesVersion(`${path}.version`, props.version);
  const baseName = props.names?.machineDeployment ?? `${cluster.name}-${name}`;
  const metadata = { namespace: cluster.namespace, labels: { ...cluster.labels }, annotations: cluster.protection() };
  const common = { cluster: cluster.name, baseName, metadata };
  const machine = templates.make(path, scope, 'MachineTemplate', {
    ...common, ...machines.machineTemplate(cluster, 'worker', props.machine, `${path}.machine`), role: `${name} machines`, pinnedName: props.names?.machineTemplate,
    nameProp: `pools.${name}.names.machineTemplate`,
  });
  const needs = machines.kubeadm(cluster, 'worker', machine.nameReference);
  if (props.nodeLabels) {
    cluster.fleet.claim({ type: 'node-labels', cluster: cluster.name, path: cluster.path, pool: name, labels: props.nodeLabels });
  }
  const config = (nodeLabels: Readonly<Record<string, string>> = {}) => ({ template: { spec: workerConfig(path, props, needs, nodeLabels) } });
  // Other constructs may need labels too, a mesh on its gateways for example.
  const labels = () => cluster.model().nodeLabels[name] ?? {};
  const bootstrap = templates.make(path, scope, 'BootstrapTemplate', {
    ...common, ...KubeadmConfigTemplate.GVK, role: `${name} bootstrap`, pinnedName: props.names?.bootstrapTemplate,
    nameProp: `pools.${name}.names.bootstrapTemplate`, spec: cluster.fleet.lazy(() => config(labels())),
  }, { known: config(props.nodeLabels), labels });
  claimFileSecrets(cluster, [...needs.files ?? [], ...props.files ?? []]);
  const largest = props.replicas ?? props.autoscaling!.max;
  const deployments = domains.map(domain => (domain === undefined || props.names?.machineDeployment !== undefined ? baseName : `${baseName}-${domain}`));
  deployments.forEach(deployment => checkDeploymentName(path, deployment));
  domains.forEach((failureDomain, i) => {
    const deployment = deployments[i];
    const part = new Construct(scope, failureDomain ?? 'machines');
    const share = shareOf(i, domains.length);
    addDeployment(part, { cluster, props, name: deployment, version: version.text, failureDomain, machine, bootstrap, share });
    addHealthCheck(part, {
      path, cluster, name: props.names?.healthCheck ?? deployment, healthCheck: props.healthCheck,
      largest: share(largest),
      selector: { 'cluster.x-k8s.io/cluster-name': cluster.name, 'cluster.x-k8s.io/deployment-name': deployment },
    });
  });
  cluster.fleet.claim({
    type: 'nodes', cluster: cluster.name, path: cluster.path,
    group: {
      name, role: 'worker', path: cluster.path, version: version.text, largest,
      surge: domains.map((_, i) => machinesOf(props.maxSurge ?? 1, shareOf(i, domains.length)(largest))).reduce((a, b) => a + b, 0),
      deployments,
      subnets: machines.subnetsFor('worker', props.failureDomains ?? []),
    },
  });
}

interface DeploymentParts<Machine> {
  readonly cluster: ManagedClusterContext;
  readonly props: KubeadmPoolProps<Machine>;
  readonly name: string;
  readonly version: string;
  readonly failureDomain?: string;
  readonly machine: HashedTemplate;
  readonly bootstrap: HashedTemplate;
  /** This deployment's part of a number that is given for the whole pool. */
  readonly share: (total: number) => number;
}

function addDeployment<Machine>(scope: Construct, parts: DeploymentParts<Machine>): void {
  const { cluster, props, name, machine, bootstrap, share } = parts;
  const labels = { ...cluster.labels, 'cluster.x-k8s.io/cluster-name': cluster.name, 'cluster.x-k8s.io/deployment-name': name };
  const scaling = autoscalerAnnotations(cluster.path, props, share);
  scope.node.defaultChild = new MachineDeployment(scope, 'Resource', {
    metadata: { name, namespace: cluster.namespace, labels: { ...cluster.labels }, annotations: scaling },
    spec: {
      clusterName: cluster.name,
      // Left out for the autoscaler: a number here would be set back by every apply.
      replicas: props.replicas === undefined ? undefined : share(props.replicas),
      rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: props.maxSurge ?? 1, maxUnavailable: props.maxUnavailable ?? 0 } } },
      selector: { matchLabels: { 'cluster.x-k8s.io/cluster-name': cluster.name, 'cluster.x-k8s.io/deployment-name': name } },
      template: {
        metadata: { labels },
        spec: {
          clusterName: cluster.name,
          version: parts.version,
          failureDomain: parts.failureDomain,
          deletion: props.nodeDrainTimeoutSeconds === undefined ? undefined : { nodeDrainTimeoutSeconds: props.nodeDrainTimeoutSeconds },
          bootstrap: { configRef: { apiGroup: bootstrap.apiGroup, kind: bootstrap.kind, name: bootstrap.nameReference } },
          infrastructureRef: { apiGroup: machine.apiGroup, kind: machine.kind, name: machine.nameReference },
        },
      },
    },
  });
}

function checkPool<Machine>(path: string, props: KubeadmPoolProps<Machine>, known: readonly string[] | undefined): readonly (string | undefined)[] {
  const optional = { ...MACHINE_PROPS, autoscaling: MAP, version: TEXT, failureDomains: TEXTS, nodeLabels: TEXT_MAP };
  checkProps(`${path}.`, props, { machine: OPENED_MAP }, optional);
  checkMachineProps(path, props);
  if ((props.replicas === undefined) === (props.autoscaling === undefined)) {
    throw new Error(`${path}: give either replicas (a fixed number) or autoscaling (limits)`);
  }
  const numbers = props.autoscaling ? { 'autoscaling.min': props.autoscaling.min, 'autoscaling.max': props.autoscaling.max } : { replicas: props.replicas };
  for (const [prop, value] of Object.entries(numbers)) {
    if (value === undefined || !Number.isInteger(value) || value < 0) {
      throw new Error(`${path}.${prop}: write a whole number of machines, got ${value}`);
    }
  }
  if (props.autoscaling && (props.autoscaling.max < 1 || props.autoscaling.min > props.autoscaling.max)) {
    throw new Error(`${path}.autoscaling: min ${props.autoscaling.min} must not be more than max ${props.autoscaling.max}, and max at least 1`);
  }
  checkNumberOrPercentage(`${path}.maxSurge`, props.maxSurge);
  checkNumberOrPercentage(`${path}.maxUnavailable`, props.maxUnavailable);
  if (machinesOf(props.maxSurge ?? 1, 100) === 0 && machinesOf(props.maxUnavailable ?? 0, 100) === 0) {
    throw new Error(`${path}: maxSurge and maxUnavailable are both 0, so that a rollout could not move; raise one`);
  }
  const domains = props.failureDomains;
  if (domains === undefined) {
    return [undefined];
  }
  const unknown = domains.find(domain => known && !known.includes(domain));
  if (domains.length === 0 || new Set(domains).size !== domains.length || unknown !== undefined) {
    throw new Error(`${path}.failureDomains: write distinct ones${known ? ` of ${known.join(', ')}` : ''}, got ${domains.length === 0 ? 'an empty list' : domains.join(', ')}`);
  }
  if (props.names && domains.length > 1) {
    throw new Error(`${path}.names: ${domains.length} failure domains make as many MachineDeployments; adopt each as a pool of its own with one failure domain`);
  }
  if (props.autoscaling && props.autoscaling.max < domains.length) {
    throw new Error(`${path}.autoscaling.max: ${props.autoscaling.max} machines cannot be spread over ${domains.length} failure domains; write ${domains.length} at least`);
  }
  return domains;
}

/** The name is the value of a label of every machine, and Cluster API v1.14 refuses longer ones in its MachineDeployment webhook. */
function checkDeploymentName(path: string, name: string): void {
  if (name.length > 63) {
    throw new Error(`${path}: the MachineDeployment '${name}' has a name of ${name.length} characters, and Cluster API takes 63; give the pool or the cluster a shorter name`);
  }
}

/** Divides a number as evenly as whole machines allow, the first parts getting the rest. */
function shareOf(index: number, parts: number): (total: number) => number {
  return total => Math.floor(total / parts) + (index < total % parts ? 1 : 0);
}

/** A number or percentage of machines as Cluster API counts a surge: percentages are rounded up. */
function machinesOf(value: number | string, total: number): number {
  return typeof value === 'number' ? value : Math.ceil(Number.parseInt(value, 10) * total / 100);
}
