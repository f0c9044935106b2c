import { Construct } from 'constructs';
import { HelmAddOn } from '../../delivery';
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
  /** @default - as cloud-init does: `root:root` */
  readonly owner?: string;
  /** Octal: `0644`. @default - as cloud-init does: 0644 */
  readonly permissions?: string;
}

/** What an infrastructure asks of kubeadm for machines of one role. */
export interface KubeadmSettings {
  /** cloud-init expression for the node's name. @default - the host name */
  readonly nodeName?: string;
  readonly kubeletArgs?: Readonly<Record<string, string>>;
  readonly apiServerArgs?: Readonly<Record<string, string>>;
  readonly controllerManagerArgs?: Readonly<Record<string, string>>;
  /** Further names and addresses in the API server's certificate. */
  readonly certSANs?: readonly string[];
  readonly files?: readonly MachineFile[];
  readonly preKubeadmCommands?: readonly string[];
  /** Pre-flight errors of kubeadm that are none on these machines. */
  readonly ignorePreflightErrors?: readonly string[];
}

/** A template object for machines. */
export interface MachineTemplate {
  readonly apiVersion: string;
  readonly kind: string;
  /** The whole `spec`. Part of the template's name: a changed default here replaces every machine. */
  readonly spec: object;
}

/** The machine side of an infrastructure whose clusters are made by kubeadm: the plug-in that `kubeadm()` is given. */
export interface IMachineProvider<Machine> {
  readonly facts: InfrastructureFacts;
  /** The failure domains that pools may name; undefined where the infrastructure finds them by itself. */
  readonly failureDomains?: readonly string[];
  readonly cloudController?: HelmAddOn;
  readonly storage?: HelmAddOn;
  /** Makes the infrastructure cluster under `scope` and claims its networks. */
  bindCluster(scope: Construct, cluster: ManagedClusterContext): ContractReference;
  /** @param path path of the `machine` prop, for messages: `acme/eu: pools.workers.machine` */
  machineTemplate(cluster: ManagedClusterContext, role: MachineRole, machine: Machine, path: string): MachineTemplate;
  /** @param templateName the machine template's name, for what must refer to it; only known at render */
  kubeadm(cluster: ManagedClusterContext, role: MachineRole, templateName: string): KubeadmSettings;
  /**
   * Names of the ranges that machines of a role take their addresses from; undefined where the program does not know.
   *
   * @param failureDomains those that a pool names; empty for the control plane and for pools that name none
   */
  subnetsFor(role: MachineRole, failureDomains: readonly string[]): readonly string[] | undefined;
}
