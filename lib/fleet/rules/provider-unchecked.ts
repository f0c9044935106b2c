import { knownProviders, nameRelease, whereToSay } from './components';
import { Rule } from './rule';
import { finding } from './text';
import { isOlderMinor } from '../component-version';

/** Providers of an older minor than the one whose schemas the objects of this program are checked with. */
export const providerUnchecked: Rule = {
  code: 'provider-unchecked',
  severity: 'warning',
  summary: 'A provider of Cluster API is of an older minor than the one that objects are checked with.',
  why: 'Objects are checked with the schemas of one release. An older one may lack fields of them, and the API server drops a field that it does not know without '
    + 'a word.',
  fix: 'Upgrade the provider, or look through the release notes in between for fields that the program uses.',
  check: model => knownProviders(model).filter(({ provider, settled }) => isOlderMinor(settled.version, provider.version))
    .map(({ cluster, provider, settled }) => finding(providerUnchecked, [cluster.name], settled.paths,
      `${cluster.name}: ${nameRelease(settled)} is older than ${provider.version}, with whose schemas objects are checked, and may drop a field without a word: raise`
      + ` ${whereToSay(settled)}, or see that it knows the fields in use`)),
};
