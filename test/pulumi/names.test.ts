import { expect, jest, test } from '@jest/globals';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { configMap, hubOnly, Provider } from './fleets';
import { mockEngine, settled } from './mocks';
import { FleetDeployment } from 'cdk8s-fleet/pulumi';

/** Ids with what a URN is parted by, with what stands for it, and with what a gate is called. */
const id = fc.array(fc.constantFrom(':', '::', '%', '%3A', '%25', '3A', 'a', '$', ':all', ' '), { minLength: 1, maxLength: 4 }).map(parts => parts.join(''));

test('names are stable, each object has one of its own, and none has the two colons in it that part a URN', async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  await fc.assert(fc.asyncProperty(fc.uniqueArray(id, { minLength: 1, maxLength: 6 }), async ids => {
    const registered = await mockEngine();
    const fleet = hubOnly();
    const waiting = configMap(fleet.hub.chart, 'waiting');
    ids.forEach((outer, at) => {
      const group = new Construct(fleet.hub.chart, outer);
      Array.from({ length: 9 }, (_, i) => configMap(group, `object-${at}-${i}`));
      waiting.node.addDependency(group);
    });
    new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
    await settled();
    const inFleet = registered.filter(({ name }) => name.startsWith('prod/'));
    // Nine objects of each group and its gate, and what waits for them.
    expect(new Set(inFleet.map(({ urn }) => urn)).size).toBe(ids.length * 10 + 1);
    expect(inFleet.filter(({ urn, name }) => name.includes('::') || urn.split('::').length !== 4)).toEqual([]);
  }), { numRuns: 15 });
});

test.each([
  ['system:coredns', 'system:coredns'], ['system::leader-locking', 'system%3A:leader-locking'], ['a:::b', 'a%3A%3A:b'], ['100%', '100%'], ['a%3A:b', 'a%253A:b'],
])('the object of construct %s is called %s', async (construct, name) => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const registered = await mockEngine();
  const fleet = hubOnly();
  configMap(new Construct(fleet.hub.chart, construct), 'object');
  new FleetDeployment('prod', { fleet, providers: { hub: new Provider('hub') } });
  await settled();
  expect(registered.map(resource => resource.name)).toContain(`prod/hub/${name}/object`);
});
