import { ApiObject, App } from 'cdk8s';
import { Fleet } from '../fleet';
import { isMap } from '../fleet/collections';
import { groupOf } from '../fleet/names';

/** An object of `velero.io`, as it is before its delivery adds to it. */
export interface VeleroObject {
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Whether a controller reads its folder; false for one that people apply when they say. */
  readonly delivered: boolean;
}

/** The objects of `velero.io` of a cluster. */
export interface VeleroObjects {
  readonly fleet: string;
  readonly cluster: string;
  readonly objects: readonly VeleroObject[];
}

/** The objects of `velero.io` of every cluster of the program: a bucket may be shared with another fleet. */
export function veleroObjects(fleet: Fleet): readonly VeleroObjects[] {
  return Fleet.allIn(fleet.node.root as App).flatMap(other => [...new Set(other.clusterCharts.map(({ cluster }) => cluster))].map(cluster => ({
    fleet: other.node.id, cluster, objects: objectsIn(other, cluster),
  }))).filter(({ objects }) => objects.length > 0);
}

function objectsIn(fleet: Fleet, cluster: string): readonly VeleroObject[] {
  return fleet.chartsOf(cluster).flatMap(chart => chart.node.findAll().flatMap(object => (
    !ApiObject.isApiObject(object) || groupOf(object.apiVersion) !== 'velero.io' ? [] : read(object, fleet.delivery.waveOf(chart) !== undefined))));
}

/** Nothing for one that cannot be rendered: that is a finding of its own. */
function read(object: ApiObject, delivered: boolean): readonly VeleroObject[] {
  try {
    const { kind, metadata, spec } = object.toJson() as { kind: string; metadata: { name: string; namespace?: string }; spec?: unknown };
    return [{ path: object.node.path, kind, name: metadata.name, namespace: metadata.namespace ?? 'default', spec: isMap(spec) ? spec : {}, delivered }];
  } catch {
    return [];
  }
}
