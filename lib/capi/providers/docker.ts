import { Construct } from 'constructs';
import { DevCluster, DevMachineTemplate } from '../../../imports/capi-docker';
import { checkProps, MAPS, TEXT, TEXTS } from '../../fleet/check-props';
import { IInfrastructure } from '../infrastructure';
import { kubeadm } from '../kubeadm/kubeadm';
import { IMachineProvider } from '../kubeadm/machine-provider';
import { KubeadmControlPlaneProps, KubeadmPoolProps } from '../kubeadm/props';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** Options for clusters of Docker containers. */
export interface DockerProps {
  /** Failure domains to simulate. @default - none */
  readonly failureDomains?: readonly string[];
  /** Name of the DevCluster object, to adopt one that exists. @default - the cluster's name */
  readonly infrastructureName?: string;
}

/** A container that plays a machine. */
export interface DockerMachine {
  /** Image to run. @default - `kindest/node` of the Kubernetes version */
  readonly customImage?: string;
  /** Images to load into the container from the hub's Docker engine. @default - none */
  readonly preLoadImages?: readonly string[];
  /** Paths of the Docker host to mount. @default - none */
  readonly extraMounts?: readonly { readonly containerPath: string; readonly hostPath: string; readonly readOnly?: boolean }[];
}

/**
 * Clusters of Docker containers, through the development provider of Cluster API v1.14 (kinds `DevCluster`, `DevMachineTemplate`). Never
 * for production.
 */
export class Docker {
  /** Machines are containers of the Docker engine that the hub can reach; kubeadm makes the cluster. */
  public static dev(props: DockerProps = {}): IInfrastructure<KubeadmControlPlaneProps<DockerMachine>, KubeadmPoolProps<DockerMachine>> {
    return kubeadm(new DockerMachines(props));
  }
}

class DockerMachines implements IMachineProvider<DockerMachine> {
  // The provider's load balancer does not ask for the port of the Cluster.
  public readonly facts = { cloud: 'docker', nameLimits: [], rangeLimits: [], makesNodeNetwork: false, apiServerPort: 6443 };
  public readonly failureDomains?: readonly string[];

  constructor(private readonly props: DockerProps) {
    checkProps('Docker.dev: ', props, {}, { failureDomains: TEXTS, infrastructureName: TEXT });
    this.failureDomains = props.failureDomains;
  }

  public bindCluster(scope: Construct, cluster: ManagedClusterContext) {
    const name = this.props.infrastructureName ?? cluster.name;
    // The webhook keeps failure domains sorted by name; written sorted, an apply changes nothing.
    const domains = [...this.props.failureDomains ?? []].sort().map(domain => ({ name: domain, controlPlane: true }));
    scope.node.defaultChild = new DevCluster(scope, 'Resource', {
      metadata: { name, namespace: cluster.namespace, labels: { ...cluster.labels }, annotations: cluster.protection() },
      spec: { backend: { docker: domains.length === 0 ? {} : { failureDomains: domains } } },
    });
    return { apiGroup: DevCluster.GVK.apiVersion.split('/')[0], kind: DevCluster.GVK.kind, name };
  }

  public machineTemplate(_cluster: ManagedClusterContext, _role: unknown, machine: DockerMachine, path: string) {
    checkProps(`${path}.`, machine, {}, { customImage: TEXT, preLoadImages: TEXTS, extraMounts: MAPS });
    const docker = {
      customImage: machine.customImage,
      preLoadImages: machine.preLoadImages && [...machine.preLoadImages],
      extraMounts: machine.extraMounts?.map(mount => ({ ...mount })),
    };
    return { ...DevMachineTemplate.GVK, spec: { template: { spec: { backend: { docker } } } } };
  }

  public kubeadm(_cluster: ManagedClusterContext, role: unknown) {
    // The load balancer is reached by these names from the host. Kubelet flags are the provider's business: it overwrites ours.
    return role === 'control-plane' ? { certSANs: ['localhost', '127.0.0.1', '0.0.0.0', 'host.docker.internal'] } : {};
  }

  public subnetsFor(): undefined {
    return undefined;
  }
}
