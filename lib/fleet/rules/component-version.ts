import { knownComponents, nameRelease, whereToSay } from './components';
import { Rule } from './rule';
import { finding } from './text';
import { compareReleases } from '../component-version';

/** Components that others have installed, of a release that is too old for the objects of this program. */
export const componentVersion: Rule = {
  code: 'component-version',
  severity: 'error',
  summary: 'Others have installed a component in a release that does not serve the objects of the program.',
  why: 'An API server refuses objects of a version that it does not serve, and drops fields that it does not know without a word: an older AppProject loses the names '
    + 'of the kinds that it permits, and permits all of them.',
  fix: 'Have the component upgraded, or take it out of `providedByOthers` so that the `HubPlatform` installs it.',
  check: model => knownComponents(model).flatMap(({ cluster, settled }) => {
    const { component, origin, paths, version } = settled;
    // Providers have a rule of their own, for releases that the program chooses too.
    if (component.type === 'provider' || origin !== 'provided' || component.oldest === undefined || compareReleases(version, component.oldest) >= 0) {
      return [];
    }
    return [finding(componentVersion, [cluster.name], paths,
      `${cluster.name}: others have installed ${nameRelease(settled)}, and the objects of this program need ${component.oldest} or newer: have it upgraded and change`
      + ` ${whereToSay(settled)}, or remove it there so that the HubPlatform installs ${component.version}`)];
  }),
};
