import { ApiObject, App } from 'cdk8s';
import { ClusterChart, Fleet } from '../fleet';
import { isMap } from '../fleet/collections';
import { groupOf } from '../fleet/names';

/** An object of `velero.io`, as it is before its delivery adds to it. */
export interface VeleroObject {
  /** Id of the fleet. */
  readonly fleet: string;
  /** Name of the cluster that it is for. */
  readonly cluster: string;
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Whether a controller reads its folder; false for one that people apply when they say. */
  readonly delivered: boolean;
}

/** The objects of `velero.io` of every cluster of the program: a bucket may be shared with another fleet. */
export function veleroObjects(fleet: Fleet): readonly VeleroObject[] {
  return Fleet.allIn(fleet.node.root as App).flatMap(({ clusterCharts }) => clusterCharts).flatMap(objectsIn);
}

function objectsIn(chart: ClusterChart): readonly VeleroObject[] {
  const { fleet, cluster } = chart;
  return chart.node.findAll().flatMap(object => (!ApiObject.isApiObject(object) || groupOf(object.apiVersion) !== 'velero.io' ? []
    : read(object, { fleet: fleet.node.id, cluster, delivered: fleet.delivery.waveOf(chart) !== undefined })));
}

/** Nothing for one that cannot be rendered: that is a finding of its own. */
function read(object: ApiObject, of: Pick<VeleroObject, 'fleet' | 'cluster' | 'delivered'>): readonly VeleroObject[] {
  try {
    const { kind, metadata, spec } = object.toJson() as { kind: string; metadata: { name: string; namespace?: string }; spec?: unknown };
    return [{ ...of, path: object.node.path, kind, name: metadata.name, namespace: metadata.namespace ?? 'default', spec: isMap(spec) ? spec : {} }];
  } catch {
    return [];
  }
}
