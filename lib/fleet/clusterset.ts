import type { Manifest } from './manifest';
import type { ServiceBackend, SharedService } from './multi-cluster-services';

/** Domain of the names that mean the same in every cluster of a set (KEP-1645, specification.md, 2.1). */
export const CLUSTERSET_DOMAIN = 'clusterset.local';

/**
 * The name of a shared service in a set of clusters: `<service>.<namespace>.svc.clusterset.local`.
 *
 * With a cluster, `<cluster>.<service>...`, which is no part of the standard, so that hardly any implementation answers it. With a pod too,
 * `<hostname>.<cluster>.<service>...`, which every implementation answers behind a headless Service (KEP-1645, specification.md, 2.4.1).
 *
 * @param backend the cluster by the name that the implementation has for it
 */
export function clustersetName({ name, namespace }: SharedService, backend?: ServiceBackend, domain: string = CLUSTERSET_DOMAIN): string {
  return [...(backend === undefined ? [] : [backend.hostname, backend.cluster]), name, namespace, 'svc', domain].filter(label => label !== undefined).join('.');
}

/**
 * As `clustersetName`, for an implementation that has no other names than those of KEP-1645.
 *
 * @param implementation how messages call it
 * @throws for one exporting cluster as a whole, which has no name there
 */
export function standardClustersetName(implementation: string, service: SharedService, backend?: ServiceBackend, domain?: string): string {
  if (backend !== undefined && backend.hostname === undefined) {
    throw new Error(`${implementation} has one name for all clusters that export ${service.namespace}/${service.name}, and none for ${backend.cluster} alone (KEP-1645): use`
      + ' dnsName; for one cluster export a Service of another name there');
  }
  return clustersetName(service, backend, domain);
}

/** The ServiceExport of a service. It has the name of the Service, and says nothing else where nothing else is asked. */
export function serviceExport(service: SharedService, defaultApiVersion: string): Manifest {
  const { name, namespace, apiVersion, exportedLabels, exportedAnnotations } = service;
  const spec = Object.fromEntries(Object.entries({ exportedLabels, exportedAnnotations }).filter(([, value]) => value !== undefined));
  return {
    apiVersion: apiVersion ?? defaultApiVersion, kind: 'ServiceExport', metadata: { name, namespace }, ...(Object.keys(spec).length === 0 ? {} : { spec }),
  };
}

/** What is wrong for an implementation whose ServiceExport has no `spec`: the API server would drop it without a word. */
export function exportedMetadataFaults(implementation: string, { exportedLabels, exportedAnnotations }: SharedService): readonly string[] {
  return Object.entries({ exportedLabels, exportedAnnotations }).filter(([, value]) => value !== undefined)
    .map(([prop]) => `the ServiceExport of ${implementation} has no ${prop}: leave it out`);
}

/** What is wrong with an API version of the ServiceExport that the implementation does not serve. */
export function apiVersionFaults(implementation: string, { apiVersion }: SharedService, served: readonly string[]): readonly string[] {
  return apiVersion === undefined || served.includes(apiVersion) ? []
    : [`${implementation} does not serve ServiceExport at ${apiVersion}: write apiVersion: '${served.join("' or '")}', or leave it out`];
}

/** What is wrong for an implementation that has no choice of the cluster that answers. */
export function affinityFaults(implementation: string, { affinity }: SharedService): readonly string[] {
  return affinity === undefined ? [] : [`${implementation} cannot be told which cluster answers first: leave affinity out`];
}
