import { definitionsOf } from '../../../imports/definitions';
import type { ManifestComponent } from '../../fleet/component';

/** The kind that a hub with a `ClusterInventory` must serve: nothing runs for it. Cluster Inventory API v0.1.2. */
export function clusterInventoryDefinitions(): ManifestComponent {
  return {
    type: 'manifests',
    name: 'cluster-inventory-api',
    version: 'v0.1.2',
    phase: 'definitions',
    // Others define kinds of the same group: ServiceExport and ServiceImport of the Multi-Cluster Services API.
    serves: ['multicluster.x-k8s.io/ClusterProfile'],
    definitions: () => definitionsOf('cluster-inventory').filter(({ spec }) => spec.names.kind === 'ClusterProfile'),
    objects: () => [],
  };
}
