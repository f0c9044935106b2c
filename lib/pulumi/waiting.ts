import type { CustomTimeouts } from '@pulumi/pulumi';
import { Manifest } from '../fleet';
import { isMap } from '../fleet/collections';
import { groupOf } from '../fleet/names';

const WAIT_FOR = 'pulumi.com/waitFor';
const SKIP_AWAIT = 'pulumi.com/skipAwait';

/** Cluster API's own group, and that of the operator which installs its providers. */
const CLUSTER_API = 'cluster.x-k8s.io';
const OPERATOR = 'operator.cluster.x-k8s.io';

/** Kinds that Pulumi's provider waits for by itself (pulumi-kubernetes 4.34 provider/pkg/await/awaiters.go). */
const AWAITED = [
  'DaemonSet', 'Deployment', 'Ingress', 'Job', 'PersistentVolumeClaim', 'Pod', 'ReplicaSet', 'ReplicationController', 'Service', 'StatefulSet',
];

/** Whether an object is a Cluster of Cluster API. */
export function isCluster({ apiVersion, kind }: Manifest): boolean {
  return groupOf(apiVersion) === CLUSTER_API && kind === 'Cluster';
}

/** Whether an object is the provider that all other providers of Cluster API wait for: the operator installs none before it. */
export function isCoreProvider({ apiVersion, kind }: Manifest): boolean {
  return groupOf(apiVersion) === OPERATOR && kind === 'CoreProvider';
}

/** Whether an object is a provider of Cluster API beside that one. */
export function isFurtherProvider(manifest: Manifest): boolean {
  return groupOf(manifest.apiVersion) === OPERATOR && !isCoreProvider(manifest);
}

/** Whether an object is ready only when a controller says so: meanwhile it takes one of the places that Pulumi has for work at the same time. */
export function waitsForCondition(manifest: Manifest): boolean {
  const { annotations } = withWaiting(manifest).metadata;
  return isMap(annotations) && WAIT_FOR in annotations && !(SKIP_AWAIT in annotations);
}

/** Whether an object is there for others as soon as the API server has taken it. */
export function isReadyAtOnce(manifest: Manifest): boolean {
  return !waitsForCondition(manifest) && !AWAITED.includes(manifest.kind);
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
  if (condition === undefined || !isMap(annotations) || WAIT_FOR in annotations || SKIP_AWAIT in annotations) {
    return manifest;
  }
  return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...annotations, [WAIT_FOR]: `condition=${condition}` } } };
}

/** How long that may take; Pulumi's provider gives up after ten minutes, and a cloud needs longer for some control planes. */
export function timeoutsOf(manifest: Manifest): CustomTimeouts | undefined {
  return isCluster(manifest) ? { create: '1h', update: '1h' } : undefined;
}
