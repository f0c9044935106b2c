import { expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { HelmChartProxy } from '../../imports/caaph';
import { AWSClusterSpec } from '../../imports/capa';
import { ClusterSpec, MachineDeployment, MachineDeploymentProps, MachineHealthCheckSpec } from '../../imports/capi';
import { DevCluster } from '../../imports/capi-docker';
import { ServiceImportSpec } from '../../imports/mcs-api';
import { SubmarinerSpec } from '../../imports/submariner-operator';

// Each `@ts-expect-error` is the assertion: the type check fails when the line below it is fine.

const deployment: MachineDeploymentProps = {
  spec: {
    clusterName: 'a',
    selector: { matchLabels: { pool: 'a' } },
    rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } },
    template: {
      metadata: { labels: { pool: 'a' } },
      spec: {
        clusterName: 'a',
        bootstrap: { configRef: { apiGroup: 'bootstrap.cluster.x-k8s.io', kind: 'KubeadmConfigTemplate', name: 'a' } },
        infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'DevMachineTemplate', name: 'a' },
      },
    },
  },
};

test('fields that are a number or a text take both', () => {
  const { spec } = new MachineDeployment(Testing.chart(), 'a', deployment).toJson();
  expect(spec.rollout.strategy.rollingUpdate).toEqual({ maxSurge: '25%', maxUnavailable: 0 });
});

test('props that hold nothing required may be left out', () => {
  expect(new DevCluster(Testing.chart(), 'a').toJson().kind).toBe('DevCluster');
  expect(new HelmChartProxy(Testing.chart(), 'a').toJson().kind).toBe('HelmChartProxy');
});

test('fails to compile with a field that does not exist', () => {
  // @ts-expect-error v1beta1 had `infrastructureRef.apiVersion`, v1beta2 has `apiGroup`
  const spec: ClusterSpec = { infrastructureRef: { apiGroup: 'g', kind: 'k', name: 'n', apiVersion: 'v' } };
  expect(spec).toHaveProperty('infrastructureRef');
});

test('fails to compile with a value outside an enumeration', () => {
  // @ts-expect-error neither 'Internet-facing' nor 'internal' in this spelling
  const spec: AWSClusterSpec = { controlPlaneLoadBalancer: { scheme: 'Public' } };
  expect(spec).toHaveProperty('controlPlaneLoadBalancer');
});

test('fails to compile with a type of ServiceImport that is no more', () => {
  // @ts-expect-error it is called ClusterSetIP
  const spec: ServiceImportSpec = { type: 'SuperclusterIP', ports: [] };
  expect(spec).toHaveProperty('type');
});

test('a Submariner has the fields of Submariner 0.24', () => {
  const spec: Partial<SubmarinerSpec> = {
    brokerK8sSecret: 'submariner-broker-secret', ceIPSecPSKSecret: 'submariner-ipsec-psk', ceIPSecUseOVNCertAuthMode: false, hostedCluster: false,
    loadBalancerServiceAnnotations: { a: 'b' },
  };
  expect(Object.keys(spec)).toHaveLength(5);
});

test('fails to compile without a required field', () => {
  // @ts-expect-error `clusterName` is missing
  const spec: MachineHealthCheckSpec = { selector: {} };
  expect(spec).toEqual({ selector: {} });
});

test('fails to compile when a field or a list is changed', () => {
  const spec: ClusterSpec = { clusterNetwork: { pods: { cidrBlocks: ['10.0.0.0/16'] } } };
  const change = () => {
    // @ts-expect-error lists are readonly
    spec.clusterNetwork?.pods?.cidrBlocks.push('10.1.0.0/16');
    // @ts-expect-error fields are readonly
    spec.paused = true;
  };
  expect(change).not.toThrow();
});
