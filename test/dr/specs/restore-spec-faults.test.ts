import { expect, test } from '@jest/globals';
import { restoreSpecFaults } from '../../../lib/dr/specs/restore-spec-faults';

const NO_SOURCE = 'backupName, scheduleName: write the name of a backup, or of the schedule whose last backup is meant';
test.each([undefined, null, [], 'x', { backupName: 3, hooks: [], namespaceMapping: 'a', includedResources: {}, resourceModifier: [] }, { hooks: { resources: [{ postHooks: [3, {}] }] } }])(
  'does not stumble over %j', spec => {
    expect(restoreSpecFaults(spec)).toEqual([NO_SOURCE]);
  });

const HOOK = 'hooks.resources[0].postHooks[0]';
const hook = (of: unknown) => ({ hooks: { resources: [{ postHooks: [of] }] } });
const command = ['a'];
test.each([
  [{ scheduleName: 'b' }, {}, 'backupName, scheduleName: both are there; write the one or the other'],
  [{ backupName: '' }, { backupName: '', scheduleName: 's' }, NO_SOURCE],
  [{ includedResources: ['nodes', 'events'] }, { excludedResources: ['nodes'] }, 'includedResources: Velero never restores nodes, events; leave them out'],
  [{ includedResources: ['*', 'pods'] }, { includedResources: ['*'] }, "includedResources: '*' stands for all and is written alone; leave out '*' or all others"],
  [{ excludedNamespaces: ['*'] }, { includedNamespaces: ['*'] }, "excludedNamespaces: '*' leaves everything out; write what to leave out"],
  [{ labelSelector: {}, orLabelSelectors: [] }, { orLabelSelectors: [] }, 'labelSelector, orLabelSelectors: only one may be there, even when it is empty; leave one out'],
  [{ existingResourcePolicy: 'patch' }, { existingResourcePolicy: 'update' }, "existingResourcePolicy: write none or update, got 'patch'"],
  [{ itemOperationTimeout: '1d' }, { itemOperationTimeout: '4h' }, "itemOperationTimeout: '1d' is no Go duration, so that Velero cannot read the object; write 24h0m0s"],
  [{ namespaceMapping: { a: 'B' } }, { namespaceMapping: { a: 'c', b: 'c' } },
    "namespaceMapping['a']: 'B' is no name of a namespace; write lower-case letters, digits and dashes, 63 at most"],
  [{ namespaceMapping: { '*': 'b' } }, { namespaceMapping: { a: 3 } }, "namespaceMapping: '*' is no name of a namespace, and patterns match none here; write each namespace"],
  [{ resourceModifier: { kind: 'Secret', name: 'm' } }, { resourceModifier: { kind: 'ConfigMap', name: 'm' } },
    "resourceModifier: Velero passes over the kind 'Secret' without a word; write kind: configmap"],
  [hook({ exec: { command: [''] } }), hook({ exec: { command } }), `${HOOK}.exec.command: is empty; write the program and its arguments, each an entry of the list`],
  [hook({ exec: { command, execTimeout: '-1s' } }), hook({ exec: { command, execTimeout: '1s' } }), `${HOOK}.exec.execTimeout: '-1s' is negative; write 0s for 30 seconds, or a time`],
  [hook({ exec: { command, waitTimeout: '-1s' } }), hook({ exec: { command, waitTimeout: '0s' } }), `${HOOK}.exec.waitTimeout: '-1s' is negative; write 0s to wait without end, or a time`],
  [hook({ init: { timeout: '-1s' } }), hook({ init: { timeout: '0s' } }), `${HOOK}.init.timeout: '-1s' is negative; write 0s, or a time`],
  [hook({ init: { initContainers: [{ name: 'a', image: 'b' }] } }), hook({ init: { initContainers: [{ name: 'a', image: 'b', command }] } }),
    `${HOOK}.init.initContainers[0]: has no command; Velero asks for name, image and command, so write it`],
  [hook({ init: { initContainers: [{ name: '', command }] } }), hook({ init: { initContainers: [] } }),
    `${HOOK}.init.initContainers[0]: has no name, no image; Velero asks for name, image and command, so write them`],
])('%j', (bad, good, message) => {
  expect(restoreSpecFaults({ backupName: 'b', ...bad })).toEqual([message]);
  expect(restoreSpecFaults({ ...('scheduleName' in good ? {} : { backupName: 'b' }), ...good })).toEqual([]);
});
