import { describe, expect, test } from '@jest/globals';
import { found, STORAGE, valuesOf, withVelero } from './fleet-with-velero';
import { BackupStorage, SnapshotLocation, Velero, VeleroProps, VeleroSchedule } from '../../lib/dr';
import { Fleet, Manifest, withDeferred } from '../../lib/fleet';
import { renderCharts } from '../../lib/fleet/render/render-charts';
import { known, later } from '../fleet/deferred-support';

const ROLE = 'arn:aws:iam::111122223333:role/velero';
const awsAs = (roleArn: unknown, props: object = {}) => BackupStorage.aws({ bucket: 'acme-velero', region: 'eu-central-1', credentials: { roleArn }, ...props } as never);
const gcpAs = (serviceAccount: unknown, props: object = {}) => BackupStorage.gcp({ bucket: 'far', name: 'far', default: false, credentials: { serviceAccount }, ...props } as never);
const azureAs = (credentials: object) => BackupStorage.azure({ bucket: 'b', storageAccount: 'acme', credentials: { clientId: 'c', subscriptionId: 's', resourceGroup: 'r', ...credentials } });

function made(props: Partial<VeleroProps>) {
  const { fleet, us } = withVelero();
  const velero = new Velero(fleet, 'velero', { storage: STORAGE, ...props });
  new VeleroSchedule(fleet, 'daily', { velero, schedule: '0 2 * * *', clusters: [us] });
  return fleet;
}

/** Objects of `us` of a kind, once deployed. */
function deployed(fleet: Fleet, kind: string): readonly Manifest[] {
  const charts = renderCharts(fleet.clusterCharts);
  expect(charts.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return (charts.objects.get(fleet.chartOf('us')) ?? []).map(({ manifest }) => withDeferred(fleet, manifest, known))
    .filter(({ metadata, ...manifest }) => manifest.kind === kind && metadata.name.startsWith('velero'));
}

describe('a role that the same Pulumi program makes', () => {
  test('stands in a ServiceAccount of the program, which the chart does not make then', () => {
    const fleet = made({ storage: awsAs(later(ROLE)) });
    expect(valuesOf(fleet, 'us')).toMatchObject({ serviceAccount: { server: { create: false, name: 'velero' } } });
    expect(deployed(fleet, 'ServiceAccount')).toEqual([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'velero', namespace: 'velero', annotations: { 'eks.amazonaws.com/role-arn': ROLE } } },
    ]);
    expect(deployed(fleet, 'ConfigMap')).toEqual([]);
    expect(found(fleet).filter(line => line.startsWith('error'))).toEqual([]);
  });

  test('that is known stays with the chart', () => {
    const fleet = made({ storage: awsAs(ROLE) });
    expect(valuesOf(fleet, 'us')?.serviceAccount).toEqual({ server: { name: 'velero', annotations: { 'eks.amazonaws.com/role-arn': ROLE } } });
    expect(deployed(fleet, 'ServiceAccount')).toEqual([]);
  });

  test('is one of several identities, before or after one that is known', () => {
    const annotations = { 'eks.amazonaws.com/role-arn': ROLE, 'iam.gke.io/gcp-service-account': 'velero@acme.iam.gserviceaccount.com' };
    const account = annotations['iam.gke.io/gcp-service-account'];
    for (const storage of [[awsAs(later(ROLE), { default: true }), gcpAs(account)], [awsAs(ROLE, { default: true }), gcpAs(later(account))]]) {
      expect(deployed(made({ storage }), 'ServiceAccount').map(({ metadata }) => metadata.annotations)).toEqual([annotations]);
    }
  });

  test('may be that of snapshots, in a namespace of its own', () => {
    const fleet = made({ namespace: 'velero-system', snapshotLocations: SnapshotLocation.aws({ region: 'us-east-1', credentials: { roleArn: later(ROLE) } }) });
    expect(deployed(fleet, 'ServiceAccount').map(({ metadata }) => metadata)).toEqual([
      { name: 'velero', namespace: 'velero-system', annotations: { 'eks.amazonaws.com/role-arn': ROLE } },
    ]);
  });

  test('is the same where two places have it, and is no other', () => {
    const role = later(ROLE);
    expect(deployed(made({ storage: awsAs(role), snapshotLocations: SnapshotLocation.aws({ region: 'us-east-1', credentials: { roleArn: role } }) }), 'ServiceAccount')).toHaveLength(1);
    expect(() => made({ storage: [awsAs(role, { default: true }), awsAs(later('other'), { name: 'b', bucket: 'b' })] }).settle())
      .toThrow("acme/velero: credentials: the pods of Velero in a cluster have one eks.amazonaws.com/role-arn, and locations ask for '(deferred)' and for '(deferred)': give");
  });

  test('makes nothing where others install Velero', () => {
    expect(deployed(made({ storage: awsAs(later(ROLE)), installedBy: 'Terraform module backup' }), 'ServiceAccount')).toEqual([]);
  });

  test.each(['create', 'name', 'annotations', 'labels', 'imagePullSecrets'])('is refused beside the value %s, which the chart would not read', field => {
    const values = { serviceAccount: { server: { [field]: 'x', automountServiceAccountToken: true } } };
    expect(() => made({ storage: awsAs(later(ROLE)), values }).settle()).toThrow(
      `acme/velero: values.serviceAccount.server.${field}: the chart does not make the ServiceAccount, since credentials of a location are deferred: the program makes it, called`
      + " 'velero'; leave the value out, or write the credentials",
    );
    expect(() => made({ storage: awsAs(ROLE), values }).settle()).not.toThrow();
  });

  test('leaves other values alone', () => {
    const values = { serviceAccount: { server: { automountServiceAccountToken: true } } };
    expect(valuesOf(made({ storage: awsAs(later(ROLE)), values }), 'us')).toMatchObject({ serviceAccount: { server: { create: false, name: 'velero', automountServiceAccountToken: true } } });
    expect(() => made({ storage: awsAs(later(ROLE)), values: { serviceAccount: null } }).settle()).not.toThrow();
  });
});

describe('variables for Azure', () => {
  const variable = (name: string) => ({ name, valueFrom: { configMapKeyRef: { name: 'velero-identity', key: name } } });

  test('that are deferred are read from a ConfigMap of the program', () => {
    const fleet = made({ storage: azureAs({ subscriptionId: later('sub'), resourceGroup: later('rg') }) });
    expect(valuesOf(fleet, 'us')).toMatchObject({
      serviceAccount: { server: { name: 'velero', annotations: { 'azure.workload.identity/client-id': 'c' } } },
      configuration: { extraEnvVars: [variable('AZURE_SUBSCRIPTION_ID'), variable('AZURE_RESOURCE_GROUP'), { name: 'AZURE_CLOUD_NAME', value: 'AzurePublicCloud' }] },
    });
    expect(deployed(fleet, 'ConfigMap')).toEqual([{
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'velero-identity', namespace: 'velero' }, data: { AZURE_SUBSCRIPTION_ID: 'sub', AZURE_RESOURCE_GROUP: 'rg' },
    }]);
    expect(deployed(fleet, 'ServiceAccount')).toEqual([]);
  });

  test('stay with the chart where the client alone is deferred', () => {
    const fleet = made({ storage: azureAs({ clientId: later('client') }) });
    expect(valuesOf(fleet, 'us')).toMatchObject({
      configuration: { extraEnvVars: [{ name: 'AZURE_SUBSCRIPTION_ID', value: 's' }, { name: 'AZURE_RESOURCE_GROUP', value: 'r' }, { name: 'AZURE_CLOUD_NAME', value: 'AzurePublicCloud' }] },
    });
    expect(deployed(fleet, 'ServiceAccount').map(({ metadata }) => metadata.annotations)).toEqual([{ 'azure.workload.identity/client-id': 'client' }]);
    expect(deployed(fleet, 'ConfigMap')).toEqual([]);
  });
});
