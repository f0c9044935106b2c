import { labelsOf, object } from './metadata';
import { podSelector } from './workload';
import type { Manifest } from '../../../fleet';

const ANYWHERE = [{ namespaceSelector: {} }];

/**
 * What holds for every Pod in the namespace (flux2 v2.9.4 `manifests/policies`, `manifests/rbac/resourcequota.yaml`).
 *
 * Pods there take requests from each other, and from elsewhere only for metrics and webhooks. Some clusters let only those namespaces use
 * `system-cluster-critical` that have a quota for it.
 */
export function namespaceObjects(namespace: string): readonly Manifest[] {
  const labels = labelsOf(namespace);
  const policy = (name: string, spec: object) => object('networking.k8s.io/v1', 'NetworkPolicy', { name, namespace, labels }, { spec });
  const ingress = (port: number) => [{ from: ANYWHERE, ports: [{ protocol: 'TCP', port }] }];
  return [
    policy('allow-egress', { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{ from: [{ podSelector: {} }] }], egress: [{}] }),
    policy('allow-scraping', { podSelector: {}, policyTypes: ['Ingress'], ingress: ingress(8080) }),
    policy('allow-webhooks', {
      podSelector: { matchLabels: podSelector('notification-controller') }, policyTypes: ['Ingress'], ingress: ingress(9292),
    }),
    object('v1', 'ResourceQuota', { name: `critical-pods-${namespace}`, namespace, labels }, {
      spec: {
        hard: { pods: '1000' },
        scopeSelector: {
          matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['system-node-critical', 'system-cluster-critical'] }],
        },
      },
    }),
  ];
}
