import { releaseFactCommand } from './commands';
import { Rule } from './rule';
import { finding } from './text';
import { lockedValues } from '../lock/locked-value';
import type { HelmRelease } from '../model';
import { releaseFact, releaseOrigin } from '../settle/releases';

/** A Helm release that is to come from another chart or go to another namespace than it was installed with. */
export const releaseMoved: Rule = {
  code: 'release-moved',
  severity: 'error',
  summary: 'A Helm release of a cluster whose repository, chart or namespace is not the one that it was installed with.',
  why: 'The add-on provider uninstalls such a release and installs it anew: with a network plug-in the cluster loses its network meanwhile '
    + '(cluster-api-addon-provider-helm v0.6.4 controllers/helmchartproxy).',
  fix: 'Keep repository, chart and namespace (a mirror leaves hosts alone: `hosts`); or release the fact by name and plan for the outage.',
  check: model => {
    const locked = lockedValues(model.lock);
    return model.clusters.flatMap(cluster => cluster.releases.flatMap(release => {
      const [before, now] = [locked(cluster.name, releaseFact(release.name)), releaseOrigin(release)];
      // Argo CD and Flux upgrade a chart that comes from another repository (helm-controller v1.6.3 `internal/action/verify.go`).
      const place = (origin: string) => (release.installer === 'cluster-api' ? origin : origin.slice(origin.indexOf(' ')));
      return before === undefined || place(before) === place(now) ? [] : [finding(releaseMoved, [cluster.name], [release.path],
        `${cluster.name}: Helm release ${release.name} was installed from '${before}' (repository, chart, namespace) and is now '${now}',`
        + ` which uninstalls it first: ${keep(release, before)}, or run ${releaseFactCommand(cluster.name, releaseFact(release.name))} and plan for the outage`)];
    }));
  },
};

/** How the release stays where it is. A mirror moves a chart without a word about it in the program. */
function keep({ mirroredFrom }: HelmRelease, before: string): string {
  if (mirroredFrom === undefined || !before.startsWith(`${mirroredFrom} `)) {
    return 'keep the old values';
  }
  const { host } = new URL(mirroredFrom);
  return `keep charts of ${host} out of the mirror (hosts: { '${host}': '${host}' })`;
}
