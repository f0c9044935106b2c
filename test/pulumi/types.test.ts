import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from '@jest/globals';
import { typeOf } from '../../lib/pulumi/kubernetes-object';

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
