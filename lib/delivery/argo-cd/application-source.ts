import type { ApplicationSource } from '../../fleet';
import { toYaml } from '../../fleet/output/yaml';

/** A source of an Application in the words of Argo CD; what is its default there is left out, as the controller does. */
export function argoSource(source: ApplicationSource) {
  const { repoUrl, targetRevision, path } = source;
  const base = { repoURL: repoUrl, targetRevision, path };
  switch (source.type) {
    case 'directory':
      return { ...base, directory: source.recurse ? { recurse: true } : FLAT };
    case 'kustomize':
      return { ...base, ...(source.images?.length ? { kustomize: { images: source.images } } : {}) };
    case 'helm':
      return {
        ...base, repoURL: source.chart === undefined ? repoUrl : helmRepository(repoUrl), chart: source.chart,
        helm: {
          releaseName: source.releaseName,
          ...(source.valueFiles?.length ? { valueFiles: source.valueFiles } : {}),
          ...helmValues(source.values),
        },
      };
  }
}

/**
 * The files that lie in a folder, as manifests. Without a pattern the controller takes the whole entry away, and then guesses: a file
 * `kustomization.yaml`, which any construct may have for its own, would make the folder one for Kustomize (Argo CD v3.5.1 util/argo/argo.go
 * `NormalizeSource`, util/app/discovery).
 */
export const FLAT = { include: '*' };

/**
 * A Helm repository as Argo CD writes it: an OCI registry has no scheme there; with one it would be no repository of charts (Argo CD v3.5.1
 * pkg/apis/application/v1alpha1/types.go `IsOCI`, `IsHelmOci`).
 */
export function helmRepository(url: string): string {
  return url.replace(/^oci:\/\//, '');
}

/** Helm values as text: a null, which takes a default of the chart away, would not survive as a field of an object. */
export function helmValues(values: Readonly<Record<string, unknown>> | undefined): { readonly values?: string } {
  return Object.keys(values ?? {}).length === 0 ? {} : { values: toYaml([values!]) };
}
