import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { filesOf, machines, network, STORAGE, unitOf, withHub } from './hubs';
import { ManagedCluster } from '../../../lib/capi';
import { BackupStorage, HubRecoveryProps, RestorePlan, Velero, VeleroSchedule } from '../../../lib/dr';
import { formatFinding, Manifest, Mirror } from '../../../lib/fleet';
import { HubPlatform } from '../../../lib/hub';

describe('the backups', () => {
  test('hold all objects of the hub, every hour, without volumes', () => {
    const { fleet, recovery } = withHub();
    const { schedule, name, runbookFile } = recovery({ ttl: '168h' });
    const [made] = (fleet.chartOf('hub').toJson() as Manifest[]).filter(({ kind }) => kind === 'Schedule');
    expect(made).toMatchObject({
      metadata: { name: 'state-hub', namespace: 'velero' },
      spec: {
        schedule: '0 * * * *', template: {
          includeClusterResources: true, snapshotVolumes: false, ttl: '168h0m0s', storageLocation: 'default',
          excludedResources: ['events', 'events.events.k8s.io', 'pods', 'replicasets.apps', 'endpoints', 'endpointslices.discovery.k8s.io', 'leases.coordination.k8s.io'],
        },
      },
    });
    expect((made as any).spec.template).not.toHaveProperty('includedNamespaces');
    expect([schedule.node.path, schedule.clusters, name, runbookFile]).toEqual(['acme/state/backup', [fleet.hub], 'state', '_recovery/state.md']);
  });

  test('share a Velero', () => {
    const { fleet, recovery } = withHub();
    const velero = new Velero(fleet, 'velero', { storage: STORAGE, namespace: 'backup' });
    const { schedule } = recovery({ velero, schedule: '@daily', name: 'hub-state' });
    expect(schedule.velero).toBe(velero);
    expect(unitOf(fleet, 'restore-hub-state').map(({ metadata: { namespace } }) => namespace)).toEqual(['backup', 'backup', 'backup']);
  });
});

describe('the objects of a new hub', () => {
  test('are definitions, then clusters, each of them paused', () => {
    const { fleet, recovery } = withHub();
    recovery({ namespaces: ['identities', 'clusters-us'], resources: ['*.metal3.io'] });
    const [definitions, modifiers, clusters] = unitOf(fleet);
    expect(fleet.chartOf('hub', 'restore-state').node.children.map(({ node: { id } }) => id)).toEqual(['01-definitions', '02-clusters']);
    expect(definitions).toEqual({
      apiVersion: 'velero.io/v1', kind: 'Restore', metadata: { name: 'state-definitions', namespace: 'velero' },
      spec: {
        scheduleName: 'state-hub', includedResources: ['customresourcedefinitions.apiextensions.k8s.io'], includeClusterResources: true, existingResourcePolicy: 'none',
      },
    });
    expect(modifiers).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'state-clusters', namespace: 'velero' } });
    const { version, resourceModifierRules: [{ conditions, mergePatches }, ...more] } = parse(modifiers.data['modifiers.yaml']);
    expect([version, conditions, parse(mergePatches[0].patchData), more]).toEqual(['v1', { groupResource: 'clusters.cluster.x-k8s.io' }, { spec: { paused: true } }, []]);
    expect(clusters).toEqual({
      apiVersion: 'velero.io/v1', kind: 'Restore', metadata: { name: 'state-clusters', namespace: 'velero' },
      spec: {
        scheduleName: 'state-hub', includedNamespaces: ['clusters-eu', 'clusters-us', 'identities'], includedResources: ['secrets', 'configmaps', '*.cluster.x-k8s.io', '*.metal3.io'],
        excludedResources: ['*.operator.cluster.x-k8s.io'], includeClusterResources: true, existingResourcePolicy: 'none',
        labelSelector: { matchExpressions: [{ key: 'cluster.x-k8s.io/cluster-name', operator: 'NotIn', values: ['hub'] }] },
        resourceModifier: { kind: 'configmap', name: 'state-clusters' },
      },
    });
  });

  test('are delivered by nobody', () => {
    const { fleet, recovery } = withHub();
    recovery();
    expect(fleet.delivery.waveOf({ cluster: 'hub', unit: 'restore-state' })).toBeUndefined();
    expect(fleet.check().filter(({ severity }) => severity === 'error').map(formatFinding)).toEqual([]);
  });

  test('have a location that is only read, and the values of Velero', () => {
    const { fleet, recovery } = withHub();
    recovery();
    const files = filesOf(fleet);
    expect([...files.keys()]).toEqual(['_recovery/state.md', '_recovery/state.location.yaml', '_recovery/state.values.yaml']);
    const [location] = (fleet.chartOf('hub').toJson() as any[]).filter(({ kind }) => kind === 'BackupStorageLocation');
    const { default: isDefault, ...spec } = location.spec;
    // As it is delivered, but that nothing is written to it.
    expect(parse(files.get('_recovery/state.location.yaml')!)).toEqual({
      ...location, metadata: { name: location.metadata.name, namespace: location.metadata.namespace }, spec: { ...spec, accessMode: 'ReadOnly' },
    });
    expect([isDefault, spec.accessMode]).toEqual([true, 'ReadWrite']);
    expect(parse(files.get('_recovery/state.values.yaml')!)).toEqual(fleet.clusterModel('hub').releases.find(({ name }) => name === 'velero')!.values);
  });
});

describe('the runbook', () => {
  test('goes from the old hub to the delivery, and nothing comes before its time', () => {
    const { fleet, recovery } = withHub();
    new HubPlatform(fleet, 'platform');
    const page = recovery({ recoveryTimeObjective: '4h' }).runbook();
    fleet.settle();
    expect(`\n${page}`).toBe(filesOf(fleet).get('_recovery/state.md'));
    expect(page.split('\n').filter(line => line.startsWith('#'))).toEqual([
      '# Bring back the hub hub', '## 1. Make sure that the old hub does nothing any more', '## 2. Make an empty cluster', '## 3. Install Velero alone', '## 4. Restore definitions',
      '## 5. Restore the objects of clusters', '## 6. Check that every Cluster is paused', '## 7. Install what the hub runs, but for the delivery',
      '## 8. Check that everything is there', '## 9. Let the clusters loose, one at a time', '## 10. Let the delivery loose', '## Afterwards', '### Have backups made again',
      '### What was not in the backup',
    ]);
    const order = ['state.location.yaml', 'state-definitions ', '02-clusters.yaml', '{.spec.paused}', '-f hub.00-crds', '-f hub.10-cert-manager', '-f hub.30-cluster-api-operator',
      '-f hub.40-cluster-api', 'loose clusters-eu eu', 'loose clusters-us us', 'apply --server-side --force-conflicts -f hub\n'].map(text => page.indexOf(text));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
    expect(page).toContain('| Until it looks after them again | 4 hours are promised; only a drill shows how long it takes |');
    expect(page).toContain('| Lost | up to 1 hour of changes (Schedule `state-hub`, `0 * * * *`) |');
    expect(page).toContain('kubectl --context old-hub -n capi-operator-system scale deployments --all --replicas=0');
  });

  test('names files, folders, objects and Secrets that exist', () => {
    const { fleet, recovery } = withHub();
    new HubPlatform(fleet, 'platform');
    const runbook = recovery().runbook();
    const folders = new Set(fleet.chartsOf('hub').map(({ unit }) => fleet.folderOf('hub', unit)));
    const applied = [...runbook.matchAll(/(?:apply|create|diff).* -f (\S+)/g)].map(([, path]) => path);
    const units = applied.filter(path => !path.startsWith('_recovery/')).map(path => path.split('/')[0]);
    expect(units.length).toBeGreaterThan(6);
    expect(units.filter(folder => !folders.has(folder))).toEqual([]);
    expect(applied.filter(path => path.startsWith('_recovery/') && !filesOf(fleet).has(path))).toEqual([]);
    expect(runbook).toContain(' --values _recovery/state.values.yaml');
    const files = fleet.chartOf('hub', 'restore-state').node.children.map(({ node: { id } }) => `hub.restore-state/${id}.yaml`);
    expect(applied.filter(path => path.startsWith('hub.restore-state/'))).toEqual(files);
    const names = unitOf(fleet).filter(({ kind }) => kind === 'Restore').map(({ metadata: { name } }) => name);
    expect([...new Set([...runbook.matchAll(/restores\.velero\.io (\S+)/g)].map(([, name]) => name))]).toEqual(names);
    const secret = fleet.secretsOf('hub').find(({ namespace }) => namespace === 'velero')!;
    expect(runbook).toContain(`kubectl --context hub -n velero create secret generic ${secret.name} --from-literal=cloud="$(cat "$SECRETS"/${secret.name}.cloud)"`);
  });

  test('lets the least important cluster loose first', () => {
    const { us, other, recovery } = withHub();
    const page = recovery({ unpauseOrder: [other, us] }).runbook();
    expect(page.split('\n').filter(line => line.startsWith('loose '))).toEqual(['loose clusters-us us', 'loose clusters-eu eu']);
  });

  test('knows neither platform nor release where others install them, and promises nothing', () => {
    const { recovery } = withHub();
    const page = recovery({ installedBy: 'Terraform module backup', storage: BackupStorage.aws({ bucket: 'b', region: 'eu-central-1', credentials: 'pods' }) }).runbook();
    expect(page).toContain('Velero itself: as Terraform module backup installs it.');
    expect(page).toContain('In the releases that the old hub had, as who installs them does, each ready before the next: `cert-manager`, `cluster-api`, `bootstrap-kubeadm`, `control-plane-kubeadm`'
      + ' and `infrastructure-docker`. Not Argo CD or Flux.');
    expect(page).toContain('| Until it looks after them again | nothing is promised |');
    expect(page).not.toMatch(/helm |create secret|capi-operator-system/);
  });

  test('takes the chart from where the fleet does', () => {
    const install = 'helm --kube-context hub install velero';
    const rest = ' --version 12.1.0 --namespace velero --values _recovery/state.values.yaml';
    expect(withHub().recovery().runbook()).toContain(`${install} velero --repo https://vmware-tanzu.github.io/helm-charts${rest}`);
    const { fleet, recovery } = withHub({ mirror: Mirror.registry('mirror.example.com') });
    const page = recovery().runbook();
    const { repository } = fleet.clusterModel('hub').releases.find(({ name }) => name === 'velero')!;
    expect(repository).toMatch(/^oci:\/\/mirror\.example\.com/);
    expect(page).toContain(`${install} ${repository}/velero${rest}`);
  });

  test('leaves out what a hub has made for itself', () => {
    const hub = ManagedCluster.hub({ ...machines, name: 'hub', version: '1.34.1', network: network(10) });
    const { fleet, recovery } = withHub({ hub });
    const page = recovery().runbook();
    expect(page).toContain('hub was made by Cluster API and looked after itself. Its own objects are in the backup and are left out: they describe machines that are gone.');
    expect(page).toContain('Then the Cluster hub itself moves in, with `clusterctl move` from the cluster for the moment, as when it was first made.');
    expect(page).not.toMatch(/^loose .* hub$/m);
    expect(unitOf(fleet)[2].spec.includedNamespaces).toEqual(['clusters-eu', 'clusters-us']);
    expect(withHub().recovery().runbook()).not.toMatch(/looked after itself|clusterctl/);
  });
});

test('a runbook has one name', () => {
  const { fleet, us, eu, recovery } = withHub();
  const schedule = new VeleroSchedule(fleet, 'daily', { storage: STORAGE, schedule: '@daily', clusters: [us], standby: eu, includedNamespaces: ['shop'] });
  new RestorePlan(fleet, 'plan', { name: 'state', schedules: [schedule] });
  expect(() => recovery({ velero: schedule.velero })).toThrow("acme/state: name: acme/plan is called 'state' too, and their runbooks would be one file: write another name");
});

describe('refuses', () => {
  test.each<[string, Partial<HubRecoveryProps>, string]>([
    ['an unknown option', { standby: 1 } as never, 'acme/state: standby is no option; write one of schedule, ttl'],
    ['what is no cron', { schedule: '0 25 * * *' }, 'acme/state: schedule: '],
    ['a long name', { name: 'x'.repeat(41) }, `acme/state: name: write lower-case letters, digits and dashes, 40 at most, got '${'x'.repeat(41)}'`],
    ['days', { recoveryTimeObjective: '1d' }, "acme/state: recoveryTimeObjective: '1d' is no Go duration"],
    ['what is no list', { namespaces: 'a' as never }, "acme/state: namespaces: write a list of texts that are not empty, got 'a'"],
    ['a Velero that is none', { velero: {} as never }, 'acme/state: velero: write a Velero: new Velero(...), got {}'],
    ['no storage', { storage: undefined }, 'storage is missing'],
    ['a store inside of the hub', { storage: BackupStorage.aws({ bucket: 'b', region: 'minio', s3Url: 'http://minio.minio.svc:9000', credentials: 'pods' }) },
      "acme/state: storage: 'http://minio.minio.svc:9000' is a Service inside of the hub, and is gone when the hub is; write a store outside of it, in another region where there is one"],
  ])('%s', (_, props, message) => {
    expect(() => withHub().recovery(props)).toThrow(message);
  });

  test('clusters that are not let loose, and a second one of a name', () => {
    const { fleet, us, recovery } = withHub();
    expect(() => recovery({ unpauseOrder: [us, us] }, 'a')).toThrow("acme/a: unpauseOrder: acme/us is there twice; write members of fleet 'acme', each once");
    expect(() => recovery({ unpauseOrder: [fleet.hub] }, 'b')).toThrow(/^acme\/b: unpauseOrder: .* is the hub, which is not restored; write members/);
    expect(() => recovery({ unpauseOrder: [withHub().us] }, 'c')).toThrow('acme/c: unpauseOrder: acme/us is a cluster of another fleet; write members');
    recovery();
    expect(() => recovery({ name: 'state' }, 'd')).toThrow("acme/d: name: something else restores the hub in unit 'restore-state' already; write another name");
  });

  test('no store of another cluster that only looks like it', () => {
    const storage = BackupStorage.aws({ bucket: 'b', region: 'minio', s3Url: 'https://minio.svcs.example.com', credentials: 'pods' });
    expect(withHub().recovery({ storage }).name).toBe('state');
  });
});

test('velero-hub-without-clusters warns of a hub that makes none', () => {
  const found = (managed: boolean) => {
    const { fleet, recovery } = withHub({ managed });
    recovery();
    return fleet.check().filter(({ code }) => code === 'velero-hub-without-clusters').map(formatFinding);
  };
  expect(found(true)).toEqual([]);
  expect(found(false)).toEqual([
    'warning velero-hub-without-clusters: acme/state: hub hub makes no cluster through Cluster API, so that there is none to bring back: remove it, or protect what people write there'
    + ' by a VeleroSchedule',
  ]);
});
