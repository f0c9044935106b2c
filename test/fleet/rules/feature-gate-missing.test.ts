import { describe, expect, test } from '@jest/globals';
import { buildModel, core, messages, provider, software } from './model-builder';
import { ComponentModel } from '../../../lib/fleet/model';
import { featureGateMissing } from '../../../lib/fleet/rules/feature-gate-missing';

const neededGates = { MachinePool: 'acme/eu' };
const needing = (settled: Partial<ComponentModel> = {}, gatesOn?: readonly string[]) => provider({ gatesOn }, { neededGates, ...settled });

test.each<[string, ComponentModel]>([
  ['a gate that the platform switches on', needing()],
  ['a gate that people have switched on', needing({ chosenGates: { MachinePool: true } })],
  ['another gate that they have switched off', needing({ chosenGates: { Spot: false } })],
  ['a gate that is on by default where others have installed the provider', needing({ origin: 'provided' }, ['Spot', 'MachinePool'])],
  ['a gate that is on by their word', needing({ origin: 'provided', chosenGates: { MachinePool: true } })],
  ['a gate that nothing needs', provider({}, { chosenGates: { MachinePool: false } })],
  ['a provider that the program knows nothing of', needing({ origin: 'assumed', chosenGates: { MachinePool: false } })],
  ['what is no provider', software({}, { neededGates, chosenGates: { MachinePool: false } })],
])('passes: %s', (_, component) => {
  expect(messages(featureGateMissing, { clusters: { hub: { components: [component] } } })).toEqual([]);
});

describe('fails', () => {
  const OFF = 'hub: acme/eu needs feature gate MachinePool of infrastructure-x v2.5.0, and providers[\'infrastructure-x\'].featureGates switches it off: remove it there';
  const UNSAID = 'hub: acme/eu needs feature gate MachinePool of infrastructure-x v2.5.0, and providedByOthers[\'infrastructure-x\'] does not name it among its featureGates:'
    + ' switch it on there and write so';

  test.each<[string, ComponentModel, string]>([
    ['that people have switched off', needing({ chosenGates: { MachinePool: false } }), OFF],
    ['that people have switched off though it is on by default', needing({ chosenGates: { MachinePool: false } }, ['MachinePool']), OFF],
    ['that others may not have switched on', needing({ origin: 'provided' }), UNSAID],
    ['that is not the one which is on there', needing({ origin: 'provided', chosenGates: { Spot: true } }, ['Other']), UNSAID],
  ])('for a gate %s', (_, component, message) => {
    expect(messages(featureGateMissing, { clusters: { hub: { components: [component] } } })).toEqual([message]);
  });

  test('for each gate alone, with who needs it and the release in use', () => {
    const settled = { version: 'v2.6.1', paths: ['acme/eu', 'acme/us'], neededGates: { A: 'acme/us', B: 'acme/eu', C: 'acme/eu' }, chosenGates: { A: false, B: true, C: false } };
    const message = (path: string, gate: string) =>
      `hub: ${path} needs feature gate ${gate} of infrastructure-x v2.6.1, and providers['infrastructure-x'].featureGates switches it off: remove it there`;
    expect(featureGateMissing.check(buildModel({ clusters: { hub: { components: [core(), provider({}, settled)] } } }))).toEqual([
      { code: 'feature-gate-missing', severity: 'error', clusters: ['hub'], paths: ['acme/us'], message: message('acme/us', 'A') },
      { code: 'feature-gate-missing', severity: 'error', clusters: ['hub'], paths: ['acme/eu'], message: message('acme/eu', 'C') },
    ]);
  });
});
