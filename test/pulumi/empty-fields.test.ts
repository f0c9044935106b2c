import { expect, jest, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { hubOnly, Provider } from './fleets';
import { mockEngine, settled } from './mocks';
import { FleetDeployment } from 'cdk8s-fleet/pulumi';

test.each([
  ['v1', 'Secret', 'data', {}, false], ['v1', 'Secret', 'stringData', {}, false],
  ['v1', 'Secret', 'data', null, false], ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'rules', [], false],
  ['rbac.authorization.k8s.io/v1', 'Role', 'rules', [], false], ['v1', 'ConfigMap', 'data', {}, true],
])('%s %s: an empty %s (%j) is sent only where an API server gives it back as it is: %s', async (apiVersion, kind, field, value, stays) => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const registered = await mockEngine();
  const fleet = hubOnly();
  new ApiObject(fleet.hub.chart, 'empty', { apiVersion, kind, metadata: { name: 'empty' }, ...{ [field]: value } });
  new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
  await settled();
  const { inputs } = registered.find(({ name }) => name === 'prod/hub/empty')!;
  expect(Object.keys(inputs).sort()).toEqual([...stays ? [field] : [], 'apiVersion', 'kind', 'metadata'].sort());
});
