import { knownProviders, nameRelease, whereToSay } from './components';
import { Rule } from './rule';
import { finding, listed } from './text';
import { valueSince } from '../component-version';

/** Providers that implement a contract which the Cluster API of their hub does not work with. */
export const providerContract: Rule = {
  code: 'provider-contract',
  severity: 'error',
  summary: 'A provider implements a contract of Cluster API that the release of Cluster API on the hub does not work with.',
  why: 'Cluster API reads objects of providers by fields that a contract names. A provider of another contract is installed, its objects are taken, and no cluster '
    + 'is ever made: the older contract goes with Cluster API v1.16, the newer one came with v1.11 (cluster-api v1.14.0 docs/book/src/reference/versions.md).',
  fix: 'Choose releases that fit: `providers[...].version` of the `HubPlatform`, or upgrade what others have installed.',
  check: model => {
    const providers = knownProviders(model);
    return providers.flatMap(({ cluster, provider, settled }) => {
      const core = providers.find(other => other.cluster === cluster && other.provider.accepts !== undefined);
      const accepted = core && valueSince(core.provider.accepts!, core.settled.version);
      const contract = valueSince(provider.contracts, settled.version);
      return core === undefined || accepted === undefined || contract === undefined || accepted.includes(contract) ? [] : [
        finding(providerContract, [cluster.name], settled.paths,
          `${cluster.name}: ${nameRelease(settled)} implements contract ${contract} of Cluster API, and ${nameRelease(core.settled)} works with ${listed(accepted)}:`
          + ` change ${whereToSay(settled)} or ${whereToSay(core.settled)}`),
      ];
    });
  },
};
