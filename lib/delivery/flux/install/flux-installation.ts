import { CONTROLLERS, ControllerTraits, FluxController } from './controllers';
import { definitions } from './definitions';
import { labelsOf, VERSION } from './metadata';
import { namespaceObjects } from './namespace-objects';
import { roles } from './roles';
import { workload } from './workload';
import type { ManifestComponent } from '../../../fleet';
import { FLUX } from '../versions';

/** What people decide about one controller. */
export interface FluxControllerOptions {
  /**
   * Arguments beside those of `flux install`: `--concurrent=20`. They come last: of an argument that is there twice the last counts, and feature
   * gates add up.
   *
   * @default - none
   */
  readonly args?: readonly string[];
  /** Annotations of its ServiceAccount: `eks.amazonaws.com/role-arn` gives it a role of AWS. @default - none */
  readonly serviceAccountAnnotations?: Readonly<Record<string, string>>;
}

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
  /** What differs in a controller, by its name. @default - nothing */
  readonly controllers?: Readonly<Partial<Record<FluxController, FluxControllerOptions>>>;
}

/**
 * Flux v2.9.4 with its source-, kustomize-, helm- and notification-controller: the objects of `flux install`.
 *
 * There is one of each controller, and it looks after the objects of all shards. Who runs more for a shard keeps these off its objects with
 * `--watch-label-selector=!sharding.fluxcd.io/key`.
 */
export function fluxInstallation(options: FluxInstallationOptions = {}): ManifestComponent {
  const { namespace = 'flux-system', objectLevelWorkloadIdentity = false, controllers = {} } = options;
  return {
    type: 'manifests', name: 'flux', version: VERSION, phase: 'gitops',
    namespace,
    namespaceLabels: {
      ...labelsOf(namespace), 'pod-security.kubernetes.io/warn': 'restricted', 'pod-security.kubernetes.io/warn-version': 'latest',
    },
    serves: CONTROLLERS.map(({ group }) => group),
    // The operator of the second one makes the controllers.
    charts: ['flux2', 'flux-instance'],
    kubernetesVersions: FLUX.kubernetesVersions,
    definitions: () => CONTROLLERS.flatMap(controller => definitions(controller, namespace)),
    objects: () => [
      ...namespaceObjects(namespace),
      ...roles(namespace),
      ...CONTROLLERS.flatMap(controller => {
        const { args = [], serviceAccountAnnotations } = controllers[controller.name] ?? {};
        return workload(controller, namespace, { args: [...gates(controller, objectLevelWorkloadIdentity), ...args], serviceAccountAnnotations });
      }),
    ],
  };
}

/** Only who applies objects in other clusters reads the ConfigMap that names such a ServiceAccount. */
function gates({ appliesObjects }: ControllerTraits, objectLevelWorkloadIdentity: boolean): readonly string[] {
  return appliesObjects && objectLevelWorkloadIdentity ? ['--feature-gates=ObjectLevelWorkloadIdentity=true'] : [];
}
