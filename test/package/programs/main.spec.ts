import { expect, test } from '@jest/globals';
import { ApiObject, Testing } from 'cdk8s';
import { lab } from './fleet';

test('the hub holds the managed cluster', () => {
  const kinds = Testing.synth(lab(Testing.app()).hub.chart).map(object => object.kind);
  expect(kinds).toEqual(expect.arrayContaining(['Cluster', 'DevCluster', 'KubeadmControlPlane', 'MachineDeployment']));
});

test('fails on what a CEL rule of a kind forbids', () => {
  const fleet = lab(Testing.app());
  new ApiObject(fleet.hub.chart, 'check', {
    apiVersion: 'cluster.x-k8s.io/v1beta2',
    kind: 'MachineHealthCheck',
    metadata: { name: 'check', namespace: 'default' },
    spec: {
      clusterName: 'red',
      selector: { matchLabels: { role: 'worker' } },
      checks: { unhealthyMachineConditions: [{ type: 'Ready', status: 'False', timeoutSeconds: 300 }] },
    },
  });
  expect(() => Testing.synth(fleet.hub.chart)).toThrow(/unhealthyMachineConditions\[0\]\.type: .*'Ready'/);
});
