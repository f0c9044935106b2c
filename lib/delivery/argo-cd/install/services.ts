import { nameOf, ofPart, Part, podLabels } from './names';
import type { Manifest } from '../../../fleet';

interface ServicePort {
  readonly name: string;
  readonly port: number;
  /** Port of the Pods, by number or name. @default - the same number */
  readonly targetPort?: number | string;
  readonly appProtocol?: string;
}

interface Entry {
  readonly part: Part;
  /** @default - that of the part */
  readonly name?: string;
  /** What its label calls it. @default - the part */
  readonly component?: string;
  readonly ports: readonly ServicePort[];
}

/**
 * Where parts find each other, and where what collects metrics finds them (Argo CD v3.5.1, `*-service.yaml` and `*metrics*.yaml` below
 * manifests/base).
 */
const SERVICES: readonly Entry[] = [
  {
    part: 'applicationset-controller',
    ports: [{ name: 'webhook', port: 7000, targetPort: 'webhook' }, { name: 'metrics', port: 8080, targetPort: 'metrics' }],
  },
  { part: 'dex-server', ports: [{ name: 'http', port: 5556, appProtocol: 'TCP' }, { name: 'grpc', port: 5557 }, { name: 'metrics', port: 5558 }] },
  { part: 'application-controller', name: 'argocd-metrics', component: 'metrics', ports: [{ name: 'metrics', port: 8082 }] },
  { part: 'notifications-controller', name: 'argocd-notifications-controller-metrics', ports: [{ name: 'metrics', port: 9001 }] },
  { part: 'redis', ports: [{ name: 'tcp-redis', port: 6379 }] },
  { part: 'repo-server', ports: [{ name: 'server', port: 8081 }, { name: 'metrics', port: 8084 }] },
  // It tells TLS from plain text itself.
  { part: 'server', ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'https', port: 443, targetPort: 8080 }] },
  { part: 'server', name: 'argocd-server-metrics', ports: [{ name: 'metrics', port: 8083 }] },
];

/** The Services of Argo CD; none of them reaches out of the cluster. */
export function services(namespace: string): readonly Manifest[] {
  return SERVICES.map(({ part, name = nameOf(part), component = part, ports }) => ({
    apiVersion: 'v1', kind: 'Service', metadata: { ...ofPart(component, name), namespace },
    spec: { selector: podLabels(part), ports: ports.map(({ port, ...rest }) => ({ port, protocol: 'TCP', targetPort: port, ...rest })) },
  }));
}
