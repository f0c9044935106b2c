import type { FluxController } from './controllers';
import type { Manifest } from '../../../fleet';

/** Release of Flux that is installed. */
export const VERSION = 'v2.9.4';

/** An object in one line. */
export function object(apiVersion: string, kind: string, metadata: Manifest['metadata'], fields: Readonly<Record<string, unknown>> = {}): Manifest {
  return { apiVersion, kind, metadata, ...fields };
}

/**
 * Labels of everything that is installed in a namespace. By them `flux check`, `flux version`, `flux logs` and `flux uninstall` find an installation
 * and its release (flux2 v2.9.4 `cmd/flux/cluster_info.go`, `cmd/flux/check.go`, `pkg/uninstall/uninstall.go`).
 */
export function labelsOf(namespace: string, controller?: FluxController): Readonly<Record<string, string>> {
  return {
    ...(controller && { 'app.kubernetes.io/component': controller }),
    'app.kubernetes.io/instance': namespace, 'app.kubernetes.io/part-of': 'flux', 'app.kubernetes.io/version': VERSION,
  };
}
