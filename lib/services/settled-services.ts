import { ServiceDefinition } from './service-definition';
import type { IMultiClusterServices, ServiceType, SharedService, SharedServicePort } from '../fleet';

/** A `ServiceExportPair`, as the rules see it. */
export interface DeclaredPair {
  readonly path: string;
  readonly services: IMultiClusterServices;
  readonly service: SharedService;
  readonly definition?: ServiceDefinition;
  readonly createNamespace: boolean;
}

/** A Service of the program, as far as it can be read before it is rendered. */
export interface ServiceObject {
  readonly path: string;
  readonly type: ServiceType;
  readonly ports: readonly SharedServicePort[];
}

/** The Services and namespaces of the program, in the clusters that share services. */
export interface ObjectsOfClusters {
  service(cluster: string, namespace: string, name: string): ServiceObject | undefined;
  hasNamespace(cluster: string, name: string): boolean;
}

/** All that a fleet says about shared services. */
export interface SettledServices {
  readonly pairs: readonly DeclaredPair[];
  readonly objects: ObjectsOfClusters;
}

/** How messages call a service: `production/payment-api`. */
export function nameOf({ service: { namespace, name } }: DeclaredPair): string {
  return `${namespace}/${name}`;
}

/** What an exporting cluster exports: what the pair says, else what the Service of the program says. */
export function exportedBy({ service }: DeclaredPair, cluster: string, objects: ObjectsOfClusters): Partial<ServiceObject> {
  const object = objects.service(cluster, service.namespace, service.name);
  return { path: object?.path, type: service.type ?? object?.type, ports: service.ports ?? object?.ports };
}
