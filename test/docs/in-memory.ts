import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Docker, IInfrastructure, IMachineProvider, kubeadm, KubeadmControlPlaneProps, KubeadmPoolProps, MachineRole, ManagedClusterContext,
} from 'cdk8s-fleet';

const API_GROUP = 'infrastructure.cluster.x-k8s.io';
const API_VERSION = `${API_GROUP}/v1beta2`;

/** A machine that its controller only pretends to run. */
export interface InMemoryMachine {
  /** How long it takes to start: `30s`. @default - no time */
  readonly startupDuration?: string;
}

/** Clusters that exist in the memory of the development provider alone, to try out how much a hub can carry. */
export class InMemory {
  public static machines(): IInfrastructure<KubeadmControlPlaneProps<InMemoryMachine>, KubeadmPoolProps<InMemoryMachine>> {
    return kubeadm(new InMemoryMachines());
  }
}

class InMemoryMachines implements IMachineProvider<InMemoryMachine> {
  public readonly facts = { cloud: 'in-memory', providers: [Docker.PROVIDER], nameLimits: [], rangeLimits: [], makesNodeNetwork: false };

  public bindCluster(scope: Construct, cluster: ManagedClusterContext) {
    scope.node.defaultChild = new ApiObject(scope, 'Resource', {
      apiVersion: API_VERSION,
      kind: 'DevCluster',
      metadata: { name: cluster.name, namespace: cluster.namespace, labels: { ...cluster.labels }, annotations: cluster.protection() },
      spec: { backend: { inMemory: {} } },
    });
    return { apiGroup: API_GROUP, kind: 'DevCluster', name: cluster.name };
  }

  public machineTemplate(_cluster: ManagedClusterContext, _role: MachineRole, machine: InMemoryMachine) {
    const { startupDuration } = machine;
    const inMemory = startupDuration === undefined ? {} : { vm: { provisioning: { startupDuration } } };
    return { apiVersion: API_VERSION, kind: 'DevMachineTemplate', spec: { template: { spec: { backend: { inMemory } } } } };
  }

  public kubeadm(_cluster: ManagedClusterContext, role: MachineRole) {
    return role === 'control-plane' ? { certSANs: ['localhost', '127.0.0.1'] } : {};
  }

  public subnetsFor(): undefined {
    return undefined;
  }
}
