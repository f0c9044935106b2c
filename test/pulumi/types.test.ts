import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, jest, test } from '@jest/globals';
import * as kubernetes from '@pulumi/kubernetes';
import { configMap, hubOnly } from './fleets';
import { mockEngine, settled } from './mocks';
import { typeOf } from '../../lib/pulumi/kubernetes-object';
import { ClusterProvider, FleetDeployment } from 'cdk8s-fleet/pulumi';

const SDK = path.dirname(require.resolve('@pulumi/kubernetes/package.json'));

/** What an API server answers, and nobody applies. */
const NO_OBJECTS = /^kubernetes:meta\//;

/** Type, API version and kind of every class of Pulumi's own SDK that is a kind of Kubernetes, as its code has them. */
function classesOfSdk(): readonly (readonly [type: string, apiVersion: string, kind: string])[] {
  return fs.readdirSync(SDK, { recursive: true }).map(String).filter(file => file.endsWith('.js') && !file.includes('node_modules')).flatMap(file => {
    const code = fs.readFileSync(path.join(SDK, file), 'utf8');
    const [type, apiVersion, kind] = [/__pulumiType = '([^']+)'/, /\["apiVersion"\] = "([^"]+)"/, /\["kind"\] = "([^"]+)"/].map(pattern => pattern.exec(code)?.[1]);
    return type === undefined || apiVersion === undefined || kind === undefined || type.endsWith('Patch') || NO_OBJECTS.test(type) ? [] : [[type, apiVersion, kind] as const];
  });
}

test('the type of a kind is that of its class in the SDK of Pulumi', () => {
  const classes = classesOfSdk();
  expect(classes.length).toBeGreaterThan(150);
  expect(classes.map(([, apiVersion, kind]) => typeOf({ apiVersion, kind, metadata: { name: 'x' } }))).toEqual(classes.map(([type]) => type));
});

test('a provider of the SDK is one that a deployment takes, itself and from a function', async () => {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const registered = await mockEngine();
  const taken: readonly ClusterProvider[] = [new kubernetes.Provider('itself', { kubeconfig: 'x' }), () => new kubernetes.Provider('made', { kubeconfig: 'x' })];
  for (const [i, hub] of taken.entries()) {
    const fleet = hubOnly();
    configMap(fleet.hub.chart, 'settings');
    new FleetDeployment(`prod-${i}`, { fleet, providers: { hub } });
  }
  await settled();
  expect(registered.filter(({ name }) => name.endsWith('/settings')).map(({ provider }) => provider.split('::').at(-2))).toEqual(['itself', 'made']);
});

test('the SDK that is tested is one that the optional peer range names', () => {
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'));
  expect([peerDependencies['@pulumi/kubernetes'], peerDependenciesMeta['@pulumi/kubernetes']]).toEqual(['>=4.29.0 <5', { optional: true }]);
  const { version } = JSON.parse(fs.readFileSync(path.join(SDK, 'package.json'), 'utf8'));
  const [major, minor] = version.split('.').map(Number);
  expect([major, minor >= 29]).toEqual([4, true]);
});
