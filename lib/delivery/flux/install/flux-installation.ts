import { CONTROLLERS, ControllerTraits } from './controllers';
import { definitions } from './definitions';
import { labelsOf, VERSION } from './metadata';
import { namespaceObjects } from './namespace-objects';
import { roles } from './roles';
import { workload } from './workload';
import type { ManifestComponent } from '../../../fleet';
import { FLUX } from '../versions';

/** Options of `fluxInstallation`. */
export interface FluxInstallationOptions {
  /** Namespace of the controllers. Its Pods get no requests from other namespaces, so nothing else should be in it. @default 'flux-system' */
  readonly namespace?: string;
  /**
   * Whether kustomize- and helm-controller can take a role for each cluster, with a ServiceAccount that is made for it: the feature gate
   * `ObjectLevelWorkloadIdentity` (fluxcd/pkg auth v0.54.1 `feature_gates.go`).
   *
   * @default false
   */
  readonly objectLevelWorkloadIdentity?: boolean;
}

/**
 * Flux v2.9.4 with its source-, kustomize-, helm- and notification-controller: the objects of `flux install`.
 *
 * There is one of each controller, and it looks after the objects of all shards. Who runs more for a shard keeps these off its objects with
 * `--watch-label-selector=!sharding.fluxcd.io/key`.
 */
export function fluxInstallation(options: FluxInstallationOptions = {}): ManifestComponent {
  const { namespace = 'flux-system', objectLevelWorkloadIdentity = false } = options;
  return {
    type: 'manifests', name: 'flux', version: VERSION, phase: 'gitops',
    namespace,
    namespaceLabels: {
      ...labelsOf(namespace), 'pod-security.kubernetes.io/warn': 'restricted', 'pod-security.kubernetes.io/warn-version': 'latest',
    },
    serves: CONTROLLERS.map(({ group }) => group),
    // The operator of the second one makes the controllers.
    charts: ['flux2', 'flux-instance'],
    options: objectLevelWorkloadIdentity ? 'objectLevelWorkloadIdentity' : undefined,
    // The first with OCIRepository `v1`.
    oldest: 'v2.6.0',
    kubernetesVersions: FLUX.kubernetesVersions,
    definitions: () => CONTROLLERS.flatMap(controller => definitions(controller, namespace)),
    objects: () => [
      ...namespaceObjects(namespace),
      ...roles(namespace),
      ...CONTROLLERS.flatMap(controller => workload(controller, namespace, gates(controller, objectLevelWorkloadIdentity))),
    ],
  };
}

/** Only who applies objects in other clusters reads the ConfigMap that names such a ServiceAccount. */
function gates({ appliesObjects }: ControllerTraits, objectLevelWorkloadIdentity: boolean): readonly string[] {
  return appliesObjects && objectLevelWorkloadIdentity ? ['--feature-gates=ObjectLevelWorkloadIdentity=true'] : [];
}
