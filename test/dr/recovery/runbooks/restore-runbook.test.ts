import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BackupStorage, RestorePlan, VeleroSchedule } from '../../../../lib/dr';
import { FleetApp, Manifest } from '../../../../lib/fleet';
import { toYaml } from '../../../../lib/fleet/output/yaml';
import { recording } from '../../../fleet/deliveries';
import { Member, newFleet } from '../../../fleet/members';
import { withPlans } from '../plans';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'runbook-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const controller = () => recording({}, { name: 'Argo CD', readsFolders: true });
const section = (page: string, title: string) => page.split(/^(?=#{2,3} )/m).find(text => text.split('\n')[0].endsWith(title));

describe('a runbook', () => {
  test('says what is lost and promised, where backups are, and who decides', () => {
    const { plan } = withPlans();
    const page = plan({ recoveryTimeObjective: '4h', recoveryPointObjective: '24h', decidedBy: 'the incident commander', runbook: { facts: [['Owner', 'team a|b']] } }).runbook();
    expect(page.split('\n').filter(line => line.startsWith('|'))).toEqual([
      '| | |', '|---|---|',
      '| Protected | us |',
      '| Takes over | eu |',
      '| Lost of us | up to 24 hours of changes, and those made while a backup ran (Schedule `daily-us`, `0 2 * * *`) |',
      '| Promised to be lost at most | 24 hours |',
      '| Until it runs again | 4 hours are promised; only a drill shows how long it takes |',
      '| Backups of us | aws, bucket `acme-velero`, prefix `acme/us`; location `default` in us; location `us` in eu, which only reads |',
      '| Decided by | the incident commander |',
      '| Owner | team a\\|b |',
    ]);
    expect(section(page, 'Decide')).toContain('The incident commander decides. The promise is that it takes 4 hours at most, counted from now.');
  });

  test('says that nothing is promised where nothing is', () => {
    const { plan } = withPlans();
    const page = plan().runbook();
    expect(page).toContain('| Until it runs again | nothing is promised |\n');
    expect(page).not.toContain('Promised to be lost');
    expect(section(page, 'Decide')).toContain('Who leads the incident decides.\n');
  });

  test('goes step by step', () => {
    const { plan, step } = withPlans({}, { delivery: controller() });
    const page = plan({
      steps: [step('db', { text: 'The operator runs.', check: 'the database answers', namespaceMapping: { shop: 'shop-eu' } }), step('apps', { existingResourcePolicy: 'update' })],
      storageClassMapping: { gp3: 'premium' }, runbook: { title: 'Move the shop', afterRestore: [{ title: 'Call the shop' }] },
    }).runbook();
    expect(page).toMatch(/^# Move the shop\n/);
    expect(page.split('\n').filter(line => /^##/.test(line))).toEqual([
      '## 1. Decide', '## 2. Stop us', '## 3. See what will be restored', '## 4. Keep Argo CD out of the way', '## 5. Replace storage classes',
      '## 6. Restore db of us', '## 7. Restore apps of us', '## 8. If a restore did not end as Completed',
      '## 9. Verify', '## 10. Call the shop', '## Afterwards', '### Clean up', '### The way back',
    ]);
    expect(section(page, 'Restore db of us')).toBe(`## 6. Restore db of us

The operator runs.

From the newest completed backup of Schedule \`daily-us\`. Objects that are there already, volumes among them, stay as they are. Namespace shop becomes shop-eu.

\`\`\`sh
kubectl --context eu create -f eu.restore-us-in-eu/01-db-us.yaml
for i in $(seq 720); do kubectl --context eu -n velero get restores.velero.io us-in-eu-db-us -o jsonpath='{.status.phase}' | grep -E '^(Completed|PartiallyFailed|Failed|FailedValidation)$' && break; sleep 5; done
kubectl --context eu -n velero get restores.velero.io us-in-eu-db-us -o custom-columns=PHASE:.status.phase,BACKUP:.spec.backupName,RESTORED:.status.progress.itemsRestored,TOTAL:.status.progress.totalItems,ERRORS:.status.errors,WARNINGS:.status.warnings
\`\`\`

Go on when its phase is Completed, and the database answers.

`);
    expect(section(page, 'Restore apps of us')).toContain('Objects that are there already are patched; data of volumes is not written over.\n');
    expect(section(page, 'Stop us')).toContain('Argo CD brings back what is in its repository');
    expect(section(page, 'Verify')).toContain('kubectl --context eu -n shop get pods,persistentvolumeclaims\nkubectl --context eu -n shop-eu get pods');
    expect(section(page, 'Clean up')).toContain('kubectl --context eu -n velero delete configmap change-storage-class');
  });

  test('stops schedules and workloads of the protected cluster before anything is restored', () => {
    const { plan } = withPlans();
    expect(section(plan().runbook(), 'Stop us')).toContain(`\`\`\`sh
kubectl --context us -n velero patch schedules.velero.io daily-us --type merge -p '{"spec":{"paused":true}}' --field-manager=flux-client-side-apply
# Only where it still works and its data is sound:
kubectl --context us -n velero exec deploy/velero -c velero -- /velero backup create --from-schedule daily-us --wait
kubectl --context us -n shop scale deployments,statefulsets --all --replicas=0
kubectl --context us -n shop get cronjobs.batch -o name | while read -r name; do kubectl --context us -n shop patch "$name" --type merge -p '{"spec":{"suspend":true}}' --field-manager=flux-client-side-apply; done
\`\`\`

Go on when nothing in us writes any more, or nothing reaches it and it reaches nothing.
`);
  });

  test('says what is not stopped', () => {
    const text = section(withPlans().plan().runbook(), 'Stop us');
    expect(text).toContain('Deployments and StatefulSets are scaled to zero, and CronJobs suspended. Not stopped are Jobs that run, DaemonSets, pods that nothing owns, and whatever operators run');
    expect(text).not.toContain('# The namespaces that are stopped');
  });

  test('finds the namespaces to stop where the program knows a pattern, or none', () => {
    const stopped = (page: string) => section(page, 'Stop us')!.split('\n').slice(0, -4).slice(-7);
    const list = 'kubectl --context us get namespaces -o custom-columns=NAME:.metadata.name --no-headers';
    const loop = (names: string) => [
      '# The namespaces that are stopped; look at them first:', names, `${names} | while read -r namespace; do`,
      '  kubectl --context us -n "$namespace" scale deployments,statefulsets --all --replicas=0',
      '  kubectl --context us -n "$namespace" get cronjobs.batch -o name | while read -r name; do kubectl --context us -n "$namespace" patch "$name" --type merge -p'
      + ` '{"spec":{"suspend":true}}' --field-manager=flux-client-side-apply; done`,
      'done', '```',
    ];
    const { plan, step } = withPlans({ includedNamespaces: ['shop-*', 'team-?', 'db'] });
    const page = plan().runbook();
    expect(stopped(page)).toEqual(loop(`${list} | grep -E '^(shop-.*|team-.)$' | grep -Ev '^(kube-.*|velero)$'`));
    expect(section(page, 'Stop us')).toContain('\nkubectl --context us -n db scale deployments,statefulsets --all --replicas=0\n');
    const all = withPlans({ includedNamespaces: undefined }).plan({ wholeCluster: true }).runbook();
    expect(stopped(all)).toEqual(loop(`${list} | grep -Ev '^(kube-.*|velero)$'`));
    expect(section(plan({ steps: [step('a', { includedNamespaces: ['shop-a'] })] }, 'b').runbook(), 'Stop us')).not.toContain('# The namespaces');
  });

  test('keeps what it patches from Flux, and says why where Flux delivers', () => {
    const why = 'Commands that patch name a field manager, since Flux undoes what `kubectl` patches under its own name.';
    const by = (name: string) => section(withPlans({}, { delivery: recording({}, { name, readsFolders: true }) }).plan().runbook(), 'Stop us');
    expect(by('Flux')).toContain(why);
    expect(by('a Flux in each cluster')).toContain(why);
    expect(by('Argo CD')).not.toContain(why);
    const page = withPlans().plan().runbook();
    expect(page.match(/kubectl .*?patch /g)).not.toBeNull();
    expect(page.split(/\bpatch (?=schedules|"\$name")/).slice(1).every(rest => /^[^\n;]*--field-manager=flux-client-side-apply/.test(rest))).toBe(true);
  });

  test('waits for an hour at most, and says what then', () => {
    const page = withPlans().plan().runbook();
    expect(page).not.toContain('until ');
    expect(section(page, 'If a restore did not end as Completed')).toContain('The loop ends after an hour, and the restore does not: while RESTORED still grows, or a PodVolumeRestore or DataDownload'
      + ' does, run the loop again. PHASE is `<none>` or New: Velero does not run, or is busy with another restore; look at its log.');
  });

  test('takes one backup for all steps of a schedule', () => {
    const { plan, step } = withPlans({ includedNamespaces: ['shop', 'db'] });
    const page = plan({ steps: [step('db', { includedNamespaces: ['db'] }), step('shop', { includedNamespaces: ['shop'], check: 'it answers' })] }).runbook();
    expect(section(page, 'Restore db of us')).toContain('Go on when its phase is Completed.\n');
    expect(section(page, 'Restore shop of us')).toContain('Go on when its phase is Completed, BACKUP is that of "Restore db of us", and it answers.\n');
    expect(section(page, 'Restore shop of us')).toContain('When BACKUP is not that of "Restore db of us", a backup has been completed since, and data of two moments would meet: delete what this step has'
      + ' restored, and restore it by the name of that backup, as "If a restore did not end as Completed" shows.\n');
    expect(section(page, 'If a restore did not end as Completed')).toContain('# Run it again from the backup of this name:\nBACKUP=\n: "${BACKUP:?}" && kubectl --context eu delete --ignore-not-found -f "$FILE"'
      + ' && sed "s/^  scheduleName: .*/  backupName: $BACKUP/" "$FILE" | kubectl --context eu create -f -\n');
  });

  test('finds the line of the schedule in each file, and no other', () => {
    const { fleet, eu, plan, step } = withPlans();
    const mergePatches = [{ spec: { scheduleName: 'x' } }];
    plan({ steps: [step('a', { resourceModifier: [{ conditions: { groupResource: 'a.b' }, mergePatches }] }), step('b')] }, 'p');
    expect(toYaml(fleet.chartOf(eu.name, 'restore-p').toJson()).match(/^  scheduleName: .*/gm)).toEqual(['  scheduleName: daily-us', '  scheduleName: daily-us']);
  });

  test('compares no backups that are named, or of several clusters', () => {
    const { asia, us, eu, further, plan, step } = withPlans();
    const named = plan({ steps: [step('a', { backupName: 'kept' }), step('b', { backupName: 'kept' })] }, 'named').runbook();
    expect(named).not.toMatch(/BACKUP is|BACKUP=/);
    expect(plan({ schedules: [further('both', { clusters: [us, asia], standby: eu })] }, 'two').runbook()).not.toContain('BACKUP is');
  });

  test('leaves out what the plan has not', () => {
    const { plan } = withPlans({ includedNamespaces: ['shop-*'] });
    const page = plan().runbook();
    expect(page).not.toMatch(/Replace storage classes|out of the way|brings back|delete configmap/);
    expect(section(page, 'Verify')).toContain('kubectl --context eu get pods,persistentvolumeclaims -A\n');
  });

  test('shows the backup that is named', () => {
    const { plan, step } = withPlans();
    const page = plan({ steps: [step('a', { backupName: 'kept' })] }).runbook();
    expect(section(page, 'See what will be restored')).toContain('get backups.velero.io kept -o custom-columns=');
    expect(section(page, 'Restore a of us')).toContain('From backup `kept`.');
    expect(page).toContain('| Lost of us | all changes since backup `kept` |');
  });

  test('in place stops no other cluster, and starts backups again', () => {
    const { fleet, us, daily } = withPlans({}, { delivery: controller() });
    const page = new RestorePlan(fleet, 'in-place', { schedules: [daily], into: us }).runbook();
    expect(page).toMatch(/^# Restore us from its backups\n/);
    expect(page.split('\n').filter(line => /^##/.test(line)).map(line => line.replace(/^#+ (\d+\. )?/, ''))).toEqual([
      'Decide', 'Stop what writes', 'See what will be restored', 'Keep Argo CD out of the way', 'Restore daily', 'If a restore did not end as Completed', 'Verify', 'Afterwards', 'Clean up',
      'Go on making backups',
    ]);
    expect(section(page, 'Go on making backups')).toContain(`
Start again what was stopped and has not come back by itself: replicas of Deployments and StatefulSets, and CronJobs that are suspended.

Let Argo CD deliver again what was suspended.

\`\`\`sh
kubectl --context us -n velero patch schedules.velero.io daily-us --type merge -p '{"spec":{"paused":false}}' --field-manager=flux-client-side-apply
`);
    expect(page).not.toMatch(/Takes over|which only reads|cut it off|way back/);
    const { fleet: other, us: alone, daily: own } = withPlans();
    expect(section(new RestorePlan(other, 'in-place', { schedules: [own], into: alone }).runbook(), 'Go on making backups')).not.toContain('deliver again');
  });

  test('names all clusters that are protected, and the first as the next standby', () => {
    const { fleet, asia, us, eu, further } = withPlans();
    const page = new RestorePlan(fleet, 'all', { schedules: [further('both', { clusters: [us, asia], standby: eu })] }).runbook();
    expect(page).toMatch(/^# Restore asia and us in eu\n/);
    expect(page).toContain('\nasia and us are gone, or must not go on, and eu takes over.');
    expect(section(page, 'The way back')).toContain('with `clusters` eu and `standby` asia, and a RestorePlan');
    expect(section(page, 'The way back')).toContain('Leave the Schedules of asia and us paused');
  });
});

test('every file and object that a runbook names is there', () => {
  const app = new FleetApp({ outdir: join(folder, 'dist') });
  const fleet = newFleet(app, { delivery: controller() });
  const [eu, us] = ['eu', 'us'].map(name => new Member(fleet, name));
  const storage = BackupStorage.aws({ bucket: 'acme-velero', region: 'eu-central-1', credentials: 'pods' });
  const daily = new VeleroSchedule(fleet, 'daily', { schedule: '@daily', clusters: [us], standby: eu, includedNamespaces: ['db', 'shop'], snapshotVolumes: false, storage });
  new RestorePlan(fleet, 'us-in-eu', {
    storageClassMapping: { gp3: 'premium' },
    steps: ['db', 'shop'].map(name => ({
      name, schedule: daily, includedNamespaces: [name], resourceModifier: [{ conditions: { groupResource: 'pods' }, mergePatches: [{ metadata: { labels: { a: 'b' } } }] }],
    })),
  });
  app.synth();
  const page = readFileSync(join(folder, 'dist/_recovery/us-in-eu.md'), 'utf8');
  const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' });
  const named = [...page.matchAll(/[\w.-]+\/[\w.-]+\.yaml/g)].map(([path]) => path);
  expect([...new Set(named)].sort()).toEqual(files.filter(file => /^eu\.restore-.*\.yaml$/.test(file)).sort());
  expect(named.length).toBeGreaterThan(2);
  const objects = fleet.clusterCharts.flatMap(chart => (chart.toJson() as Manifest[])
    .map(({ kind, metadata }) => `${chart.cluster} ${kind} ${metadata.namespace} ${metadata.name}`));
  const commands = [...page.matchAll(/--context (\S+) -n (\S+) (?:\S+ )*?(restores|schedules|configmap|backupstoragelocations)(?:\.velero\.io)?[ /]([a-z][\w-]*)/g)];
  const kinds: Readonly<Record<string, string>> = { restores: 'Restore', schedules: 'Schedule', configmap: 'ConfigMap', backupstoragelocations: 'BackupStorageLocation' };
  const mentioned = commands.map(([, cluster, namespace, kind, name]) => `${cluster} ${kinds[kind]} ${namespace} ${name}`);
  expect([...new Set(mentioned)].sort()).toEqual([
    'eu BackupStorageLocation velero us', 'eu ConfigMap velero change-storage-class', 'eu Restore velero us-in-eu-db-us', 'eu Restore velero us-in-eu-shop-us', 'us Schedule velero daily-us',
  ]);
  expect(objects).toEqual(expect.arrayContaining([...new Set(mentioned)]));
  expect(page).toContain('-l velero.io/schedule-name=daily-us ');
});

test('where a program has several fleets, files are below the folder of theirs', () => {
  const { fleet, plan } = withPlans();
  const made = plan({ storageClassMapping: { gp3: 'premium' } });
  newFleet(fleet.node.root as FleetApp, {}, 'other');
  expect(made.runbook()).toContain('create -f acme/eu.restore-us-in-eu/01-daily-us.yaml\n');
  expect(made.runbook()).toContain('apply -f acme/eu.restore-storage-classes/velero.yaml\n');
  expect(fleet.addedFiles().map(([path]) => path)).toContain('acme/_recovery/us-in-eu.md');
});
