import { posix } from 'node:path';
import type { ApplicationObject, ApplicationPlan } from './applications';
import type { FluxFault } from './registry';

/** Applications that bring the same folder, or the same Helm release, to one namespace of a cluster: each would undo what the other does. */
export function sharedObjects(
  plans: readonly { readonly name: string; readonly path: string; readonly plan: ApplicationPlan }[],
): readonly FluxFault[] {
  const first = new Map<string, { readonly name: string; readonly path: string }>();
  const faults: FluxFault[] = [];
  for (const { name, path, plan } of plans) {
    for (const object of plan.objects) {
      const what = broughtBy(object);
      const key = [object.cluster, object.namespace, object.kind === 'Kustomization' ? object.need.spec.url : '', what].join('\n');
      const other = first.get(key) ?? { name, path };
      first.set(key, other);
      if (other.path !== path) {
        faults.push({
          code: 'flux-shared-objects', clusters: [object.cluster], path,
          message: `${object.cluster}: applications ${other.name} (${other.path}) and ${name} (${path}) both bring ${what} to namespace ${object.namespace};`
            + ' keep one of them',
        });
      }
    }
  }
  return faults;
}

function broughtBy(object: ApplicationObject): string {
  return object.kind === 'HelmRelease' ? `Helm release ${object.source.releaseName}` : `folder ${posix.join(object.spec.path ?? '.', '.').replace(/\/$/, '')}`;
}
