import type { JoinedMember } from './joined-member';
import type { CiliumSettings } from './settings';
import type { IMultiClusterServices, SharedService } from '../../../fleet';
import { apiVersionFaults, serviceExport, standardClustersetName } from '../../../fleet/clusterset';

const NAME = 'Cilium';
/** What its operator watches (cilium v1.20 `pkg/clustermesh/mcsapi`). */
const API_VERSION = 'multicluster.x-k8s.io/v1alpha1';
/** By it a Service that is made of a ServiceImport, or a global one, answers with the caller's own cluster first, or with another. */
export const AFFINITY = 'service.cilium.io/affinity';

/** Services by the multi-cluster services API. */
export function multiClusterServices(
  path: string, members: readonly JoinedMember[], { services }: CiliumSettings,
): IMultiClusterServices | undefined {
  if (services === undefined) {
    return undefined;
  }
  const names = new Map(members.map(({ cluster, name }) => [cluster.name, name]));
  return {
    name: NAME,
    path,
    members: members.map(({ cluster }) => cluster.name),
    // The operator of Cilium installs them.
    servedByOthers: ['multicluster.x-k8s.io'],
    dnsName: (service, backend) =>
      standardClustersetName(NAME, service, backend && { ...backend, cluster: names.get(backend.cluster) ?? backend.cluster }),
    faults: service => [...typeFaults(service), ...affinityFaults(service), ...apiVersionFaults(NAME, service, [API_VERSION])],
    exported: service => [serviceExport(withAffinity(service), API_VERSION)],
    imported: () => [],
  };
}

/**
 * Callers meet a Service that is made for them, with the annotations that the ServiceExport hands on; those of the exported Service itself stay where
 * they are (cilium `pkg/clustermesh/mcsapi/service_controller.go`).
 */
function withAffinity(service: SharedService): SharedService {
  const { affinity, exportedAnnotations } = service;
  return affinity === undefined ? service : { ...service, exportedAnnotations: { [AFFINITY]: affinity, ...exportedAnnotations } };
}

/** The API exports all but names of elsewhere (cilium `pkg/clustermesh/mcsapi/serviceexportsync.go`). */
function typeFaults({ type }: SharedService): readonly string[] {
  return type === 'ExternalName' ? ['Cilium exports no Service of type ExternalName: export a ClusterIP Service in its place'] : [];
}

function affinityFaults({ affinity, exportedAnnotations = {} }: SharedService): readonly string[] {
  const annotated = exportedAnnotations[AFFINITY];
  return affinity === undefined || annotated === undefined || annotated === affinity ? []
    : [`exportedAnnotations say ${AFFINITY}: '${annotated}', and affinity is '${affinity}': leave one of the two out`];
}
