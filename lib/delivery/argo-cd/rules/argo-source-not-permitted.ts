import { projectsOf, remembering } from './permission';
import { ArgoCdRule } from './rule';
import { named } from './text';
import { finding } from '../../../fleet/rules/text';
import { permitsSource } from '../project';

/** Applications that may not come from where they come from. */
export const argoSourceNotPermitted: ArgoCdRule = {
  code: 'argo-source-not-permitted',
  severity: 'error',
  summary: 'The AppProject of an Application does not permit one of its repositories.',
  why: 'Argo CD syncs nothing of such an Application, and says so only in its status (Argo CD v3.5.1 pkg/apis/application/v1alpha1/app_project_types.go'
    + ' `IsSourcePermitted`).',
  fix: 'Add the repository to `sourceRepos` of the project, or choose another project.',
  check: (_, declared) => {
    const specOf = projectsOf(declared);
    const permitted = remembering<{ application: Parameters<typeof specOf>[0]; repoURL: string }, boolean>(({ application, repoURL }) => {
      const spec = specOf(application);
      return spec === undefined || permitsSource(spec, repoURL);
    }, ({ application: { argoCd, project }, repoURL }) => `${argoCd}\n${project}\n${repoURL}`);
    return declared.applications.flatMap(application => application.sources
      .filter(({ repoURL }) => !permitted({ application, repoURL }))
      .map(({ repoURL }) => finding(argoSourceNotPermitted, [application.cluster], [application.path],
        `${named(application)}: AppProject ${application.project} does not permit repository ${repoURL}; add it to sourceRepos of the project, or choose another project`)));
  },
};
