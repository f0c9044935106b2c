import { describe, expect, test } from '@jest/globals';
import { buildModel, core, messages, provider, software, TerseCluster } from './model-builder';
import { ComponentModel } from '../../../lib/fleet/model';
import { providerContract } from '../../../lib/fleet/rules/provider-contract';

const contracts = { '1.0': 'v1beta1', '2.0': 'v1beta2', '3.0': 'v1' };
const x = (settled: Partial<ComponentModel> = {}, about = {}) => provider({ contracts, ...about }, settled);
const hub = (...components: readonly ComponentModel[]): TerseCluster => ({ components });

test.each<[string, Readonly<Record<string, TerseCluster>>]>([
  ['the releases of this library', { hub: hub(core(), x()) }],
  ['the older contract while Cluster API works with it', { hub: hub(core(), x({ version: 'v1.9.9' })) }],
  ['the older contract with an old Cluster API', { hub: hub(core({ version: 'v1.10.9' }), x({ version: 'v1.0.0' })) }],
  ['a provider older than any contract', { hub: hub(core(), x({ version: 'v0.9.0' })) }],
  ['a Cluster API older than any contract', { hub: hub(core({ version: 'v0.4.0' }), x({ version: 'v3.0.0' })) }],
  ['a provider without Cluster API beside it', { hub: hub(x({ version: 'v3.0.0' })) }],
  ['Cluster API on another cluster', { hub: hub(core()), other: hub(x({ version: 'v3.0.0' })) }],
  ['a Cluster API that the program knows nothing of', { hub: hub(core({ origin: 'assumed' }), x({ version: 'v3.0.0' })) }],
  ['a provider that the program knows nothing of', { hub: hub(core(), x({ version: 'v3.0.0', origin: 'assumed' })) }],
  ['what is no provider', { hub: hub(core(), software({}, { version: 'v3.0.0' })) }],
])('passes: %s', (_, clusters) => {
  expect(messages(providerContract, { clusters })).toEqual([]);
});

describe('fails', () => {
  test('for a provider that is too new, with both parties', () => {
    const components = [core(), x({ version: 'v3.1.0', paths: ['acme/us', 'acme/eu'] })];
    expect(providerContract.check(buildModel({ clusters: { hub: { components } } }))).toEqual([{
      code: 'provider-contract',
      severity: 'error',
      clusters: ['hub'],
      paths: ['acme/eu', 'acme/us'],
      message: 'hub: infrastructure-x v3.1.0 implements contract v1 of Cluster API, and cluster-api v1.14.0 works with v1beta1 and v1beta2:'
        + ' change providers[\'infrastructure-x\'].version or providers[\'cluster-api\'].version',
    }]);
  });

  test.each<[string, readonly ComponentModel[], string]>([
    ['a provider that others have left too old', [core({ version: 'v1.16.0' }), x({ version: 'v1.9.0', origin: 'provided' })],
      'hub: infrastructure-x v1.9.0 implements contract v1beta1 of Cluster API, and cluster-api v1.16.0 works with v1beta2:'
      + ' change providedByOthers[\'infrastructure-x\'] or providers[\'cluster-api\'].version'],
    ['a Cluster API that others have left too old', [x(), core({ version: 'v1.10.4', origin: 'provided' })],
      'hub: infrastructure-x v2.5.0 implements contract v1beta2 of Cluster API, and cluster-api v1.10.4 works with v1beta1:'
      + ' change providers[\'infrastructure-x\'].version or providedByOthers[\'cluster-api\']'],
  ])('for %s', (_, components, message) => {
    expect(messages(providerContract, { clusters: { hub: { components } } })).toEqual([message]);
  });

  test('for each provider against the Cluster API of its own cluster', () => {
    const clusters = {
      new: hub(core({ version: 'v1.16.0' }), x({ version: 'v1.5.0' }), x({ version: 'v3.0.0' }, { name: 'infrastructure-y' })),
      old: hub(core({ version: 'v1.10.0' }), x({ version: 'v1.5.0' })),
    };
    expect(messages(providerContract, { clusters })).toEqual([
      'new: infrastructure-x v1.5.0 implements contract v1beta1 of Cluster API, and cluster-api v1.16.0 works with v1beta2:'
      + ' change providers[\'infrastructure-x\'].version or providers[\'cluster-api\'].version',
      'new: infrastructure-y v3.0.0 implements contract v1 of Cluster API, and cluster-api v1.16.0 works with v1beta2:'
      + ' change providers[\'infrastructure-y\'].version or providers[\'cluster-api\'].version',
    ]);
  });
});
