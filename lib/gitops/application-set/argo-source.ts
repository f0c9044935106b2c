import { argoSource } from '../../delivery/argo-cd/application-source';
import { ApplicationSource } from '../../fleet';

/** A source as it stands in an Application: `spec.source` or an entry of `spec.sources`, Argo CD v3.5. */
export interface ArgoCdSource {
  /** Repository: git, Helm (an OCI registry without its scheme) or `oci://`. */
  readonly repoURL: string;
  /** Revision, version, tag or digest. */
  readonly targetRevision: string;
  /** Folder in the repository. @default - none: a chart */
  readonly path?: string;
  /** Name of a chart in a Helm repository. @default - none: a folder */
  readonly chart?: string;
  /** Says that it is a plain folder. @default - it is none */
  readonly directory?: { readonly recurse?: boolean; readonly include?: string };
  /** What Kustomize is told. @default - nothing */
  readonly kustomize?: { readonly images?: readonly string[] };
  /** What Helm is told; values are YAML. @default - nothing */
  readonly helm?: { readonly releaseName?: string; readonly values?: string; readonly valueFiles?: readonly string[] };
}

/**
 * A source in the words of Argo CD.
 *
 * @param values the values of a chart as YAML, or the Go template that gives them; those in `source` are not read
 */
export function argoCdSource(source: ApplicationSource, values: string | undefined): ArgoCdSource {
  if (source.type !== 'helm') {
    return argoSource(source);
  }
  const written: ArgoCdSource = argoSource({ ...source, values: undefined });
  return values === undefined ? written : { ...written, helm: { ...written.helm, values } };
}
