import type { Manifest } from './manifest';

/** What shares services among clusters, for a `ServiceExportPair`: a `FleetMesh`, or an implementation that others run. */
export interface IServiceMesh {
  /** How it does so. */
  readonly services: IMultiClusterServices;
}

/** A service that some clusters export and others use. Plain data: names, as in the program. */
export interface SharedService {
  /** Name of the Service in each exporting cluster: `payment-api`. */
  readonly name: string;
  /** Its namespace, the same in every cluster: in a set of clusters a namespace means the same everywhere (KEP-1645). */
  readonly namespace: string;
  /** Names of the clusters that export it, sorted. */
  readonly from: readonly string[];
  /** Names of the clusters that use it, sorted. One may also be in `from`. */
  readonly to: readonly string[];
  /** What the Service is. @default - not known to the program */
  readonly type?: ServiceType;
  /** Its ports. @default - not known to the program */
  readonly ports?: readonly SharedServicePort[];
  /** Which clusters answer first. @default - as the implementation does by itself */
  readonly affinity?: ServiceAffinity;
  /** API version of the ServiceExport. @default - that of the implementation */
  readonly apiVersion?: string;
  /** Labels for the imported service. @default - none */
  readonly exportedLabels?: Readonly<Record<string, string>>;
  /** Annotations for the imported service. @default - none */
  readonly exportedAnnotations?: Readonly<Record<string, string>>;
}

/** A port of a shared service: what callers see of it. */
export interface SharedServicePort {
  /** Name of the port: `http`. @default - none, for the only port of a Service */
  readonly name?: string;
  /** The port that callers use, 1 to 65535. */
  readonly port: number;
  /** Its protocol. @default 'TCP' */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
  /** What is spoken on it, for who routes by that: `http`, `kubernetes.io/h2c`. @default - not said */
  readonly appProtocol?: string;
}

/** The type of a Service, with `Headless` for one whose `clusterIP` is `None`. */
export type ServiceType = 'ClusterIP' | 'Headless' | 'NodePort' | 'LoadBalancer' | 'ExternalName';

/** Which of the clusters that export a service answers: the caller's own first, another one first, or all alike. */
export type ServiceAffinity = 'local' | 'remote' | 'none';

/** One exporting cluster of a service, or one pod of a headless Service there. */
export interface ServiceBackend {
  /** Name of the exporting cluster. */
  readonly cluster: string;
  /** `hostname` of a pod of a headless Service. @default - the whole Service */
  readonly hostname?: string;
}

/** One way to share services among clusters: the multi-cluster services API, or what came before it. */
export interface IMultiClusterServices {
  /** How messages call it: `Submariner`. */
  readonly name: string;
  /** Path of the construct that it belongs to, for findings. @default - none: it is no construct */
  readonly path?: string;
  /** Names of the clusters that share services, sorted. @default - every cluster of the fleet */
  readonly members?: readonly string[];
  /**
   * Kinds that others have installed in its members, for what it makes there: API groups (`net.gke.io`), or kinds (`net.gke.io/ServiceExport`).
   *
   * @default - none: something of the program brings them
   */
  readonly servedByOthers?: readonly string[];
  /**
   * Whether each exporting cluster is reached by a name of its own, so that what they export need not agree.
   *
   * @default false, all exports of a service are one service
   */
  readonly exportsApart?: boolean;
  /**
   * Whether all exporters of a service with an address must have the same ports, since a caller is led to any of them, whatever port it uses.
   *
   * @default false, a port leads to exporters that have it (KEP-1645: an imported service has the ports of all exports)
   */
  readonly samePorts?: boolean;
  /**
   * The name by which a pod of a consuming cluster reaches a service.
   *
   * @param backend one exporting cluster alone. @default - all of them
   * @throws when the implementation has no such name
   */
  dnsName(service: SharedService, backend?: ServiceBackend): string;
  /**
   * What the implementation cannot do of what is asked, each as a sentence that says what to write instead; empty when it can. It is also asked with
   * the type that a Service of the program has, where the pair does not say one.
   */
  faults(service: SharedService): readonly string[];
  /**
   * What an exporting cluster needs beside its Service, the ServiceExport for example. Several pairs may export one service from a cluster: what
   * is equal is written once. It does not throw for what `faults` tells.
   */
  exported(service: SharedService, cluster: string): readonly Manifest[];
  /** As `exported`, for a consuming cluster beside its namespace. Empty where a controller writes the ServiceImport, which is nearly everywhere. */
  imported(service: SharedService, cluster: string): readonly Manifest[];
  /** Annotations that the Service itself needs in an exporting cluster. @default - none */
  serviceAnnotations?(service: SharedService, cluster: string): Readonly<Record<string, string>>;
}
