import type { CustomTimeouts } from '@pulumi/pulumi';
import { Manifest } from '../fleet';
import { groupOf } from '../fleet/names';

const WAIT_FOR = 'pulumi.com/waitFor';
const SKIP_AWAIT = 'pulumi.com/skipAwait';

/** Cluster API's own group, and that of the operator which installs its providers. */
const CLUSTER_API = 'cluster.x-k8s.io';
const OPERATOR = 'operator.cluster.x-k8s.io';

/** Whether an object is a Cluster of Cluster API. */
export function isCluster({ apiVersion, kind }: Manifest): boolean {
  return groupOf(apiVersion) === CLUSTER_API && kind === 'Cluster';
}

/**
 * An object with what Pulumi's provider needs to know when it is ready. It waits for Deployments and the like by itself, and takes every custom
 * resource for ready at once (pulumi-kubernetes 4.34 provider/pkg/metadata/overrides.go).
 *
 * A Cluster is ready when its control plane answers, not when its nodes do: those wait for a network plug-in (Cluster API v1.12
 * api/core/v1beta2/cluster_types.go). A provider of Cluster API is ready when its kinds are served. What a program says itself stays.
 */
export function withWaiting(manifest: Manifest): Manifest {
  const condition = isCluster(manifest) ? 'ControlPlaneInitialized' : groupOf(manifest.apiVersion) === OPERATOR ? 'Ready' : undefined;
  const { annotations = {} } = manifest.metadata;
  if (condition === undefined || WAIT_FOR in annotations || SKIP_AWAIT in annotations) {
    return manifest;
  }
  return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...annotations, [WAIT_FOR]: `condition=${condition}` } } };
}

/** How long that may take; Pulumi's provider gives up after ten minutes, and a cloud needs longer for some control planes. */
export function timeoutsOf(manifest: Manifest): CustomTimeouts | undefined {
  return isCluster(manifest) ? { create: '1h', update: '1h' } : undefined;
}
