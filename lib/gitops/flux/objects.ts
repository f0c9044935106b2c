import type { FluxFleetProps, FluxHelmReleaseOptions, FluxKustomizationOptions } from './props';
import { KIND_OF } from './source';
import { HelmReleaseSpec } from '../../../imports/flux-helm';
import { KustomizationSpec } from '../../../imports/flux-kustomize';
import { joinPath, kustomizationSpec } from '../../delivery/flux/folders';
import { ReleaseObject } from '../../delivery/flux/make-release';
import { chartFrom } from '../../delivery/flux/releases';
import type { Remote } from '../../delivery/flux/remote';
import { ClusterModel } from '../../fleet';
import { on } from '../application-set/source-on-cluster';

/** One object of a `FluxFleet`: where it is and what it is for. */
export interface FluxFleetObject {
  readonly cluster: ClusterModel;
  readonly remote: Remote;
  readonly name: string;
  /** Name of its source, in the same namespace. */
  readonly source: string;
  readonly shard?: string;
  readonly dependsOn: readonly { readonly namespace: string; readonly name: string }[];
}

const INTERVAL = '10m';

/** How often Flux looks. */
export function intervalOf({ interval = INTERVAL }: FluxFleetProps): string {
  return interval;
}

/** `spec` of the Kustomization for a cluster. */
export function kustomizationFor(object: FluxFleetObject, props: FluxFleetProps, options: FluxKustomizationOptions): KustomizationSpec {
  const { cluster } = object;
  const substitute = options.substitute && on(cluster, options.substitute);
  const healthChecks = options.healthChecks && on(cluster, options.healthChecks);
  const { substituteFrom } = options;
  return {
    ...kustomizationSpec({
      remote: object.remote, source: { kind: KIND_OF[props.source.type] as 'GitRepository', name: object.source }, path: joinPath(on(cluster, options.path)),
      prune: options.prune ?? true, interval: intervalOf(props), timeout: props.timeout ?? '5m', wait: options.wait ?? healthChecks === undefined,
      dependsOn: object.dependsOn, serviceAccountName: props.serviceAccountName, decryption: options.decryption,
    }),
    deletionPolicy: options.deletionPolicy ?? 'Orphan',
    suspend: suspended(cluster, props),
    healthChecks,
    healthCheckExprs: options.healthCheckExprs,
    targetNamespace: options.targetNamespace && on(cluster, options.targetNamespace),
    images: options.images && on(cluster, options.images),
    postBuild: Object.keys(substitute ?? {}).length === 0 && substituteFrom === undefined ? undefined : { substitute, substituteFrom },
    ...(options.spec && on(cluster, options.spec)),
  };
}

/** The HelmRelease for a cluster. */
export function releaseFor(object: FluxFleetObject, name: string, props: FluxFleetProps, options: FluxHelmReleaseOptions): ReleaseObject {
  const { cluster } = object;
  const further: Partial<HelmReleaseSpec> = options.spec ? on(cluster, options.spec) : {};
  return {
    id: object.name,
    objectName: object.name,
    remote: object.remote,
    shard: object.shard,
    name: options.releaseName ?? name,
    namespace: options.targetNamespace,
    interval: intervalOf(props),
    serviceAccountName: props.serviceAccountName,
    suspend: suspended(cluster, props),
    values: options.values && on(cluster, options.values),
    chart: props.source.type === 'oci' ? { chartRef: { kind: 'OCIRepository', name: object.source } } : chartFrom({
      chart: on(cluster, options.chart!), version: options.version && on(cluster, options.version),
      // A chart in a folder changes with its files, whatever version it names.
      reconcileStrategy: props.source.type === 'helm' ? undefined : 'Revision',
      sourceRef: { kind: KIND_OF[props.source.type] as 'GitRepository', name: object.source },
      valuesFiles: options.valuesFiles && on(cluster, options.valuesFiles),
    }, object.shard),
    more: {
      ...(props.timeout === undefined ? {} : { timeout: props.timeout }),
      ...(object.dependsOn.length === 0 ? {} : { dependsOn: object.dependsOn }),
      ...further,
    },
  };
}

function suspended(cluster: ClusterModel, { suspend }: FluxFleetProps): true | undefined {
  return suspend !== undefined && on(cluster, suspend) ? true : undefined;
}
