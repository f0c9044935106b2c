import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { RestoreDrill, RestoreDrillProps, VeleroScheduleProps } from '../../../lib/dr';
import { Fleet, formatFinding, Manifest, Mirror } from '../../../lib/fleet';

import { newFleet } from '../../fleet/members';
import { withVelero } from '../fleet-with-velero';

function withDrill(scheduleProps: Partial<VeleroScheduleProps> = {}, fleetProps = {}) {
  const of = withVelero(fleetProps);
  const schedule = of.schedule({ standby: of.eu, includedNamespaces: ['production'], ...scheduleProps });
  const drill = (props: Partial<RestoreDrillProps> = {}, id = 'weekly') => new RestoreDrill(of.fleet, id, { schedule, cron: '0 6 * * 1', ...props });
  return { ...of, schedule, drill };
}
const objectsOf = (drill: RestoreDrill) => drill.objects.node.findAll()
  .filter(object => ApiObject.isApiObject(object)).map(object => object.toJson() as Manifest);
const find = (drill: RestoreDrill, kind: string, name = drill.name) => (
  objectsOf(drill).find(object => object.kind === kind && object.metadata.name === name) as any);
const restoreOf = (drill: RestoreDrill) => parse(find(drill, 'ConfigMap').data['restore.yaml']);
const podOf = (drill: RestoreDrill, name?: string) => find(drill, 'CronJob', name).spec.jobTemplate.spec.template.spec;
const stepsOf = (pod: any) => [...pod.initContainers ?? [], ...pod.containers]
  .map(({ name, command, args }: any) => [name, [...command ?? [], ...args ?? []].join(' ')]);
const rulesOf = (drill: RestoreDrill) => parse(find(drill, 'ConfigMap', `${drill.name}-modifiers`).data['modifiers.yaml']).resourceModifierRules;
const foundBy = (fleet: Fleet) => fleet.check().filter(({ code }) => code === 'velero-drill-namespace').map(formatFinding);

describe('a drill', () => {
  test('is a chain of single commands, and deletes what it has restored', () => {
    const drill = withDrill().drill({ verify: [{ image: 'curl:8', args: ['-f', 'http://shop.drill-production'] }, { image: 'check:1', command: ['check'] }] });
    const wait = 'kubectl wait restores.velero.io/drill-weekly --namespace=velero';
    const clean = 'kubectl delete --filename=/drill/leftovers.yaml --ignore-not-found --timeout=7200s';
    expect(stepsOf(podOf(drill))).toEqual([
      ['delete-leftovers', clean],
      ['restore', 'kubectl create --filename=/drill/restore.yaml'],
      ['wait', `${wait} --for=jsonpath={.status['completionTimestamp','validationErrors']} --timeout=7200s`],
      ['completed', `${wait} --for=jsonpath={.status.phase}=Completed --timeout=0`],
      ['verify-1', '-f http://shop.drill-production'],
      ['verify-2', 'check'],
      ['clean-up', clean],
    ]);
    expect(drill.node.defaultChild).toMatchObject({ kind: 'CronJob' });
    expect([drill.from.name, drill.into.name, drill.namespaceMapping]).toEqual(['us', 'eu', { production: 'drill-production' }]);
  });

  test('makes what lets it do so, and nothing more', () => {
    const drill = withDrill().drill();
    const metadata = { name: 'drill-weekly', namespace: 'velero' };
    const read = ['get', 'list', 'watch', 'delete'];
    expect(objectsOf(drill).map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
      'ConfigMap drill-weekly-modifiers', 'ServiceAccount drill-weekly', 'Role drill-weekly', 'RoleBinding drill-weekly', 'ClusterRole velero-drill-weekly',
      'ClusterRoleBinding velero-drill-weekly', 'ConfigMap drill-weekly', 'CronJob drill-weekly',
    ]);
    expect(find(drill, 'Role')).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: [
        { apiGroups: ['velero.io'], resources: ['restores'], verbs: ['create'] },
        { apiGroups: ['velero.io'], resources: ['restores'], verbs: read, resourceNames: ['drill-weekly'] },
      ],
    });
    expect(find(drill, 'ClusterRole', 'velero-drill-weekly').rules).toEqual([{ apiGroups: [''], resources: ['namespaces'], verbs: read, resourceNames: ['drill-production'] }]);
    expect(find(drill, 'RoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', ...metadata }]);
    expect(find(drill, 'ClusterRoleBinding', 'velero-drill-weekly').subjects).toEqual([{ kind: 'ServiceAccount', ...metadata }]);
  });

  test('runs alone, once, for a time, and as nobody', () => {
    const drill = withDrill().drill();
    const { spec } = find(drill, 'CronJob');
    const { jobTemplate: { spec: { template, ...job } }, ...cron } = spec;
    expect(cron).toEqual({ schedule: '0 6 * * 1', concurrencyPolicy: 'Forbid', successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 3, startingDeadlineSeconds: 3600 });
    expect(job).toEqual({ activeDeadlineSeconds: 7200, backoffLimit: 0 });
    const { initContainers, containers, ...pod } = template.spec;
    expect(pod).toEqual({
      serviceAccountName: 'drill-weekly', restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      volumes: [{ name: 'drill', configMap: { name: 'drill-weekly' } }],
    });
    expect([initContainers.length, containers.length]).toEqual([4, 1]);
    for (const container of [...initContainers, ...containers]) {
      expect(container).toMatchObject({
        image: 'registry.k8s.io/kubectl:v1.34.1', volumeMounts: [{ name: 'drill', mountPath: '/drill', readOnly: true }],
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      });
    }
  });

  test('restores the newest backup beside what is there', () => {
    const drill = withDrill({ includedNamespaces: ['production', 'billing'] }).drill();
    expect(restoreOf(drill)).toEqual({
      apiVersion: 'velero.io/v1', kind: 'Restore', metadata: { name: 'drill-weekly', namespace: 'velero' },
      spec: {
        scheduleName: 'daily-us', includedNamespaces: ['production', 'billing'], excludedResources: RestoreDrill.EXCLUDED_RESOURCES, includeClusterResources: false,
        namespaceMapping: { production: 'drill-production', billing: 'drill-billing' }, existingResourcePolicy: 'none',
        resourceModifier: { kind: 'configmap', name: 'drill-weekly-modifiers' },
      },
    });
    expect(parseAllDocuments(find(drill, 'ConfigMap').data['leftovers.yaml']).map(document => document.toJS())).toEqual([
      { apiVersion: 'velero.io/v1', kind: 'Restore', metadata: { name: 'drill-weekly', namespace: 'velero' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'drill-billing' } },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'drill-production' } },
    ]);
  });

  test('keeps Services inside and volumes apart; what the program adds comes last', () => {
    const mine = { conditions: { groupResource: 'deployments.apps' }, mergePatches: [{ spec: { replicas: 1 } }] };
    const rules = rulesOf(withDrill().drill({ resourceModifier: [mine] }));
    expect(rules.map(({ conditions }: any) => conditions)).toEqual([
      { groupResource: 'services' }, { groupResource: 'services', matches: [{ path: '/spec/type', value: '"LoadBalancer"' }] },
      { groupResource: 'persistentvolumeclaims' }, { groupResource: 'deployments.apps' },
    ]);
    expect(rules.map(({ mergePatches: [{ patchData }] }: any) => parse(patchData).spec)).toEqual([
      { externalIPs: null }, { loadBalancerClass: 'cdk8s-fleet/drill', loadBalancerIP: null }, { volumeName: null }, { replicas: 1 },
    ]);
  });

  test('takes volumes of snapshots along, which need their PersistentVolume', () => {
    const drill = withDrill({ csi: true }).drill();
    expect(restoreOf(drill).spec).not.toHaveProperty('includeClusterResources');
    expect(rulesOf(drill)).toHaveLength(2);
  });

  test('has the node agent where it restores, as volumes need it', () => {
    const { schedule, drill, asia } = withDrill({ snapshotMoveData: true });
    drill({ in: asia });
    expect([schedule.velero.install(asia).nodeAgent, schedule.velero.install(asia).csi]).toEqual([true, true]);
    const files = withDrill({ defaultVolumesToFsBackup: true, standby: undefined });
    files.drill({ in: files.eu });
    expect([files.schedule.velero.install(files.eu).nodeAgent, files.schedule.velero.install(files.eu).csi]).toEqual([true, false]);
  });

  test('restores in the same cluster, too', () => {
    const { us, drill } = withDrill({ standby: undefined });
    expect(drill({ in: us }).into).toBe(us);
  });

  test('is told everything else', () => {
    const drill = withDrill().drill({
      name: 'dr-test', timeZone: 'Europe/Berlin', timeout: '90m', suspend: true, kubectlImage: 'example.com/kubectl:1', excludedResources: ['jobs.batch'],
      namespaceMapping: { production: 'restored' }, labelSelector: { matchLabels: { app: 'shop' } }, itemOperationTimeout: '1h',
    });
    expect(find(drill, 'CronJob').spec).toMatchObject({ timeZone: 'Europe/Berlin', suspend: true, jobTemplate: { spec: { activeDeadlineSeconds: 5400 } } });
    expect(podOf(drill).containers[0].image).toBe('example.com/kubectl:1');
    expect(restoreOf(drill).spec).toMatchObject({
      excludedResources: ['jobs.batch'], namespaceMapping: { production: 'restored' }, labelSelector: { matchLabels: { app: 'shop' } }, itemOperationTimeout: '1h0m0s',
    });
  });

  test('takes images from the mirror', () => {
    const drill = withDrill({}, { mirror: Mirror.registry('mirror.example.com') }).drill({ verify: [{ image: 'docker.io/curlimages/curl:8' }] });
    expect([...podOf(drill).initContainers, ...podOf(drill).containers].map(({ image }: any) => image).filter((image: string) => !image.startsWith('mirror.example.com/'))).toEqual([]);
  });

  test('leaves what it has restored until it is cleaned up', () => {
    const drill = withDrill().drill({ cleanUpCron: '0 18 * * 1' });
    expect(stepsOf(podOf(drill)).map(([name]) => name)).toEqual(['delete-leftovers', 'restore', 'wait', 'completed']);
    expect(stepsOf(podOf(drill, 'drill-weekly-clean-up'))).toEqual([['clean-up', 'kubectl delete --filename=/drill/leftovers.yaml --ignore-not-found --timeout=7200s']]);
    expect(podOf(drill, 'drill-weekly-clean-up')).toMatchObject({ serviceAccountName: 'drill-weekly' });
    expect(find(drill, 'CronJob', 'drill-weekly-clean-up').spec.schedule).toBe('0 18 * * 1');
  });

  test('has no findings', () => {
    const { fleet, drill } = withDrill();
    drill();
    expect(fleet.check().filter(({ severity }) => severity === 'error').map(formatFinding)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each<[string, Partial<RestoreDrillProps>, string]>([
    ['a time zone in the text', { cron: 'CRON_TZ=UTC 0 6 * * 1' }, "cron: a CronJob takes no time zone there; write it as timeZone, got 'CRON_TZ=UTC 0 6 * * 1'"],
    ['what is no cron', { cleanUpCron: '0 6 * *' }, 'cleanUpCron: '],
    ['to clean up what it begins', { cleanUpCron: '0 6 * * 1' }, 'cleanUpCron: is when the drill begins, which cleans up first anyway; write a time at which it is over, or leave it out'],
    ['an unknown time zone', { timeZone: 'Europe/Nowhere' }, "timeZone: the time zone 'Europe/Nowhere' is not known; write a name of the time zone database, such as Europe/Berlin or UTC"],
    ['the zone of a machine', { timeZone: 'Local' }, "timeZone: the time zone 'Local' is none of a CronJob; write a name of the time zone database, such as Europe/Berlin"],
    ['days', { timeout: '1d' }, "timeout: write a Go duration of a minute at least, such as '2h', got '1d'"],
    ['no time', { timeout: '59s' }, "timeout: write a Go duration of a minute at least, such as '2h', got '59s'"],
    ['a long name', { name: 'x'.repeat(44) }, `name: write lower-case letters, digits and dashes, 43 at most, got '${'x'.repeat(44)}'`],
    ['an unknown option', { existingResourcePolicy: 'update' } as never, 'existingResourcePolicy is no option; write one of schedule, cron'],
    ['an unknown option of a container', { verify: [{ image: 'a', env: [] } as never] }, 'verify[0].env is no option; write one of image, command, args'],
    ['a container without an image', { verify: [{} as never] }, 'verify[0].image is missing; write text that is not empty'],
    ['no schedule', { schedule: undefined }, 'schedule is missing; write a VeleroSchedule: new VeleroSchedule(...)'],
    ['both selectors', { labelSelector: {}, orLabelSelectors: [{}] }, 'labelSelector, orLabelSelectors: '],
    ['no namespace', { namespaceMapping: {} }, "namespaceMapping: names no namespace; write which are restored, { production: 'drill-production' }"],
    ['a stranger', { namespaceMapping: { other: 'x' } }, "namespaceMapping: acme/daily does not protect namespace 'other'; write production"],
    ['what is no name', { namespaceMapping: { production: 'X' } }, "namespaceMapping: 'production' becomes 'X'; write lower-case letters, digits and dashes, 63 at most"],
    ['a namespace of every cluster', { namespaceMapping: { production: 'default' } },
      "namespaceMapping: 'production' becomes 'default', which is deleted before and after each drill, and every cluster has it; write a name that nothing else uses"],
    ['the namespace of Velero', { namespaceMapping: { production: 'velero' } }, "'velero', which is deleted before and after each drill, and Velero runs in it; write"],
    ['a protected one', { namespaceMapping: { production: 'production' } }, "'production', which is deleted before and after each drill, and acme/daily protects it; write"],
  ])('%s', (_, props, message) => {
    expect(() => withDrill().drill(props)).toThrow(`acme/weekly: ${message.startsWith("'") ? `namespaceMapping: 'production' becomes ${message}` : message}`);
  });

  test('a schedule that names no namespaces, a long one, and two that become one', () => {
    expect(() => withDrill({ includedNamespaces: undefined }).drill()).toThrow(
      "acme/weekly: namespaceMapping: acme/daily protects all namespaces, and a drill restores some by name: write which, { production: 'drill-production' }");
    expect(() => withDrill({ includedNamespaces: ['team-*'] }).drill()).toThrow('acme/daily protects team-*, whatever that matches, and a drill restores some by name');
    expect(withDrill({ includedNamespaces: ['team-*'] }).drill({ namespaceMapping: { 'team-a': 'drill' } }).namespaceMapping).toEqual({ 'team-a': 'drill' });
    const long = 'x'.repeat(58);
    expect(() => withDrill({ includedNamespaces: [long] }).drill()).toThrow(
      `'${long}' becomes 'drill-${long}', which has 64 characters; write lower-case letters, digits and dashes, 63 at most`);
    expect(() => withDrill({ includedNamespaces: ['a', 'b'] }).drill({ namespaceMapping: { a: 'x', b: 'x' } })).toThrow(
      "namespaceMapping: two namespaces become 'x', where objects of one name would be one; give each a name of its own");
  });

  test('clusters that it cannot be for', () => {
    const { asia, fleet, schedule } = withDrill();
    expect(() => new RestoreDrill(fleet, 'a', { schedule, cron: '@daily', from: asia })).toThrow("acme/a: from: acme/daily does not protect cluster 'asia'; write one of us");
    const both = withVelero();
    const all = both.schedule({ clusters: [both.us, both.asia], includedNamespaces: ['production'] });
    expect(() => new RestoreDrill(both.fleet, 'a', { schedule: all, cron: '@daily', in: both.eu })).toThrow(
      'acme/a: from is missing, and acme/daily protects several clusters; write one of us, asia, and a drill for each');
    expect(() => new RestoreDrill(both.fleet, 'b', { schedule: all, cron: '@daily', from: both.us })).toThrow(
      'acme/b: in is missing, and acme/daily has no standby; write the cluster to restore in');
    const hub = both.schedule({ clusters: [both.fleet.hub], includedNamespaces: ['clusters'] }, 'hub-state');
    expect(() => new RestoreDrill(both.fleet, 'c', { schedule: hub, cron: '@daily', in: both.eu })).toThrow(
      "acme/c: from: 'hub' is the hub, and copies of its objects would make and delete machines");
    const other = newFleet(both.fleet.node.root as App, {}, 'other');
    expect(() => new RestoreDrill(both.fleet, 'd', { schedule: all, cron: '@daily', from: both.us, in: other.hub })).toThrow(
      'acme/d: in: other/hub is a cluster of another fleet; write one of fleet \'acme\'');
    expect(() => new RestoreDrill(other, 'e', { schedule: all, cron: '@daily', from: both.us, in: both.us })).toThrow(
      "other/e: schedule: acme/daily is of another fleet; write one of fleet 'other'");
  });
});

describe('velero-drill-namespace', () => {
  test('passes where nothing else uses the namespace in that cluster', () => {
    const { fleet, us, drill } = withDrill();
    drill();
    fleet.claim({ type: 'namespace', cluster: us.name, path: 'x', name: 'drill-production' });
    expect(foundBy(fleet)).toEqual([]);
  });

  test('names who does: a claim, an object of people, a Schedule, another drill', () => {
    const { fleet, eu, schedule, drill } = withDrill({ includedNamespaces: ['a', 'b', 'c'] });
    drill();
    drill({ namespaceMapping: { a: 'drill-b' } }, 'second');
    fleet.claim({ type: 'namespace', cluster: eu.name, path: 'x', name: 'drill-a' });
    new ApiObject(eu.chart, 'mine', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'drill-c' } });
    new ApiObject(eu.chart, 'theirs', {
      apiVersion: 'velero.io/v1', kind: 'Schedule', metadata: { name: 'own', namespace: schedule.velero.namespace }, spec: { schedule: '@daily', template: { includedNamespaces: ['drill-c'] } },
    });
    const fix = ': write another name in its namespaceMapping';
    expect(foundBy(fleet)).toEqual([
      `error velero-drill-namespace: acme/second deletes namespace drill-b of cluster eu before and after each drill, and acme/weekly restores into it too${fix}`,
      `error velero-drill-namespace: acme/weekly deletes namespace drill-a of cluster eu before and after each drill, and the program makes it${fix}`,
      `error velero-drill-namespace: acme/weekly deletes namespace drill-c of cluster eu before and after each drill, and the program makes it, and Schedule own protects it${fix}`,
    ]);
  });
});
