import { describe, expect, test } from '@jest/globals';
import { KNOWN_MINORS, servedByKubernetes } from '../../lib/fleet/kubernetes-kinds';
import { KUBERNETES_KINDS } from '../../lib/fleet/kubernetes-kinds/table';

const MINORS = Array.from({ length: KNOWN_MINORS.newest - KNOWN_MINORS.oldest + 1 }, (_, i) => KNOWN_MINORS.oldest + i);
const KINDS = KUBERNETES_KINDS.flatMap(row => row.kinds.map(kind => ({ ...row, kind })));
const BETA = 'a beta API, which is off by default';
const ALPHA = 'an alpha API, which is off by default';

function isServed(apiVersion: string, kind: string, minor: number): boolean | undefined {
  return servedByKubernetes(apiVersion, kind, minor)?.served;
}

describe('a kind of Kubernetes is served', () => {
  test.each([
    ['v1', 'ConfigMap'], ['v1', 'Secret'], ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob'], ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler'], ['policy/v1', 'PodDisruptionBudget'], ['networking.k8s.io/v1', 'Ingress'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole'], ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['apiregistration.k8s.io/v1', 'APIService'], ['authorization.k8s.io/v1', 'SubjectAccessReview'],
    ['storage.k8s.io/v1', 'StorageClass'], ['node.k8s.io/v1', 'RuntimeClass'],
  ])('%s %s, by every version that is known', (apiVersion, kind) => {
    expect(MINORS.map(minor => servedByKubernetes(apiVersion, kind, minor))).toEqual(MINORS.map(() => ({ served: true })));
  });

  test.each([
    ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 30], ['admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicyBinding', 36],
    ['authentication.k8s.io/v1', 'SelfSubjectReview', 28], ['certificates.k8s.io/v1', 'ClusterTrustBundle', 37],
    ['flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', 29], ['networking.k8s.io/v1', 'ServiceCIDR', 33], ['resource.k8s.io/v1', 'ResourceClaim', 34],
    ['storage.k8s.io/v1', 'VolumeAttributesClass', 34], ['storagemigration.k8s.io/v1', 'StorageVersionMigration', 37],
  ])('%s %s, from 1.%i on', (apiVersion, kind, from) => {
    expect(isServed(apiVersion, kind, from)).toBe(true);
    expect(servedByKubernetes(apiVersion, kind, from - 1)).toMatchObject({ served: false, why: `it came with Kubernetes 1.${from}` });
  });

  test.each([
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 26, 'autoscaling/v2'],
    ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', 27, 'storage.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', 26, 'flowcontrol.apiserver.k8s.io/v1beta3'],
    ['flowcontrol.apiserver.k8s.io/v1beta2', 'PriorityLevelConfiguration', 29, 'flowcontrol.apiserver.k8s.io/v1'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', 32, 'flowcontrol.apiserver.k8s.io/v1'],
  ])('%s %s, until 1.%i', (apiVersion, kind, gone, instead) => {
    expect(isServed(apiVersion, kind, gone - 1)).toBe(true);
    expect(servedByKubernetes(apiVersion, kind, gone)).toEqual({ served: false, why: `it was removed in Kubernetes 1.${gone}`, instead });
  });
});

describe('a kind of Kubernetes is not served', () => {
  test.each([
    ['batch/v1beta1', 'CronJob', 25, 'batch/v1'], ['policy/v1beta1', 'PodDisruptionBudget', 25, 'policy/v1'],
    ['policy/v1beta1', 'PodSecurityPolicy', 25, undefined], ['apps/v1beta2', 'Deployment', 16, 'apps/v1'],
    ['extensions/v1beta1', 'Ingress', 22, 'networking.k8s.io/v1'], ['extensions/v1beta1', 'Deployment', 16, 'apps/v1'],
    ['rbac.authorization.k8s.io/v1beta1', 'Role', 22, 'rbac.authorization.k8s.io/v1'], ['events.k8s.io/v1beta1', 'Event', 25, 'events.k8s.io/v1'],
    ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 22, 'apiextensions.k8s.io/v1'],
    ['storage.k8s.io/v1alpha1', 'VolumeAttachment', 24, 'storage.k8s.io/v1'],
  ])('%s %s, gone since 1.%i', (apiVersion, kind, gone, instead) => {
    expect(servedByKubernetes(apiVersion, kind, 34)).toEqual({ served: false, why: `it was removed in Kubernetes 1.${gone}`, instead });
  });

  test.each([
    ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 28, `it is ${BETA}`, undefined],
    ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 33, `it is ${BETA}`, 'admissionregistration.k8s.io/v1'],
    ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', 34, 'it was removed in Kubernetes 1.34', 'admissionregistration.k8s.io/v1'],
    ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy', 33, `it came with Kubernetes 1.34 as ${BETA}`, undefined],
    ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy', 34, `it is ${BETA}`, undefined],
    ['admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy', 36, `it is ${BETA}`, 'admissionregistration.k8s.io/v1'],
    ['admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicy', 31, `it came with Kubernetes 1.32 as ${ALPHA}`, undefined],
    ['admissionregistration.k8s.io/v1alpha1', 'MutatingAdmissionPolicy', 32, `it is ${ALPHA}`, undefined],
    ['networking.k8s.io/v1beta1', 'ServiceCIDR', 32, `it is ${BETA}`, undefined],
    ['networking.k8s.io/v1beta1', 'ServiceCIDR', 33, `it is ${BETA}`, 'networking.k8s.io/v1'],
    ['resource.k8s.io/v1beta1', 'ResourceClaim', 34, `it is ${BETA}`, 'resource.k8s.io/v1'],
    ['resource.k8s.io/v1alpha3', 'ResourceClaim', 33, `it is ${ALPHA}`, undefined],
    ['internal.apiserver.k8s.io/v1alpha1', 'StorageVersion', 34, `it is ${ALPHA}`, undefined],
  ])('%s %s at 1.%i: %s', (apiVersion, kind, minor, why, instead) => {
    expect(servedByKubernetes(apiVersion, kind, minor)).toEqual({ served: false, why, instead });
  });

  test.each([
    ['apps/v1', 'Deploymentt', 'apps/v1 has no kind Deploymentt', undefined], ['apps/v1', 'CronJob', 'apps/v1 has no kind CronJob', 'batch/v1'],
    ['v1', 'Deployment', 'v1 has no kind Deployment', 'apps/v1'], ['apps/v2', 'Deployment', 'Kubernetes has no apps/v2', 'apps/v1'],
    ['v1', 'ComponentStatus', 'v1 has no kind ComponentStatus', undefined], ['policy/v1', 'Eviction', 'policy/v1 has no kind Eviction', undefined],
    ['rbac.authorization.k8s.io/v1alpha1', 'Role', 'Kubernetes has no rbac.authorization.k8s.io/v1alpha1', 'rbac.authorization.k8s.io/v1'],
  ])('%s %s: its group does not have it', (apiVersion, kind, why, instead) => {
    expect(servedByKubernetes(apiVersion, kind, 34)).toEqual({ served: false, why, instead });
  });
});

describe('nothing is known', () => {
  test.each([
    ['gateway.networking.k8s.io/v1', 'Gateway'], ['policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy'], ['cert-manager.io/v1', 'Certificate'],
    ['snapshot.storage.k8s.io/v1', 'VolumeSnapshot'], ['multicluster.x-k8s.io/v1alpha1', 'ServiceExport'], ['cluster.x-k8s.io/v1beta2', 'Cluster'],
    ['metrics.k8s.io/v1beta1', 'NodeMetrics'], ['about.k8s.io/v1', 'ClusterProperty'], ['autoscaling.k8s.io/v1', 'VerticalPodAutoscaler'],
    ['kubelet.config.k8s.io/v1beta1', 'KubeletConfiguration'], ['admission.k8s.io/v1', 'AdmissionReview'], ['toString/v1', 'Thing'],
  ])('of %s %s, which is not of Kubernetes itself', (apiVersion, kind) => {
    expect(servedByKubernetes(apiVersion, kind, 34)).toBeUndefined();
  });

  test.each([['v1', 'List'], ['apps/v1', 'DeploymentList']])('of %s %s, which clients take apart', (apiVersion, kind) => {
    expect(servedByKubernetes(apiVersion, kind, 34)).toBeUndefined();
  });
});

describe('every kind of the table', () => {
  test('stands there once, in alphabetical order, with minors in order', () => {
    const names = KINDS.map(({ api, kind }) => `${api} ${kind}`);
    expect(new Set(names).size).toBe(names.length);
    expect(KUBERNETES_KINDS.filter(({ kinds }) => [...kinds].sort().join() !== kinds.join())).toEqual([]);
    expect(KUBERNETES_KINDS.filter(({ from = 0, gone = 99 }) => from >= gone)).toEqual([]);
    expect(KUBERNETES_KINDS.filter(({ from = 26 }) => from <= KNOWN_MINORS.oldest || from > KNOWN_MINORS.newest)).toEqual([]);
    expect(KINDS.filter(({ kind }) => kind.endsWith('List'))).toEqual([]);
  });

  test('is not served by default when it is alpha, or a beta that came with 1.24 or later', () => {
    const onSinceThen = KINDS.filter(({ api, from, off }) => !off && (api.includes('alpha') || (api.includes('beta') && from !== undefined)));
    expect([...new Set(onSinceThen.map(({ api }) => api))]).toEqual(['flowcontrol.apiserver.k8s.io/v1beta3']);
  });

  test('that is generally available stays so once it has come', () => {
    for (const { api, kind } of KINDS.filter(({ api: version }) => /(^|\/)v\d+$/.test(version))) {
      const served = MINORS.map(minor => isServed(api, kind, minor));
      expect(`${api} ${kind}: ${served.slice(served.indexOf(true)).includes(false)}`).toBe(`${api} ${kind}: false`);
      expect(served).toContain(true);
    }
  });

  test('is served by what is named instead of it, and has something instead when anything serves it', () => {
    for (const { api, kind } of KINDS) {
      for (const minor of MINORS) {
        const result = servedByKubernetes(api, kind, minor);
        const instead = result?.served === false ? result.instead : api;
        expect({ api, kind, minor, works: instead === undefined ? undefined : isServed(instead, kind, minor) })
          .toEqual({ api, kind, minor, works: KINDS.some(other => other.kind === kind && isServed(other.api, kind, minor)) || undefined });
      }
    }
  });

  test('is judged at the nearest version that is known', () => {
    for (const { api, kind } of KINDS) {
      expect(servedByKubernetes(api, kind, 1)).toEqual(servedByKubernetes(api, kind, KNOWN_MINORS.oldest));
      expect(servedByKubernetes(api, kind, 99)).toEqual(servedByKubernetes(api, kind, KNOWN_MINORS.newest));
    }
  });
});
