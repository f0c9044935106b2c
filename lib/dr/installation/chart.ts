import { IDENTITY_VARIABLES, SERVICE_ACCOUNT } from './names';
import { CHART, VELERO_IMAGE } from './versions';
import { imagesOfVersion } from '../../delivery/images-of-version';
import { mergeValues } from '../../delivery/override-values';
import type { ChartImage, Mirror } from '../../fleet';
import { isMap } from '../../fleet/collections';
import { isMarked, withoutMarkers } from '../../fleet/deferred-marker';
import { Identity } from '../storage/identity';

/** What the program needs of Velero in a cluster. */
export interface ChartNeeds {
  /** Path of the construct, for messages. */
  readonly path: string;
  /** Images of provider plug-ins. */
  readonly plugins: readonly string[];
  readonly identities: readonly Identity[];
  readonly nodeAgent: boolean;
  readonly csi: boolean;
  readonly mirror: Mirror;
}

/** Values of the chart. Locations, schedules and Secrets are objects of the program, where they are checked. */
export function chartValues({ path, plugins, identities, nodeAgent, csi, mirror }: ChartNeeds, users: Readonly<Record<string, unknown>> = {}) {
  const variables = merged(path, identities, 'variables');
  const podLabels = merged(path, identities, 'podLabels');
  const labels = Object.keys(podLabels).length > 0 && { podLabels };
  const annotations = merged(path, identities, 'serviceAccountAnnotations');
  const isOwn = Object.values(annotations).some(isMarked);
  if (isOwn) {
    refuseAccountValues(path, users);
  }
  return mergeValues({
    backupsEnabled: false,
    snapshotsEnabled: false,
    // Each location names its own.
    credentials: { useSecret: false },
    // Deliveries replace definitions when the chart changes; the Job that does so too may change every definition of the cluster.
    upgradeCRDs: false,
    serviceAccount: { server: isOwn ? { create: false, name: SERVICE_ACCOUNT } : { name: SERVICE_ACCOUNT, annotations } },
    initContainers: plugins.map(image => ({
      name: image.replace(/^.*\//, '').replace(/[:@].*$/, ''), image: mirror.image(image), imagePullPolicy: 'IfNotPresent',
      volumeMounts: [{ mountPath: '/target', name: 'plugins' }],
    })),
    ...labels,
    deployNodeAgent: nodeAgent,
    ...(nodeAgent && labels && { nodeAgent: labels }),
    configuration: {
      ...(csi && { features: 'EnableCSI' }),
      ...(Object.keys(variables).length > 0 && { extraEnvVars: Object.entries(variables).map(variable) }),
    },
  }, users);
}

/** What is deferred is read from where the program writes it: `extraEnvVars` are variables of containers (chart 12.1.0 deployment.yaml). */
function variable([name, value]: readonly [string, string]): object {
  return isMarked(value) ? { name, valueFrom: { configMapKeyRef: { name: IDENTITY_VARIABLES, key: name } } } : { name, value };
}

/** @throws for values about a ServiceAccount that the chart does not make: it would leave them out in silence, or run pods as another */
function refuseAccountValues(path: string, { serviceAccount }: Readonly<Record<string, unknown>>): void {
  const server = isMap(serviceAccount) && isMap(serviceAccount.server) ? serviceAccount.server : {};
  const field = ['create', 'name', 'annotations', 'labels', 'imagePullSecrets'].find(name => name in server);
  if (field !== undefined) {
    throw new Error(`${path}: values.serviceAccount.server.${field}: the chart does not make the ServiceAccount, since credentials of a location are deferred: the program`
      + ` makes it, called '${SERVICE_ACCOUNT}'; leave the value out, or write the credentials`);
  }
}

/** The images of Velero and of its plug-ins; where those of the plug-ins lie is in the values already. */
export function chartImages({ plugins }: ChartNeeds, version: string): readonly ChartImage[] {
  const velero: ChartImage = {
    image: VELERO_IMAGE, values: ({ name, tag, digest }) => ({ image: { repository: name, ...(tag && { tag }), ...(digest && { digest }) } }),
  };
  return [
    ...imagesOfVersion(CHART.defaultVersion, [velero])(version, undefined as never), ...plugins.map(image => ({ image, values: () => ({}) })),
  ];
}

/** @throws when a cluster would have to be two things to one cloud */
function merged(path: string, identities: readonly Identity[], part: 'variables' | 'podLabels' | 'serviceAccountAnnotations'): Readonly<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const [key, value] of identities.flatMap(identity => Object.entries(identity[part] ?? {}))) {
    if (all[key] !== undefined && all[key] !== value) {
      const both = withoutMarkers(`'${all[key]}' and for '${value}'`);
      throw new Error(`${path}: credentials: the pods of Velero in a cluster have one ${key}, and locations ask for ${both}: give the cluster one`
        + ' identity for all of its locations, or a credentials file for one of them');
    }
    all[key] = value;
  }
  return all;
}
