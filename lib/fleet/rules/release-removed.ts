import { releaseFactCommand } from './commands';
import { Rule } from './rule';
import { finding } from './text';
import { releaseFact } from '../settle/releases';

/** Helm releases that left the program. */
export const releaseRemoved: Rule = {
  code: 'release-removed',
  severity: 'error',
  summary: 'The lock holds a Helm release that its cluster no longer has in the program.',
  why: 'The object that installs a release is kept on the hub when it leaves the output, since uninstalling a network plug-in or a storage driver by mistake '
    + 'stops a cluster. So a release that is only taken out of the program stays installed: two network plug-ins then run side by side.',
  fix: 'Put the add-on back; or delete what installs it on the hub (HelmChartProxy, Application or HelmRelease), uninstall it, and release the fact by name.',
  check: model => {
    const clusters = new Map(model.clusters.map(cluster => [cluster.name, cluster]));
    const present = new Set(model.clusters.flatMap(({ name, releases }) => releases.map(release => `${name}\n${releaseFact(release.name)}`)));
    return model.lock.facts
      .filter(({ owner, fact }) => fact.startsWith(releaseFact('')) && clusters.has(owner) && !model.lock.retired.has(owner) && !present.has(`${owner}\n${fact}`))
      .map(({ owner, fact }) => {
        const release = fact.slice(releaseFact('').length);
        return finding(releaseRemoved, [owner], [clusters.get(owner)!.path],
          `${owner}: Helm release ${release} is in ${model.lockName} and no longer in the program, and stays installed: put the add-on back, or delete what`
          + ` installs release ${release} (a HelmChartProxy, Application or HelmRelease on the hub), uninstall it, and run ${releaseFactCommand(owner, fact)}`);
      });
  },
};
