import type { JoinedMember } from './joined-member';
import type { SubmarinerSettings } from './settings';
import type { IMultiClusterServices, ServiceType, SharedService } from '../../../fleet';
import { apiVersionFaults, clustersetName, exportedMetadataFaults, serviceExport } from '../../../fleet/clusterset';

const NAME = 'Submariner';
/** What its releases up to 0.24 serve. */
const API_VERSION = 'multicluster.x-k8s.io/v1alpha1';
/** Lighthouse exports no others (lighthouse v0.19 `pkg/agent/controller/agent.go`); the API itself would have their ClusterIP part exported. */
const EXPORTABLE: readonly ServiceType[] = ['ClusterIP', 'Headless'];

/** Services through Lighthouse. */
export function lighthouse(path: string, members: readonly JoinedMember[], { clustersetIp }: SubmarinerSettings): IMultiClusterServices {
  const ids = new Map(members.map(({ cluster, clusterId }) => [cluster.name, clusterId]));
  return {
    name: NAME,
    path,
    members: members.filter(({ leaving }) => !leaving).map(({ cluster }) => cluster.name),
    // A member is called by its id there.
    dnsName: (service, backend) => clustersetName(service, backend && { ...backend, cluster: ids.get(backend.cluster) ?? backend.cluster }),
    faults: service => [
      ...typeFaults(service), ...affinityFaults(service), ...apiVersionFaults(NAME, service, [API_VERSION]), ...exportedMetadataFaults(NAME, service),
    ],
    exported: service => {
      const { metadata, ...rest } = serviceExport(service, API_VERSION);
      // Said on the object too, so that a later default of the operator changes no address.
      const annotations = { 'lighthouse.submariner.io/use-clusterset-ip': 'true' };
      return [{ ...rest, metadata: { ...metadata, ...(clustersetIp && service.type !== 'Headless' && { annotations }) } }];
    },
    imported: () => [],
  };
}

function typeFaults({ type }: SharedService): readonly string[] {
  return type === undefined || EXPORTABLE.includes(type) ? []
    : [`Submariner exports Services of type ClusterIP and headless ones, not ${type}: export a ClusterIP Service beside it`];
}

/** It answers with the caller's own cluster while that exports the service and is healthy, else with another, in turn. */
function affinityFaults({ affinity }: SharedService): readonly string[] {
  return affinity === undefined || affinity === 'local' ? []
    : [`Submariner answers with the caller's own cluster first and cannot be told otherwise (affinity '${affinity}'): write 'local', or leave affinity out`];
}
