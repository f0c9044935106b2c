import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, provider, software } from './model-builder';
import { ComponentModel } from '../../../lib/fleet/model';
import { providerUnchecked } from '../../../lib/fleet/rules/provider-unchecked';

const at = (version: string, settled: Partial<ComponentModel> = {}) => provider({ version: 'v2.5.3' }, { version, ...settled });

test.each<[string, ComponentModel]>([
  ['the release that objects are checked with', at('v2.5.3')],
  ['an older patch', at('v2.5.0')],
  ['a newer minor', at('v2.10.0')],
  ['a newer major with a lower minor', at('v3.0.0')],
  ['a provider that the program knows nothing of', at('v2.4.0', { origin: 'assumed' })],
  ['what is no release', at('latest')],
  ['a component that is checked with no release', provider({ version: 'main' }, { version: 'v2.4.0' })],
  ['what is no provider', software({ version: 'v2.5.3' }, { version: 'v2.4.0' })],
])('passes: %s', (_, component) => {
  expect(messages(providerUnchecked, { clusters: { hub: { components: [component] } } })).toEqual([]);
});

describe('warns', () => {
  test.each<[string, ComponentModel, string]>([
    ['an older minor', at('v2.4.9', { paths: ['acme/us', 'acme/eu'] }), 'providers[\'infrastructure-x\'].version'],
    ['an older minor that others have installed', at('v2.4.9', { paths: ['acme/us', 'acme/eu'], origin: 'provided' }), 'providedByOthers[\'infrastructure-x\']'],
  ])('of %s', (_, component, where) => {
    expect(providerUnchecked.check(buildModel({ clusters: { hub: { components: [component] } } }))).toEqual([{
      code: 'provider-unchecked',
      severity: 'warning',
      clusters: ['hub'],
      paths: ['acme/eu', 'acme/us'],
      message: 'hub: infrastructure-x v2.4.9 is older than v2.5.3, with whose schemas objects are checked, and may drop a field without a word:'
        + ` raise ${where}, or see that it knows the fields in use`,
    }]);
  });

  test('of an older major with a higher minor, and of each provider', () => {
    const components = [at('v1.9.0'), provider({ name: 'ipam-y', version: 'v0.10.0' }, { version: 'v0.9.0' }), provider()];
    expect(messages(providerUnchecked, { clusters: { hub: { components } } })).toEqual([
      'hub: infrastructure-x v1.9.0 is older than v2.5.3, with whose schemas objects are checked, and may drop a field without a word:'
      + ' raise providers[\'infrastructure-x\'].version, or see that it knows the fields in use',
      'hub: ipam-y v0.9.0 is older than v0.10.0, with whose schemas objects are checked, and may drop a field without a word:'
      + ' raise providers[\'ipam-y\'].version, or see that it knows the fields in use',
    ]);
  });
});
