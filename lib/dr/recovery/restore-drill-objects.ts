import type { DrillVerification } from './restore-drill-props';
import { kubectl, KUBECTL_IMAGE } from '../../delivery/kubectl';
import { allow, grant, READ, Rule } from '../../delivery/rbac';
import type { Manifest } from '../../fleet';
import { toYaml } from '../../fleet/output/yaml';

/** What the objects of a drill are made of. */
export interface DrillObjects {
  readonly name: string;
  /** Namespace of Velero. */
  readonly namespace: string;
  /** Namespaces that are deleted. */
  readonly targets: readonly string[];
  readonly restore: Manifest;
  readonly seconds: number;
  readonly cron: string;
  readonly cleanUpCron?: string;
  readonly timeZone?: string;
  readonly suspend?: boolean;
  readonly verify: readonly DrillVerification[];
  readonly kubectlImage?: string;
  image(reference: string): string;
}

const FOLDER = '/drill';
const RESTORE = 'restore.yaml';
const LEFTOVERS = 'leftovers.yaml';
const TOKEN = 'token';

/** Everything of a drill but the changes to objects. Deliveries apply it; only what the Job makes in the cluster is nobody's. */
export function drillObjects(drill: DrillObjects): readonly Manifest[] {
  const { name, namespace, cleanUpCron } = drill;
  const metadata = { name, namespace };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    ...rights(drill),
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: files(drill) } as Manifest,
    cronJob(drill, name, drill.cron, [...steps(drill), ...(cleanUpCron === undefined ? [deleteLeftovers(drill, 'clean-up')] : [])]),
    ...(cleanUpCron === undefined ? [] : [cronJob(drill, `${name}-clean-up`, cleanUpCron, [deleteLeftovers(drill, 'clean-up')])]),
  ];
}

/**
 * `kubectl` lists and watches what it waits for by its name, which counts as that name (Kubernetes, "Authorization", field selectors on
 * `metadata.name`). To make an object is allowed or not, whatever its name.
 */
function rights({ name, namespace, targets }: DrillObjects): readonly Manifest[] {
  const account = { name, namespace };
  const mine: readonly Rule[] = [allow(['create'], 'velero.io', ['restores']), allow([...READ, 'delete'], 'velero.io', ['restores'], [name])];
  return [
    ...grant({ name, namespace, labels: {} }, account, mine).map(bare),
    ...grant({ name: `${namespace}-${name}`, labels: {} }, account, [allow([...READ, 'delete'], '', ['namespaces'], targets)]).map(bare),
  ];
}

function bare(manifest: Manifest): Manifest {
  const { labels, ...metadata } = manifest.metadata;
  return { ...manifest, metadata };
}

function files({ restore, targets }: DrillObjects): Readonly<Record<string, string>> {
  const { apiVersion, kind, metadata } = restore;
  return {
    [RESTORE]: toYaml([restore]),
    // The Restore first: its files in the bucket go with it, and no two of one name follow each other.
    [LEFTOVERS]: toYaml([{ apiVersion, kind, metadata }, ...targets.map(target => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: target } }))]),
  };
}

/** One command a container, since the image has no shell: the first that fails is the last. */
function steps(drill: DrillObjects): readonly object[] {
  const { name, namespace, seconds, verify } = drill;
  const waitFor = (step: string, path: string, timeout: string) => command(drill, step, [
    'wait', `restores.velero.io/${name}`, `--namespace=${namespace}`, `--for=jsonpath=${path}`, `--timeout=${timeout}`,
  ]);
  return [
    deleteLeftovers(drill, 'delete-leftovers'),
    command(drill, 'restore', ['create', `--filename=${FOLDER}/${RESTORE}`]),
    // A Restore that Velero refuses ends without a time.
    waitFor('wait', "{.status['completionTimestamp','validationErrors']}", `${seconds}s`),
    waitFor('completed', '{.status.phase}=Completed', '0'),
    ...verify.map(({ image, ...run }, i) => ({
      name: `verify-${i + 1}`, image: drill.image(image), ...run,
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    })),
  ];
}

function deleteLeftovers(drill: DrillObjects, step: string): object {
  return command(drill, step, ['delete', `--filename=${FOLDER}/${LEFTOVERS}`, '--ignore-not-found', `--timeout=${drill.seconds}s`]);
}

function command({ kubectlImage = KUBECTL_IMAGE, image }: DrillObjects, name: string, args: readonly string[]): object {
  return {
    ...kubectl(args, { name, image: image(kubectlImage) }),
    volumeMounts: [{ name: 'drill', mountPath: FOLDER, readOnly: true }, { name: TOKEN, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true }],
  };
}

/** As the API server mounts it in every container of a pod (Kubernetes, `ServiceAccount` admission plug-in), in those of kubectl alone. */
function tokenVolume(): object {
  return {
    name: TOKEN, projected: {
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
      ],
    },
  };
}

/** A Job that fails stays, and is not tried again: what it has restored is there to be looked at until the next one begins. */
function cronJob(drill: DrillObjects, name: string, schedule: string, containers: readonly object[]): Manifest {
  const { name: account, namespace, seconds, timeZone, suspend } = drill;
  const pod = {
    serviceAccountName: account,
    // Who may create Restores may do anything: containers of others get no token.
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    ...(containers.length > 1 && { initContainers: containers.slice(0, -1) }),
    containers: containers.slice(-1),
    volumes: [{ name: 'drill', configMap: { name: account } }, tokenVolume()],
  };
  return {
    apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name, namespace },
    spec: {
      schedule, ...(timeZone && { timeZone }), ...(suspend !== undefined && { suspend }),
      concurrencyPolicy: 'Forbid', successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 3,
      // A controller that has missed a run for longer skips it.
      startingDeadlineSeconds: 3600,
      jobTemplate: { spec: { activeDeadlineSeconds: seconds, backoffLimit: 0, template: { metadata: { labels: { app: account } }, spec: pod } } },
    },
  } as Manifest;
}
