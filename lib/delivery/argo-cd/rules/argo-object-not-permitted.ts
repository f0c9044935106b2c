import { clustersOf, projectsOf, remembering } from './permission';
import { ArgoCdRule } from './rule';
import { finding } from '../../../fleet/rules/text';
import { FolderObject, mayBeClusterScoped, mayBeNamespaced } from '../folder-objects';
import { permitsDestination, permitsResource } from '../project';

/** Objects in the folder of a cluster that the project of its Application keeps out. */
export const argoObjectNotPermitted: ArgoCdRule = {
  code: 'argo-object-not-permitted',
  severity: 'error',
  summary: 'An object in a folder is of a kind, or in a namespace, that the AppProject of the folder does not permit.',
  why: 'The sync of the whole folder fails on it: nothing in the folder is applied any more (Argo CD v3.5.1 controller/sync.go `validateSyncPermissions`).',
  fix: 'Permit it in `project` of `Delivery.argoCd`, or move the object.',
  check: (model, declared) => {
    const [specOf, clusterOf] = [projectsOf(declared), clustersOf(model)];
    return declared.applications.flatMap(application => {
      const [spec, cluster] = [specOf(application), clusterOf(application)];
      if (spec === undefined) {
        return [];
      }
      const faultOf = remembering<FolderObject, string | undefined>(object => {
        const { group, kind, name, namespace = application.destination.namespace } = object;
        if (mayBeClusterScoped(object) && permitsResource(spec, group, kind, false, name)) {
          return undefined;
        }
        if (!mayBeNamespaced(object) || !permitsResource(spec, group, kind, true)) {
          return `${kind}${group && `.${group}`}`;
        }
        return permitsDestination(spec, { ...cluster, namespace, projectScoped: true }) ? undefined : `objects in namespace ${namespace}`;
      }, ({ group, kind, name, namespace }) => `${group}\n${kind}\n${namespace ?? `\n${name}`}`);
      return (application.objects ?? []).flatMap(object => {
        const fault = faultOf(object);
        return fault === undefined ? [] : [finding(argoObjectNotPermitted, [application.cluster], [object.path],
          `${application.cluster}: ${object.kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name} (${object.path}): AppProject ${application.project}`
          + ` does not permit ${fault}, and Argo CD would then apply nothing in the folder; permit it in project of Delivery.argoCd, or move the object`)];
      });
    });
  },
};
