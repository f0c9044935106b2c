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
  const further = (id: string, props: Partial<VeleroScheduleProps> = {}) => of.schedule({ velero: daily.velero, ...props }, id);
  return { ...of, daily, further, plan, step };
}

/** What lies in the folder of a plan, by the names of its files. */
export function filesOf(fleet: Fleet, cluster: ICluster, unit: string): Readonly<Record<string, readonly Manifest[]>> {
  const chart = fleet.chartOf(cluster.name, unit);
  chart.toJson();
  return Object.fromEntries(chart.node.children.map(({ node }) => [
    `${node.id}.yaml`, (chart.toJson() as Manifest[]).filter(({ metadata: { name }, kind }) => node.findAll().some(child => (
      'kind' in child && child.kind === kind && 'name' in child && child.name === name))),
  ]));
}
