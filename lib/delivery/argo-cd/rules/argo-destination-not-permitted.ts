import { clustersOf, projectsOf, remembering } from './permission';
import { ArgoCdRule } from './rule';
import { named } from './text';
import { finding } from '../../../fleet/rules/text';
import type { DeclaredArgoApplication } from '../declared';
import { permitsDestination } from '../project';

/** Applications that may not go where they are to go. */
export const argoDestinationNotPermitted: ArgoCdRule = {
  code: 'argo-destination-not-permitted',
  severity: 'error',
  summary: 'The AppProject of an Application does not permit its cluster and namespace.',
  why: 'Argo CD syncs nothing of such an Application, and says so only in its status (Argo CD v3.5.1 util/argo/argo.go `ValidatePermissions`).',
  fix: 'Add the cluster and the namespace to the destinations of the project, or choose another project.',
  check: (model, declared) => {
    const [specOf, clusterOf] = [projectsOf(declared), clustersOf(model)];
    const permitted = remembering<DeclaredArgoApplication, boolean>(application => {
      const spec = specOf(application);
      const { namespace } = application.destination;
      return spec === undefined || permitsDestination(spec, { ...clusterOf(application), namespace, projectScoped: true });
    }, ({ argoCd, cluster, destination, project }) => `${argoCd}\n${project}\n${cluster}\n${destination.server}\n${destination.namespace}`);
    return declared.applications.filter(application => !permitted(application)).map(application => finding(
      argoDestinationNotPermitted, [application.cluster], [application.path],
      `${named(application)}: AppProject ${application.project} does not permit namespace ${application.destination.namespace ?? '(none)'} of cluster ${application.cluster};`
      + ` add { name: '${application.cluster}', namespace: '${application.destination.namespace ?? '*'}' } to its destinations, or choose another project`,
    ));
  },
};
