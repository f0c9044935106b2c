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
  const leaving = members.filter(member => member.leaving).map(({ cluster }) => cluster.name);
  return {
    name: NAME,
    path,
    members: members.map(({ cluster }) => cluster.name),
    // DNS answers with the address of one exporting cluster, and knows no port. An address of the service itself has the ports of all (lighthouse
    // v0.19 `coredns/resolver/resolver.go`, `pkg/agent/controller/endpoint_slice.go`).
    samePorts: clustersetIp === undefined,
    // A member is called by its id there.
    dnsName: (service, backend) => clustersetName(service, backend && { ...backend, cluster: ids.get(backend.cluster) ?? backend.cluster }),
    faults: service => [
      ...leavingFaults(service, leaving), ...typeFaults(service), ...affinityFaults(service), ...apiVersionFaults(NAME, service, [API_VERSION]),
      ...exportedMetadataFaults(NAME, service),
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

/** Nobody reads a ServiceExport there any more, nor makes a ServiceImport. */
function leavingFaults(service: SharedService, leaving: readonly string[]): readonly string[] {
  return leaving.map(cluster => ({ cluster, sides: (['from', 'to'] as const).filter(side => service[side].includes(cluster)) }))
    .filter(({ sides }) => sides.length > 0).map(({ cluster, sides }) => `${cluster} is leaving the mesh: take it out of ${sides.join(' and ')} first`);
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
