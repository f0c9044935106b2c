import { MachineFile } from './machine-provider';

/** When a machine counts as broken and is replaced (MachineHealthCheck, `cluster.x-k8s.io/v1beta2`). */
export interface HealthCheck {
  /** How long a node may be not ready, in seconds. @default 300 */
  readonly unhealthyAfterSeconds?: number;
  /** How long a machine may take until its node joins, in seconds: 0 for no limit, else 30 at least. @default 600 */
  readonly startupTimeoutSeconds?: number;
  /**
   * Nothing is replaced while more machines than this are broken, because then the fault is elsewhere: a number, or a percentage of the machines that
   * one check looks after (those of one failure domain), rounded down.
   *
   * @default - '40%'; 1 where there are one or two machines
   */
  readonly maxUnhealthy?: number | string;
}

/** A user account on every machine. */
export interface MachineUser {
  /** Login name of the account: `ops`. */
  readonly name: string;
  /** Public keys that may log in by SSH. */
  readonly sshAuthorizedKeys: readonly string[];
  /** sudo rule. @default - none */
  readonly sudo?: string;
}

/** Settings of kubeadm and of the machine that the control plane and pools share. */
export interface KubeadmMachineProps {
  /** Kubelet flags. @default - what the infrastructure needs */
  readonly kubeletArgs?: Readonly<Record<string, string>>;
  /** Files written before kubeadm runs. @default - what the infrastructure needs */
  readonly files?: readonly MachineFile[];
  /** Commands run before kubeadm; cloud-init reads them as Jinja templates. @default - what the infrastructure needs */
  readonly preKubeadmCommands?: readonly string[];
  /** Commands run after kubeadm; cloud-init reads them as Jinja templates. @default - none */
  readonly postKubeadmCommands?: readonly string[];
  /** User accounts. @default - those of the image */
  readonly users?: readonly MachineUser[];
  /** Taints of the nodes. @default - kubeadm's: the control plane is tainted, workers are not */
  readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute' }[];
  /** How long a node may take to drain, in seconds; 0 waits for ever. @default - waits for ever */
  readonly nodeDrainTimeoutSeconds?: number;
  /**
   * When a machine counts as broken and is replaced: `{ unhealthyAfterSeconds: 600 }`.
   *
   * @default - the defaults of `HealthCheck`; `false` makes none. A control plane of one machine gets none: it cannot be replaced
   */
  readonly healthCheck?: HealthCheck | false;
}

/** The API server's audit log. */
export interface AuditLog {
  /** The audit policy as YAML text, at most 10,240 characters. @default - metadata of every request but reads of health, events and leases */
  readonly policy?: string;
  /** Days to keep a log file. @default 30 */
  readonly maxAgeDays?: number;
  /** Log files to keep. @default 10 */
  readonly maxFiles?: number;
  /** Megabytes after which a log file is rotated. @default 100 */
  readonly maxSizeMegabytes?: number;
}

/** Users of the API server from an OpenID Connect provider (kube-apiserver `--oidc-*` flags). */
export interface Oidc {
  /** `https://...`, equal to the `iss` of the tokens. */
  readonly issuerUrl: string;
  /** Client that tokens must be issued for, their `aud`: `kubernetes`. */
  readonly clientId: string;
  /** Claim that holds the name of the user: `email`. @default - the API server's: `sub` */
  readonly usernameClaim?: string;
  /**
   * Text before each user name, so that none is mistaken for a name of another source: `oidc:`; `-` for no text.
   *
   * @default - the API server's: the issuer URL and `#`, unless the claim is `email`
   */
  readonly usernamePrefix?: string;
  /** Claim that holds the groups of the user, a text or a list of texts: `groups`. @default - no groups */
  readonly groupsClaim?: string;
  /** Text before each group name, so that none is mistaken for a group such as `system:masters`: `oidc:`. @default - none */
  readonly groupsPrefix?: string;
}

/** The control plane of a cluster that kubeadm makes. */
export interface KubeadmControlPlaneProps<Machine> extends KubeadmMachineProps {
  /** The machine of each replica, in the words of the infrastructure: an `AwsMachine`, a `DockerMachine`. A change replaces every machine. */
  readonly machine: Machine;
  /** Machines; odd, since etcd runs on them. @default 3 */
  readonly replicas?: number;
  /** Machines that a rollout adds before it removes one: 0 or 1; 0 needs three replicas. @default 1 */
  readonly maxSurge?: 0 | 1;
  /** API server flags. @default - what the infrastructure and the options here need */
  readonly apiServerArgs?: Readonly<Record<string, string>>;
  /** Controller manager flags. @default - what the infrastructure needs */
  readonly controllerManagerArgs?: Readonly<Record<string, string>>;
  /** Scheduler flags. @default - none */
  readonly schedulerArgs?: Readonly<Record<string, string>>;
  /** Further names and addresses in the API server's certificate. @default - what the infrastructure needs */
  readonly certSANs?: readonly string[];
  /**
   * Audit log of the API server, in `/var/log/kubernetes/audit` on each machine; `{}` for one with the defaults of `AuditLog`.
   *
   * @default - no audit log
   */
  readonly auditLog?: AuditLog;
  /** OpenID Connect provider whose users the API server takes, beside those with certificates. @default - no OpenID Connect */
  readonly oidc?: Oidc;
  /** Replace machines this many days before their certificates expire; 7 at least. @default - certificates are renewed by upgrades only */
  readonly renewCertificatesDaysBefore?: number;
  /** Prefix length of a node's part of the pod range, for families that it has. @default - kubeadm's: 24 for IPv4, 64 for IPv6 */
  readonly nodeMask?: { readonly ipv4?: number; readonly ipv6?: number };
  /** Names of objects that exist already and are adopted. @default - `<cluster>-control-plane`, the template with a hash */
  readonly names?: { readonly controlPlane?: string; readonly machineTemplate?: string; readonly healthCheck?: string };
}

/** A pool of workers that kubeadm makes. */
export interface KubeadmPoolProps<Machine> extends KubeadmMachineProps {
  /** The machine of each worker, in the words of the infrastructure: an `AwsMachine`, a `DockerMachine`. A change replaces every machine. */
  readonly machine: Machine;
  /** Machines, in all failure domains together. Give either this or `autoscaling`. */
  readonly replicas?: number;
  /**
   * Limits for the cluster autoscaler, in all failure domains together; the number of machines is then left to it. Give either this or
   * `replicas`.
   */
  readonly autoscaling?: { readonly min: number; readonly max: number };
  /** Kubernetes version of the workers; never newer than the control plane. @default - the cluster's */
  readonly version?: string;
  /**
   * Failure domains (zones) to spread over: one MachineDeployment each, since Cluster API does not spread one.
   *
   * @default - one MachineDeployment, in the domain that the infrastructure picks
   */
  readonly failureDomains?: readonly string[];
  /**
   * Labels of the nodes, set by the kubelet, which refuses to start with keys under `kubernetes.io` and `k8s.io` other than its own and
   * `node.kubernetes.io/`.
   *
   * @default - none
   */
  readonly nodeLabels?: Readonly<Record<string, string>>;
  /** Machines that a rollout adds: a number or a percentage. @default 1 */
  readonly maxSurge?: number | string;
  /** Machines that may be missing during a rollout: a number or a percentage. @default 0 */
  readonly maxUnavailable?: number | string;
  /** Names of objects that exist already and are adopted; not with several failure domains. @default - `<cluster>-<pool>`, templates with a hash */
  readonly names?: {
    readonly machineDeployment?: string; readonly machineTemplate?: string; readonly bootstrapTemplate?: string; readonly healthCheck?: string;
  };
}
