import { sourceName } from './names';
import { GitRepositorySpec, HelmRepositorySpec, OCIRepositorySpec } from '../../../imports/flux-source';
import { chartAddress } from '../../fleet/chart-address';

/** The label by which a shard of controllers finds its objects: sources and what reads them must have the same. */
export const SHARDING_LABEL = 'sharding.fluxcd.io/key';

/** A source that something of the fleet reads. Equal ones are one object. */
export type SourceNeed = { readonly namespace: string; readonly name: string; readonly shard?: string } & (
  | { readonly kind: 'GitRepository'; readonly spec: GitRepositorySpec }
  | { readonly kind: 'OCIRepository'; readonly spec: OCIRepositorySpec }
  | { readonly kind: 'HelmRepository'; readonly spec: HelmRepositorySpec }
);

/** Where a source lies, who looks after it, and how often. */
export interface SourcePlace {
  readonly namespace: string;
  readonly shard?: string;
  readonly interval: string;
}

/** The layer of an OCI artifact that `helm push` makes. */
const HELM_LAYER = { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' } as const;
const VERSION = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;

/** A git repository, or an OCI artifact with manifests, at a revision. */
export function repositorySource({ namespace, shard, interval }: SourcePlace, repoUrl: string, targetRevision: string): SourceNeed {
  const url = fluxUrl(repoUrl);
  if (url.startsWith('oci://')) {
    const ref = targetRevision.startsWith('sha256:') ? { digest: targetRevision }
      : isRange(targetRevision) ? { semver: targetRevision } : { tag: targetRevision };
    return { kind: 'OCIRepository', namespace, shard, name: sourceName(url, [ref, shard]), spec: { interval, url, ref } };
  }
  const ref = gitReference(targetRevision);
  return { kind: 'GitRepository', namespace, shard, name: sourceName(url, [ref, shard]), spec: { interval, url, ref } };
}

/** A repository of Helm charts over HTTP. */
export function helmRepositorySource({ namespace, shard, interval }: SourcePlace, url: string): SourceNeed {
  return { kind: 'HelmRepository', namespace, shard, name: sourceName(url, shard), spec: { interval, url } };
}

/** A Helm chart in an OCI registry. Helm writes the `+` of a version as `_` in a tag (Helm v3 `pkg/registry/util.go`). */
export function ociChartSource({ namespace, shard, interval }: SourcePlace, repository: string, chart: string, version: string): SourceNeed {
  const url = chartAddress(repository, chart);
  const ref = isRange(version) ? { semver: version } : { tag: version.replaceAll('+', '_') };
  return {
    kind: 'OCIRepository', namespace, shard, name: sourceName(url, [ref, HELM_LAYER, shard]), spec: { interval, url, ref, layerSelector: HELM_LAYER },
  };
}

/**
 * A source for one folder alone. A folder that is applied later keeps what it had until then, and with a shared source the folders before it
 * would take that away.
 */
export function sourceOfFolder(need: SourceNeed, folder: string): SourceNeed {
  return { ...need, name: sourceName(need.spec.url, [need.name, folder]) };
}

/** A range of versions, and not one. */
export function isRange(revision: string): boolean {
  return /[\^~<>=*| ]/.test(revision) || /^v?\d+(\.\d+)?(\.[xX])+$/.test(revision);
}

/** Whether what a revision, or a version of a chart, stands for moves without the program: a branch, a range. Tags, versions and commits stay. */
export function moves(repoUrl: string, revision: string): boolean {
  const ref = gitReference(revision);
  return repoUrl.startsWith('oci://') ? isRange(revision) : ref.branch !== undefined || ref.semver !== undefined || ref.name === 'HEAD';
}

/** Whether a revision is taken for a branch, and looks like something else: Argo CD finds out what it is, Flux must be told. */
export function mayBeTag(repoUrl: string, revision: string): boolean {
  const branch = repoUrl.startsWith('oci://') ? undefined : gitReference(revision).branch;
  return branch !== undefined && (/(^|[-/_])v?\d+([.-]\d+)*$/.test(branch) || /^[0-9a-f]{7,39}$/.test(branch));
}

/**
 * A revision as Argo CD and people write it, in the fields of Flux. A commit has 40 digits, a tag is a version; a tag that is no version is written
 * `refs/tags/<tag>`, and everything else is a branch.
 */
export function gitReference(revision: string): NonNullable<GitRepositorySpec['ref']> {
  if (/^[0-9a-f]{40}$/.test(revision)) {
    return { commit: revision };
  }
  if (revision === 'HEAD' || revision.startsWith('refs/')) {
    return { name: revision };
  }
  return isRange(revision) ? { semver: revision } : VERSION.test(revision) ? { tag: revision } : { branch: revision };
}

/** `git@host:path` as an address: Flux takes no other form. */
export function fluxUrl(repoUrl: string): string {
  const short = /^([\w.-]+@[\w.-]+):(?!\/\/)(.+)$/.exec(repoUrl);
  return short ? `ssh://${short[1]}/${short[2]}` : repoUrl;
}
