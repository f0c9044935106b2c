import { describe, expect, test } from '@jest/globals';
import { App, JsonPatch, Testing } from 'cdk8s';
import { objectsOf, ofKind, STORAGE, valuesOf, withVelero } from './fleet-with-velero';
import { BackupStorage, SnapshotLocation, Velero, VeleroSchedule, VeleroScheduleProps } from '../../lib/dr';
import { Member, newFleet } from '../fleet/members';

const LABELS = { 'app.kubernetes.io/managed-by': 'velero' };
const PRIVILEGED = {
  'pod-security.kubernetes.io/audit': 'privileged', 'pod-security.kubernetes.io/enforce': 'privileged', 'pod-security.kubernetes.io/warn': 'privileged',
};
const location = (name: string, prefix: string, spec: object) => ({
  apiVersion: 'velero.io/v1', kind: 'BackupStorageLocation', metadata: { name, namespace: 'velero' },
  spec: { provider: 'aws', config: { region: 'eu-central-1' }, objectStorage: { bucket: 'acme-velero', prefix }, ...spec },
});

/** The Schedule of `us`. */
function specOf(props: Partial<VeleroScheduleProps>) {
  const { fleet, schedule } = withVelero();
  schedule(props);
  return ofKind(fleet, 'us', 'Schedule')[0].spec as { schedule: string; template: Readonly<Record<string, unknown>> };
}

describe('a schedule', () => {
  test('makes in the protected cluster a place to write to and the Schedule, in the standby a place of its own and one to read from', () => {
    const { fleet, eu, schedule } = withVelero();
    schedule({ standby: eu, ttl: '720h' });
    expect(objectsOf(fleet, 'us').filter(({ kind }) => kind !== 'Namespace')).toEqual([
      {
        apiVersion: 'velero.io/v1', kind: 'Schedule', metadata: { name: 'daily-us', namespace: 'velero' },
        spec: { schedule: '0 2 * * *', useOwnerReferencesInBackup: false, template: { metadata: { labels: LABELS }, storageLocation: 'default', ttl: '720h0m0s' } },
      },
      location('default', 'acme/us', { accessMode: 'ReadWrite', default: true }),
    ]);
    expect(objectsOf(fleet, 'eu').filter(({ kind }) => kind !== 'Namespace')).toEqual([
      location('default', 'acme/eu', { accessMode: 'ReadWrite', default: true }),
      location('us', 'acme/us', { accessMode: 'ReadOnly' }),
    ]);
    expect(objectsOf(fleet, 'asia')).toEqual([]);
    expect(ofKind(fleet, 'us', 'Namespace')).toMatchObject([{ metadata: { name: 'velero' } }]);
  });

  test('installs Velero by the delivery, once in each cluster', () => {
    const { fleet, delivery, eu, us, schedule } = withVelero();
    schedule({ standby: eu });
    schedule({ velero: new Velero(fleet, 'other', { storage: STORAGE, namespace: 'other', installedBy: 'others' }), clusters: [us], name: 'more' }, 'weekly');
    expect(delivery.releases.map(({ cluster, name, namespace, repository, path }) => ({ cluster, name, namespace, repository, path }))).toEqual(['us', 'eu'].map(cluster => ({
      cluster, name: 'velero', namespace: 'velero', repository: 'https://vmware-tanzu.github.io/helm-charts', path: `acme/daily/velero/${cluster}`,
    })));
  });

  test('has every field of a template that it has a prop for', () => {
    const selector = { matchLabels: { app: 'x' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a'] }] };
    expect(specOf({
      schedule: '@daily', paused: true, useOwnerReferencesInBackup: true, name: 'nightly',
      includedNamespaces: ['prod-*'], excludedNamespaces: ['prod-x'], includedClusterScopedResources: ['storageclasses'],
      excludedClusterScopedResources: ['nodes'], includedNamespaceScopedResources: ['pods'], excludedNamespaceScopedResources: ['events'],
      labelSelector: selector, ttl: '36h', backupLabels: { team: 'db' }, snapshotVolumes: true, snapshotMoveData: true, datamover: 'velero',
      csiSnapshotTimeout: '15m', itemOperationTimeout: '6h', uploaderConfig: { parallelFilesUpload: 4 }, volumeGroupSnapshotLabelKey: 'acme.example/group',
      orderedResources: { pods: ['db/primary', 'db/replica'], persistentvolumes: ['a'] },
      hooks: [{
        name: 'freeze', includedNamespaces: ['db'], excludedNamespaces: ['x'], includedResources: ['pods'], excludedResources: ['services'], labelSelector: selector,
        pre: [{ command: ['fsfreeze', '-f', '/data'], container: 'db', onError: 'Fail', timeout: '1m' }], post: [{ command: ['fsfreeze', '-u', '/data'] }],
      }],
    })).toEqual({
      schedule: '@daily', paused: true, useOwnerReferencesInBackup: true,
      template: {
        metadata: { labels: { ...LABELS, team: 'db' } }, storageLocation: 'default',
        includedNamespaces: ['prod-*'], excludedNamespaces: ['prod-x'], includedClusterScopedResources: ['storageclasses'],
        excludedClusterScopedResources: ['nodes'], includedNamespaceScopedResources: ['pods'], excludedNamespaceScopedResources: ['events'],
        labelSelector: selector, ttl: '36h0m0s', snapshotVolumes: true, snapshotMoveData: true, datamover: 'velero',
        csiSnapshotTimeout: '15m0s', itemOperationTimeout: '6h0m0s', uploaderConfig: { parallelFilesUpload: 4 }, volumeGroupSnapshotLabelKey: 'acme.example/group',
        orderedResources: { pods: 'db/primary,db/replica', persistentvolumes: 'a' },
        hooks: {
          resources: [{
            name: 'freeze', includedNamespaces: ['db'], excludedNamespaces: ['x'], includedResources: ['pods'], excludedResources: ['services'], labelSelector: selector,
            pre: [{ exec: { command: ['fsfreeze', '-f', '/data'], container: 'db', onError: 'Fail', timeout: '1m' } }],
            post: [{ exec: { command: ['fsfreeze', '-u', '/data'] } }],
          }],
        },
      },
    });
    expect(specOf({
      includedResources: ['pods'], excludedResources: ['events'], includeClusterResources: true, orLabelSelectors: [{ matchLabels: { a: 'b' } }], defaultVolumesToFsBackup: true,
    }).template).toMatchObject({
      includedResources: ['pods'], excludedResources: ['events'], includeClusterResources: true, orLabelSelectors: [{ matchLabels: { a: 'b' } }], defaultVolumesToFsBackup: true,
    });
  });

  test('writes policies into a ConfigMap that the template names', () => {
    const { fleet, schedule } = withVelero();
    schedule({ resourcePolicy: { volumePolicies: [{ conditions: { storageClass: ['scratch'] }, action: { type: 'skip' } }] } });
    expect(ofKind(fleet, 'us', 'ConfigMap')).toEqual([{
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'daily-us', namespace: 'velero' },
      data: { 'policies.yaml': expect.stringContaining('version: v1\nvolumePolicies:\n  - conditions:\n      storageClass:\n        - scratch\n    action:\n      type: skip\n') },
    }]);
    expect(ofKind(fleet, 'us', 'Schedule')[0].spec).toMatchObject({ template: { resourcePolicy: { kind: 'configmap', name: 'daily-us' } } });
  });

  test('spreads its clusters over a window, each at a time that others do not change', () => {
    const times = (clusters: (all: ReturnType<typeof withVelero>) => VeleroScheduleProps['clusters']) => {
      const all = withVelero();
      all.schedule({ clusters: clusters(all), stagger: '2h' });
      return Object.fromEntries(clusters(all).map(({ name }) => [name, (ofKind(all.fleet, name, 'Schedule')[0].spec as { schedule: string }).schedule]));
    };
    const all = times(({ asia, eu, us }) => [us, eu, asia]);
    expect(new Set(Object.values(all)).size).toBe(3);
    Object.values(all).forEach(cron => expect(cron).toMatch(/^\d+ [23] \* \* \*$/));
    expect(times(({ us }) => [us])).toEqual({ us: all.us });
  });

  test('says what it made, and can be changed', () => {
    const { fleet, eu, us, schedule } = withVelero();
    const daily = schedule({ standby: eu, includedNamespaces: ['prod'], ttl: '48h' });
    expect([daily.scheduleNameOf(us), daily.standby, daily.clusters, daily.schedule, daily.ttl, daily.includedNamespaces]).toEqual(['daily-us', eu, [us], '0 2 * * *', '48h', ['prod']]);
    expect(() => daily.scheduleNameOf(eu)).toThrow("acme/daily: does not protect cluster 'eu': write one of clusters (us)");
    (daily.node.defaultChild as unknown as { addJsonPatch(patch: JsonPatch): void }).addJsonPatch(JsonPatch.add('/spec/paused', true));
    expect(ofKind(fleet, 'us', 'Schedule')[0].spec).toMatchObject({ paused: true });
    expect(daily.on(us).node.findAll().length).toBeGreaterThan(1);
    expect(daily.velero.on(eu).node.findAll().length).toBeGreaterThan(1);
  });

  test('does not depend on the order of the program', () => {
    const made = (first: boolean) => {
      const { fleet, eu, asia, us } = withVelero();
      const velero = new Velero(fleet, 'velero', { storage: STORAGE });
      const parts = [
        () => new VeleroSchedule(fleet, 'a', { velero, schedule: '0 1 * * *', clusters: [us], standby: eu, defaultVolumesToFsBackup: true }),
        () => new VeleroSchedule(fleet, 'b', { velero, schedule: '0 2 * * *', clusters: [us, asia] }),
      ];
      (first ? parts : [...parts].reverse()).forEach(part => part());
      const sorted = (name: string) => [...objectsOf(fleet, name)].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
      return ['us', 'eu', 'asia'].map(name => [sorted(name), valuesOf(fleet, name)]);
    };
    expect(made(true)).toEqual(made(false));
  });
});

describe('what it needs of Velero', () => {
  test.each<[Partial<VeleroScheduleProps>, { readonly agent: boolean; readonly csi: boolean }]>([
    [{}, { agent: false, csi: false }],
    [{ defaultVolumesToFsBackup: true }, { agent: true, csi: false }],
    [{ snapshotMoveData: true }, { agent: true, csi: true }],
    [{ resourcePolicy: { volumePolicies: [{ conditions: { nfs: {} }, action: { type: 'fs-backup' } }] } }, { agent: true, csi: false }],
    [{ resourcePolicy: { volumePolicies: [{ conditions: { nfs: {} }, action: { type: 'skip' } }] } }, { agent: false, csi: false }],
    [{ csi: true }, { agent: false, csi: true }],
    [{ nodeAgent: true }, { agent: true, csi: false }],
    [{ volumeSnapshotClass: { driver: 'ebs.csi.aws.com' } }, { agent: false, csi: true }],
    [{ volumeSnapshotClass: { driver: 'ebs.csi.aws.com' }, csi: false }, { agent: false, csi: false }],
  ])('%j: in the protected cluster and in the standby', (props, { agent, csi }) => {
    const { fleet, eu, schedule } = withVelero();
    schedule({ standby: eu, ...props });
    for (const cluster of ['us', 'eu']) {
      expect(valuesOf(fleet, cluster)).toMatchObject({ deployNodeAgent: agent, configuration: csi ? { features: 'EnableCSI' } : {} });
      expect('features' in (valuesOf(fleet, cluster)!.configuration as object)).toBe(csi);
      const chart = fleet.chartsOf(cluster)[0];
      const namespace = chart.node.findAll().map(object => ('toJson' in object && object !== chart ? (object as { toJson(): { kind?: string; metadata?: { labels?: object } } }).toJson() : {}))
        .find(({ kind }) => kind === 'Namespace')!;
      expect(namespace.metadata!.labels ?? {}).toEqual(agent ? PRIVILEGED : {});
    }
  });
});

describe('what the call alone shows', () => {
  const other = () => new Member(newFleet(new App({ outdir: Testing.app().outdir }), {}, 'other'), 'far');
  test.each<[(all: ReturnType<typeof withVelero>) => Partial<VeleroScheduleProps>, string]>([
    [() => ({ schedule: undefined }), 'acme/daily: schedule is missing; write text that is not empty'],
    [() => ({ clusters: [] }), 'acme/daily: clusters: write a list of clusters that is not empty, got []'],
    [() => ({ storage: undefined }), 'acme/daily: storage is missing; write where backups go, BackupStorage.aws({ ... }), or velero, a Velero that several schedules share'],
    [({ us }) => ({ clusters: [us, us] }), "acme/daily: clusters: names 'us' twice; keep one"],
    [({ us }) => ({ standby: us }), "acme/daily: standby: 'us' is one of clusters too, and what protects it is gone when it is"],
    [() => ({ standby: other() }), "acme/daily: standby: other/far is a cluster of another fleet; write clusters of fleet 'acme'"],
    [() => ({ clusters: [other()] }), "acme/daily: clusters: other/far is a cluster of another fleet; write clusters of fleet 'acme'"],
    [({ fleet }) => ({ velero: new Velero(fleet, 'v', { storage: STORAGE }), csi: true }), 'acme/daily: csi: the Velero that is given says that; leave out the one or the other'],
    [() => ({ velero: {} as Velero, storage: undefined }), 'acme/daily: velero: write a Velero: new Velero(...), got {}'],
    [() => ({ skipImmediately: false } as object), 'acme/daily: skipImmediately: the Velero server writes it back'],
    [() => ({ retention: '30d' } as object), 'acme/daily: retention is no option; write one of schedule, clusters, '],
    [() => ({ name: 'Daily' }), "acme/daily: name: write lower-case letters, digits and dashes, 63 at most, got 'Daily'"],
    [() => ({ name: 'a'.repeat(61) }), `acme/daily: name: Schedule '${'a'.repeat(61)}-us' has 64 characters, and Velero makes no backups when a name has more than 63: write a shorter name`],
    [() => ({ ttl: '30d' }), '720h0m0s'],
    [() => ({ schedule: '0 2 * * 7' }), 'acme/daily: schedule: '],
    [() => ({ ttl: '12h' }), 'acme/daily: ttl: '],
    [() => ({ labelSelector: {}, orLabelSelectors: [] as never }), 'acme/daily: labelSelector, orLabelSelectors: '],
    [() => ({ stagger: '2d' }), "acme/daily: stagger: '2d' is no Go duration"],
    [() => ({ schedule: '@every 24h', stagger: '2h' }), 'acme/daily: stagger: @every counts from when the Schedule is made'],
    [() => ({ storageLocation: 'second' }), "acme/daily: storageLocation: us has no place to write to called 'second': write one of default"],
    [() => ({ volumeSnapshotLocations: ['x'] }), "acme/daily: volumeSnapshotLocations: us has none called 'x': write snapshotLocations"],
    [() => ({ resourcePolicy: {} }), 'acme/daily: resourcePolicy: is empty; write volumePolicies or includeExcludePolicy, or leave it out'],
    [() => ({ resourcePolicy: { policies: [] } as object }), 'acme/daily: resourcePolicy.policies is no option; write one of volumePolicies, includeExcludePolicy'],
    [() => ({ orderedResources: { pods: 'db/a,db/b' as never } }), "acme/daily: orderedResources.pods: write a list of texts that are not empty, got 'db/a,db/b'"],
    [() => ({ hooks: [null as never] }), 'acme/daily: hooks: write a list of objects, got [null]'],
    [() => ({ hooks: [{ name: 'a', pre: 'x' as never }] }), "acme/daily: hooks[0].pre: write a list of objects, got 'x'"],
    [() => ({ hooks: [{ pre: [] } as never] }), 'acme/daily: hooks[0].name is missing; write text that is not empty'],
    [() => ({ hooks: [{ name: 'a', post: [{ command: 'ls' as never }] }] }), "acme/daily: hooks[0].post[0].command: write a list of texts that are not empty, got 'ls'"],
    [() => ({ hooks: [{ name: 'a', post: [{ command: ['ls'], shell: true } as never] }] }), 'acme/daily: hooks[0].post[0].shell is no option; write one of command, '],
    [() => ({ uploaderConfig: { parallel: 4 } as never }), 'acme/daily: uploaderConfig.parallelFilesUpload is missing; write a whole number, 1 or more'],
    [() => ({ labelSelector: { matchExpressions: [{ key: 'a', operator: 'in', values: ['x'] }] } }), "acme/daily: labelSelector.matchExpressions[0].operator: 'in' is none; write In, NotIn, Exists or DoesNotExist"],
    [() => ({ orLabelSelectors: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] }), 'acme/daily: orLabelSelectors[0].matchExpressions[0].values: In needs one value at least'],
    [() => ({ hooks: [{ name: 'a', labelSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] } }] }),
      'acme/daily: hooks.resources[0].labelSelector.matchExpressions[0].values: Exists takes none; leave them out'],
    [() => ({ resourcePolicy: { volumePolicies: [{ conditions: { capacity: 'big' }, action: { type: 'skip' } }] } }), 'acme/daily: resourcePolicy.'],
  ])('is refused: %#', (props, message) => {
    const all = withVelero();
    expect(() => all.schedule(props(all))).toThrow(message);
  });
});

describe('several places', () => {
  const second = BackupStorage.aws({ bucket: 'acme-far', region: 'ap-south-1', name: 'far', credentials: 'pods' });
  const first = BackupStorage.aws({ bucket: 'acme-near', region: 'eu-west-1', name: 'near', default: true, credentials: 'pods' });

  test('a schedule writes to the default one, or to the one that it names', () => {
    const { fleet, eu, us } = withVelero();
    const velero = new Velero(fleet, 'velero', { storage: [second, first] });
    new VeleroSchedule(fleet, 'a', { velero, clusters: [us], standby: eu, schedule: '0 1 * * *' });
    new VeleroSchedule(fleet, 'b', { velero, clusters: [us], schedule: '0 1 * * *', storageLocation: 'far' });
    expect(ofKind(fleet, 'us', 'Schedule').map(({ spec }) => (spec as { template: { storageLocation: string } }).template.storageLocation)).toEqual(['near', 'far']);
    expect(ofKind(fleet, 'us', 'BackupStorageLocation').map(({ metadata, spec }) => [metadata.name, (spec as { default?: boolean }).default])).toEqual([['far', undefined], ['near', true]]);
    expect(ofKind(fleet, 'eu', 'BackupStorageLocation').map(({ metadata }) => metadata.name)).toEqual(['far', 'near', 'us-near']);
  });

  test('of one provider of snapshots a schedule must choose one', () => {
    const snapshots = [
      SnapshotLocation.aws({ region: 'eu-west-1', credentials: 'pods' }), SnapshotLocation.aws({ region: 'eu-west-1', name: 'slow', credentials: 'pods' }),
      SnapshotLocation.gcp({ name: 'gcp', credentials: 'pods' }),
    ];
    expect(() => specOf({ snapshotLocations: snapshots })).toThrow(
      'acme/daily: volumeSnapshotLocations: default and slow are both of provider aws, and a backup takes one for each provider: name the ones to use');
    expect(specOf({ snapshotLocations: snapshots, volumeSnapshotLocations: ['slow', 'gcp'] }).template.volumeSnapshotLocations).toEqual(['slow', 'gcp']);
    expect(specOf({ snapshotLocations: snapshots[0] }).template.volumeSnapshotLocations).toEqual(['default']);
    expect(() => specOf({ snapshotLocations: snapshots[0], volumeSnapshotLocations: ['slow'] })).toThrow("us has none called 'slow': write one of default");
  });
});
