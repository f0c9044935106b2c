import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, provider, software, TerseFleet } from './model-builder';
import { ComponentModel } from '../../../lib/fleet/model';
import { providerVersion } from '../../../lib/fleet/rules/provider-version';

const FACT = 'component/infrastructure-x';
const at = (version: string, settled: Partial<ComponentModel> = {}) => provider({ oldest: 'v2.3.1' }, { version, paths: ['acme/us', 'acme/eu'], ...settled });
const fleet = (component: ComponentModel, before?: string, owner = 'hub'): TerseFleet => (
  { clusters: { hub: { components: [component] } }, lock: before === undefined ? {} : { [owner]: { [FACT]: before } } }
);

test.each<[string, TerseFleet]>([
  ['the oldest release that serves the objects', fleet(at('v2.3.1'))],
  ['a newer one', fleet(at('v2.10.0'))],
  ['a newer major with a lower minor', fleet(at('v3.0.0'))],
  ['the release of the lock', fleet(at('v2.5.0'), 'v2.5.0')],
  ['a newer minor than that of the lock', fleet(at('v2.10.0'), 'v2.9.0')],
  ['an older patch than that of the lock', fleet(at('v2.5.0'), 'v2.5.9')],
  ['a newer major than that of the lock', fleet(at('v3.0.0'), 'v2.9.0')],
  ['an older one that others have installed', fleet(at('v2.4.0', { origin: 'provided' }), 'v2.5.0')],
  ['the lock of another cluster', fleet(at('v2.4.0'), 'v2.5.0', 'eu')],
  ['another fact of the cluster', { ...fleet(at('v2.4.0')), lock: { hub: { 'component/infrastructure-y': 'v2.5.0' } } }],
  ['what is no release in the lock', fleet(at('v2.4.0'), 'main')],
  ['a provider that the program knows nothing of', fleet(at('v1.0.0', { origin: 'assumed' }), 'v2.5.0')],
  ['what is no provider', fleet(software({}, { version: 'v0.1.0' }), 'v2.5.0')],
])('passes: %s', (_, described) => {
  expect(messages(providerVersion, described)).toEqual([]);
});

describe('fails', () => {
  const tooOld = (version: string, where: string) =>
    `hub: infrastructure-x ${version} does not serve the objects of this program, which need v2.3.1 or newer: change ${where}`;

  test.each([['an older patch', 'v2.3.0'], ['an older minor', 'v2.2.9'], ['an older major', 'v1.9.9'], ['what is no release', 'latest']])('for %s', (_, version) => {
    expect(messages(providerVersion, fleet(at(version)))).toEqual([tooOld(version, 'providers[\'infrastructure-x\'].version')]);
    expect(messages(providerVersion, fleet(at(version, { origin: 'provided' })))).toEqual([tooOld(version, 'providedByOthers[\'infrastructure-x\']')]);
  });

  test('for one that is both too old and older than that of the lock, once', () => {
    expect(messages(providerVersion, fleet(at('v2.1.0'), 'v2.5.0'))).toEqual([tooOld('v2.1.0', 'providers[\'infrastructure-x\'].version')]);
  });

  test.each([['an older minor', 'v2.4.9', 'v2.5.0'], ['an older major with a higher minor', 'v2.9.0', 'v3.0.0']])('for %s than that of the lock', (_, version, before) => {
    expect(providerVersion.check(buildModel(fleet(at(version), before)))).toEqual([{
      code: 'provider-version',
      severity: 'error',
      clusters: ['hub'],
      paths: ['acme/eu', 'acme/us'],
      message: `hub: infrastructure-x was ${before} and is now ${version}, and the Cluster API operator goes back to no older minor: write ${before} or newer in`
        + ` providers['infrastructure-x'].version; if ${before} was never applied, run \`npx cdk8s-fleet lock release hub component/infrastructure-x\``,
    }]);
  });
});
