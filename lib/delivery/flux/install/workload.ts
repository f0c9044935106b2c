import { ControllerTraits, FluxController, SCRATCH } from './controllers';
import { labelsOf, object } from './metadata';
import type { Manifest } from '../../../fleet';

/** The whole name, since proxies are told to leave out `cluster.local` (flux2 v2.9.4 `pkg/manifestgen/install/manifests.go`). */
const EVENTS = '--events-addr=http://notification-controller.$(RUNTIME_NAMESPACE).svc.cluster.local./';

const HEALTH_PORT = 'healthz';
const SHARED_PORTS = { 'http-prom': 8080, [HEALTH_PORT]: 9440 };

/**
 * The ServiceAccount, Services and Deployment of a controller.
 *
 * @param further arguments that it gets last
 */
export function workload(controller: ControllerTraits, namespace: string, further: readonly string[]): readonly Manifest[] {
  const { name, services = {} } = controller;
  const labels = labelsOf(namespace, name);
  const isController = { ...labels, 'control-plane': 'controller' };
  return [
    object('v1', 'ServiceAccount', { name, namespace, labels }),
    ...Object.entries(services).map(([service, port]) => object('v1', 'Service', { name: service, namespace, labels: isController }, {
      spec: { type: 'ClusterIP', selector: podSelector(name), ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: port }] },
    })),
    object('apps/v1', 'Deployment', { name, namespace, labels: isController }, {
      spec: {
        replicas: 1, selector: { matchLabels: podSelector(name) }, ...(controller.isRecreated && { strategy: { type: 'Recreate' } }),
        template: {
          metadata: {
            labels: { ...podSelector(name), ...labels }, annotations: { 'prometheus.io/scrape': 'true', 'prometheus.io/port': String(SHARED_PORTS['http-prom']) },
          },
          spec: podSpec(controller, further),
        },
      },
    }),
  ];
}

/** The label by which the Pods of a controller are found. */
export function podSelector(name: FluxController): Readonly<Record<string, string>> {
  return { app: name };
}

function podSpec(controller: ControllerTraits, further: readonly string[]): Readonly<Record<string, unknown>> {
  const { name, gracePeriod: terminationGracePeriodSeconds } = controller;
  return {
    serviceAccountName: name,
    // Clusters go on without notifications.
    ...(!controller.receivesEvents && { priorityClassName: 'system-cluster-critical' }),
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    // So that it can read the token by which it takes a role of a cloud.
    securityContext: { fsGroup: 1337 },
    terminationGracePeriodSeconds,
    containers: [container(controller, further)],
    volumes: Object.keys(foldersOf(controller)).map(volume => ({ name: volume, emptyDir: {} })),
  };
}

function container(controller: ControllerTraits, further: readonly string[]): Readonly<Record<string, unknown>> {
  const { name, version, ports = {}, readiness = { path: '/readyz', port: HEALTH_PORT }, cpu = '100m' } = controller;
  return {
    name: 'manager', image: `ghcr.io/fluxcd/${name}:${version}`, imagePullPolicy: 'IfNotPresent',
    args: argsOf(controller, further),
    env: environment(controller),
    ports: Object.entries({ ...ports, ...SHARED_PORTS }).map(([port, containerPort]) => ({ name: port, containerPort, protocol: 'TCP' })),
    livenessProbe: { httpGet: { path: '/healthz', port: HEALTH_PORT } },
    readinessProbe: { httpGet: readiness },
    resources: { limits: { cpu: '1000m', memory: '1Gi' }, requests: { cpu, memory: '64Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true,
      capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: Object.entries(foldersOf(controller)).map(([volume, mountPath]) => ({ name: volume, mountPath })),
  };
}

function argsOf({ args = [], receivesEvents }: ControllerTraits, further: readonly string[]): readonly string[] {
  return [
    ...(receivesEvents ? [] : [EVENTS]),
    '--watch-all-namespaces=true', '--log-level=info', '--log-encoding=json', '--enable-leader-election',
    ...args, ...further,
  ];
}

function environment({ env = {} }: ControllerTraits): readonly object[] {
  return [
    { name: 'RUNTIME_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
    // Go frees memory before the limit of the container ends it.
    { name: 'GOMEMLIMIT', valueFrom: { resourceFieldRef: { containerName: 'manager', resource: 'limits.memory' } } },
  ];
}

function foldersOf({ folders = { temp: SCRATCH } }: ControllerTraits): Readonly<Record<string, string>> {
  return folders;
}
