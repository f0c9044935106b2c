import { expect, test } from '@jest/globals';
import { RestoreModifierRule, RestoreTemplateProps } from '../../../lib/dr';
import { checkRestoreTemplate } from '../../../lib/dr/recovery/check-restore-template';
import { modifierFaults, modifiersData } from '../../../lib/dr/recovery/restore-modifiers';
import { restoreSpec } from '../../../lib/dr/recovery/restore-spec';

const SELECTOR = { matchLabels: { app: 'x' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a'] }] };
const DEPLOYMENTS = { groupResource: 'deployments.apps' };

test('a spec has every field of a template, with durations as Go writes them', () => {
  const template: Required<Omit<RestoreTemplateProps, 'orLabelSelectors'>> = {
    includedNamespaces: ['a'], excludedNamespaces: ['b'], includedResources: ['pods'], excludedResources: ['secrets'], includeClusterResources: false,
    labelSelector: SELECTOR, namespaceMapping: { a: 'c' }, restorePVs: true, preserveNodePorts: true, existingResourcePolicy: 'update',
    restoreStatus: { includedResources: ['workflows'] }, itemOperationTimeout: '90m', uploaderConfig: { writeSparseFiles: true, parallelFilesDownload: 4 },
    hooks: [{
      name: 'db', includedNamespaces: ['a'], excludedNamespaces: ['b'], includedResources: ['pods'], excludedResources: ['jobs'], labelSelector: SELECTOR,
      init: [{ initContainers: [{ name: 'wait', image: 'busybox', command: ['true'] }], timeout: '60s' }],
      exec: [{ command: ['sql', '-f', 'x'], container: 'db', onError: 'Fail', execTimeout: '2m', waitTimeout: '1h', waitForReady: true }],
    }],
    resourceModifier: [{ conditions: DEPLOYMENTS, mergePatches: [{ a: 1 }] }],
  };
  const { hooks, resourceModifier, ...plain } = template;
  expect(restoreSpec(template, { scheduleName: 'daily', modifiers: 'rules' })).toEqual({
    ...plain, scheduleName: 'daily', itemOperationTimeout: '1h30m0s', resourceModifier: { kind: 'configmap', name: 'rules' },
    hooks: {
      resources: [{
        name: 'db', includedNamespaces: ['a'], excludedNamespaces: ['b'], includedResources: ['pods'], excludedResources: ['jobs'], labelSelector: SELECTOR,
        postHooks: [
          { init: { initContainers: [{ name: 'wait', image: 'busybox', command: ['true'] }], timeout: '1m0s' } },
          { exec: { command: ['sql', '-f', 'x'], container: 'db', onError: 'Fail', execTimeout: '2m0s', waitTimeout: '1h0m0s', waitForReady: true } },
        ],
      }],
    },
  });
  expect(hooks).toHaveLength(1);
  expect(resourceModifier).toHaveLength(1);
  expect(restoreSpec({ orLabelSelectors: [SELECTOR], hooks: [{ name: 'none' }] }, { backupName: 'b', modifiers: 'rules' }))
    .toEqual({ backupName: 'b', orLabelSelectors: [SELECTOR], hooks: { resources: [{ name: 'none', postHooks: [] }] } });
});

test('rules are written so that Velero reads the values that were meant', () => {
  const add = (path: string, value: unknown) => ({ operation: 'add' as const, path, value });
  expect(modifiersData([
    {
      conditions: { ...DEPLOYMENTS, namespaces: ['a'], resourceNameRegex: '^db-', labelSelector: SELECTOR, matches: [{ path: '/spec/type', value: 'x' }] },
      patches: [add('/a', 'text'), add('/b', '1'), add('/c', 1), add('/d', true), add('/e', null), add('/f', { g: [] }), add('/h', ''), add('/i"j', 'say "hi"\n')],
    },
    { conditions: DEPLOYMENTS, patches: [{ operation: 'copy', from: '/a"', path: '/b' }, { operation: 'remove', path: '/c' }] },
    { conditions: DEPLOYMENTS, strategicPatches: [{ spec: { replicas: 0 } }] },
  ])).toEqual({
    'modifiers.yaml': `version: v1
resourceModifierRules:
  - conditions:
      groupResource: deployments.apps
      namespaces:
        - a
      resourceNameRegex: ^db-
      labelSelector:
        matchLabels:
          app: x
        matchExpressions:
          - key: tier
            operator: In
            values:
              - a
      matches:
        - path: /spec/type
          value: '"x"'
    patches:
      - operation: add
        path: /a
        value: '"text"'
      - operation: add
        path: /b
        value: '"1"'
      - operation: add
        path: /c
        value: "1"
      - operation: add
        path: /d
        value: "true"
      - operation: add
        path: /e
        value: "null"
      - operation: add
        path: /f
        value: '{"g":[]}'
      - operation: add
        path: /h
        value: '""'
      - operation: add
        path: /i\\"j
        value: '"say \\"hi\\"\\n"'
  - conditions:
      groupResource: deployments.apps
    patches:
      - operation: copy
        path: /b
        from: /a\\"
      - operation: remove
        path: /c
  - conditions:
      groupResource: deployments.apps
    strategicPatches:
      - patchData: |
          spec:
            replicas: 0
`,
  });
});

test('rules that Velero refuses, or would take for something else, are faults', () => {
  const faults = (rule: object) => modifierFaults([rule as RestoreModifierRule]);
  const patch = { operation: 'replace', path: '/spec/replicas', value: 1 };
  expect(modifierFaults(undefined)).toEqual([]);
  expect(modifierFaults([])).toEqual(['resourceModifier: is empty, and Velero refuses that; leave it out']);
  expect(faults({ conditions: DEPLOYMENTS, patches: [patch, { operation: 'move', from: '/a', path: '/b' }, { operation: 'remove', path: '/c' }] })).toEqual([]);
  expect(faults({ patches: [patch] })).toEqual(['resourceModifier[0].conditions.groupResource: write the kind that it changes, such as deployments.apps']);
  expect(faults({ conditions: { groupResource: '' }, patches: [patch] })).toHaveLength(1);
  expect(faults({ conditions: { ...DEPLOYMENTS, matches: [{ path: '/a', value: 1 }, { path: 'a', value: 1 }, { path: '/a' }] }, patches: [patch] })).toEqual([1, 2].map(i => (
    `resourceModifier[0].conditions.matches[${i}]: write a path such as /spec/type, and the value that is there`)));
  expect(faults({ conditions: DEPLOYMENTS })).toEqual(['resourceModifier[0]: has no patches; write one of patches, mergePatches, strategicPatches']);
  expect(faults({ conditions: DEPLOYMENTS, patches: [patch], mergePatches: [{}] }))
    .toEqual(['resourceModifier[0]: has patches and mergePatches; write one of patches, mergePatches, strategicPatches']);
  expect(faults({ conditions: DEPLOYMENTS, patches: [{ operation: 'set', path: 'spec' }] })).toEqual([
    "resourceModifier[0].patches[0].operation: write one of add, remove, replace, move, copy, test, got 'set'",
    "resourceModifier[0].patches[0].path: write where, such as /spec/replicas, got 'spec'",
  ]);
  expect(faults({ conditions: DEPLOYMENTS, patches: [{ operation: 'add', path: '/a' }, { operation: 'copy', path: '/b' }] })).toEqual([
    'resourceModifier[0].patches[0].value: is missing, and Velero would take it for an empty text; write what add needs',
    'resourceModifier[0].patches[1].from: write where copy takes it from, such as /spec/old',
  ]);
});

test('a template is checked with its source, and all faults are named at once', () => {
  expect(() => checkRestoreTemplate('acme/p: ', { existingResourcePolicy: 'update', resourceModifier: [{ conditions: DEPLOYMENTS, mergePatches: [{}] }] }, { backupName: 'b' }))
    .not.toThrow();
  expect(() => checkRestoreTemplate('acme/p: ', { itemOperationTimeout: '1d', resourceModifier: [] }, {})).toThrow('acme/p: backupName, scheduleName: write the name of a backup, or of the'
    + " schedule whose last backup is meant; itemOperationTimeout: '1d' is no Go duration, so that Velero cannot read the object; write 24h0m0s; resourceModifier: is empty, and Velero"
    + ' refuses that; leave it out');
});
