import { Construct } from 'constructs';
import { ICluster } from '../fleet';
import { PropType } from '../fleet/check-props';
import { isMap } from '../fleet/collections';
import { RFC_1123_LABEL } from '../fleet/names';

/** Clusters of a fleet. */
export const CLUSTERS: PropType = {
  words: 'a list of clusters that is not empty',
  is: value => Array.isArray(value) && value.length > 0 && value.every(item => Construct.isConstruct(item) && typeof (item as Partial<ICluster>).name === 'string'),
};

/** Ids of clusters by their names: one label, or two with a dot between them (KEP-1645, "cluster id"). */
export const CLUSTER_IDS: PropType = {
  words: "an object of cluster ids, each of one label or two: { 'prod-eu': 'prod-eu.europe-west1' }",
  is: value => isMap(value) && Object.values(value).every(id => typeof id === 'string' && id.split('.').length < 3 && isDomain(id)),
};

/** A domain under which names lie. */
export const DOMAIN: PropType = { words: "a DNS domain such as 'example.com', lower-case, without a dot at its end", is: isDomain };

/** API version of a kind that Kubernetes itself does not have. */
export const API_VERSION: PropType = {
  words: "a group and a version such as 'multicluster.x-k8s.io/v1alpha1'",
  is: value => typeof value === 'string' && /^[a-z0-9.-]+\.[a-z]+\/v\d+((alpha|beta)\d+)?$/.test(value),
};

/** Names of clusters, sorted, each once. */
export function namesOf(clusters: readonly ICluster[]): readonly string[] {
  return [...new Set(clusters.map(cluster => cluster.name))].sort();
}

/** @throws for an id of a cluster that is no member */
export function checkClusterIds(where: string, members: readonly string[], ids: Readonly<Record<string, string>> = {}): void {
  const stranger = Object.keys(ids).find(name => !members.includes(name));
  if (stranger !== undefined) {
    throw new Error(`${where}: clusterIds: '${stranger}' is no member; write one of ${members.join(', ')}`);
  }
}

function isDomain(value: unknown): boolean {
  return typeof value === 'string' && value.split('.').every(label => RFC_1123_LABEL.test(label));
}
