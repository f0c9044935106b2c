import { ServiceDefinition } from './service-definition';
import { ICluster, IServiceMesh, ServiceAffinity, ServiceType, SharedServicePort } from '../fleet';

/** Options for a `ServiceExportPair`. */
export interface ServiceExportPairProps {
  /** Name of the Service in every exporting cluster: lower-case letters, digits and dashes, 63 at most, beginning with a letter. */
  readonly service: string;
  /** Its namespace, the same in every cluster: lower-case letters, digits and dashes, 63 at most. */
  readonly namespace: string;
  /** Clusters that export it, one at least, members of the mesh. */
  readonly from: readonly ICluster[];
  /** Clusters that use it, one at least, members of the mesh. One may also be in `from`. */
  readonly to: readonly ICluster[];
  /** What shares services among them: a `FleetMesh`, or `MultiClusterServices` for what is there already. */
  readonly mesh: IServiceMesh;
  /** The Service, to be made in each exporting cluster. @default - it comes from elsewhere: GitOps, a Helm chart, other objects of the program */
  readonly definition?: ServiceDefinition;
  /**
   * What a Service is that comes from elsewhere: `ClusterIP`, `Headless`, `NodePort`, `LoadBalancer`. Not with `definition`.
   *
   * @default - read from the Service, where it is an object of the program
   */
  readonly type?: Exclude<ServiceType, 'ExternalName'>;
  /**
   * Ports of a Service that comes from elsewhere, for the rules. Not with `definition`.
   *
   * @default - read from the Service, where it is an object of the program
   */
  readonly ports?: readonly SharedServicePort[];
  /** Which clusters answer first: `local` the own one, `remote` another one, `none` all alike. @default - as the mesh does by itself */
  readonly affinity?: ServiceAffinity;
  /** API version of the ServiceExport: `multicluster.x-k8s.io/v1beta1`. @default - the one that the mesh serves */
  readonly apiVersion?: string;
  /** Labels that the imported service gets, where the mesh can do that. @default - none */
  readonly exportedLabels?: Readonly<Record<string, string>>;
  /** Annotations that the imported service gets, where the mesh can do that. @default - none */
  readonly exportedAnnotations?: Readonly<Record<string, string>>;
  /**
   * Whether the namespace is made where it is missing, in exporting and in consuming clusters: without it nothing is imported.
   *
   * @default true
   */
  readonly createNamespace?: boolean;
}
