import { describe, expect, test } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { find, NATIVE, objectsOf, podOf, restoreOf, rulesOf, stepsOf, withDrill } from './drills';
import { RestoreDrill } from '../../../lib/dr';
import { formatFinding, Mirror } from '../../../lib/fleet';

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
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      volumes: [{ name: 'drill', configMap: { name: 'drill-weekly' } }, {
        name: 'token', projected: {
          sources: [
            { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } }, { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
            { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
          ],
        },
      }],
    });
    expect([initContainers.length, containers.length]).toEqual([4, 1]);
    for (const container of [...initContainers, ...containers]) {
      expect(container).toMatchObject({
        image: 'registry.k8s.io/kubectl:v1.34.1', volumeMounts: [
          { name: 'drill', mountPath: '/drill', readOnly: true }, { name: 'token', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true },
        ],
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      });
    }
  });

  test('gives its token to no container of others', () => {
    const { initContainers, containers } = podOf(withDrill().drill({ verify: [{ image: 'curl:8' }, { image: 'check:1' }] }));
    const mounting = [...initContainers, ...containers].filter(({ volumeMounts = [] }: any) => volumeMounts.some(({ name }: any) => name === 'token'));
    expect(mounting.map(({ name }: any) => name)).toEqual(['delete-leftovers', 'restore', 'wait', 'completed', 'clean-up']);
    expect([...initContainers, ...containers].filter(({ name }: any) => name.startsWith('verify')).map((container: any) => 'volumeMounts' in container)).toEqual([false, false]);
  });

  test('leaves out pods of what runs once, whatever else selects objects', () => {
    const { drill } = withDrill();
    const not = ['batch.kubernetes.io/job-name', 'job-name', 'workflows.argoproj.io/workflow', 'tekton.dev/taskRun'].map(key => ({ key, operator: 'DoesNotExist' }));
    expect(restoreOf(drill()).spec.labelSelector).toEqual({ matchExpressions: not });
    expect(restoreOf(drill({ orLabelSelectors: [] }, 'none')).spec.labelSelector).toEqual({ matchExpressions: not });
    const mine = { key: 'tier', operator: 'Exists' };
    expect(restoreOf(drill({ labelSelector: { matchLabels: { app: 'shop' }, matchExpressions: [mine] } }, 'a')).spec.labelSelector).toEqual(
      { matchLabels: { app: 'shop' }, matchExpressions: [mine, ...not] });
    const { labelSelector, orLabelSelectors } = restoreOf(drill({ orLabelSelectors: [{ matchLabels: { a: '1' } }, { matchExpressions: [mine] }] }, 'b')).spec;
    expect([labelSelector, orLabelSelectors]).toEqual([undefined, [{ matchLabels: { a: '1' }, matchExpressions: not }, { matchExpressions: [mine, ...not] }]]);
  });

  test('leaves out kinds by which a copy would reach the world', () => {
    const kinds = RestoreDrill.EXCLUDED_RESOURCES;
    expect(kinds).toEqual([...new Set(kinds)]);
    expect(kinds).toEqual(expect.arrayContaining([
      'scaledjobs.keda.sh', '*.argoproj.io', '*.tekton.dev', 'serviceentries.networking.istio.io', '*.traefik.io', '*.projectcontour.io', 'routes.route.openshift.io',
      '*.konghq.com', '*.getambassador.io', '*.cnpg.io', '*.postgres-operator.crunchydata.com', '*.percona.com', '*.zalan.do', '*.strimzi.io', '*.elbv2.k8s.aws',
    ]));
    expect(kinds.filter(kind => /^horizontalpodautoscalers|^\*$/.test(kind))).toEqual([]);
  });

  test('replaces storage classes in claims, and in those that StatefulSets make', () => {
    const rules = rulesOf(withDrill().drill({ storageClassMapping: { gp2: 'gp3' } })).slice(3);
    expect(rules.map(({ conditions: { groupResource, matches: [{ path, value }] } }: any) => [groupResource, path, value])).toEqual([
      ['persistentvolumeclaims', '/spec/storageClassName', '"gp2"'],
      ...[0, 1, 2, 3].map(i => ['statefulsets.apps', `/spec/volumeClaimTemplates/${i}/spec/storageClassName`, '"gp2"']),
    ]);
    expect(rules.map(({ conditions: { matches: [{ path }] }, patches }: any) => [path, patches])).toEqual(
      rules.map(({ conditions: { matches: [{ path }] } }: any) => [path, [{ operation: 'replace', path, value: '"gp3"' }]]));
  });

  test('restores the newest backup beside what is there', () => {
    const drill = withDrill({ includedNamespaces: ['production', 'billing'] }).drill();
    expect(restoreOf(drill)).toEqual({
      apiVersion: 'velero.io/v1', kind: 'Restore', metadata: { name: 'drill-weekly', namespace: 'velero' },
      spec: {
        scheduleName: 'daily-us', includedNamespaces: ['production', 'billing'], excludedResources: RestoreDrill.EXCLUDED_RESOURCES, includeClusterResources: false,
        labelSelector: expect.anything(),
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

  test('takes contents of CSI snapshots along, and no PersistentVolume', () => {
    const { drill } = withDrill({ csi: true });
    const { spec } = restoreOf(drill());
    expect(spec).not.toHaveProperty('includeClusterResources');
    expect(spec.excludedResources).toEqual([...RestoreDrill.EXCLUDED_RESOURCES, 'persistentvolumes']);
    expect(rulesOf(drill({}, 'again')).map(({ conditions: { groupResource } }: any) => groupResource)).toEqual(['services', 'services', 'persistentvolumeclaims']);
    expect(restoreOf(drill({ excludedResources: ['persistentvolumes', 'jobs.batch'] }, 'own')).spec.excludedResources).toEqual(['persistentvolumes', 'jobs.batch']);
  });

  test('gives empty volumes where that is what the program wants', () => {
    const { spec } = restoreOf(withDrill({ snapshotLocations: NATIVE }).drill({ restorePVs: false }));
    expect([spec.restorePVs, spec.excludedResources.at(-1)]).toEqual([false, 'persistentvolumes']);
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
      namespaceMapping: { production: 'drill-restored' }, labelSelector: { matchLabels: { app: 'shop' } }, itemOperationTimeout: '1h',
    });
    expect(find(drill, 'CronJob').spec).toMatchObject({ timeZone: 'Europe/Berlin', suspend: true, jobTemplate: { spec: { activeDeadlineSeconds: 5400 } } });
    expect(podOf(drill).containers[0].image).toBe('example.com/kubectl:1');
    expect(restoreOf(drill).spec).toMatchObject({
      excludedResources: ['jobs.batch'], namespaceMapping: { production: 'drill-restored' }, labelSelector: { matchLabels: { app: 'shop' } }, itemOperationTimeout: '1h0m0s',
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
