import { CAINJECTOR, CONTROLLER, metadataOf, NAMESPACE, Part, PARTS, selectorOf, VERSION, WEBHOOK } from './parts';
import { WEBHOOK_AUTHORITY } from './roles';
import type { Manifest } from '../../../fleet';
import type { ComponentContext } from '../../../fleet/component';

const METRICS = { 'http-metrics': 9402 };

/** What a program is run with. */
interface Run {
  readonly args: readonly string[];
  /** Beside that of metrics. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly probes?: Readonly<Record<string, object>>;
}

/** The ServiceAccounts that the programs run as. */
export function accounts(): readonly Manifest[] {
  return PARTS.map(part => ({
    apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadataOf(part), namespace: NAMESPACE }, automountServiceAccountToken: true,
  }));
}

/** What the API server reaches the webhook by, and Prometheus all programs. */
export function services(): readonly Manifest[] {
  const service = (part: Part, ports: readonly object[]) => ({
    apiVersion: 'v1', kind: 'Service', metadata: { ...metadataOf(part), namespace: NAMESPACE },
    spec: { type: 'ClusterIP', selector: selectorOf(part), ports: ports.map(port => ({ ...port, protocol: 'TCP' })) },
  });
  return [
    ...[CAINJECTOR, CONTROLLER].map(part => service(part, [{ name: 'http-metrics', port: METRICS['http-metrics'] }])),
    service(WEBHOOK, [
      { name: 'https', port: 443, targetPort: 'https' },
      { name: 'metrics', port: METRICS['http-metrics'], targetPort: 'http-metrics' },
    ]),
  ];
}

/** The programs (cert-manager v1.21.1 deploy/charts/cert-manager/templates: the files *deployment.yaml), one replica of each. */
export function deployments(context: ComponentContext): readonly Manifest[] {
  return [
    deployment(CAINJECTOR, { args: ['--leader-election-namespace=kube-system'] }),
    deployment(CONTROLLER, {
      args: [
        '--cluster-resource-namespace=$(POD_NAMESPACE)',
        '--leader-election-namespace=kube-system',
        // It makes Pods of this one, to answer challenges over HTTP.
        `--acme-http01-solver-image=${context.image(imageOf('acmesolver'))}`,
        '--max-concurrent-challenges=60',
      ],
      ports: { 'http-healthz': 9403 },
      probes: { livenessProbe: probe('/livez', 'http-healthz', { initialDelaySeconds: 10, periodSeconds: 10, timeoutSeconds: 15, failureThreshold: 8 }) },
    }),
    deployment(WEBHOOK, webhook()),
  ];
}

function webhook(): Run {
  const { name } = WEBHOOK;
  return {
    args: [
      '--secure-port=10250',
      '--dynamic-serving-ca-secret-namespace=$(POD_NAMESPACE)',
      `--dynamic-serving-ca-secret-name=${WEBHOOK_AUTHORITY}`,
      ...['', '.$(POD_NAMESPACE)', '.$(POD_NAMESPACE).svc'].map(suffix => `--dynamic-serving-dns-names=${name}${suffix}`),
    ],
    ports: { https: 10250, healthcheck: 6080 },
    probes: {
      livenessProbe: probe('/livez', 'healthcheck', { initialDelaySeconds: 60, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3 }),
      readinessProbe: probe('/healthz', 'healthcheck', { initialDelaySeconds: 5, periodSeconds: 5, timeoutSeconds: 1, failureThreshold: 3 }),
    },
  };
}

function deployment(part: Part, run: Run): Manifest {
  const metadata = metadataOf(part);
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata, namespace: NAMESPACE },
    spec: {
      replicas: 1,
      selector: { matchLabels: selectorOf(part) },
      template: {
        metadata: {
          labels: metadata.labels,
          annotations: {
            'prometheus.io/path': '/metrics', 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(METRICS['http-metrics']),
          },
        },
        spec: {
          serviceAccountName: part.name,
          enableServiceLinks: false,
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [container(part, run)],
        },
      },
    },
  };
}

function container({ component }: Part, { args, ports, probes }: Run) {
  return {
    name: `cert-manager-${component}`, image: imageOf(component), imagePullPolicy: 'IfNotPresent',
    args: ['--v=2', ...args],
    env: [{ name: 'POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }],
    ports: Object.entries({ ...ports, ...METRICS }).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })),
    ...probes,
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}

function probe(path: string, port: string, times: Readonly<Record<string, number>>): object {
  return { httpGet: { path, port }, ...times };
}

function imageOf(program: string): string {
  return `quay.io/jetstack/cert-manager-${program}:${VERSION}`;
}
