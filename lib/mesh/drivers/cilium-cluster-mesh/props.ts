/** Where a value lies in the secret store of the fleet. */
export interface CiliumStoreKey {
  /** Key in the secret store: `network/cilium-ca`. */
  readonly key: string;
  /** Property of the value there. @default - the whole value */
  readonly property?: string;
}

/** Where the certificate of a certificate authority and its private key lie in the secret store of the fleet. */
export interface CiliumCaKey {
  /** Key in the secret store; the certificate is its property `tls.crt`, written `crt`, and the private key `key`: `network/cilium-ca`. */
  readonly key: string;
}

/** An issuer of cert-manager that exists in every member, as the chart takes it. */
export interface CiliumIssuerRef {
  /** Name of the issuer: `mesh-ca`. */
  readonly name: string;
  /** Its kind. @default 'ClusterIssuer' */
  readonly kind?: string;
  /** Its API group, for an issuer of another project. @default 'cert-manager.io' */
  readonly group?: string;
}

/**
 * Who issues the certificates by which members know each other. Helm's own way (`helm`) is not among them: it would make new ones, and without
 * private keys in the values also a new authority, whenever the chart is rendered.
 */
export type CiliumCertificates =
  | {
    /** cert-manager, which must run in every member. */
    readonly method: 'certmanager';
    /** An issuer that exists in every member, of one authority. @default - an Issuer is made, of the authority in Secret `cilium-clustermesh-ca` */
    readonly issuerRef?: CiliumIssuerRef;
    /** Where the authority lies, for the Issuer that is made. @default - key `<fleet>/<mesh>/ca` */
    readonly ca?: CiliumCaKey;
  }
  | {
    /** A Job of the chart, and a CronJob that replaces them. */
    readonly method: 'cronJob';
    /** Where the authority lies, for Secret `cilium-ca`. @default - key `<fleet>/<mesh>/ca` */
    readonly ca?: CiliumCaKey;
    /** When certificates are replaced, as a CronJob has it: five fields, or `@monthly` and the like. @default '0 0 1 *\/4 *', every four months */
    readonly schedule?: string;
  };

/** How services are shared. */
export interface CiliumServices {
  /**
   * Who has CoreDNS answer `clusterset.local`: `auto` a Job of the chart, which needs CoreDNS 1.12.2 or later (Kubernetes 1.35 brings it), or
   * somebody else; who, for those who read the program: nothing here depends on it.
   */
  readonly coreDns: 'auto' | { readonly configuredBy: string };
}

/** How the API server of the mesh, `clustermesh-apiserver`, is reached in a member. */
export interface CiliumApiServerService {
  /** Type of its Service. `NodePort` is a warning: addresses of nodes change. @default 'LoadBalancer' */
  readonly type?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';
  /**
   * Further annotations of the Service.
   *
   * @default - none: an internal load balancer on AWS, Azure, Google Cloud and OpenStack, and the address for external-dns, are asked for anyway
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whether the load balancer of a cloud has private addresses only. @default true */
  readonly internal?: boolean;
  /** Class of the load balancer: `service.k8s.aws/nlb`. @default - the default one of the cluster */
  readonly loadBalancerClass?: string;
  /** Blocks from which the load balancer takes calls: those of nodes of the other members, `10.0.0.0/9`. @default - all */
  readonly loadBalancerSourceRanges?: readonly string[];
  /** Port of nodes, for type `NodePort`, 30000 to 32767. @default 32379 */
  readonly nodePort?: number;
  /**
   * Whether a caller stays with one replica; `HAOnly` where there are several.
   *
   * @default 'HAOnly', on AWS without `loadBalancerClass` 'Never', since its cloud controller refuses it
   */
  readonly sessionAffinity?: 'HAOnly' | 'Always' | 'Never';
}

/** What Cilium Cluster Mesh can be told of one member. */
export interface CiliumClusterMeshMember {
  /** Its name in the mesh, 32 characters at most. It cannot be changed without starting every pod anew. @default - the name of the cluster */
  readonly clusterName: string;
  /**
   * Its number in the mesh, 1 to `maxConnectedClusters`. It cannot be changed without starting every pod anew.
   *
   * @default - the lowest free one, kept by the lock
   */
  readonly clusterId: number;
  /** Name or IP address by which other members reach its API server of the mesh. @default - `<clusterName>.<domain>`; none for type `ClusterIP` */
  readonly address: string;
  /** Its port there. @default 2379, for type `NodePort` that of nodes */
  readonly port: number;
  /** How its API server of the mesh is reached. @default - as the mesh says */
  readonly service: CiliumApiServerService;
  /** Replicas of its API server of the mesh. @default - as the mesh says */
  readonly replicas: number;
}

/** Options for a mesh of Cilium. */
export interface CiliumClusterMeshProps {
  /** Who issues the certificates by which members know each other. */
  readonly certificates: CiliumCertificates;
  /**
   * Domain of the names by which members reach each other; external-dns makes them, or you do.
   *
   * @default 'mesh.cilium.io', which only your own private DNS can answer
   */
  readonly domain?: string;
  /** How the API server of the mesh is reached in each member. @default - an internal load balancer */
  readonly service?: CiliumApiServerService;
  /** Replicas of the API server of the mesh in each member. @default 2 */
  readonly replicas?: number;
  /** Most members that there can ever be; it cannot be changed. 511 leaves each member half as many identities. @default 255 */
  readonly maxConnectedClusters?: 255 | 511;
  /** How packets between nodes travel, in all members. @default 'tunnel' */
  readonly routingMode?: 'tunnel' | 'native';
  /** In what packets travel, with `tunnel`. @default 'vxlan' */
  readonly tunnelProtocol?: 'vxlan' | 'geneve';
  /** With `native`: the block in which pods of all members lie, and that is routed as it is. @default - as the values of each member say */
  readonly ipv4NativeRoutingCIDR?: string;
  /** As `ipv4NativeRoutingCIDR`, for IPv6. @default - as the values of each member say */
  readonly ipv6NativeRoutingCIDR?: string;
  /** What encrypts traffic between nodes, in all members. @default 'none' */
  readonly encryption?: 'wireguard' | 'ipsec' | 'none';
  /** Where the keys of IPsec lie in the secret store. Only with `ipsec`. @default - key `<fleet>/<mesh>/ipsec-keys` */
  readonly ipsecKeys?: CiliumStoreKey;
  /**
   * Public certificates (PEM) of every authority that members trust, so that an old one and a new one overlap while they are replaced.
   *
   * @default - each member trusts the authority of its own certificate, and no other
   */
  readonly caBundle?: readonly string[];
  /**
   * Blocks of nodes of all members, from which firewalls let traffic of the mesh in; never of everybody, `0.0.0.0/0`.
   *
   * @default - private ones: 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16
   */
  readonly allowFrom?: readonly string[];
  /** Shares services by the multi-cluster services API. @default - none are shared so; annotations of `globalService` work without */
  readonly services?: CiliumServices;
  /**
   * Whether endpoints of global services in other members also show as EndpointSlices, for DNS of headless ones and for ingress controllers.
   *
   * @default - with `services`
   */
  readonly endpointSlices?: boolean;
  /**
   * As whom members call each other: `cluster` each by its own name, `migration` all by the common one, with the own names let in too. `migration` is
   * the step between for a mesh that runs in Cilium's mode `legacy`.
   *
   * @default 'cluster'
   */
  readonly authMode?: 'migration' | 'cluster';
  /** Name of the Helm release of Cilium in every member. @default 'cilium' */
  readonly release?: string;
  /** Namespace of that release. @default 'kube-system' */
  readonly namespace?: string;
}
