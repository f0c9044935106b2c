import { expect, test } from '@jest/globals';
import { messages } from './model-builder';
import type { ComponentModel, ManifestComponent } from '../../../lib';
import { componentVersion } from '../../../lib/fleet/rules/component-version';

const ARGO_CD: ManifestComponent = {
  type: 'manifests', name: 'argo-cd', version: 'v3.5.1', phase: 'gitops', oldest: 'v3.3.0', serves: [], definitions: () => [], objects: () => [],
};
const argoCd = (version: string, more: Partial<ComponentModel> = {}): ComponentModel => ({
  component: ARGO_CD, version, origin: 'provided', paths: ['acme/delivery'], neededGates: {}, chosenGates: {}, ...more,
});
const on = (...components: ComponentModel[]) => messages(componentVersion, { clusters: { hub: { components } } });

test.each<[string, ComponentModel]>([
  ['the oldest that will do', argoCd('v3.3.0')],
  ['a newer one, of another minor with two digits', argoCd('v3.10.0')],
  ['one of which nobody knows how old it may be', argoCd('v1.0.0', { component: { ...ARGO_CD, oldest: undefined } })],
  ['one that the program installs', argoCd('v3.2.9', { origin: 'installed' })],
  ['one of which the program says nothing', argoCd('v3.2.9', { origin: 'assumed' })],
])('passes: %s', (_, component) => {
  expect(on(component)).toEqual([]);
});

test.each(['v3.2.9', 'v2.14.0', 'v3.2.0-rc1'])('fails: others have installed %s', version => {
  expect(on(argoCd(version))).toEqual([
    `hub: others have installed argo-cd ${version}, and the objects of this program need v3.3.0 or newer: have it upgraded and change providedByOthers['argo-cd'], or remove`
    + ' it there so that the HubPlatform installs v3.5.1',
  ]);
});

test('fails for each of several', () => {
  expect(on(argoCd('v3.0.0'), argoCd('v3.9.0'), argoCd('v2.0.0'))).toHaveLength(2);
});
