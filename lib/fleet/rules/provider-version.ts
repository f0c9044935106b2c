import { releaseFactCommand } from './commands';
import { knownProviders, nameRelease, whereToSay } from './components';
import { Rule } from './rule';
import { finding } from './text';
import { compareReleases, isOlderMinor } from '../component-version';
import { lockedValues } from '../lock/locked-value';
import { componentFact } from '../settle/components';

/** Providers whose release is too old for the objects of this program, or older than the one that is installed. */
export const providerVersion: Rule = {
  code: 'provider-version',
  severity: 'error',
  summary: 'A provider of Cluster API is of a release that does not serve the objects of the program, or installed by this one in an older minor than the lock holds.',
  why: 'An API server refuses objects of a version that it does not serve. And the Cluster API operator goes back to no older minor: it says so in a condition of '
    + 'its object and leaves the newer release running (cluster-api-operator v0.28.0 `internal/controller/preflight_checks.go`).',
  fix: 'Choose a newer release. If the newer one of the lock was never applied, release the fact by name.',
  check: model => {
    const locked = lockedValues(model.lock);
    return knownProviders(model).flatMap(({ cluster, provider, settled }) => {
      if (compareReleases(settled.version, provider.oldest) < 0) {
        return [finding(providerVersion, [cluster.name], settled.paths,
          `${cluster.name}: ${nameRelease(settled)} does not serve the objects of this program, which need ${provider.oldest} or newer: change ${whereToSay(settled)}`)];
      }
      const fact = componentFact(provider.name);
      const before = settled.origin === 'installed' ? locked(cluster.name, fact) : undefined;
      return before === undefined || !isOlderMinor(settled.version, before) ? [] : [finding(providerVersion, [cluster.name], settled.paths,
        `${cluster.name}: ${provider.name} was ${before} and is now ${settled.version}, and the Cluster API operator goes back to no older minor: write ${before} or newer in`
        + ` ${whereToSay(settled)}; if ${before} was never applied, run ${releaseFactCommand(cluster.name, fact)}`)];
    });
  },
};
