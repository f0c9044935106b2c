import { ArgoCdRule } from './rule';
import { argoCdOf, named, pairsWithFirst } from './text';
import { finding } from '../../../fleet/rules/text';
import { checkArgoCdName } from '../project';

/** Names that Argo CD cannot give an Application, or that two of one Argo CD have. */
export const argoApplicationName: ArgoCdRule = {
  code: 'argo-application-name',
  severity: 'error',
  summary: 'The name of an Application is malformed or too long, or two Applications of one Argo CD have it.',
  why: 'The API server refuses a malformed name. Of two Applications with one name, after a shortening too, the one applied last is what is left: the objects of the other'
    + ' are deleted where Argo CD prunes, and no longer looked after where it does not.',
  fix: 'Give the cluster, the release or the application another name.',
  check: (_, declared) => [
    ...declared.applications.flatMap(application => {
      const fault = nameFault(application.name);
      return fault === undefined ? [] : [finding(argoApplicationName, [application.cluster], [application.path], `${named(application)}: ${fault}`)];
    }),
    ...pairsWithFirst(declared.applications, application => `${argoCdOf(declared, application)}\n${application.name}`).map(([first, second]) => finding(
      argoApplicationName, [first.cluster, second.cluster], [first.path, second.path],
      `the Argo CD of ${argoCdOf(declared, first)} would have two Applications ${first.name}: for ${first.cluster} (${first.path}) and for ${second.cluster}`
      + ` (${second.path}); give one of them another name`,
    )),
  ],
};

function nameFault(name: string): string | undefined {
  try {
    checkArgoCdName('', 'Application', name);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^: /, '');
  }
}
