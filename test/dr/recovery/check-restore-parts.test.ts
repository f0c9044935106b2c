import { expect, test } from '@jest/globals';
import { withPlans } from './plans';

const parts = (step: object) => expect(() => {
  const { plan, step: stepOf } = withPlans();
  plan({ steps: [stepOf('s', step)] }, 'p');
});
const PODS = { groupResource: 'pods' };

test('parts of a template are as they are declared', () => {
  parts({
    labelSelector: { matchLabels: { a: '' }, matchExpressions: [{ key: 'a', operator: 'Exists' }, { key: 'b', operator: 'In', values: ['c'] }] },
    restoreStatus: { includedResources: [], excludedResources: ['pods'] }, uploaderConfig: { writeSparseFiles: true, parallelFilesDownload: 2 },
    hooks: [
      { name: 'a', labelSelector: { matchLabels: {} }, init: [{ initContainers: [{ name: 'a', image: 'b', command: ['c'] }], timeout: '1m' }] },
      { name: 'b', exec: [{ command: ['sh', '-c', ''], container: 'db', onError: 'Fail', execTimeout: '1m', waitTimeout: '1m', waitForReady: true }] },
    ],
    resourceModifier: [{ conditions: { ...PODS, labelSelector: {}, matches: [{ path: '/a', value: 1 }] }, patches: [{ operation: 'remove', path: '/a' }] }],
  }).not.toThrow();
  parts({ orLabelSelectors: [{ matchLabels: { a: 'b' } }] }).not.toThrow();
});

test.each<readonly [object, string]>([
  [{ hooks: [{ name: 'a', init: null }] }, 'hooks[0].init: write a list of objects, got null'],
  [{ hooks: [{ name: 'a', exec: 'x' }] }, "hooks[0].exec: write a list of objects, got 'x'"],
  [{ hooks: [{ exec: [] }] }, 'hooks[0].name is missing; write text that is not empty'],
  [{ hooks: [{ name: 'a', exec: [{ command: 'ls' }] }] }, "hooks[0].exec[0].command: write a list of texts, got 'ls'"],
  [{ hooks: [{ name: 'a', exec: [{ command: ['a'], timeout: '1m' }] }] }, 'hooks[0].exec[0].timeout is no option; write one of command, container, onError, execTimeout'],
  [{ hooks: [{ name: 'a', init: [{}] }] }, 'hooks[0].init[0].initContainers is missing; write a list of objects'],
  [{ hooks: [{ name: 'a', labelSelector: { app: 'x' } }] }, 'hooks[0].labelSelector.app is no option; write one of matchLabels, matchExpressions'],
  [{ resourceModifier: [{ conditions: PODS, patches: [null] }] }, 'resourceModifier[0].patches: write a list of objects, got [null]'],
  [{ resourceModifier: [{ conditions: PODS, patches: [{ op: 'add' }] }] }, 'resourceModifier[0].patches[0].op is no option; write one of operation, path, from, value'],
  [{ resourceModifier: [{ conditions: { ...PODS, matches: 'x' } }] }, "resourceModifier[0].conditions.matches: write a list of objects, got 'x'"],
  [{ resourceModifier: [{ conditions: { ...PODS, matches: [{ field: 'x' }] } }] }, 'resourceModifier[0].conditions.matches[0].field is no option; write one of path, value'],
  [{ resourceModifier: [{ conditions: { ...PODS, labelSelector: { a: 'b' } } }] }, 'resourceModifier[0].conditions.labelSelector.a is no option'],
  [{ resourceModifier: [{ conditions: 'pods' }] }, "resourceModifier[0].conditions: write an object, got 'pods'"],
  [{ resourceModifier: [{ conditions: PODS, mergePatches: ['x'] }] }, 'resourceModifier[0].mergePatches: write a list of objects, got ["x"]'],
  [{ labelSelector: { app: 'x' } }, 'labelSelector.app is no option; write one of matchLabels, matchExpressions'],
  [{ labelSelector: { matchExpressions: [{ key: 'a', operator: 'in' }] } }, "labelSelector.matchExpressions[0].operator: write one of In, NotIn, Exists, DoesNotExist, got 'in'"],
  [{ orLabelSelectors: [{}, { matchLabels: { a: true } }] }, 'orLabelSelectors[1].matchLabels: write an object of texts, got {"a":true}'],
  [{ restoreStatus: { included: ['x'] } }, 'restoreStatus.included is no option; write one of includedResources, excludedResources'],
  [{ uploaderConfig: { parallelFilesDownload: 0 } }, 'uploaderConfig.parallelFilesDownload: write a whole number, 1 or more, got 0'],
])('refuses %j', (step, message) => {
  parts(step).toThrow(`acme/p: steps.s: ${message}`);
});
