import type { ICluster } from '../../../fleet';

/** Values for the Helm charts of Istio that replace or add to those of this library, by chart. */
export interface IstioValues {
  /** For the chart `base`. @default - none */
  readonly base?: Readonly<Record<string, unknown>>;
  /** For the chart `istiod`. @default - none */
  readonly istiod?: Readonly<Record<string, unknown>>;
  /** For the chart `cni`. @default - none */
  readonly cni?: Readonly<Record<string, unknown>>;
  /** For the chart `ztunnel`. @default - none */
  readonly ztunnel?: Readonly<Record<string, unknown>>;
  /** For the chart `gateway`, which makes the east-west gateway. @default - none */
  readonly gateway?: Readonly<Record<string, unknown>>;
}

/** The Service of an east-west gateway, in Kubernetes' own words. */
export interface IstioGatewayService {
  /** Type of the Service. @default 'LoadBalancer' */
  readonly type?: 'LoadBalancer' | 'NodePort' | 'ClusterIP';
  /** Annotations, by which a cloud makes the right load balancer. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Address that the load balancer is to have. Not in a Gateway of the Gateway API. @default - any */
  readonly loadBalancerIP?: string;
  /** Class of the load balancer. Not in a Gateway of the Gateway API. @default - that of the cluster */
  readonly loadBalancerClass?: string;
  /** Blocks from which it is reached. Not in a Gateway of the Gateway API. @default - everywhere */
  readonly loadBalancerSourceRanges?: readonly string[];
}

/** The gateway by which members of other networks come in. */
export interface IstioEastWestGateway {
  /**
   * What makes it: `helm` (the chart `gateway`), or `gateway-api`: a Gateway of the Gateway API, from which istiod makes it. Ambient has the latter
   * alone.
   *
   * @default 'helm'; ambient: 'gateway-api'
   */
  readonly form?: 'helm' | 'gateway-api';
  /** Its Service. @default - a load balancer */
  readonly service?: IstioGatewayService;
}

/** What Istio can be told of one member. */
export interface IstioMember {
  /**
   * Id of the cluster in the mesh: lower-case letters, digits and dashes, 63 at most. Proxies carry it, so it cannot be changed while they run.
   *
   * @default - the name of the cluster
   */
  readonly clusterId: string;
  /**
   * Network of its pods: those of one network reach each other by their own addresses.
   *
   * @default - that of the mesh; else one of its own, named as its id
   */
  readonly network: string;
  /** Address of its API server as pods of other members reach it: `https://us-east.example.com:6443`. @default - `apiServer` of the mesh */
  readonly apiServer: string;
  /** Name in the certificate of that API server, where it is not the host of the address. @default - the host */
  readonly tlsServerName: string;
  /** Trust domain of its workloads, with which their identities begin. @default - that of the mesh */
  readonly trustDomain: string;
  /** Its east-west gateway; `false` where others make one, or `remoteGateways` has its address. @default - that of the mesh */
  readonly eastWestGateway: IstioEastWestGateway | false;
  /** Values for its charts, on top of those of the mesh. @default - none */
  readonly values: IstioValues;
}

/** A value in the secret store of the fleet. */
export interface IstioStoreKey {
  /** Key of the store: `istio/root`. */
  readonly key: string;
  /** Property of what is kept there. @default - all of it */
  readonly property?: string;
}

/** Signing certificates that you make, from one root of your own, and keep in the secret store. */
export interface IstioReferencedAuthority {
  /**
   * Certificates of the roots. Two while the mesh moves from one to the other: workloads then trust both.
   *
   * @default - key `<keyPrefix>/root`
   */
  readonly roots?: readonly IstioStoreKey[];
  /**
   * What the keys of the members begin with: `istio/ca` for `istio/ca/<cluster id>`. Each has the properties `ca-cert`, `ca-key` and `cert-chain`.
   *
   * @default `<keyPrefix>/ca`
   */
  readonly intermediates?: string;
}

/** Signing certificates that cert-manager makes in each member, from an issuer that is there and signs with the one root of the mesh. */
export interface IstioIssuedAuthority {
  /** The issuer, by the same name in every member. */
  readonly issuer: {
    /** Its name. */
    readonly name: string;
    /** Its kind. @default 'ClusterIssuer' */
    readonly kind?: string;
    /** Its API group. @default 'cert-manager.io' */
    readonly group?: string;
  };
  /**
   * Certificates, in PEM, of all roots that workloads trust while the issuer moves from one to the other: the old and the new, each by itself, and
   * never a key. Only proxies that started with it follow: write the present root early, and later nothing restarts but istiod. Not with ambient.
   *
   * @default - workloads trust the root of the issuer alone
   */
  readonly roots?: readonly string[];
  /** How long a signing certificate holds, as a duration of Go. @default '2160h0m0s' */
  readonly duration?: string;
  /** How long before its end it is replaced, as a duration of Go. @default '720h0m0s' */
  readonly renewBefore?: string;
}

/** What every form of an Istio mesh can be told. */
export interface IstioProps {
  /** `global.meshID`: letters, digits, dashes, dots and underscores, 63 at most. */
  readonly meshId: string;
  /** Version of Istio, 1.29 to 1.31. @default - the one in the lock of each member, else '1.31.4' */
  readonly version?: string;
  /** Network of every member that says no other. @default - each member has a network of its own */
  readonly network?: string;
  /** Trust domain of every member that says no other. @default 'cluster.local' */
  readonly trustDomain?: string;
  /** Trust domains that the mesh had before, or that others have who may come in; those of its own members need not be said. @default - none */
  readonly trustDomainAliases?: readonly string[];
  /** Domain of the Services of every member. @default 'cluster.local' */
  readonly clusterDomain?: string;
  /** Namespace of Istio in every member. @default 'istio-system' */
  readonly systemNamespace?: string;
  /** Where workloads' certificates come from. @default - referenced: roots and intermediates in the secret store */
  readonly certificateAuthority?: IstioReferencedAuthority | IstioIssuedAuthority;
  /** Address of the API server of every member that says no other. @default - each member says it */
  readonly apiServer?: (cluster: ICluster) => string;
  /** The cluster that puts the kubeconfigs of all members together. @default - the hub of the fleet */
  readonly assembledIn?: ICluster;
  /** Names of the tokens of each member: all of them are valid, and the last is handed to the others. @default ['1'] */
  readonly tokens?: readonly string[];
  /**
   * A volume, as a Pod has it, with a kubeconfig for each member in a file `*.yaml`: istiod reads them there, and no Secret holds them. From 1.30 on.
   *
   * @default - Secrets, made from tokens of the members
   */
  readonly mountedKubeconfigs?: Readonly<Record<string, unknown>>;
  /** What the keys of the secret store begin with. @default `<fleet>/<mesh>` */
  readonly keyPrefix?: string;
  /** East-west gateways of members that say nothing of their own, where there are several networks; `false`: others make them. @default - one each */
  readonly eastWestGateway?: IstioEastWestGateway | false;
  /**
   * Addresses of gateways of networks whose gateways istiod cannot find by itself: IP addresses or host names, by network. With ambient what is
   * behind them must run as account `istio-eastwestgateway` of the system namespace, since ztunnel asks who it is.
   *
   * @default - none
   */
  readonly remoteGateways?: Readonly<Record<string, readonly string[]>>;
  /** Whether workloads accept nothing but mutual TLS. Between networks nothing else gets through. @default 'STRICT' */
  readonly mtls?: 'STRICT' | 'PERMISSIVE';
  /** Whether the CNI node agent prepares pods, in place of a privileged init container in each. Ambient has it always. @default false */
  readonly cni?: boolean;
  /**
   * Whether services cross clusters only where a ServiceExport says so; experimental in Istio. A `ServiceExportPair` needs it.
   * Ambient reads no ServiceExports.
   *
   * @default false, every service is one over all members that have it; ambient: `serviceScope` decides
   */
  readonly multiClusterServices?: boolean | IstioMultiClusterServices;
  /** Where images are taken from. @default 'docker.io/istio' */
  readonly hub?: string;
  /** Where charts are taken from: `https://...` or `oci://...`. @default - where the project puts those of the version */
  readonly repository?: string;
  /** Variant of the images. @default - that of the charts; ambient: 'distroless' */
  readonly variant?: 'debug' | 'distroless';
  /** Values for the charts, on top of those of this library. @default - none */
  readonly values?: IstioValues;
}

/** A multi-cluster services controller beside Istio. */
export interface IstioMultiClusterServices {
  /** What makes the ServiceImports in every member and brings their definitions, for messages: `the MCS controller of Cilium`. */
  readonly controller: string;
}

/** Options for `Istio.multiPrimary`. */
export interface IstioMultiPrimaryProps extends IstioProps {
  /** Revision of the control plane: labels of namespaces name it. @default - none: `istio-injection: enabled` */
  readonly revision?: string;
}

/** Options for `Istio.primaryRemote`. */
export interface IstioPrimaryRemoteProps extends IstioProps {
  /** The member whose control plane serves all of them. */
  readonly primary: ICluster;
  /** Address of its east-west gateway as the others reach it: an IP address, or a host name. */
  readonly primaryAddress: string;
}

/** Options for `Istio.ambient`. */
export interface IstioAmbientProps extends IstioProps {
  /** Whether ingress gateways send requests to other networks. @default false */
  readonly multiNetworkIngress?: boolean;
  /**
   * Which Services are one over all members: `labelled` are those with the label `istio.io/global: "true"` in every member, `all` are those of one
   * name and namespace, but for `kubernetes` and those of `kube-system` and of the system namespace.
   *
   * @default 'labelled', as Istio has it
   */
  readonly serviceScope?: 'all' | 'labelled';
}
