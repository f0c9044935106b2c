import { Construct } from 'constructs';
import { DevCluster, DevMachineTemplate } from '../../../imports/capi-docker';
import type { ProviderComponent } from '../../fleet';
import { imageArtifact } from '../../fleet/artifacts/artifact';
import { checkProps, MAPS, TEXT, TEXTS } from '../../fleet/check-props';
import { DOCKER_PROVIDER } from '../cluster-api-providers';
import { IInfrastructure } from '../infrastructure';
import { kubeadm } from '../kubeadm/kubeadm';
import { IMachineProvider } from '../kubeadm/machine-provider';
import { KubeadmControlPlaneProps, KubeadmPoolProps } from '../kubeadm/props';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** What the provider runs where nothing else is said: cluster-api v1.14.0 `test/infrastructure/docker/internal/loadbalancer/const.go`. */
const LOAD_BALANCER = 'docker.io/kindest/haproxy:v20230606-42a2262b';
const NODE = 'docker.io/kindest/node';

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
  /** What looks after the objects of such clusters on the hub: for infrastructures of your own whose objects are of its kinds too. */
  public static readonly PROVIDER: ProviderComponent = DOCKER_PROVIDER;

  /** Machines are containers of the Docker engine that the hub can reach; kubeadm makes the cluster. */
  public static dev(props: DockerProps = {}): IInfrastructure<KubeadmControlPlaneProps<DockerMachine>, KubeadmPoolProps<DockerMachine>> {
    return kubeadm(new DockerMachines(props));
  }
}

class DockerMachines implements IMachineProvider<DockerMachine> {
  // The provider's load balancer does not ask for the port of the Cluster.
  public readonly facts = {
    cloud: 'docker', providers: [DOCKER_PROVIDER], nameLimits: [], rangeLimits: [], makesNodeNetwork: false, apiServerPort: 6443,
  };
  public readonly failureDomains?: readonly string[];

  constructor(private readonly props: DockerProps) {
    checkProps('Docker.dev: ', props, {}, { failureDomains: TEXTS, infrastructureName: TEXT });
    this.failureDomains = props.failureDomains;
  }

  public bindCluster(scope: Construct, cluster: ManagedClusterContext) {
    const { fleet } = cluster;
    const name = this.props.infrastructureName ?? cluster.name;
    const balancer = fleet.mirror.image(LOAD_BALANCER);
    // The webhook keeps failure domains sorted by name; written sorted, an apply changes nothing.
    const domains = [...this.props.failureDomains ?? []].sort().map(domain => ({ name: domain, controlPlane: true }));
    scope.node.defaultChild = new DevCluster(scope, 'Resource', {
      metadata: { name, namespace: cluster.namespace, labels: { ...cluster.labels }, annotations: cluster.protection() },
      spec: {
        backend: {
          docker: {
            failureDomains: domains.length === 0 ? undefined : domains,
            // The provider puts the name of the image behind it.
            loadBalancer: balancer === LOAD_BALANCER ? undefined : { imageRepository: balancer.slice(0, balancer.lastIndexOf('/')) },
          },
        },
      },
    });
    fleet.addArtifacts(() => [imageArtifact(fleet.mirror, LOAD_BALANCER, `${cluster.name}: ${DevCluster.GVK.kind} ${name}`)]);
    return { apiGroup: DevCluster.GVK.apiVersion.split('/')[0], kind: DevCluster.GVK.kind, name };
  }

  public machineTemplate({ fleet, name, version }: ManagedClusterContext, _role: unknown, machine: DockerMachine, path: string) {
    checkProps(`${path}.`, machine, {}, { customImage: TEXT, preLoadImages: TEXTS, extraMounts: MAPS });
    const image = machine.customImage ?? `${NODE}:${version.text}`;
    const images = [image, ...machine.preLoadImages ?? []];
    fleet.addArtifacts(() => images.map(source => imageArtifact(fleet.mirror, source, `${name}: ${DevMachineTemplate.GVK.kind}`)));
    const docker = {
      // Without a mirror the provider knows the digests of some versions.
      customImage: machine.customImage === undefined && fleet.mirror.image(image) === image ? undefined : fleet.mirror.image(image),
      preLoadImages: machine.preLoadImages?.map(preLoaded => fleet.mirror.image(preLoaded)),
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
