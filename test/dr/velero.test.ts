import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Testing } from 'cdk8s';
import { found, objectsOf, ofKind, STORAGE, valuesOf, withVelero } from './fleet-with-velero';
import { Secrets } from '../../lib/delivery';
import { BackupStorage, SnapshotLocation, Velero, VeleroProps, VeleroSchedule } from '../../lib/dr';
import { Fleet, ICluster, Mirror, withDeferred } from '../../lib/fleet';
import { factsOf } from '../../lib/fleet/lock-facts';
import { renderCharts } from '../../lib/fleet/render/render-charts';
import { known, later } from '../fleet/deferred-support';
import { recording } from '../fleet/deliveries';
import { Member, newFleet } from '../fleet/members';

const FILE = { secret: { key: 'acme/velero', property: 'aws' } };
const awsWith = (credentials: object, props: object = {}) => BackupStorage.aws({ bucket: 'acme-velero', region: 'eu-central-1', credentials, ...props } as never);

function made(props: Partial<VeleroProps>, fleetProps: Parameters<typeof withVelero>[0] = {}) {
  const all = withVelero(fleetProps);
  const velero = new Velero(all.fleet, 'velero', { storage: STORAGE, ...props });
  const daily = new VeleroSchedule(all.fleet, 'daily', { velero, schedule: '0 2 * * *', clusters: [all.us], standby: all.eu });
  return { ...all, velero, daily };
}

describe('the chart', () => {
  test('has no locations, no Secret and no Job that replaces definitions: those are objects of the program, and of the delivery', () => {
    const { fleet } = made({});
    expect(valuesOf(fleet, 'us')).toEqual({
      backupsEnabled: false, snapshotsEnabled: false, credentials: { useSecret: false }, upgradeCRDs: false,
      serviceAccount: { server: { name: 'velero', annotations: {} } },
      initContainers: [{
        name: 'velero-plugin-for-aws', image: 'docker.io/velero/velero-plugin-for-aws:v1.14.2', imagePullPolicy: 'IfNotPresent', volumeMounts: [{ mountPath: '/target', name: 'plugins' }],
      }],
      deployNodeAgent: false, configuration: {},
    });
    expect(fleet.clusterModel('us').releases).toMatchObject([{ name: 'velero', chart: 'velero', version: '12.1.0', namespace: 'velero', serves: ['velero.io'] }]);
  });

  test('makes the pods known to each cloud of their locations, and has the plug-ins of all', () => {
    const { fleet } = made({
      storage: ({ name }) => (name === 'us' ? awsWith((cluster: ICluster) => (cluster.name === 'us' ? { roleArn: 'arn:us' } : FILE))
        : BackupStorage.azure({ bucket: 'backups', storageAccount: 'acme', credentials: { clientId: 'c', subscriptionId: 's', resourceGroup: 'r' } })),
      nodeAgent: true,
    }, { secrets: Secrets.clusterStore('vault') });
    expect(valuesOf(fleet, 'us')).toMatchObject({ serviceAccount: { server: { annotations: { 'eks.amazonaws.com/role-arn': 'arn:us' } } } });
    expect(valuesOf(fleet, 'eu')).toMatchObject({
      serviceAccount: { server: { annotations: { 'azure.workload.identity/client-id': 'c' } } }, podLabels: { 'azure.workload.identity/use': 'true' },
      nodeAgent: { podLabels: { 'azure.workload.identity/use': 'true' } },
      configuration: {
        extraEnvVars: [{ name: 'AZURE_SUBSCRIPTION_ID', value: 's' }, { name: 'AZURE_RESOURCE_GROUP', value: 'r' }, { name: 'AZURE_CLOUD_NAME', value: 'AzurePublicCloud' }],
      },
      initContainers: [{ name: 'velero-plugin-for-aws' }, { name: 'velero-plugin-for-microsoft-azure' }],
    });
    expect(ofKind(fleet, 'eu', 'BackupStorageLocation').map(({ metadata, spec }) => [metadata.name, (spec as { provider: string }).provider, (spec as { credential?: object }).credential])).toEqual([
      ['default', 'azure', undefined], ['us', 'aws', { name: expect.stringMatching(/^velero-acme-velero-[0-9a-f]{8}$/), key: 'cloud' }],
    ]);
    expect(ofKind(fleet, 'eu', 'ExternalSecret')).toMatchObject([{
      metadata: { name: expect.stringMatching(/^velero-acme-velero-[0-9a-f]{8}$/), namespace: 'velero' },
      spec: { data: [{ remoteRef: { key: 'acme/velero', property: 'aws' } }], target: { template: { data: { cloud: '{{ .content }}' } } } },
    }]);
    expect(ofKind(fleet, 'us', 'ExternalSecret')).toEqual([]);
  });

  test('refuses to be two things to one cloud', () => {
    const { fleet } = made({ storage: ({ name }) => awsWith({ roleArn: `arn:${name}` }) });
    expect(() => fleet.settle()).toThrow("acme/velero: credentials: the pods of Velero in a cluster have one eks.amazonaws.com/role-arn, and locations ask for 'arn:eu' and for 'arn:us'");
  });

  test('takes values, a version and a namespace of the user', () => {
    const { fleet } = made({ version: '12.0.2', namespace: 'backup', values: { resources: { limits: { memory: '2Gi' } }, upgradeCRDs: true } });
    expect(valuesOf(fleet, 'us')).toMatchObject({ resources: { limits: { memory: '2Gi' } }, upgradeCRDs: true, backupsEnabled: false });
    expect(fleet.clusterModel('us').releases[0]).toMatchObject({ version: '12.0.2', namespace: 'backup' });
    expect([...objectsOf(fleet, 'us'), ...objectsOf(fleet, 'eu')].filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.namespace)).toEqual(Array(4).fill('backup'));
  });

  test('takes every image from the mirror', () => {
    const { fleet } = made({}, { mirror: Mirror.registry('registry.example.com/mirror') });
    const values = valuesOf(fleet, 'us')!;
    expect(JSON.stringify(values.initContainers)).toContain('registry.example.com/');
    expect(values.image).toMatchObject({ repository: expect.stringContaining('registry.example.com/'), tag: 'v1.18.1' });
  });

  test('is left to others, and so are its definitions', () => {
    const { fleet, delivery } = made({ installedBy: 'Terraform module backup' });
    expect(delivery.releases).toEqual([]);
    expect(fleet.clusterModel('us').servedByOthers).toContain('velero.io');
    expect(ofKind(fleet, 'eu', 'BackupStorageLocation')).toHaveLength(2);
    expect(found(fleet).filter(line => line.includes('kind-not-served'))).toEqual([]);
  });
});

describe('Secrets', () => {
  test('are entries of the inventory where people make them, one for each key of the store', () => {
    const { fleet } = made({
      storage: [awsWith(FILE), awsWith(FILE, { name: 'far', bucket: 'far', default: false }), awsWith({ secret: { key: 'acme/other' } }, { name: 'x', bucket: 'x', default: true })],
      nodeAgent: true, repositoryPassword: { key: 'acme/velero', property: 'password' },
    });
    fleet.settle();
    expect(fleet.secretsOf('us').map(({ name, keys, madeBy }) => [name.replace(/[0-9a-f]{8}$/, '#'), keys, madeBy])).toEqual([
      ['velero-acme-other-#', ['cloud'], 'people'], ['velero-acme-velero-#', ['cloud'], 'people'], ['velero-repo-credentials', ['repository-password'], 'people'],
    ]);
  });

  test('the password is only asked for where the node agent runs', () => {
    const { fleet } = made({ repositoryPassword: { key: 'acme/velero' } });
    fleet.settle();
    expect(fleet.secretsOf('us')).toEqual([]);
  });
});

test('native snapshots and CSI snapshots get what Velero looks for', () => {
  const { fleet, eu, us } = withVelero();
  const velero = new Velero(fleet, 'velero', {
    storage: STORAGE,
    snapshotLocations: ({ name }) => (name === 'us' ? SnapshotLocation.aws({ region: 'us-east-1', credentials: 'pods', name: 'ebs' }) : []),
    volumeSnapshotClass: { driver: 'ebs.csi.aws.com', parameters: { tagSpecification_1: 'a=b' } },
  });
  new VeleroSchedule(fleet, 'daily', { velero, schedule: '0 2 * * *', clusters: [us, eu] });
  expect(unchecked(fleet, 'us', 'VolumeSnapshotLocation')).toEqual([{
    apiVersion: 'velero.io/v1', kind: 'VolumeSnapshotLocation', metadata: { name: 'ebs', namespace: 'velero' }, spec: { provider: 'aws', config: { region: 'us-east-1' } },
  }]);
  expect(unchecked(fleet, 'eu', 'VolumeSnapshotLocation')).toEqual([]);
  expect(unchecked(fleet, 'us', 'VolumeSnapshotClass')).toEqual([{
    apiVersion: 'snapshot.storage.k8s.io/v1', kind: 'VolumeSnapshotClass', metadata: { name: 'velero', labels: { 'velero.io/csi-volumesnapshot-class': 'true' } },
    driver: 'ebs.csi.aws.com', deletionPolicy: 'Delete', parameters: { tagSpecification_1: 'a=b' },
  }]);
  // Nobody has said that the cluster has a snapshot controller.
  expect(found(fleet).filter(line => line.includes('kind-not-served'))[0]).toMatch(/VolumeSnapshotClass velero/);
});

test('options of a location are written', () => {
  const { fleet } = made({
    storage: awsWith('pods' as never, { prefix: 'mine', caCertRef: { name: 'ca', key: 'ca.crt' }, backupSyncPeriod: '5m', validationFrequency: '0s', s3Url: 'https://s3.example.com' }),
  });
  // One prefix for two clusters is a finding, so that their charts do not render.
  const [{ spec }] = unchecked(fleet, 'us', 'BackupStorageLocation');
  expect(spec).toEqual({
    provider: 'aws', accessMode: 'ReadWrite', default: true, config: { region: 'eu-central-1', s3Url: 'https://s3.example.com' }, backupSyncPeriod: '5m', validationFrequency: '0s',
    objectStorage: { bucket: 'acme-velero', prefix: 'mine', caCertRef: { name: 'ca', key: 'ca.crt' } },
  });
});

/** Objects of a kind as they are before a fleet is checked as a whole. */
function unchecked(fleet: Fleet, cluster: string, kind: string): readonly { readonly spec?: object }[] {
  return fleet.chartOf(cluster).node.findAll().filter((object): object is ApiObject => ApiObject.isApiObject(object) && object.kind === kind)
    .map(object => object.toJson() as object);
}

test('the lock keeps where backups are', () => {
  const { fleet } = made({});
  const model = fleet.settle();
  expect(factsOf(model, []).filter(({ fact }) => fact.startsWith('fixed/velero'))).toEqual(['eu', 'us'].map(owner => ({
    owner, fact: 'fixed/velero-location/default', value: `aws:acme-velero/acme/${owner}`,
  })));
});

test('a cluster has Velero once', () => {
  const { fleet, us, asia } = made({});
  let id = 0;
  const second = (cluster: ICluster, props: Partial<VeleroProps> = {}) => () => new VeleroSchedule(fleet, `second-${id++}`, {
    storage: STORAGE, schedule: '0 2 * * *', clusters: [cluster], ...props,
  });
  const message = 'us has Velero already, that of acme/velero: share it, by velero: <that Velero, or schedule.velero> in place of storage and the other options of a Velero';
  expect(second(us)).toThrow(`acme/second-0/velero: ${message}`);
  expect(second(us, { namespace: 'backup' })).toThrow(message);
  expect(second(us, { namespace: 'velero', installedBy: 'others' })).toThrow(message);
  expect(second(us, { namespace: 'others', installedBy: 'others' })).not.toThrow();
  expect(second(asia)).not.toThrow();
});

test.each<[Partial<VeleroProps>, string]>([
  [{ storage: undefined }, 'acme/velero: storage is missing; write a BackupStorage, a list of them, or a function that gives them for a cluster'],
  [{ storage: { bucket: 'x' } as never }, 'acme/velero: storage: write a BackupStorage, a list of them, or a function that gives them for a cluster, got {"bucket":"x"}'],
  [{ storage: [] }, 'acme/velero: storage: write a BackupStorage'],
  [{ storage: () => [] }, 'acme/velero: storage of us: names no place to write backups to; write a BackupStorage'],
  [{ storage: [STORAGE, STORAGE] }, "acme/velero: storage of us: two are called 'default': give one of them another name"],
  [{ storage: () => null as never }, 'acme/velero: storage of us: the function gives something that is no BackupStorage; write BackupStorage or a list of them'],
  [{ snapshotLocations: () => [STORAGE] as never }, 'acme/velero: snapshotLocations of us: the function gives something that is no SnapshotLocation'],
  [{ volumeSnapshotClass: () => 'x' as never }, 'acme/velero: volumeSnapshotClass of us: the function gives something that is no { driver }'],
  [{ volumeSnapshotClass: {} as never }, 'acme/velero: volumeSnapshotClass of us: driver is missing; write text that is not empty'],
  [{ volumeSnapshotClass: { driver: 'a.b', deletionpolicy: 'Retain' } as never }, 'acme/velero: volumeSnapshotClass of us: deletionpolicy is no option; write one of driver, '],
  [{ volumeSnapshotClass: { driver: 'a.b', deletionPolicy: 'Keep' as never } }, "acme/velero: volumeSnapshotClass of us: deletionPolicy: write Delete or Retain, got 'Keep'"],
  [{ volumeSnapshotClass: [{ driver: 'a.b' }, { driver: 'c.d' }] }, "acme/velero: volumeSnapshotClass of us: two are called 'velero': give one of them another name"],
  [{ storage: ({ name }) => awsWith('pods' as never, { name: name === 'eu' ? 'us' : 'default' }) }, "acme/velero: eu would have two locations called 'us'"],
  [{ storage: [STORAGE, awsWith('pods' as never, { name: 'b' })] }, 'acme/velero: storage of us: none of default, b is the default: write default: true for one of them'],
  [{ storage: [awsWith('pods' as never, { default: true }), awsWith('pods' as never, { name: 'b', default: true })] }, 'acme/velero: storage of us: default and b are both the default'],
  [{ snapshotLocations: STORAGE as never }, 'acme/velero: snapshotLocations: write a SnapshotLocation'],
  [{ repositoryPassword: {} as never }, 'acme/velero: repositoryPassword.key is missing; write text that is not empty'],
  [{ repositoryPassword: { key: 'a', value: 'b' } as never }, 'acme/velero: repositoryPassword.value is no option; write one of key, property'],
  [{ namespace: 'Velero' }, "acme/velero: namespace: write lower-case letters, digits and dashes, 63 at most, got 'Velero'"],
  [{ installedBy: 'x', version: '1' }, 'acme/velero: version: x installs Velero, so that nothing here reads that: remove it, or installedBy'],
  [{ features: 'EnableCSI' } as never, 'acme/velero: features is no option; write one of storage, '],
])('what shows its fault alone is refused: %#', (props, message) => {
  expect(() => made(props)).toThrow(message);
});

test('a member of the fleet is enough for it', () => {
  const fleet = newFleet(new App({ outdir: Testing.app().outdir }), { delivery: recording() });
  const only = new Member(fleet, 'only');
  new VeleroSchedule(fleet, 'daily', { storage: STORAGE, schedule: '0 2 * * *', clusters: [only] });
  expect(found(fleet).filter(line => line.startsWith('error'))).toEqual([]);
});

test('a key that the same Pulumi program makes may be deferred', () => {
  const { fleet, velero } = made({ storage: awsWith('pods' as never, { kmsKeyId: later('alias/velero') }) });
  const rendered = renderCharts(fleet.clusterCharts);
  const specs = [...rendered.objects.values()].flat().map(({ manifest }) => withDeferred(velero, manifest, known)).filter(({ kind }) => kind === 'BackupStorageLocation').map(({ spec }) => spec);
  expect(specs).toHaveLength(3);
  specs.forEach(spec => expect(spec).toMatchObject({ config: { region: 'eu-central-1', kmsKeyId: 'alias/velero' } }));
  expect(() => awsWith('pods' as never, { region: later('eu-central-1') })).toThrow('BackupStorage.aws: region: ');
});
