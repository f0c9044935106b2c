import { ApiObject } from 'cdk8s';
import type { DeclaredConfig, IstioObject } from './settled-traffic';
import type { Fleet } from '../../fleet';
import { isMap } from '../../fleet/collections';
import { groupOf } from '../../fleet/names';

const GROUPS = ['networking.istio.io', 'security.istio.io'];
const DEFAULT_NAMESPACE = 'default';
/** On a namespace or a Service: the waypoint that its traffic goes through. */
const WAYPOINT_LABEL = 'istio.io/use-waypoint';

/** The objects of Istio and the namespaces of the program: one look at each object. */
export function objectsOfIstio(fleet: Fleet, owners: ReadonlyMap<ApiObject, DeclaredConfig>) {
  const objects: IstioObject[] = [];
  const namespaces = new Set<string>();
  const waypoints = new Set<string>();
  for (const { cluster, node } of fleet.clusterCharts) {
    for (const object of node.findAll()) {
      if (!ApiObject.isApiObject(object)) {
        continue;
      }
      const { apiVersion, kind, name, metadata: { namespace = DEFAULT_NAMESPACE } } = object;
      const waypoint = apiVersion === 'v1' ? object.metadata.getLabel(WAYPOINT_LABEL) ?? 'none' : 'none';
      if (waypoint !== 'none') {
        waypoints.add(kind === 'Namespace' ? `${cluster}\n${name}` : `${cluster}\n${namespace}/${name}`);
      }
      if (apiVersion === 'v1' && kind === 'Namespace') {
        namespaces.add(`${cluster}\n${name}`);
      } else if (GROUPS.includes(groupOf(apiVersion))) {
        const { path } = object.node;
        objects.push({ cluster, kind, namespace, name, path, owner: owners.get(object)?.path ?? path, spec: specOf(object) });
      }
    }
  }
  return {
    objects,
    hasNamespace: (cluster: string, name: string) => namespaces.has(`${cluster}\n${name}`),
    hasWaypoint: (cluster: string, namespace: string, service?: string) => waypoints.has(`${cluster}\n${namespace}`) || waypoints.has(`${cluster}\n${namespace}/${service}`),
  };
}

/** Empty for one that cannot be rendered: that is a finding of its own. */
function specOf(object: ApiObject): Readonly<Record<string, unknown>> {
  try {
    const { spec } = object.toJson() as { readonly spec?: unknown };
    return isMap(spec) ? spec : {};
  } catch {
    return {};
  }
}
