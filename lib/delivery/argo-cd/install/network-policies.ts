import { nameOf, ofPart, Part, podLabels } from './names';
import type { Manifest } from '../../../fleet';

interface Opening {
  /** Parts that may connect. @default - every Pod of the cluster */
  readonly from?: readonly Part[];
  readonly ports: readonly number[];
}

/**
 * Who may connect to what (Argo CD v3.5.1, `*-network-policy.yaml` below manifests/base). Metrics are open to the whole cluster; Redis and the repo
 * server, where what Argo CD applies can be changed, only to those that use them. `anyone`: from outside of the cluster too.
 */
const OPENINGS: ReadonlyArray<readonly [Part, readonly Opening[] | 'anyone']> = [
  ['application-controller', [{ ports: [8082] }]],
  ['applicationset-controller', [{ ports: [7000, 8080] }]],
  ['dex-server', [{ from: ['server'], ports: [5556, 5557] }, { ports: [5558] }]],
  ['notifications-controller', [{ ports: [9001] }]],
  ['redis', [{ from: ['server', 'repo-server', 'application-controller'], ports: [6379] }]],
  ['repo-server', [
    { from: ['server', 'application-controller', 'notifications-controller', 'applicationset-controller'], ports: [8081] },
    { ports: [8084] },
  ]],
  ['server', 'anyone'],
];

/** The NetworkPolicies of Argo CD: they say who may connect, and nothing of where its parts connect to. */
export function networkPolicies(namespace: string): readonly Manifest[] {
  return OPENINGS.map(([part, openings]) => ({
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy',
    metadata: { ...ofPart(part, `${nameOf(part)}-network-policy`, nameOf(part)), namespace },
    spec: {
      podSelector: { matchLabels: podLabels(part) }, policyTypes: ['Ingress'],
      ingress: openings === 'anyone' ? [{}] : openings.map(({ from, ports }) => ({
        from: from?.map(other => ({ podSelector: { matchLabels: podLabels(other) } })) ?? [{ namespaceSelector: {} }],
        ports: ports.map(port => ({ port, protocol: 'TCP' })),
      })),
    },
  }));
}
