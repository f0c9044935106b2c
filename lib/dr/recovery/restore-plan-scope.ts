import { isAll, isPattern, mayHold } from './restore-plan-namespaces';
import type { RestoreStep } from './restore-plan-props';
import type { RestoreTemplateProps } from './restore-template-props';
import type { ICluster } from '../../fleet';

/** A backup, and where it is restored. */
export interface RestoreWay {
  readonly from: ICluster;
  readonly into: ICluster;
  readonly schedule: RestoreStep['schedule'];
  /** Whether the cluster that is restored in is an empty one, which takes everything. */
  readonly wholeCluster: boolean;
}

/** Namespaces of what a cluster runs for itself: its network, its DNS, its leases. */
const OF_THE_CLUSTER = ['kube-system', 'kube-public', 'kube-node-lease'];

/** Kinds of Velero: schedules and locations make a second writer, and a request to delete a backup deletes it. */
const OF_VELERO = '*.velero.io';
/** What Velero restores of its own whatever is left out (v1.18.2 `pkg/restore/restore.go`, `resourceMustHave`): data of volumes. */
const DATA = 'datauploads.velero.io';

/** Objects that describe one cluster, and break another. Nodes, CSINodes and VolumeAttachments are never restored by Velero itself. */
const FOREIGN: readonly string[] = [
  // The API server calls what is not there yet, and refuses whatever they guard, the rest of the restore among it.
  'mutatingwebhookconfigurations.admissionregistration.k8s.io', 'validatingwebhookconfigurations.admissionregistration.k8s.io',
  // One without its server fails discovery, and no namespace is deleted any more.
  'apiservices.apiregistration.k8s.io',
  // They ask for certificates of the other cluster.
  'certificatesigningrequests.certificates.k8s.io',
  // The API server hands out addresses of Services by them.
  'ipaddresses.networking.k8s.io', 'servicecidrs.networking.k8s.io',
  // Network plug-ins hand out addresses of pods by them.
  'ippools.crd.projectcalico.org', 'ipamblocks.crd.projectcalico.org', 'ipamhandles.crd.projectcalico.org', 'ipamconfigs.crd.projectcalico.org',
  'blockaffinities.crd.projectcalico.org', 'ciliumnodes.cilium.io', 'ciliumidentities.cilium.io',
];

/**
 * What a Restore takes of a backup: never the Velero of another cluster, nor what only that cluster can have.
 *
 * Velero restores its locations and schedules as any other object (v1.18.2 `restore_controller.go`, `nonRestorableResources` has neither).
 *
 * @param where what messages begin with: `acme/us-in-eu: steps.db: `
 * @throws when it asks for Velero's own objects of another cluster, or for the whole of a cluster where the program does not say so
 */
export function scopedTemplate(where: string, template: RestoreTemplateProps, way: RestoreWay): RestoreTemplateProps {
  return way.from.name === way.into.name ? inPlace(template, way.schedule) : elsewhere(where, template, way);
}

function inPlace(template: RestoreTemplateProps, schedule: RestoreWay['schedule']): RestoreTemplateProps {
  const { namespace } = schedule.velero;
  const { includedNamespaces = [], excludedNamespaces } = template;
  const open = (names: readonly string[]) => names.length === 0 || names.some(isPattern);
  const silent = excludedNamespaces === undefined && open(includedNamespaces) && open(schedule.includedNamespaces);
  return silent ? without(template, [namespace]) : template;
}

function elsewhere(where: string, template: RestoreTemplateProps, way: RestoreWay): RestoreTemplateProps {
  const { schedule, from, into, wholeCluster } = way;
  const { includedNamespaces = [], includedResources = [], excludedResources = [] } = template;
  const velero = schedule.velero.namespace;
  const own = includedResources.find(kind => /(^|\.)velero\.io$/.test(kind) && kind !== DATA);
  if (includedNamespaces.includes(velero) || own !== undefined) {
    throw new Error(`${where}${own === undefined ? `includedNamespaces: '${velero}' is that of Velero` : `includedResources: '${own}' is of Velero`}, whose schedules and locations of ${from.name} would make`
      + ` ${into.name} a second writer of its backups: leave it out`);
  }
  if (!wholeCluster && isAll(includedNamespaces) && isAll(schedule.includedNamespaces)) {
    throw new Error(`${where}all of ${from.name} would come into ${into.name}, its kube-system and network plug-in too: write includedNamespaces of the step or of ${schedule.node.path}, or`
      + ` wholeCluster: true where ${into.name} is empty`);
  }
  const scoped = without(template, leftOut(includedNamespaces, schedule.includedNamespaces, velero));
  const further = [OF_VELERO, ...(bringsForeign(scoped) ? FOREIGN : [])]
    .filter(kind => !includedResources.includes(kind) && !excludedResources.includes(kind));
  return { ...scoped, excludedResources: [...excludedResources, ...further] };
}

/** Namespaces that nobody names, and that come all the same: by a pattern, or since all do. That of Velero is left out by its name, too. */
function leftOut(included: readonly string[], ofSchedule: readonly string[], velero: string): readonly string[] {
  const names = isAll(included) ? ofSchedule : included;
  const patterns = names.filter(isPattern);
  const comes = (name: string) => mayHold(names, name) && mayHold(ofSchedule, name);
  const unnamed = (name: string) => name !== velero && !names.includes(name) && (isAll(names) || mayHold(patterns, name));
  return [...(comes(velero) ? [velero] : []), ...OF_THE_CLUSTER.filter(name => comes(name) && unnamed(name))];
}

/** With a namespace left out Velero restores no objects without one, unless it is told to. */
function without(template: RestoreTemplateProps, namespaces: readonly string[]): RestoreTemplateProps {
  const { excludedNamespaces = [], includeClusterResources } = template;
  const further = namespaces.filter(name => !excludedNamespaces.includes(name));
  if (further.length === 0) {
    return template;
  }
  return {
    ...template, excludedNamespaces: [...excludedNamespaces, ...further],
    includeClusterResources: includeClusterResources ?? (isEverything(template) ? true : undefined),
  };
}

/** Whether Velero takes a template for one that includes everything, and objects without a namespace. */
function isEverything({ includedNamespaces = [], excludedNamespaces = [] }: RestoreTemplateProps): boolean {
  return isAll(includedNamespaces) && excludedNamespaces.length === 0;
}

/** Whether objects without a namespace come that nobody names: all that the backup holds. */
function bringsForeign(template: RestoreTemplateProps): boolean {
  const { includedResources = [], includeClusterResources } = template;
  return (includeClusterResources ?? isEverything(template)) && (includedResources.length === 0 || includedResources.some(kind => kind.includes('*')));
}
