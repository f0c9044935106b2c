import { findingOn, ServiceRule } from './rule';
import { nameOf } from '../settled-services';

/** Services that are only another name. */
export const serviceExportType: ServiceRule = {
  code: 'service-export-type',
  severity: 'error',
  summary: 'A ServiceExportPair exports a Service of the program that is of type ExternalName.',
  why: 'It has no endpoints that could be merged with others, so that every implementation refuses the ServiceExport (KEP-1645, "Service Types"; a test of'
    + ' conformance of mcs-api v0.5.0).',
  fix: 'Make the ExternalName Service in each consuming cluster, or export the Service that it stands for.',
  check: ({ pairs, objects }) => pairs.filter(({ services }) => !services.exportsApart).flatMap(pair => pair.service.from.flatMap(cluster => {
    const object = objects.service(cluster, pair.service.namespace, pair.service.name);
    return object?.type !== 'ExternalName' ? [] : [findingOn(serviceExportType, pair, [cluster],
      `Service ${nameOf(pair)} in ${cluster} (${object.path}) is of type ExternalName, which is never exported: export the Service that it stands for, or make it in each`
      + ' consuming cluster', [object.path])];
  })),
};
