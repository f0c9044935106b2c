import { describe, expect, test } from '@jest/globals';
import { buildModel, core, messages, provider, software, TerseCluster } from './model-builder';
import { unknownComponent } from '../../../lib/fleet/rules/unknown-component';

const components = [provider(), core(), software()];
const naming = (...names: readonly string[]): TerseCluster => ({ components, unknownComponents: names.map(name => ({ name, path: 'acme/platform' })) });

test('passes: no unknown names', () => {
  expect(messages(unknownComponent, { clusters: { hub: naming() } })).toEqual([]);
});

describe('fails', () => {
  test('for a slip of the pen', () => {
    expect(unknownComponent.check(buildModel({ clusters: { hub: naming('cert-manger') } }))).toEqual([{
      code: 'unknown-component',
      severity: 'error',
      clusters: ['hub'],
      paths: ['acme/platform'],
      message: 'acme/platform names component \'cert-manger\', which nothing of the fleet needs on hub (did you mean \'cert-manager\'?): it needs'
        + ' cert-manager, cluster-api, infrastructure-x; correct the name or remove the entry',
    }]);
  });

  test('for each name that nothing needs', () => {
    expect(messages(unknownComponent, { clusters: { hub: naming('argo-cd', 'flux') } })).toEqual(['argo-cd', 'flux'].map(name =>
      `acme/platform names component '${name}', which nothing of the fleet needs on hub: it needs cert-manager, cluster-api, infrastructure-x;`
      + ' correct the name or remove the entry'));
  });

  test('for a hub that needs nothing', () => {
    expect(messages(unknownComponent, { clusters: { hub: { ...naming('cert-manager'), components: [] } } })).toEqual([
      'acme/platform names component \'cert-manager\', which nothing of the fleet needs on hub: it needs none; correct the name or remove the entry',
    ]);
  });
});
