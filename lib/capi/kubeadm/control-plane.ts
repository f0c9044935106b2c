import { Construct } from 'constructs';
import { checkApiServer, checkMachineProps, checkOwnedFlags, CONTROL_PLANE_PROPS } from './checks';
import { controlPlaneConfig } from './config-spec';
import { checkNodeMask } from './families';
import { claimFileSecrets } from './file-secrets';
import { addHealthCheck } from './health-check';
import { kubernetesImages } from './images';
import { IMachineProvider } from './machine-provider';
import { KubeadmControlPlaneProps } from './props';
import { Templates } from './templates';
import { KubeadmControlPlane } from '../../../imports/capi';
import { checkProps, OPENED_MAP } from '../../fleet/check-props';
import { ContractReference } from '../infrastructure';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** What a control plane is made from. */
export interface ControlPlaneParts<Machine> {
  readonly machines: IMachineProvider<Machine>;
  readonly cluster: ManagedClusterContext;
  readonly props: KubeadmControlPlaneProps<Machine>;
  readonly templates: Templates;
}

/** A KubeadmControlPlane with its machine template and health check. */
export function addControlPlane<Machine>(scope: Construct, { machines, cluster, props, templates }: ControlPlaneParts<Machine>): ContractReference {
  const path = `${cluster.path}: controlPlane`;
  const replicas = props.replicas ?? 3;
  const maxSurge = props.maxSurge ?? 1;
  checkProps(`${path}.`, props, { machine: OPENED_MAP }, CONTROL_PLANE_PROPS);
  checkMachineProps(path, props);
  checkApiServer(path, props);
  checkOwnedFlags(path, props);
  checkReplicas(path, replicas, maxSurge);
  checkNodeMask(path, cluster, props.nodeMask);
  const name = props.names?.controlPlane ?? `${cluster.name}-control-plane`;
  const machine = machines.machineTemplate(cluster, 'control-plane', props.machine, `${path}.machine`);
  const template = templates.make(path, scope, 'MachineTemplate', {
    ...machine,
    cluster: cluster.name,
    role: 'control-plane machines',
    baseName: `${cluster.name}-control-plane`,
    pinnedName: props.names?.machineTemplate,
    nameProp: 'controlPlane.names.machineTemplate',
    metadata: { namespace: cluster.namespace, labels: { ...cluster.labels }, annotations: cluster.protection() },
  });
  const needs = machines.kubeadm(cluster, 'control-plane', template.nameReference);
  scope.node.defaultChild = new KubeadmControlPlane(scope, 'Resource', {
    metadata: { name, namespace: cluster.namespace, labels: { ...cluster.labels }, annotations: cluster.protection() },
    spec: {
      replicas,
      version: cluster.version.text,
      rollout: {
        before: props.renewCertificatesDaysBefore === undefined ? undefined : { certificatesExpiryDays: props.renewCertificatesDaysBefore },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge } },
      },
      machineTemplate: {
        spec: {
          infrastructureRef: { apiGroup: template.apiGroup, kind: template.kind, name: template.nameReference },
          deletion: props.nodeDrainTimeoutSeconds === undefined ? undefined : { nodeDrainTimeoutSeconds: props.nodeDrainTimeoutSeconds },
        },
      },
      kubeadmConfigSpec: controlPlaneConfig(path, props, needs, cluster.fleet.mirror),
    },
  });
  claimFileSecrets(cluster, [...needs.files ?? [], ...props.files ?? []]);
  cluster.fleet.addArtifacts(() => [kubernetesImages(cluster)]);
  cluster.fleet.claim({
    type: 'nodes', cluster: cluster.name, path: cluster.path,
    group: {
      name: 'control-plane', role: 'control-plane', path: cluster.path, version: cluster.version.text, largest: replicas, surge: maxSurge,
      subnets: machines.subnetsFor('control-plane', []),
    },
  });
  if (replicas > 1) {
    addHealthCheck(scope, {
      path, cluster, name: props.names?.healthCheck ?? `${cluster.name}-control-plane`, healthCheck: props.healthCheck, largest: replicas,
      // KubeadmControlPlane gives its machines this label with an empty value (Cluster API v1.14).
      selector: { 'cluster.x-k8s.io/cluster-name': cluster.name, 'cluster.x-k8s.io/control-plane': '' },
    });
  }
  return { apiGroup: 'controlplane.cluster.x-k8s.io', kind: 'KubeadmControlPlane', name };
}

/** Cluster API v1.14 refuses these in its KubeadmControlPlane webhook. */
function checkReplicas(path: string, replicas: number, maxSurge: number): void {
  if (!Number.isInteger(replicas) || replicas < 1 || replicas % 2 === 0) {
    throw new Error(`${path}.replicas: etcd needs an odd number of machines, got ${replicas}; write 1, 3 or 5`);
  }
  if (maxSurge !== 0 && maxSurge !== 1) {
    throw new Error(`${path}.maxSurge: write 0 or 1, got ${maxSurge}`);
  }
  if (maxSurge === 0 && replicas < 3) {
    throw new Error(`${path}.maxSurge: 0 removes a machine before it adds one, which needs 3 replicas, got ${replicas}; write 1 or raise replicas`);
  }
}
