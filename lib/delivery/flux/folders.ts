import type { FluxDecryption } from './flux-props';
import type { Remote } from './remote';
import type { SourceNeed } from './sources';
import { KustomizationSpec } from '../../../imports/flux-kustomize';

/** What every Kustomization of the delivery says. */
export interface KustomizationRequest {
  readonly remote: Remote;
  readonly source: Pick<SourceNeed, 'kind' | 'name'>;
  /** Folder of the source: `dist/eu`. */
  readonly path: string;
  readonly prune: boolean;
  readonly interval: string;
  readonly timeout: string;
  /** Whether it is ready only when its objects are healthy. */
  readonly wait: boolean;
  readonly dependsOn?: readonly { readonly name: string; readonly namespace?: string }[];
  readonly serviceAccountName?: string;
  readonly decryption?: FluxDecryption;
}

/**
 * A Kustomization whose own deletion leaves its objects alone.
 *
 * Objects that leave the folder are deleted (`prune`). A Kustomization that leaves the program is another thing: its cluster left, and may be
 * unreachable by then, or live on in other hands (kustomize-controller v1.9.4 `internal/controller/kustomization_controller.go` finalize).
 */
export function kustomizationSpec(request: KustomizationRequest): KustomizationSpec {
  const { remote, source, path, prune, interval, timeout, wait, dependsOn = [], serviceAccountName, decryption } = request;
  const keys = decryption?.secretRef === undefined ? undefined : { name: decryption.secretRef };
  return {
    interval,
    retryInterval: '2m',
    timeout,
    path: `./${path}`,
    sourceRef: { kind: source.kind as 'GitRepository', name: source.name },
    prune,
    deletionPolicy: 'Orphan',
    wait,
    kubeConfig: remote.kubeConfig,
    serviceAccountName,
    dependsOn: dependsOn.length === 0 ? undefined : [...dependsOn],
    decryption: decryption && { provider: decryption.provider, secretRef: keys },
  };
}

/** A folder of a repository that holds the output, and a folder of the output. */
export function joinPath(...parts: readonly string[]): string {
  return parts.flatMap(part => part.split('/')).filter(part => part !== '' && part !== '.').join('/');
}
