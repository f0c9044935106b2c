import { describe, expect, test } from '@jest/globals';
import { buildModel, messages, release, software, TerseCluster, TerseFleet } from './model-builder';
import { componentTwice } from '../../../lib/fleet/rules/component-twice';

const CHARTS = ['cert-manager', 'certs'];
const RELEASE = release({ name: 'tls', chart: 'cert-manager', path: 'acme/tls/hub' });
const hub: TerseCluster = { components: [software({ charts: CHARTS })], releases: [RELEASE] };

test.each<[string, TerseFleet]>([
  ['no Helm release', { clusters: { hub: { ...hub, releases: [] } } }],
  ['a release of another chart, called as the component', { clusters: { hub: { ...hub, releases: [release({ name: 'cert-manager', chart: 'trust-manager' })] } } }],
  ['a component that others have installed, by this chart', { clusters: { hub: { ...hub, components: [software({ charts: CHARTS }, { origin: 'provided' })] } } }],
  ['a component that nothing of the program installs', { clusters: { hub: { ...hub, components: [software({ charts: CHARTS }, { origin: 'assumed' })] } } }],
  ['a component that no chart installs', { clusters: { hub: { ...hub, components: [software()] } } }],
  ['the chart on another cluster', { clusters: { hub: { ...hub, releases: [] }, eu: { releases: [RELEASE] } } }],
])('passes: %s', (_, fleet) => {
  expect(messages(componentTwice, fleet)).toEqual([]);
});

describe('fails', () => {
  test('for a chart that installs the same, with both parties', () => {
    expect(componentTwice.check(buildModel({ clusters: { hub } }))).toEqual([{
      code: 'component-twice',
      severity: 'error',
      clusters: ['hub'],
      paths: ['acme/eu', 'acme/tls/hub'],
      message: 'hub: the HubPlatform installs cert-manager, and acme/tls/hub installs it too, by Helm chart cert-manager: remove the chart, or write'
        + ' providedByOthers: { \'cert-manager\': \'<its release>\' }',
    }]);
  });

  test('for each component and each chart', () => {
    const components = [software({ charts: CHARTS }), software({ name: 'external-secrets', charts: ['external-secrets'] })];
    const releases = ['external-secrets', 'other', 'certs', 'cert-manager'].map(name => release({ name }));
    expect(messages(componentTwice, { clusters: { hub: { components, releases } } })).toEqual([
      ['cert-manager', 'certs'], ['cert-manager', 'cert-manager'], ['external-secrets', 'external-secrets'],
    ].map(([component, chart]) => `hub: the HubPlatform installs ${component}, and acme/${chart} installs it too, by Helm chart ${chart}: remove the chart, or write`
      + ` providedByOthers: { '${component}': '<its release>' }`));
  });
});
