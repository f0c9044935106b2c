import { ApiObject } from 'cdk8s';
import { parse } from 'yaml';
import { RestoreDrill, RestoreDrillProps, SnapshotLocation, VeleroScheduleProps } from '../../../lib/dr';
import { Fleet, formatFinding, Manifest } from '../../../lib/fleet';
import { withVelero } from '../fleet-with-velero';

export const NATIVE = SnapshotLocation.aws({ region: 'eu-central-1', credentials: 'pods' });

/** A schedule, and drills of it. */
export function withDrill(scheduleProps: Partial<VeleroScheduleProps> = {}, fleetProps = {}) {
  const of = withVelero(fleetProps);
  const schedule = of.schedule({ standby: of.eu, includedNamespaces: ['production'], ...scheduleProps });
  const drill = (props: Partial<RestoreDrillProps> = {}, id = 'weekly') => new RestoreDrill(of.fleet, id, { schedule, cron: '0 6 * * 1', ...props });
  return { ...of, schedule, drill };
}
export const objectsOf = (drill: RestoreDrill) => drill.objects.node.findAll()
  .filter(object => ApiObject.isApiObject(object)).map(object => object.toJson() as Manifest);
export const find = (drill: RestoreDrill, kind: string, name = drill.name) => (
  objectsOf(drill).find(object => object.kind === kind && object.metadata.name === name) as any);
export const restoreOf = (drill: RestoreDrill) => parse(find(drill, 'ConfigMap').data['restore.yaml']);
export const podOf = (drill: RestoreDrill, name?: string) => find(drill, 'CronJob', name).spec.jobTemplate.spec.template.spec;
export const stepsOf = (pod: any) => [...pod.initContainers ?? [], ...pod.containers]
  .map(({ name, command, args }: any) => [name, [...command ?? [], ...args ?? []].join(' ')]);
export const rulesOf = (drill: RestoreDrill) => parse(find(drill, 'ConfigMap', `${drill.name}-modifiers`).data['modifiers.yaml']).resourceModifierRules;
export const foundBy = (fleet: Fleet) => fleet.check().filter(({ code }) => code === 'velero-drill-namespace').map(formatFinding);
