import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { modifiersData } from './restore-modifiers';
import { restoreSpec } from './restore-spec';
import { BackupStorageLocation, Restore } from '../../../imports/velero';
import type { ICluster } from '../../fleet';
import { toYaml } from '../../fleet/output/yaml';
import { credentialsSecret, CREDENTIALS_KEY } from '../installation/names';
import type { VeleroSchedule } from '../velero-schedule';

/** What a new hub gets before anything else of the fleet. */
export interface HubRestore {
  readonly name: string;
  readonly hub: ICluster;
  readonly schedule: VeleroSchedule;
  /** Namespaces to restore, known when the fleet is settled. */
  readonly namespaces: readonly string[];
  /** Kinds beside those of Cluster API. */
  readonly resources: readonly string[];
}

/** Files of the unit, in the order in which they are applied. */
export const HUB_FILES = { definitions: '01-definitions', clusters: '02-clusters' } as const;

const CLUSTERS = 'clusters.cluster.x-k8s.io';
const CLUSTER_NAME = 'cluster.x-k8s.io/cluster-name';

/** Names of the Restores. */
export function hubRestores(name: string): { readonly definitions: string; readonly clusters: string } {
  return { definitions: `${name}-definitions`, clusters: `${name}-clusters` };
}

/**
 * The objects that are applied to a new hub. Webhook configurations and workloads are in the backup, and are not restored: what they call is not
 * there, and no controller may run before all objects are.
 */
export function makeHubRestore(chart: Construct, restore: HubRestore): void {
  const { schedule, hub, namespaces, resources } = restore;
  const { namespace } = schedule.velero;
  const names = hubRestores(restore.name);
  const source = { scheduleName: schedule.scheduleNameOf(hub), modifiers: names.clusters };
  new Restore(new Construct(chart, HUB_FILES.definitions), 'Resource', {
    metadata: { name: names.definitions, namespace },
    spec: restoreSpec({ includedResources: ['customresourcedefinitions.apiextensions.k8s.io'], includeClusterResources: true, existingResourcePolicy: 'none' }, source),
  });
  const scope = new Construct(chart, HUB_FILES.clusters);
  // First in the file: without it the Restore is refused, and with a Restore alone Clusters would be let loose.
  const resourceModifier = [{ conditions: { groupResource: CLUSTERS }, mergePatches: [{ spec: { paused: true } }] }];
  new ApiObject(scope, 'modifiers', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: names.clusters, namespace }, data: modifiersData(resourceModifier) });
  new Restore(scope, 'Resource', {
    metadata: { name: names.clusters, namespace },
    spec: {
      ...restoreSpec({
        includedResources: ['secrets', 'configmaps', '*.cluster.x-k8s.io', ...resources],
        // What installs providers is installed by people, and after this.
        excludedResources: ['*.operator.cluster.x-k8s.io'],
        // Identities lie in no namespace.
        includeClusterResources: true,
        // What a hub that manages itself has made for itself are machines that are gone.
        labelSelector: { matchExpressions: [{ key: CLUSTER_NAME, operator: 'NotIn', values: [hub.name] }] },
        existingResourcePolicy: 'none', resourceModifier,
      }, source),
      includedNamespaces: namespaces,
    },
  });
}

/**
 * The location of the hub, by its own name, while nothing may be written to it: the delivery makes it one that is written to again. A file beside the
 * folders of clusters, since the cluster has an object of that name already.
 */
export function readOnlyHubLocation(schedule: VeleroSchedule, hub: ICluster): string {
  const { storage } = schedule.declaredFor(hub);
  const { caCertRef } = storage.options;
  const { secret } = storage.identityOf(hub);
  const config = storage.configFor(hub);
  return toYaml([{
    ...BackupStorageLocation.GVK, metadata: { name: storage.name, namespace: schedule.velero.namespace },
    spec: {
      provider: storage.provider, accessMode: 'ReadOnly',
      objectStorage: { bucket: storage.bucket, prefix: schedule.velero.install(hub).prefixOf(storage), ...(caCertRef && { caCertRef }) },
      ...(Object.keys(config).length > 0 && { config }), ...(secret && { credential: { name: credentialsSecret(secret), key: CREDENTIALS_KEY } }),
    },
  }]);
}
