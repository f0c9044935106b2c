import { shardLabels } from './make-sources';
import { hashOf, objectName } from './names';
import type { Remote } from './remote';
import type { SourceNeed } from './sources';
import { HelmReleaseSpec } from '../../../imports/flux-helm';
import { isMap } from '../../fleet/collections';
import { toYaml } from '../../fleet/output/yaml';

/** Keeps an object when it leaves the output. */
export const KEPT = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } as const;

/** Which chart a HelmRelease installs. */
export type ChartOf = Pick<HelmReleaseSpec, 'chart' | 'chartRef'>;

/** What a HelmRelease installs, and where. */
export interface ReleaseRequest {
  readonly remote: Remote;
  readonly name: string;
  readonly namespace: string;
  readonly interval: string;
  readonly chart: ChartOf;
  /** @default - reconciled */
  readonly suspend?: boolean;
  /** @default - the identity of the kubeconfig */
  readonly serviceAccountName?: string;
}

/** Everything of a HelmRelease but its values. */
export function releaseSpec({ remote, name, namespace, interval, chart, suspend, serviceAccountName }: ReleaseRequest): HelmReleaseSpec {
  return {
    ...chart,
    interval,
    timeout: '10m',
    suspend: suspend ? true : undefined,
    kubeConfig: remote.kubeConfig,
    serviceAccountName,
    releaseName: name,
    targetNamespace: namespace,
    // Beside the release, as `helm list` looks for it: the namespace on the hub need not exist in the cluster.
    storageNamespace: namespace,
    // A failed install is tried again as it is; the default uninstalls it between two tries.
    install: { createNamespace: true, crds: 'CreateReplace', strategy: { name: 'RetryOnFailure', retryInterval: '5m' } },
    upgrade: { crds: 'CreateReplace', remediation: { retries: 3 } },
    // Only reported: what an operator or autoscaler writes into objects of its chart is no mistake.
    driftDetection: { mode: 'warn' },
  };
}

/** The chart of a Helm repository at a version. */
export function chartOf(source: SourceNeed, chart: string, version: string, valuesFiles?: readonly string[]): ChartOf {
  return source.kind === 'OCIRepository'
    ? { chartRef: { kind: 'OCIRepository', name: source.name } }
    : chartFrom({ chart, version, sourceRef: { kind: 'HelmRepository', name: source.name }, valuesFiles: valuesFiles && [...valuesFiles] }, source.shard);
}

/**
 * A chart that helm-controller makes a HelmChart for.
 *
 * That object needs the label of the shard itself: the source-controller of a shard sees no other, and one without a shard does not see the
 * repository (helm-controller v1.6.3 `internal/reconcile/helmchart_template.go`, source-controller v1.9.4 `main.go`).
 */
export function chartFrom(spec: NonNullable<HelmReleaseSpec['chart']>['spec'], shard: string | undefined): ChartOf {
  const labels = shardLabels(shard);
  return { chart: { ...(labels && { metadata: { labels } }), spec } };
}

/** Values of a release, in the object or beside it. */
export interface PlacedValues {
  readonly spec: Pick<HelmReleaseSpec, 'values' | 'valuesFrom'>;
  /** The ConfigMap that holds them. @default - they are in the HelmRelease */
  readonly configMap?: { readonly name: string; readonly data: Readonly<Record<string, string>> };
}

/**
 * Values where nothing is lost: a `null`, which takes a default of the chart away, does not survive in an object, so values with one go into a
 * ConfigMap as text. Its name changes with its content, so that a change is seen at once.
 */
export function placeValues(release: string, values: Readonly<Record<string, unknown>> | undefined): PlacedValues {
  if (values === undefined || Object.keys(values).length === 0) {
    return { spec: {} };
  }
  if (!hasNull(values)) {
    return { spec: { values } };
  }
  const text = toYaml([values]);
  const name = objectName(release, 'values', hashOf(text));
  return { spec: { valuesFrom: [{ kind: 'ConfigMap', name }] }, configMap: { name, data: { 'values.yaml': text } } };
}

function hasNull(value: unknown): boolean {
  return value === null || (Array.isArray(value) ? value.some(hasNull) : isMap(value) && Object.values(value).some(hasNull));
}
