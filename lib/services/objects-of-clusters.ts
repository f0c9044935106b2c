import { ApiObject } from 'cdk8s';
import { DeclaredPair, ObjectsOfClusters, ServiceObject } from './settled-services';
import { Fleet, ServiceType, SharedServicePort } from '../fleet';
import { isMap } from '../fleet/collections';

const DEFAULT_NAMESPACE = 'default';

/** The Services that pairs name, and the namespaces, of the clusters that share services: one look at each object of the program. */
export function namespacesAndServices(fleet: Fleet, pairs: readonly DeclaredPair[]): ObjectsOfClusters {
  const wanted = new Set(pairs.map(({ service }) => keyOf(service.namespace, service.name)));
  const clusters = new Set(pairs.flatMap(({ service }) => [...service.from, ...service.to]));
  const services = new Map<string, ApiObject>();
  const namespaces = new Set<string>();
  for (const chart of fleet.clusterCharts.filter(({ cluster }) => clusters.has(cluster))) {
    for (const object of chart.node.findAll()) {
      if (!ApiObject.isApiObject(object) || object.apiVersion !== 'v1') {
        continue;
      }
      const { kind, name, metadata: { namespace = DEFAULT_NAMESPACE } } = object;
      if (kind === 'Namespace') {
        namespaces.add(keyOf(chart.cluster, name));
      } else if (kind === 'Service' && wanted.has(keyOf(namespace, name))) {
        services.set(keyOf(chart.cluster, namespace, name), object);
      }
    }
  }
  const read = new Map([...services].map(([key, object]) => [key, readService(object)]));
  return {
    service: (...key) => read.get(keyOf(...key)),
    hasNamespace: (...key) => namespaces.has(keyOf(...key)),
  };
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}

/** Undefined for one that cannot be rendered: that is a finding of its own. */
function readService(object: ApiObject): ServiceObject | undefined {
  let spec: unknown;
  try {
    ({ spec } = object.toJson() as { spec?: unknown });
  } catch {
    return undefined;
  }
  const { type = 'ClusterIP', clusterIP, ports } = (isMap(spec) ? spec : {}) as { type?: ServiceType; clusterIP?: string; ports?: readonly SharedServicePort[] };
  return {
    path: object.node.path,
    type: clusterIP === 'None' ? 'Headless' : type,
    ports: Array.isArray(ports) ? ports : [],
  };
}
