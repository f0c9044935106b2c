import { expect, test } from '@jest/globals';
import { backupSpecFaults } from '../../../lib/dr/specs/backup-spec-faults';

test.each([undefined, null, 3, 'x', [], {}, { ttl: 3, hooks: 3, includedNamespaces: 'a', orderedResources: [], resourcePolicy: 'x', includedResources: [1, null] },
  { hooks: { resources: [null, { pre: [1, { exec: 'x' }], post: {} }] } }])('does not stumble over %j', spec => {
  expect(backupSpecFaults(spec)).toEqual([]);
});

const VS = 'volumesnapshots.snapshot.storage.k8s.io';
test.each([
  [{ ttl: '30d' }, { ttl: '0s' }, "ttl: '30d' is no Go duration, so that Velero cannot read the object; write 720h0m0s"],
  [{ ttl: '24' }, { ttl: '24h' }, "ttl: '24' is no Go duration, so that Velero cannot read the object; write the unit, such as 24h or 24m"],
  [{ ttl: '-1h' }, { ttl: '1h' }, "ttl: '-1h' is negative; write 0s for the default of the server, 720h0m0s, or how long to keep it"],
  [{ csiSnapshotTimeout: 'soon' }, { csiSnapshotTimeout: '10m' },
    "csiSnapshotTimeout: 'soon' is no Go duration, so that Velero cannot read the object; write hours, minutes and seconds, such as 720h0m0s"],
  [{ itemOperationTimeout: '-4h' }, { itemOperationTimeout: '4h' }, "itemOperationTimeout: '-4h' is negative; write 0s for the default of the server, or a time"],
  [{ includeClusterResources: false, includedNamespaceScopedResources: ['pods'] }, { includeClusterResources: null, includedNamespaceScopedResources: ['pods'] },
    'includeClusterResources, includedNamespaceScopedResources: old filters and those that name the scope do not go together; write includeClusterResources as filters with'
    + ' ClusterScoped and NamespaceScoped'],
  [{ includedResources: ['*', 'pods'] }, { includedResources: ['*'] }, "includedResources: '*' stands for all and is written alone; leave out '*' or all others"],
  [{ excludedResources: ['*'] }, { excludedResources: ['pods'] }, "excludedResources: '*' leaves everything out; write what to leave out"],
  [{ includedResources: ['pods'], excludedResources: ['pods'] }, { includedResources: ['pods'], excludedResources: ['secrets'] },
    "includedResources, excludedResources: 'pods' is in both; leave it out of one"],
  [{ excludedClusterScopedResources: ['*', 'nodes'] }, { excludedClusterScopedResources: ['*'] },
    "excludedClusterScopedResources: '*' stands for all and is written alone; leave out '*' or all others"],
  [{ includedNamespaceScopedResources: ['pods'], excludedNamespaceScopedResources: ['*'] }, { includedNamespaceScopedResources: [], excludedNamespaceScopedResources: ['*'] },
    "includedNamespaceScopedResources, excludedNamespaceScopedResources: '*' leaves out what includedNamespaceScopedResources names; leave out the one or the other"],
  [{ includedResources: [VS] }, { excludedResources: [VS] },
    `includedResources: Velero takes ${VS} out, as it makes these objects itself, and the empty list that is left filters nothing; leave it out, and include the claims: persistentvolumeclaims`],
  [{ includedNamespaceScopedResources: [VS, 'pods'] }, { includedClusterScopedResources: [VS] },
    `includedNamespaceScopedResources: Velero takes ${VS} out, as it makes these objects itself; leave it out, and include the claims: persistentvolumeclaims`],
  [{ includedNamespaces: ['{a,b}'] }, { includedNamespaces: ['a-?', '[ab]*', ''] },
    "includedNamespaces: '{a,b}' has '{', which no pattern may have; write *, ?, or one of [abc], and one entry for each name"],
  [{ excludedNamespaces: ['a**'] }, { excludedNamespaces: ['a*b*'] }, "excludedNamespaces: 'a**' has two asterisks side by side; write one"],
  [{ includedNamespaces: ['a[]'] }, { includedNamespaces: ['a[b]'] },
    "includedNamespaces: 'a[]' has brackets that do not close, or are empty; write one of several characters as [abc]"],
  [{ includedNamespaces: ['a]'] }, { includedNamespaces: ['a'] },
    "includedNamespaces: 'a]' has brackets that do not close, or are empty; write one of several characters as [abc]"],
  [{ includedNamespaces: ['Prod'] }, { includedNamespaces: ['prod'] },
    "includedNamespaces: 'Prod' is no name of a namespace; write lower-case letters, digits and dashes, 63 at most, or a pattern with *, ? and [abc]"],
  [{ labelSelector: {}, orLabelSelectors: [] }, { labelSelector: null, orLabelSelectors: [] },
    'labelSelector, orLabelSelectors: only one may be there, even when it is empty; leave one out'],
  [{ defaultVolumesToRestic: false }, { defaultVolumesToFsBackup: true }, 'defaultVolumesToRestic: is retired, as is restic; write defaultVolumesToFsBackup'],
  [{ snapshotMoveData: true, snapshotVolumes: false }, { snapshotMoveData: true, snapshotVolumes: false, resourcePolicy: { kind: 'ConfigMap', name: 'p' } },
    'snapshotMoveData, snapshotVolumes: without snapshots there is nothing to move; leave snapshotVolumes out, or write snapshotMoveData: false'],
  [{ volumeSnapshotLocations: ['a', 'a'] }, { volumeSnapshotLocations: ['a', 'b'] }, "volumeSnapshotLocations: 'a' is named twice; leave one out"],
  [{ resourcePolicy: { kind: 'Secret', name: 'p' } }, { resourcePolicy: { kind: 'configmap', name: 'p' } },
    "resourcePolicy: Velero passes over the kind 'Secret' without a word; write kind: configmap"],
  [{ resourcePolicy: { kind: 'configmap', name: '' } }, { resourcePolicy: { kind: 'CONFIGMAP', name: 'p' } },
    'resourcePolicy: the name is empty; write that of a ConfigMap in the namespace of Velero'],
  [{ orderedResources: { pods: 'a/b, a/c' } }, { orderedResources: { pods: 'a/b,a/c', persistentvolumes: 'pv1' } },
    "orderedResources['pods']: ' a/c' matches no object; write namespace/name, or the name of a cluster-wide object, with commas and no spaces between them"],
  [{ orderedResources: { Pod: 'a/b' } }, { orderedResources: { pods: '' } },
    "orderedResources['Pod']: is no resource; write the plural in lower-case letters and without a group, such as pods or statefulsets"],
  [{ hooks: { resources: [{ pre: [{ exec: { command: [] } }] }] } }, { hooks: { resources: [{ pre: [{ exec: { command: ['sync'] } }] }] } },
    'hooks.resources[0].pre[0].exec.command: is empty; write the program and its arguments, each an entry of the list'],
  [{ hooks: { resources: [{ post: [{ exec: { timeout: '-1s' } }] }] } }, { hooks: { resources: [{ post: [{ exec: { timeout: '1s' } }] }] } },
    "hooks.resources[0].post[0].exec.timeout: '-1s' is negative; write 0s for 30 seconds, or a time"],
])('%j', (bad, good, message) => {
  expect(backupSpecFaults(bad)).toEqual([message]);
  expect(backupSpecFaults(good)).toEqual([]);
});
