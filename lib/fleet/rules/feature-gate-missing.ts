import { knownProviders, nameRelease } from './components';
import { Rule } from './rule';
import { finding } from './text';

/** Feature gates that something needs and that are off. */
export const featureGateMissing: Rule = {
  code: 'feature-gate-missing',
  severity: 'error',
  summary: 'Something needs a feature gate of a provider of Cluster API, and the gate is off.',
  why: 'With the gate off the controller of a kind does not run, or a webhook refuses the object. A MachinePool of a provider without its gate stays where it is, '
    + 'without a condition or an event.',
  fix: 'Take the gate out of `featureGates` of the `HubPlatform`, which switches on what is needed; where others have installed the provider, have them switch it on '
    + 'and say so.',
  check: model => knownProviders(model).flatMap(({ cluster, provider, settled }) => Object.entries(settled.neededGates)
    .filter(([gate]) => !(settled.chosenGates[gate] ?? (settled.origin === 'installed' || (provider.gatesOn ?? []).includes(gate))))
    .map(([gate, path]) => finding(featureGateMissing, [cluster.name], [path],
      `${cluster.name}: ${path} needs feature gate ${gate} of ${nameRelease(settled)}, and ${settled.origin === 'installed'
        ? `providers['${provider.name}'].featureGates switches it off: remove it there`
        : `providedByOthers['${provider.name}'] does not name it among its featureGates: switch it on there and write so`}`))),
};
