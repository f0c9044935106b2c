import { projectsOf } from './permission';
import { ArgoCdRule } from './rule';
import { argoCdOf, named } from './text';
import { groupBy } from '../../../fleet/collections';
import { finding } from '../../../fleet/rules/text';

/** Projects that nobody declares. Argo CD makes `default` itself. */
export const argoUnknownProject: ArgoCdRule = {
  code: 'argo-unknown-project',
  severity: 'error',
  summary: 'An Application belongs to an AppProject that the program does not make.',
  why: 'Argo CD syncs nothing of an Application without its project (Argo CD v3.5.1 util/argo/argo.go `GetAppProject`), and an ApplicationSet with one such'
    + ' Application makes none of its others.',
  fix: 'Make the project with `ArgoCdProject`, or name one that the program makes; `default` is always there.',
  check: (_, declared) => {
    const specOf = projectsOf(declared);
    const without = declared.applications.filter(application => application.project !== 'default' && specOf(application) === undefined);
    const known = groupBy(declared.projects, project => argoCdOf(declared, project));
    return without.map(application => {
      const argoCd = argoCdOf(declared, application);
      const names = (known.get(argoCd) ?? []).map(project => project.name).sort();
      return finding(argoUnknownProject, [application.cluster], [application.path],
        `${named(application)}: the program makes no AppProject ${application.project} for the Argo CD of ${argoCd}; make it with ArgoCdProject, or name one of`
        + ` ${['default', ...names].join(', ')}`);
    });
  },
};
