import { expect, test } from '@jest/globals';
import { DefinitionManifest } from '../../imports/definitions';
import { storedStructure } from '../../imports/stored-structure';

const SPEC_ONLY = { type: 'object', properties: { spec: { type: 'object' } } };

function definition(stored: DefinitionManifest['spec']['versions'][number]['schema']['openAPIV3Schema']): DefinitionManifest {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.acme.example' },
    spec: {
      group: 'acme.example', scope: 'Cluster', names: { kind: 'Widget', plural: 'widgets', shortNames: ['w'] },
      versions: [
        { name: 'v1', served: true, storage: false, schema: { openAPIV3Schema: { type: 'object', properties: {} } } },
        { name: 'v2', served: true, storage: true, schema: { openAPIV3Schema: stored } },
      ],
    },
  };
}

test('the structure of a definition is that of its stored version', () => {
  expect(storedStructure(definition(SPEC_ONLY)))
    .toEqual({ group: 'acme.example', version: 'v2', kind: 'Widget', plural: 'widgets', scope: 'Cluster', schema: SPEC_ONLY });
});

test('it has no status, also where the definition requires one', () => {
  const withStatus = { type: 'object', required: ['spec', 'status'], properties: { ...SPEC_ONLY.properties, status: { type: 'object' } } };
  const given = definition(withStatus);
  expect(storedStructure(given).schema).toEqual({ ...SPEC_ONLY, required: ['spec'] });
  expect(withStatus.properties).toHaveProperty('status');
});
