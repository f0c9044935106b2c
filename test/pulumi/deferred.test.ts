import { describe, expect, test } from '@jest/globals';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject } from 'cdk8s';
import { configMap, hubOnly, Provider } from './fleets';
import { mockEngine, settled } from './mocks';
import { deferred, FleetDeployment } from 'cdk8s-fleet/pulumi';

describe('a deferred value', () => {
  test('becomes an input of the resource, alone and inside of text, with what it depends on', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    const bucket = new Provider('bucket');
    configMap(fleet.hub.chart, 'settings', { data: {
      id: deferred(bucket.id), list: [deferred(pulumi.output('b'))], arn: deferred(pulumi.interpolate`arn:aws:s3:::${bucket.id}/fleet`), plain: 'text',
    } });
    const deployment = new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const resource = registered.find(({ name }) => name === 'prod/hub/settings')!;
    expect(resource.inputs.data).toEqual({ id: 'bucket-id', list: ['b'], arn: 'arn:aws:s3:::bucket-id/fleet', plain: 'text' });
    expect(resource.dependencies).toEqual([registered.find(({ name }) => name === 'bucket')!.urn]);
    expect(deployment.resources.size).toBe(1);
  });

  test('that is a secret stays one', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'settings', { data: { token: deferred(pulumi.secret('geheim')) } });
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    expect(JSON.stringify(registered.find(({ name }) => name === 'prod/hub/settings')!.inputs)).toContain('1b47061264138c4ac30d75fd1eb44270');
  });

  test('may fill a Secret: it is in no output', async () => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    const stringData = { token: deferred(pulumi.secret('geheim')) };
    new ApiObject(fleet.hub.chart, 'token', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'token' }, stringData });
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    expect(registered.find(({ name }) => name === 'prod/hub/token')!.inputs.stringData.value).toMatchObject({ token: expect.anything() });
  });

  test('is not a value that is known', () => {
    expect(() => deferred('arn:aws:s3:::fleet' as never)).toThrow('deferred: write a Pulumi Output; a value that is known is written as it is');
  });
});

test('an Output in a field, and one that became text, are errors before anything is registered', async () => {
  const registered = await mockEngine();
  const fleet = hubOnly();
  configMap(fleet.hub.chart, 'object', { data: { id: pulumi.output('x') } });
  configMap(fleet.hub.chart, 'text', { data: { id: `${pulumi.output('x')}` } });
  const providers = { hub: new Provider('hub') };
  expect(() => new FleetDeployment('prod', { fleet, providers })).toThrow(
    /2 errors(.|\n)*text \(acme--hub\/text\): data\.id: holds the text(.|\n)*acme--hub\/object' .* is known only at deployment: write deferred\(output\)/);
  await settled();
  expect(registered.map(({ name }) => name)).toEqual(['hub']);
});

test('a deferred value may be a label of pods and the value of an annotation, and no label of the object itself', async () => {
  const registered = await mockEngine();
  const labels = { app: deferred(pulumi.output('known-later')) };
  const containers = [{ name: 'app', image: 'registry.example.com/app:1' }];
  const deploy = (metadata: object) => {
    const fleet = hubOnly();
    const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } };
    new ApiObject(fleet.hub.chart, 'app', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'app', namespace: 'default', ...metadata }, ...{ spec } });
    return new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
  };
  deploy({ annotations: labels });
  await settled();
  expect(registered.find(({ name }) => name === 'prod/hub/app')!.inputs).toMatchObject({
    metadata: { annotations: { app: 'known-later' } }, spec: { selector: { matchLabels: { app: 'known-later' } }, template: { metadata: { labels: { app: 'known-later' } } } },
  });
  expect(() => deploy({ labels })).toThrow('error deferred-value');
  await settled();
});
