import type { ICluster } from '../../../fleet';

/** Which nodes of a member are its gateways: one carries the tunnels, the others stand by. */
export type SubmarinerGateways =
  /** The machines of a pool of a `ManagedCluster`, labelled by their kubelets. A pool that is told so gets new machines. */
  | { readonly pool: string }
  /** Nodes with these labels: a CronJob in the cluster makes gateways of them every five minutes. */
  | { readonly nodeSelector: Readonly<Record<string, string>> }
  /** Nodes that something else labels `submariner.io/gateway=true`; who, for messages: `Terraform module network`. */
  | { readonly labelledBy: string };

/** A toleration of Pods, as Kubernetes has it. */
export interface SubmarinerToleration {
  /** Key of the taint. @default - every taint */
  readonly key?: string;
  /** How `value` is compared. @default 'Equal' */
  readonly operator?: 'Equal' | 'Exists';
  /** Value of the taint. @default - none */
  readonly value?: string;
  /** Effect of the taint. @default - every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** Seconds that a Pod stays after the taint has come. @default - for ever */
  readonly tolerationSeconds?: number;
}

/** What Submariner can be told of one member. */
export interface SubmarinerMember {
  /**
   * Id of the member in the mesh, and part of DNS names: an RFC 1123 label, 63 characters at most. It cannot be changed once the member has joined.
   *
   * @default - the name of the cluster
   */
  readonly clusterId: string;
  /** Its gateways. @default - those of the mesh; for a `ManagedCluster` else its only pool, or the one named `gateways` */
  readonly gateways: SubmarinerGateways;
  /** Its block of global addresses: `242.0.0.0/16`. Only with `globalnet`. @default - a free block, kept by the lock */
  readonly globalCidr: string;
  /** Its block of addresses for imported services: `243.0.0.0/20`. Only with `clustersetIp`. @default - a free block, kept by the lock */
  readonly clustersetIpCidr: string;
  /** Whether its gateways are reached through a load balancer, with annotations of the Service. @default - as the mesh says */
  readonly loadBalancer: boolean | SubmarinerLoadBalancer;
  /** Whether its gateways wait for others to connect, which come from behind NAT. @default false */
  readonly preferredServer: boolean;
  /** ConfigMap that CoreDNS reads, where its own may not be edited (AKS: `coredns-custom`). @default - the ConfigMap `coredns` is edited */
  readonly coreDns: SubmarinerCoreDns;
  /** Nodes that its components run on. @default - all; gateways on the gateways */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Taints that its components stand. Gateways and route agents stand all. @default - none */
  readonly tolerations: readonly SubmarinerToleration[];
  /**
   * Takes the cluster out of the mesh: what makes it a member is deleted, and the operator is kept so that it cleans up in the cluster and at the
   * broker. Once it has, take the cluster out of `members`.
   *
   * @default false
   */
  readonly leaving: boolean;
}

/** A load balancer before the gateways of a member. */
export interface SubmarinerLoadBalancer {
  /** Annotations of its Service, by which a cloud makes the right one; from Submariner 0.22 on. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Where Submariner writes the servers of `clusterset.local` for CoreDNS. */
export interface SubmarinerCoreDns {
  /** Name of the ConfigMap: `coredns-custom`. */
  readonly configMapName: string;
  /** Namespace of the ConfigMap. @default 'kube-system' */
  readonly namespace?: string;
}

/** How gateways watch their connections. */
export interface SubmarinerHealthCheck {
  /** Whether they do. @default true */
  readonly enabled?: boolean;
  /** Seconds between two pings. @default 1 */
  readonly intervalSeconds?: number;
  /** Lost pings after which a connection counts as broken. @default 5 */
  readonly maxPacketLossCount?: number;
}

/** Addresses that a mesh hands out to its members. */
export interface SubmarinerAddresses {
  /** The block to hand out from. @default '242.0.0.0/8' for Globalnet, '243.0.0.0/8' for imported services */
  readonly range?: string;
  /** Prefix length of the block of a member. @default 16 for Globalnet, 20 for imported services */
  readonly prefix?: number;
}

/** A value in the secret store of the fleet. */
export interface SubmarinerStoreKey {
  /** Key of the store: `submariner/psk`. */
  readonly key: string;
  /** Property of what is kept there. @default - all of it */
  readonly property?: string;
}

/** Options for `Submariner.tunnels`. */
export interface SubmarinerProps {
  /**
   * Address of the broker's API server as members reach it, `host:port` without `https://`: `hub.example.com:6443`. Its certificate is of the
   * authority that ServiceAccounts of the broker trust.
   */
  readonly brokerApiServer: string;
  /** The cluster whose API server is the broker. @default - the hub of the fleet */
  readonly broker?: ICluster;
  /** Version of Submariner, 0.20 to 0.24, without `v`. @default '0.24.1' */
  readonly version?: string;
  /**
   * What carries the traffic: `libreswan` (IPsec), `wireguard`, or `vxlan`, which encrypts nothing and needs `natTraversal: false`. One for all
   * members: gateways do not negotiate.
   *
   * @default 'libreswan'
   */
  readonly cable?: 'libreswan' | 'wireguard' | 'vxlan';
  /** Whether gateways reach each other by public addresses where private ones do not answer. @default true */
  readonly natTraversal?: boolean;
  /** UDP port of the tunnels, from 1 to 65535. @default 4500 */
  readonly natTraversalPort?: number;
  /** UDP port of IKE for libreswan without NAT, from 1 to 65535. @default 500 */
  readonly ikePort?: number;
  /** Whether libreswan wraps its packets in UDP where it finds no NAT, for networks that carry no ESP. @default false */
  readonly forceUdpEncapsulation?: boolean;
  /** Whether gateways are reached through load balancers: where their machines have no public address. @default false */
  readonly loadBalancer?: boolean | SubmarinerLoadBalancer;
  /** Gateways of every member that says nothing of its own. @default - see `SubmarinerMember.gateways` */
  readonly gateways?: SubmarinerGateways;
  /** Blocks from which members are reached, for firewalls that Cluster API makes. @default ['0.0.0.0/0'] */
  readonly allowFrom?: readonly string[];
  /** How gateways watch their connections; `false` when they do not. @default - every second, broken after five losses */
  readonly healthCheck?: SubmarinerHealthCheck | false;
  /**
   * Globalnet: members know each other by addresses of their own blocks, so that their pod, service and node ranges may overlap. IPv4 only.
   *
   * @default false
   */
  readonly globalnet?: boolean | SubmarinerAddresses;
  /** Whether imported services get an address of their own in each member. @default false */
  readonly clustersetIp?: boolean | SubmarinerAddresses;
  /** Whether services can be exported (Lighthouse). @default true */
  readonly serviceDiscovery?: boolean;
  /** Whether there are tunnels at all; without them only services are found, over a network that others make. @default true */
  readonly connectivity?: boolean;
  /** DNS domains of exported services beside `clusterset.local`. @default - none */
  readonly customDomains?: readonly string[];
  /** ConfigMap that CoreDNS reads in every member that says nothing of its own. @default - the ConfigMap `coredns` is edited */
  readonly coreDns?: SubmarinerCoreDns;
  /** Where images are taken from. @default 'quay.io/submariner', or the mirror of the fleet */
  readonly repository?: string;
  /**
   * Images in place of those of `version`, by the names of the operator: `submariner-operator`, `submariner-gateway`, `submariner-routeagent`,
   * `submariner-globalnet`, `submariner-lighthouse-agent`, `submariner-lighthouse-coredns`, `submariner-metrics-proxy`, `submariner-nettest`.
   *
   * @default - none
   */
  readonly imageOverrides?: Readonly<Record<string, string>>;
  /** Whether members have no way to the internet, so that gateways ask nobody for their public address. @default false */
  readonly airGapped?: boolean;
  /** The secret that gateways share. Whoever keeps it makes it once: at least 32 random bytes. @default - key `<fleet>/<mesh>/psk` of the store */
  readonly preSharedKey?: SubmarinerStoreKey;
  /** Where the tokens of members go in the secret store: `<prefix>/<cluster>`. @default '<fleet>/<mesh>/broker' */
  readonly tokenPrefix?: string;
  /**
   * Tokens of every member at the broker, by names that people choose: the last is the one in use, the others stay valid. A new one is added before
   * an old one is taken away.
   *
   * @default ['1']
   */
  readonly tokens?: readonly string[];
  /**
   * Whether the broker refuses writes of a member to what is another's, by a ValidatingAdmissionPolicy (CVE-2026-66780).
   *
   * @default - where the broker has Kubernetes 1.30 or later
   */
  readonly admissionPolicy?: boolean;
  /**
   * Former members whose objects are still at the broker: a Job there deletes them, so that the others give up their routes.
   *
   * @default - none
   */
  readonly retired?: readonly string[];
  /** Whether components log more. @default false */
  readonly debug?: boolean;
}
