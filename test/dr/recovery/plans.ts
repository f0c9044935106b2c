import { RestorePlan, RestorePlanProps, RestoreStep, VeleroSchedule, VeleroScheduleProps } from '../../../lib/dr';
import { Fleet, FleetProps, ICluster, Manifest } from '../../../lib/fleet';
import { withVelero } from '../fleet-with-velero';

/** Two protected clusters with a standby, and plans that restore them. */
export function withPlans(scheduleProps: Partial<VeleroScheduleProps> = {}, fleetProps: Partial<FleetProps> = {}) {
  const of = withVelero(fleetProps);
  const { fleet, eu, us } = of;
  const daily: VeleroSchedule = of.schedule({ clusters: [us], standby: eu, includedNamespaces: ['shop'], ...scheduleProps });
  const plan = (props: Partial<RestorePlanProps> = {}, id = 'us-in-eu') => new RestorePlan(fleet, id, {
    ...(props.steps === undefined && { schedules: [daily] }), ...props,
  });
  const step = (name: string, props: Partial<RestoreStep> = {}): RestoreStep => ({ name, schedule: daily, ...props });
  /** A further schedule of the same Velero. */
  const further = (id: string, props: Partial<VeleroScheduleProps> = {}) => of.schedule({ velero: daily.velero, includedNamespaces: ['shop'], ...props }, id);
  return { ...of, daily, further, plan, step };
}

/** What no Restore takes of another cluster's Velero. */
export const OF_VELERO = ['*.velero.io'];
/** What no Restore takes of another cluster, where it takes objects without a namespace. */
export const FOREIGN = [
  ...OF_VELERO, 'mutatingwebhookconfigurations.admissionregistration.k8s.io', 'validatingwebhookconfigurations.admissionregistration.k8s.io',
  'apiservices.apiregistration.k8s.io', 'certificatesigningrequests.certificates.k8s.io', 'ipaddresses.networking.k8s.io', 'servicecidrs.networking.k8s.io',
  'ippools.crd.projectcalico.org', 'ipamblocks.crd.projectcalico.org', 'ipamhandles.crd.projectcalico.org', 'ipamconfigs.crd.projectcalico.org',
  'blockaffinities.crd.projectcalico.org', 'ciliumnodes.cilium.io', 'ciliumidentities.cilium.io',
];

/** What lies in the folder of a plan, by the names of its files. */
export function filesOf(fleet: Fleet, cluster: ICluster, unit: string): Readonly<Record<string, readonly Manifest[]>> {
  const chart = fleet.chartOf(cluster.name, unit);
  chart.toJson();
  return Object.fromEntries(chart.node.children.map(({ node }) => [
    `${node.id}.yaml`, (chart.toJson() as Manifest[]).filter(({ metadata: { name }, kind }) => node.findAll().some(child => (
      'kind' in child && child.kind === kind && 'name' in child && child.name === name))),
  ]));
}
