import { FleetHelmSource, FleetSource, PerCluster } from './source';
import { helmValues } from '../../delivery/argo-cd/application-source';
import { mergeValues } from '../../delivery/override-values';
import { ApplicationSource, ClusterModel } from '../../fleet';
import { isMap } from '../../fleet/collections';

type Values = Readonly<Record<string, unknown>>;

/** The parts of a source that may differ between clusters. */
export const VARYING_FIELDS = ['targetRevision', 'path', 'images', 'values', 'valueFiles'] as const;
export type VaryingField = typeof VARYING_FIELDS[number];

/** The parts of a source that do differ, by how the program is written and not by what the clusters are today. */
export function varyingFields(source: FleetSource): readonly VaryingField[] {
  const parts = source as Partial<Record<VaryingField, unknown>>;
  return VARYING_FIELDS.filter(field => (field === 'values' ? source.type === 'helm' && source.valuesPerCluster !== undefined : typeof parts[field] === 'function'));
}

/** A source with what a cluster gets. */
export function sourceOn(cluster: ClusterModel, source: FleetSource, application: string): ApplicationSource {
  const { repoUrl } = source;
  const targetRevision = on(cluster, source.targetRevision);
  switch (source.type) {
    case 'directory': return { type: 'directory', repoUrl, targetRevision, path: on(cluster, source.path), recurse: source.recurse };
    case 'kustomize': return { type: 'kustomize', repoUrl, targetRevision, path: on(cluster, source.path), images: on(cluster, source.images) };
    default: return {
      type: 'helm', repoUrl, targetRevision, chart: source.chart, path: on(cluster, source.path), releaseName: source.releaseName ?? application,
      values: valuesOn(cluster, source), valueFiles: on(cluster, source.valueFiles),
    };
  }
}

/** A value as a cluster gets it. */
export function on<T>(cluster: ClusterModel, value: PerCluster<T>): T {
  return typeof value === 'function' ? (value as (cluster: ClusterModel) => T)(cluster) : value;
}

function valuesOn(cluster: ClusterModel, { values, valuesPerCluster }: FleetHelmSource): Values | undefined {
  const own = valuesPerCluster?.(cluster);
  if (own === undefined || !isMap(own)) {
    // What is no object is reported for the cluster.
    return own ?? values;
  }
  return mergeValues(values ?? {}, own);
}

/**
 * The values of a chart as YAML, undefined for none. They are written here and not by the controller: a number keeps its form, and a `null`, which
 * takes a default of the chart away, is not lost as in an object of values.
 */
export function valuesText(source: ApplicationSource): string | undefined {
  return source.type === 'helm' && isMap(source.values) ? helmValues(source.values).values : undefined;
}
