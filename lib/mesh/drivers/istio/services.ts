import type { JoinedMember } from './joined-member';
import type { IstioSettings } from './settings';
import { definitionsOf } from '../../../../imports/definitions';
import { Fleet, IMultiClusterServices, Manifest, ServiceBackend, ServiceType, SharedService } from '../../../fleet';
import { affinityFaults, apiVersionFaults, exportedMetadataFaults, serviceExport, standardClustersetName } from '../../../fleet/clusterset';

const NAME = 'Istio';
const MCS = 'multicluster.x-k8s.io';
/** `MCS_API_VERSION` of istiod (istio 1.30 pilot/pkg/features/experimental.go). */
const VERSION = 'v1alpha1';
const EXPORTABLE: readonly ServiceType[] = ['ClusterIP', 'Headless', 'NodePort', 'LoadBalancer'];

/**
 * Services that cross clusters where a ServiceExport says so.
 *
 * A service keeps its usual name: with the endpoints of every cluster that exports it, and those of the caller's own. `clusterset.local` means
 * something only where a controller makes ServiceImports with addresses (istio 1.30 serviceregistry/kube/controller/serviceimportcache.go).
 */
export function istioServices(path: string, members: readonly JoinedMember[], settings: IstioSettings): IMultiClusterServices {
  const { multiClusterServices, clusterDomain } = settings;
  return {
    name: NAME,
    path,
    members: members.map(({ cluster }) => cluster.name),
    ...(typeof multiClusterServices === 'object' && { servedByOthers: [MCS] }),
    dnsName: (service, backend) => (typeof multiClusterServices === 'object' ? standardClustersetName(NAME, service, backend) : ownName(service, clusterDomain, backend)),
    faults: service => [
      ...typeFaults(service), ...affinityFaults(NAME, service), ...apiVersionFaults(NAME, service, [`${MCS}/${VERSION}`]), ...exportedMetadataFaults(NAME, service),
    ],
    exported: service => [serviceExport(service, `${MCS}/${VERSION}`)],
    imported: () => [],
  };
}

/** Brings the definitions of the multi-cluster services API to a member, where no controller does. */
export function claimDefinitions(fleet: Fleet, path: string, cluster: string, { multiClusterServices = false }: IstioSettings): void {
  if (multiClusterServices === true) {
    definitions().forEach(definition => fleet.claim({ type: 'definition', cluster, path, definition }));
  }
  if (typeof multiClusterServices === 'object') {
    fleet.claim({ type: 'served-kinds', cluster, path, kinds: [MCS] });
  }
}

/** At the version that istiod reads, and no other. */
function definitions(): readonly Manifest[] {
  return (definitionsOf('mcs-api') as readonly Manifest[]).filter(({ metadata }) => /^service(ex|im)ports\./.test(metadata.name)).map(definition => {
    const spec = definition.spec as { readonly versions: readonly { readonly name: string }[] };
    const versions = spec.versions.filter(({ name }) => name === VERSION).map(version => ({ ...version, served: true, storage: true }));
    return { ...definition, spec: { ...spec, versions } };
  });
}

function ownName({ name, namespace }: SharedService, clusterDomain: string, backend: ServiceBackend | undefined): string {
  if (backend !== undefined) {
    throw new Error(`${NAME} has one name for all clusters that export ${namespace}/${name}, and none for ${backend.cluster} alone: use dnsName; for one cluster export a`
      + ' Service of another name there');
  }
  return `${name}.${namespace}.svc.${clusterDomain}`;
}

function typeFaults({ type }: SharedService): readonly string[] {
  return type === undefined || EXPORTABLE.includes(type) ? []
    : [`Istio has no endpoints of Services of type ${type}: export a ClusterIP Service`];
}
