import { Construct } from 'constructs';
import { HelmAddOn } from '../../fleet';
import { ContractReference, InfrastructureFacts } from '../infrastructure';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** Which machines: those of the control plane, or those of a pool. */
export type MachineRole = 'control-plane' | 'worker';

/** A file that kubeadm bootstrap writes to a machine. */
export interface MachineFile {
  /** Absolute path. */
  readonly path: string;
  /**
   * Text of at most 10,240 characters (Cluster API v1.14); for more, or for a secret, name a Secret in `contentFrom`.
   * cloud-init reads it as a Jinja template: `{{ ds.meta_data.instance_id }}` is filled in.
   */
  readonly content?: string;
  /** A key of a Secret in the namespace of the cluster on the hub; it must exist before the first machine boots. */
  readonly contentFrom?: { readonly secret: string; readonly key: string };
  /** Owner and group of the file: `etcd:etcd`. @default - as cloud-init does: `root:root` */
  readonly owner?: string;
  /** Octal: `0644`. @default - as cloud-init does: 0644 */
  readonly permissions?: string;
}

/** What an infrastructure asks of kubeadm for machines of one role. */
export interface KubeadmSettings {
  /** cloud-init expression for the node's name. @default - the host name */
  readonly nodeName?: string;
  /** Kubelet flags without dashes: `{ 'cloud-provider': 'external' }`. A user who gives one another value gets an error. @default - none */
  readonly kubeletArgs?: Readonly<Record<string, string>>;
  /** API server flags without dashes, for the control plane only. A user who gives one another value gets an error. @default - none */
  readonly apiServerArgs?: Readonly<Record<string, string>>;
  /** Controller manager flags without dashes, for the control plane only. A user who gives one another value gets an error. @default - none */
  readonly controllerManagerArgs?: Readonly<Record<string, string>>;
  /** Further names and addresses in the API server's certificate. */
  readonly certSANs?: readonly string[];
  /** Files written before kubeadm runs, beside those of the user; two with one path are an error. @default - none */
  readonly files?: readonly MachineFile[];
  /** Shell commands run before kubeadm, and before those of the user. @default - none */
  readonly preKubeadmCommands?: readonly string[];
}

/** A template object for machines. */
export interface MachineTemplate {
  /** API group and version of the template: `infrastructure.cluster.x-k8s.io/v1beta2`. */
  readonly apiVersion: string;
  /** Kind of the template: `AWSMachineTemplate`. */
  readonly kind: string;
  /** The whole `spec`. Part of the template's name: a changed default here replaces every machine. */
  readonly spec: object;
}

/** The machine side of an infrastructure whose clusters are made by kubeadm: the plug-in that `kubeadm()` is given. */
export interface IMachineProvider<Machine> {
  /** What holds for every cluster on these machines; `kubeadm()` adds kubeadm's own limits on ranges. */
  readonly facts: InfrastructureFacts;
  /** The failure domains that pools may name; undefined where the infrastructure finds them by itself. */
  readonly failureDomains?: readonly string[];
  /**
   * The cloud controller that clusters get unless they say otherwise: it sets node addresses, and makes load balancers and routes.
   *
   * @default - none
   */
  readonly cloudController?: HelmAddOn;
  /** The storage driver that clusters get unless they say otherwise: it makes volumes. @default - none */
  readonly storage?: HelmAddOn;
  /** Makes the infrastructure cluster under `scope` and claims its networks. */
  bindCluster(scope: Construct, cluster: ManagedClusterContext): ContractReference;
  /**
   * The template of machines as plain data, for one control plane or one pool; it makes no object.
   *
   * @param path path of the `machine` prop, for messages: `acme/eu: pools.workers.machine`
   * @throws for a machine that the infrastructure refuses
   */
  machineTemplate(cluster: ManagedClusterContext, role: MachineRole, machine: Machine, path: string): MachineTemplate;
  /**
   * What machines of a role need of kubeadm, merged with what the user sets.
   *
   * @param templateName the machine template's name, for what must refer to it; only known at render
   */
  kubeadm(cluster: ManagedClusterContext, role: MachineRole, templateName: string): KubeadmSettings;
  /**
   * Names of the ranges that machines of a role take their addresses from; undefined where the program does not know.
   *
   * @param failureDomains those that a pool names; empty for the control plane and for pools that name none
   */
  subnetsFor(role: MachineRole, failureDomains: readonly string[]): readonly string[] | undefined;
}
