import { expect, test } from '@jest/globals';
import { resourcePolicyFaults } from '../../../lib/dr/specs/resource-policy-faults';

test.each([undefined, null, [], 'x'])('does not stumble over %j', policy => {
  expect(resourcePolicyFaults(policy)).toEqual(['policy: write a map with version and volumePolicies']);
});

const AT = 'volumePolicies[0]';
const policy = (conditions: unknown, action: unknown = { type: 'skip' }) => ({ volumePolicies: [{ conditions, action }] });
test.each([
  [{ version: 'v2' }, {}, "version: write v1, got 'v2'"],
  [{ policies: [] }, { volumePolicies: [] }, 'policies: is not known, and Velero refuses it; write one of version, volumePolicies, includeExcludePolicy'],
  [{ volumePolicies: {} }, { volumePolicies: null }, 'volumePolicies: write a list of maps'],
  [policy({}, { type: 'backup' }), policy({}, { type: 'fs-backup' }), `${AT}.action.type: write one of skip, snapshot, fs-backup, custom, got 'backup'`],
  [policy({ size: '1' }), policy({ capacity: ',100Gi' }),
    `${AT}.conditions.size: is not known, and Velero refuses it; write one of capacity, storageClass, nfs, csi, volumeTypes, pvcLabels, pvcPhase`],
  [policy({ capacity: '10Gi' }), policy({ capacity: '10Gi,' }),
    `${AT}.conditions.capacity: write the smallest and the largest size with a comma between them, such as 10Gi,100Gi or 10Gi, or ,100Gi, got '10Gi'`],
  [policy({ capacity: '10GB,20Gi' }), policy({ capacity: '1e3, 20Gi' }), `${AT}.conditions.capacity: '10GB' is no quantity; write such as 10Gi, got '10GB,20Gi'`],
  [policy({ capacity: '2Gi,x' }), policy({ capacity: '' }), `${AT}.conditions.capacity: 'x' is no quantity; write such as 10Gi, got '2Gi,x'`],
  [policy({ capacity: '2Gi,1Gi' }), policy({ capacity: '1Gi,1Gi' }), `${AT}.conditions.capacity: the largest size is below the smallest; write 1Gi,2Gi, got '2Gi,1Gi'`],
  [policy({ storageClass: 'gp3' }), policy({ storageClass: ['gp3'] }), `${AT}.conditions.storageClass: write a list of texts`],
  [policy({ csi: { volumeAttributes: { a: 'b' } } }), policy({ csi: { driver: 'd', volumeAttributes: { a: 'b' } } }),
    `${AT}.conditions.csi.driver: volumeAttributes need a driver; write its name`],
  [policy({ nfs: { host: 'a' } }), policy({ nfs: {} }), `${AT}.conditions.nfs.host: is not known, and Velero refuses it; write one of server, path`],
  [policy({ pvcLabels: ['a'] }), policy({ pvcLabels: { a: 'b' } }), `${AT}.conditions.pvcLabels: write a map of text to text`],
  [policy({ volumeTypes: ['NFS'] }), policy({ volumeTypes: ['nfs'] }), `${AT}.conditions.volumeTypes: 'NFS' matches nothing; write nfs`],
  [policy({ pvcPhase: ['Gone'] }), policy({ pvcPhase: ['Lost'] }), `${AT}.conditions.pvcPhase: 'Gone' matches nothing; write one of Pending, Bound, Lost`],
  [{ includeExcludePolicy: { includedClusterScopedResources: ['*'] } }, { includeExcludePolicy: { includedClusterScopedResources: ['nodes'] } },
    "includeExcludePolicy.includedClusterScopedResources: '*' is not for policies; write the resources"],
  [{ includeExcludePolicy: { includedNamespaceScopedResources: ['a'], excludedNamespaceScopedResources: ['a'] } },
    { includeExcludePolicy: { includedNamespaceScopedResources: ['a'], excludedNamespaceScopedResources: ['b'] } },
    "includeExcludePolicy: includedNamespaceScopedResources, excludedNamespaceScopedResources: 'a' is in both; leave it out of one"],
])('%j', (bad, good, message) => {
  expect(resourcePolicyFaults({ version: 'v1', ...bad })).toEqual([message]);
  expect(resourcePolicyFaults({ version: 'v1', ...good })).toEqual([]);
});
