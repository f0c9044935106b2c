import { CERT_CONTROLLER, CONTROLLER, metadataOf, NAMESPACE, Part, selectorOf, VERSION, WEBHOOK } from './parts';
import type { Manifest } from '../../../fleet';

const CERTIFICATE_FOLDER = '/tmp/certs';
const SERVED = { metrics: 8080 };
const PROBED = { ready: 8081 };

/** What a program is run with. */
interface Run {
  readonly container: string;
  readonly args: readonly string[];
  readonly ports: Readonly<Record<string, number>>;
  /** Folder that the certificate of the webhook is mounted at. @default - not mounted */
  readonly certificates?: string;
}

/** The programs (external-secrets v2.9.0 deploy/charts/external-secrets/templates: the files *deployment.yaml), one replica of each. */
export function deployments(): readonly Manifest[] {
  return [
    deployment(CERT_CONTROLLER, {
      container: 'cert-controller',
      args: [
        'certcontroller', '--crd-requeue-interval=5m',
        `--service-name=${WEBHOOK}`, `--service-namespace=${NAMESPACE}`, `--secret-name=${WEBHOOK}`, `--secret-namespace=${NAMESPACE}`,
        // It then sees only definitions and webhook configurations that have its label.
        '--enable-partial-cache=true',
      ],
      ports: { ...SERVED, ...PROBED },
    }),
    deployment(CONTROLLER, { container: 'external-secrets', args: ['--concurrent=1'], ports: SERVED }),
    deployment(WEBHOOK, {
      container: 'webhook',
      args: ['webhook', '--port=10250', `--dns-name=${WEBHOOK}.${NAMESPACE}.svc`, `--cert-dir=${CERTIFICATE_FOLDER}`, '--check-interval=5m'],
      ports: { ...SERVED, webhook: 10250, ...PROBED },
      certificates: CERTIFICATE_FOLDER,
    }),
  ];
}

function deployment(part: Part, run: Run): Manifest {
  const metadata = metadataOf(part);
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata, namespace: NAMESPACE },
    spec: {
      replicas: 1,
      selector: { matchLabels: selectorOf(part) },
      template: {
        metadata: { labels: metadata.labels },
        spec: {
          serviceAccountName: part,
          containers: [container(run)],
          ...(run.certificates === undefined ? {} : { volumes: [{ name: 'certs', secret: { secretName: WEBHOOK } }] }),
        },
      },
    },
  };
}

function container({ container: name, args, ports, certificates }: Run) {
  return {
    name, image: `ghcr.io/external-secrets/external-secrets:${VERSION}`, imagePullPolicy: 'IfNotPresent',
    args: [
      ...args, `--metrics-addr=:${ports.metrics}`, ...('ready' in ports ? [`--healthz-addr=:${ports.ready}`] : []),
      '--loglevel=info', '--zap-time-encoding=epoch',
    ],
    ports: Object.entries(ports).map(([port, containerPort]) => ({ name: port, containerPort, protocol: 'TCP' })),
    ...('ready' in ports && {
      readinessProbe: { httpGet: { path: '/readyz', port: 'ready' }, initialDelaySeconds: 20, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    }),
    securityContext: {
      allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 1000,
      capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(certificates !== undefined && { volumeMounts: [{ name: 'certs', mountPath: certificates, readOnly: true }] }),
  };
}
