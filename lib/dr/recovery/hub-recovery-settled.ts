import { ApiObject } from 'cdk8s';
import { HUB_FILES, hubRestores } from './hub-recovery-objects';
import type { HubRecoveryProps } from './hub-recovery-props';
import { HubSoftware, softwareOf } from './hub-recovery-software';
import { Fleet, FleetModel, HelmRelease, Manifest, PHASES, SecretEntry } from '../../fleet';
import { groupOf } from '../../fleet/names';
import { CHART } from '../installation/versions';
import type { VeleroSchedule } from '../velero-schedule';

/** A cluster that is let loose. */
export interface RestoredCluster {
  readonly name: string;
  /** Namespace of its objects on the hub. */
  readonly namespace: string;
}

/** What the runbook of a hub says, of the settled fleet. */
export interface HubPlan extends HubSoftware {
  readonly fleet: Fleet;
  readonly name: string;
  readonly hub: string;
  /** Whether the hub is a cluster that manages itself. */
  readonly managesItself: boolean;
  readonly schedule: VeleroSchedule;
  readonly scheduleName: string;
  /** Folder of what is applied first. */
  readonly folder: string;
  readonly files: typeof HUB_FILES;
  readonly restores: { readonly definitions: string; readonly clusters: string };
  /** In the order in which they are let loose. */
  readonly clusters: readonly RestoredCluster[];
  /** Velero, where the program installs it. */
  readonly release?: HelmRelease;
  readonly valuesFile: string;
  readonly locationFile: string;
  /** Secrets that Velero needs and that no controller makes yet. */
  readonly veleroSecrets: readonly SecretEntry[];
  /** Secrets of the hub that people make. */
  readonly peoplesSecrets: readonly SecretEntry[];
  /** Folders that install what the hub runs, in order; without that of the delivery. */
  readonly platform: readonly string[];
  /** Folders that are left out until the end, in order. */
  readonly last: readonly string[];
  /** Whether providers are objects of the Cluster API operator. */
  readonly operator: boolean;
  /** Labels of the namespace of Velero by which its pods are admitted, `<key>=<value>`. */
  readonly veleroLabels: readonly string[];
  readonly objective?: string;
}

/** Clusters of a fleet that Cluster API makes, but for the hub. */
export function clustersOf(model: FleetModel): readonly RestoredCluster[] {
  return model.clusters.filter(({ origin, role }) => origin === 'managed' && role === 'member')
    .flatMap(({ name, access }) => (access?.type === 'kubeconfig' ? [{ name, namespace: access.namespace }] : []));
}

/** The plan of a hub. */
export function hubPlan(fleet: Fleet, name: string, schedule: VeleroSchedule, unit: string, props: HubRecoveryProps): HubPlan {
  const model = fleet.settle();
  const hub = fleet.hub.name;
  const order = (props.unpauseOrder ?? []).map(cluster => cluster.name);
  const rank = (cluster: string) => (order.includes(cluster) ? order.indexOf(cluster) : order.length);
  const secrets = fleet.secretsOf(hub);
  const { namespace } = schedule.velero;
  return {
    fleet, name, hub, schedule, scheduleName: schedule.scheduleNameOf(fleet.hub), folder: fleet.folderOf(hub, unit), files: HUB_FILES,
    restores: hubRestores(name),
    managesItself: fleet.clusterModel(hub).origin === 'managed',
    clusters: [...clustersOf(model)].sort((a, b) => rank(a.name) - rank(b.name)),
    release: schedule.velero.installedBy === undefined ? fleet.clusterModel(hub).releases.find(release => release.name === CHART.release) : undefined,
    valuesFile: `_recovery/${name}.values.yaml`, locationFile: `_recovery/${name}.location.yaml`,
    veleroSecrets: secrets.filter(secret => secret.namespace === namespace),
    peoplesSecrets: secrets.filter(secret => secret.namespace !== namespace && secret.madeBy === 'people'),
    ...foldersOf(fleet, hub), ...softwareOf(model, hub), operator: hasOperator(fleet, hub), veleroLabels: podSecurityOf(fleet, hub, namespace),
    objective: props.recoveryTimeObjective,
  };
}

/** A person applies what comes before the main folder, and the delivery everything else; what runs the delivery comes last of all. */
function foldersOf(fleet: Fleet, hub: string): Pick<HubPlan, 'platform' | 'last'> {
  const folders = fleet.chartsOf(hub).map(({ unit }) => ({ unit, wave: fleet.delivery.waveOf({ cluster: hub, unit }) }))
    .flatMap(({ unit, wave }) => (wave === undefined ? [] : [{ unit, wave }])).sort((a, b) => a.wave - b.wave);
  const isLast = ({ unit, wave }: typeof folders[number]) => wave >= 0 || unit === PHASES.gitops.unit;
  const pathsOf = (some: typeof folders) => some.map(({ unit }) => fleet.folderOf(hub, unit));
  return { platform: pathsOf(folders.filter(folder => !isLast(folder))), last: pathsOf(folders.filter(isLast)) };
}

function hasOperator(fleet: Fleet, hub: string): boolean {
  return objectsOf(fleet, hub).some(({ apiVersion }) => groupOf(apiVersion) === 'operator.cluster.x-k8s.io');
}

function podSecurityOf(fleet: Fleet, hub: string, name: string): readonly string[] {
  const namespace = objectsOf(fleet, hub).find(({ kind, apiVersion, name: own }) => kind === 'Namespace' && apiVersion === 'v1' && own === name);
  return Object.entries((namespace?.toJson() as Manifest | undefined)?.metadata.labels ?? {})
    .filter(([key]) => key.startsWith('pod-security.kubernetes.io/')).map(([key, value]) => `${key}=${value}`);
}

function objectsOf(fleet: Fleet, hub: string): readonly ApiObject[] {
  return fleet.chartsOf(hub).flatMap(chart => chart.node.findAll().filter(object => ApiObject.isApiObject(object)));
}
