import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { deployedConfigMap } from './deployed-config-map';
import { configMap, hubOnly, Provider } from './fleets';
import { mockEngine, settled } from './mocks';
import { FleetDeployment } from 'cdk8s-fleet/pulumi';

/** What a child of `k8s.yaml.ConfigGroup` of Pulumi's own SDK was called. */
const FROM_CONFIG_GROUP = { name: 'default/settings', parent: 'urn:pulumi:stack::project::kubernetes:yaml:ConfigGroup::old' };

/** The lock of these fleets is empty, and Pulumi says so. */
beforeEach(() => { jest.spyOn(console, 'warn').mockImplementation(() => undefined); });

describe('the options', () => {
  test('of the component reach its objects: protect and parent', async () => {
    class Platform extends pulumi.ComponentResource {
      constructor() {
        super('acme:index:Platform', 'platform');
      }
    }
    await mockEngine();
    const resource = await deployedConfigMap({}, { protect: true });
    expect(resource.protect).toBe(true);
    const registered = await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'settings');
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } }, { parent: new Platform() });
    await settled();
    expect(registered.find(({ name }) => name === 'prod')!.parent).toBe('urn:pulumi:stack::project::acme:index:Platform::platform');
  });

  test('of the component hold it back: dependsOn', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'settings');
    const network = new Provider('network', 'aws');
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } }, { dependsOn: network });
    await settled();
    expect(registered.find(({ name }) => name === 'prod')!.dependencies).toEqual([registered.find(({ name }) => name === 'network')!.urn]);
    const order = registered.map(({ name }) => name);
    expect(order.indexOf('network')).toBeLessThan(order.indexOf('prod/hub/settings'));
  });

  test('of the component reach its objects: transformations', async () => {
    const resource = await deployedConfigMap({}, {
      transformations: [({ type, props, opts }) => (type === 'kubernetes:core/v1:ConfigMap' ? { props: { ...props, immutable: true }, opts } : undefined)],
    });
    expect(resource.inputs.immutable).toBe(true);
  });

  test('of an object are added to its own', async () => {
    const seen: unknown[] = [];
    const resource = await deployedConfigMap({
      resourceOptions: object => {
        seen.push(object);
        return { ignoreChanges: ['data'], retainOnDelete: true, aliases: [FROM_CONFIG_GROUP] };
      },
    });
    expect(seen).toEqual([{ path: 'acme--hub/settings', cluster: 'hub', manifest: expect.objectContaining({ kind: 'ConfigMap' }) }]);
    expect(resource).toMatchObject({
      ignoreChanges: ['data'], retainOnDelete: true, aliases: [FROM_CONFIG_GROUP],
    });
    expect(resource.provider).toMatch(/::hub::/);
  });

  test('of an object tell its unit', async () => {
    await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.deliveredUnit('hub', 'early', -10), 'settings');
    const units: (string | undefined)[] = [];
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') }, resourceOptions: ({ unit }) => void units.push(unit) });
    await settled();
    expect(units).toEqual(['early']);
  });
});
