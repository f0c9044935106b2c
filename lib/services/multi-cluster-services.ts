import { IServiceMesh } from '../fleet';
import { awsCloudMapServices, AwsCloudMapServicesProps } from './implementations/aws-cloud-map';
import { ExternalNameServices, ExternalNameServicesProps } from './implementations/external-name';
import { gkeServices, GkeServicesProps } from './implementations/gke';
import { OtherServices, OtherServicesProps } from './implementations/of-others';

/** What shares services among clusters without a `FleetMesh` of the program: for the prop `mesh` of a `ServiceExportPair`. */
export class MultiClusterServices {
  /** Multi-cluster Services of GKE, switched on for a GKE fleet that the clusters are members of. */
  public static gke(props: GkeServicesProps): IServiceMesh {
    return { services: gkeServices(props) };
  }

  /** The AWS Cloud Map MCS controller (alpha), installed in EKS clusters of one account and region, with its two ClusterProperty objects in each. */
  public static awsCloudMap(props: AwsCloudMapServicesProps): IServiceMesh {
    return { services: awsCloudMapServices(props) };
  }

  /** Any other implementation of the multi-cluster services API (KEP-1645) that others run. */
  public static ofOthers(props: OtherServicesProps): IServiceMesh {
    return { services: new OtherServices(props) };
  }

  /**
   * Without any implementation: a Service of type ExternalName in each consuming cluster, `<service>-<exporting cluster>`, that is another name for a
   * host name which DNS must have already.
   */
  public static externalName(props: ExternalNameServicesProps): IServiceMesh {
    return { services: new ExternalNameServices(props) };
  }

  private constructor() {}
}
