import { describe, expect, test } from '@jest/globals';
import { Construct } from 'constructs';
import { filesOf, FOREIGN, withPlans } from './plans';
import { RestorePlan, Velero, VeleroSchedule } from '../../../lib/dr';
import { toYaml } from '../../../lib/fleet/output/yaml';
import { permutations, renderAll } from '../../fleet/members';
import { found, ofKind, STORAGE, valuesOf } from '../fleet-with-velero';

const restore = (name: string, spec: object) => ({ apiVersion: 'velero.io/v1', kind: 'Restore', metadata: { name, namespace: 'velero' }, spec });

describe('a plan', () => {
  test('restores the newest backup of a schedule in its standby', () => {
    const { fleet, eu, plan } = withPlans();
    const made = plan();
    expect(filesOf(fleet, eu, 'restore-us-in-eu')).toEqual({ '01-daily-us.yaml': [restore('us-in-eu-daily-us', { scheduleName: 'daily-us', excludedResources: FOREIGN })] });
    expect([made.name, made.into, made.restoreNames, made.runbookFile]).toEqual(['us-in-eu', eu, ['us-in-eu-daily-us'], '_recovery/us-in-eu.md']);
    expect(found(fleet).filter(finding => finding.startsWith('error'))).toEqual([]);
  });

  test('has a step for each schedule, in their order, and a Restore for each protected cluster, by name', () => {
    const { fleet, asia, eu, us, daily, further, plan } = withPlans();
    const hourly = further('hourly', { clusters: [us, asia], standby: eu, schedule: '@hourly' });
    plan({ schedules: [hourly, daily] });
    expect(Object.keys(filesOf(fleet, eu, 'restore-us-in-eu'))).toEqual(['01-hourly-asia.yaml', '02-hourly-us.yaml', '03-daily-us.yaml']);
  });

  test('writes this', () => {
    const { fleet, eu, plan, step } = withPlans();
    plan({
      namespaceMapping: { shop: 'shop-eu' }, existingResourcePolicy: 'update',
      steps: [
        step('db', {
          namespaceMapping: {}, includedResources: ['persistentvolumeclaims'], itemOperationTimeout: '90m',
          resourceModifier: [{ conditions: { groupResource: 'persistentvolumeclaims' }, mergePatches: [{ metadata: { labels: { restored: 'yes' } } }] }],
        }),
        step('apps', { backupName: 'daily-us-20260102020000', existingResourcePolicy: 'none', includedNamespaces: ['shop'] }),
      ],
    }, 'plan');
    expect(toYaml(fleet.chartOf(eu.name, 'restore-plan').toJson())).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: plan-db-us
  namespace: velero
data:
  modifiers.yaml: |
    version: v1
    resourceModifierRules:
      - conditions:
          groupResource: persistentvolumeclaims
        mergePatches:
          - patchData: |
              metadata:
                labels:
                  restored: "yes"
---
apiVersion: velero.io/v1
kind: Restore
metadata:
  name: plan-db-us
  namespace: velero
spec:
  excludedResources:
    - "*.velero.io"
  existingResourcePolicy: update
  includedResources:
    - persistentvolumeclaims
  itemOperationTimeout: 1h30m0s
  namespaceMapping: {}
  resourceModifier:
    kind: configmap
    name: plan-db-us
  scheduleName: daily-us
---
apiVersion: velero.io/v1
kind: Restore
metadata:
  name: plan-apps-us
  namespace: velero
spec:
  backupName: daily-us-20260102020000
  excludedResources:
    - "*.velero.io"
  existingResourcePolicy: none
  includedNamespaces:
    - shop
  namespaceMapping:
    shop: shop-eu
`);
  });

  test('restores a protected cluster in place, from its own location', () => {
    const { fleet, asia, us, further } = withPlans();
    const both = further('both', { clusters: [us, asia], includedNamespaces: undefined });
    new RestorePlan(fleet, 'in-place', { schedules: [both], into: us });
    expect(filesOf(fleet, us, 'restore-in-place')).toEqual({
      '01-both-us.yaml': [restore('in-place-both-us', { scheduleName: 'both-us', excludedNamespaces: ['velero'], includeClusterResources: true })],
    });
    expect(ofKind(fleet, 'us', 'BackupStorageLocation').map(({ spec }) => (spec as { accessMode: string }).accessMode)).toEqual(['ReadWrite']);
  });

  test('makes the location to read from, and what reads volumes, in a cluster that is no standby', () => {
    const { fleet, asia, further } = withPlans();
    new RestorePlan(fleet, 'elsewhere', { schedules: [further('moved', { snapshotMoveData: true })], into: asia });
    expect(ofKind(fleet, 'asia', 'BackupStorageLocation').map(({ metadata, spec }) => [metadata.name, (spec as { accessMode: string }).accessMode]))
      .toEqual([['default', 'ReadWrite'], ['us', 'ReadOnly']]);
    expect(valuesOf(fleet, 'asia')).toMatchObject({ deployNodeAgent: true, configuration: { features: 'EnableCSI' } });
  });

  test('has the node agent write what it has read, and none where it read nothing', () => {
    const { fleet, asia, further } = withPlans();
    new RestorePlan(fleet, 'elsewhere', { schedules: [further('files', { defaultVolumesToFsBackup: true })], into: asia });
    expect(valuesOf(fleet, 'asia')).toMatchObject({ deployNodeAgent: true });
    expect(valuesOf(fleet, 'asia')).not.toMatchObject({ configuration: { features: 'EnableCSI' } });
    const none = withPlans();
    none.plan({ into: none.asia });
    expect(valuesOf(none.fleet, 'asia')).not.toMatchObject({ deployNodeAgent: true });
  });

  test('takes clusters in the order of the program, and all by name', () => {
    const { fleet, asia, eu, us, further } = withPlans();
    const both = further('both', { clusters: [us, asia], standby: eu });
    const names = (from?: RestorePlan['into'] | readonly RestorePlan['into'][], id = 'x') =>
      new RestorePlan(fleet, id, { steps: [{ name: 's', schedule: both, from }] }).restoreNames;
    expect([names(us, 'a'), names([us, asia], 'b'), names(undefined, 'c')]).toEqual([['a-s-us'], ['b-s-us', 'b-s-asia'], ['c-s-asia', 'c-s-us']]);
    expect(Object.keys(filesOf(fleet, eu, 'restore-b'))).toEqual(['01-s-us.yaml', '02-s-asia.yaml']);
  });

  test('is delivered by nobody', () => {
    const { delivery, plan } = withPlans();
    plan({ storageClassMapping: { gp3: 'premium' } });
    expect(delivery.folders.map(({ cluster, unit }) => [cluster, unit]).filter(([, unit]) => unit !== undefined)).toEqual([]);
  });

  test('sorts its files in the order of its steps, however many there are', () => {
    for (const count of [1, 2, 9, 10, 11, 99, 100, 101]) {
      const { fleet, eu, plan, step } = withPlans();
      // Names that sort the other way round.
      const names = Array.from({ length: count }, (_, i) => `s${String(999 - i)}`);
      const { restoreNames } = plan({ steps: names.map(name => step(name)) }, 'p');
      const files = fleet.chartOf(eu.name, 'restore-p').node.children.map(({ node }) => node.id);
      expect([...files].sort().map(file => file.replace(/^\d+-/, 'p-'))).toEqual(restoreNames);
      expect(restoreNames).toEqual(names.map(name => `p-${name}-us`));
    }
  });

  test('does not depend on the order of the program', () => {
    const outputs = permutations(['first', 'second', 'third']).map(order => {
      const { fleet, plan } = withPlans();
      order.forEach(id => plan({ storageClassMapping: { gp3: 'premium', [id]: 'premium' } }, id));
      return JSON.stringify([renderAll(fleet), [...fleet.addedFiles()].sort()]);
    });
    expect(new Set(outputs).size).toBe(1);
    expect(outputs[0]).toContain('restore-third');
  });
});

test('storage classes are one list in a cluster, in a folder of its own', () => {
  const { fleet, eu, plan } = withPlans();
  plan({ storageClassMapping: { 'gp3': 'premium', 'local.path': 'premium' } }, 'one');
  plan({ storageClassMapping: { gp3: 'premium', gp2: 'standard' } }, 'two');
  expect(filesOf(fleet, eu, 'restore-storage-classes')).toEqual({
    'velero.yaml': [{
      apiVersion: 'v1', kind: 'ConfigMap', data: { 'gp2': 'standard', 'gp3': 'premium', 'local.path': 'premium' },
      metadata: {
        name: 'change-storage-class', namespace: 'velero',
        labels: { 'velero.io/plugin-config': '', 'velero.io/change-storage-class': 'RestoreItemAction' },
      },
    }],
  });
  expect(() => plan({ storageClassMapping: { gp3: 'standard' } }, 'three')).toThrow("acme/three: storageClassMapping: 'gp3' becomes 'standard' here, and 'premium' by acme/one, and"
    + ' Velero has one list for all restores in eu: write the same class');
});

describe('refuses', () => {
  const refused = (make: (of: ReturnType<typeof withPlans>) => unknown) => expect(() => make(withPlans()));
  const long = 'a'.repeat(52);

  test('props that say nothing, or the same twice', () => {
    refused(({ fleet }) => new RestorePlan(fleet, 'p', {})).toThrow('acme/p: nothing is restored; write schedules, whose backups are restored whole, or steps, each of which names its'
      + ' schedule');
    refused(({ plan, daily, step }) => plan({ schedules: [daily], steps: [step('a')] })).toThrow('acme/us-in-eu: schedules and steps: both say what is restored; write schedules, whose'
      + ' backups are restored whole, or steps, each of which names its schedule');
    refused(({ plan }) => plan({ schedules: [] })).toThrow('acme/us-in-eu: schedules: write a list of VeleroSchedules that is not empty, got []');
    refused(({ plan }) => plan({ steps: [] })).toThrow('acme/us-in-eu: steps: write a list of steps that is not empty, got []');
  });

  test('what is misspelt', () => {
    refused(({ plan }) => plan({ target: 'eu' } as object)).toThrow('acme/us-in-eu: target is no option; write one of schedules, steps, into, name, runbook, namespaceMapping');
    refused(({ plan, step }) => plan({ steps: [step('a', { namespaces: ['x'] } as object)] })).toThrow('acme/us-in-eu: steps[0]: namespaces is no option');
    refused(({ plan }) => plan({ runbook: { head: 'x' } as object })).toThrow('acme/us-in-eu: runbook.head is no option; write one of title, afterRestore, facts, wayBack');
    refused(({ plan, step }) => plan({ steps: [step('Not a name')] })).toThrow("acme/us-in-eu: steps[0]: name: write lower-case letters, digits and dashes, 63 at most, got 'Not a name'");
    refused(({ plan }) => plan({ steps: [{ name: 'a', schedule: 'daily' as never }] })).toThrow("acme/us-in-eu: steps[0]: schedule: write a VeleroSchedule, got 'daily'");
    refused(({ plan, step }) => plan({ steps: [step('a', { from: [] })] })).toThrow('acme/us-in-eu: steps[0]: from: write a cluster or a list of clusters that is not empty, got []');
  });

  test('a cluster to restore in that nobody can tell', () => {
    refused(({ fleet, further }) => new RestorePlan(fleet, 'p', { schedules: [further('alone')] }))
      .toThrow('acme/p: into is missing, and no schedule has a standby: write the cluster to restore in');
    refused(({ plan, daily, asia, further }) => plan({ schedules: [daily, further('other', { standby: asia })] }))
      .toThrow('acme/us-in-eu: into is missing, and the schedules have several standbys or none (eu, asia): write the cluster to restore in');
    refused(({ plan, daily, further }) => plan({ schedules: [daily, further('other')] }))
      .toThrow('acme/us-in-eu: into is missing, and the schedules have several standbys or none (eu, none): write the cluster to restore in');
    refused(({ plan }) => plan({ into: withPlans().asia })).toThrow("acme/us-in-eu: into: acme/asia is a cluster of another fleet; write a cluster of fleet 'acme'");
    refused(({ plan, step, asia }) => plan({ steps: [step('a', { from: asia })] })).toThrow("acme/daily: does not protect cluster 'asia': write one of clusters (us)");
  });

  test('names that are none, or meet', () => {
    refused(({ plan }) => plan({}, 'Us-In-Eu')).toThrow("acme/Us-In-Eu: name: write lower-case letters, digits and single dashes, 55 at most, got 'Us-In-Eu'");
    refused(({ plan }) => plan({ name: 'us--eu' })).toThrow("acme/us-in-eu: name: write lower-case letters, digits and single dashes, 55 at most, got 'us--eu'");
    refused(({ plan }) => plan({ name: 'a'.repeat(56) })).toThrow('acme/us-in-eu: name: write lower-case letters, digits and single dashes, 55 at most');
    refused(({ plan }) => plan({}, 'storage-classes')).toThrow("acme/storage-classes: name: 'storage-classes' is the folder of what all plans of a cluster share; write another name");
    refused(({ plan }) => [plan({}, 'one'), plan({ name: 'one' }, 'two')]).toThrow("acme/two: name: acme/one is called 'one' too, and their runbooks would be one file: write another name");
    refused(({ fleet, plan }) => {
      Object.assign(new Construct(fleet, 'other'), { runbookFile: '_recovery/one.md' });
      plan({}, 'one');
    }).toThrow("acme/one: name: acme/other is called 'one' too");
    refused(({ plan, step }) => plan({ steps: [step(long)] })).toThrow(`acme/us-in-eu: steps.${long}: Restore 'us-in-eu-${long}-us' has 64 characters, and 63 is the most: write a shorter name`
      + ' for the plan or the step');
    refused(({ plan, step }) => plan({ steps: [step('a'), step('a')] })).toThrow("acme/us-in-eu: steps.a: two Restores would be called 'us-in-eu-a-us'; give the steps names that differ");
  });

  test('Veleros in different namespaces', () => {
    refused(({ fleet, us, eu, plan, daily }) => {
      const velero = new Velero(fleet, 'own', { storage: STORAGE, namespace: 'backups', installedBy: 'others' });
      plan({ schedules: [daily, new VeleroSchedule(fleet, 'other', { schedule: '@daily', clusters: [us], standby: eu, velero })] });
    }).toThrow("acme/us-in-eu: steps.other: its Velero is in namespace 'backups', and that of steps.daily in 'velero': make a plan for each");
  });

  test('a promise that the schedule does not keep, and none that is kept or not about the schedule', () => {
    refused(({ plan }) => plan({ recoveryPointObjective: '23h' })).toThrow("acme/us-in-eu: recoveryPointObjective: up to 24h0m0s pass between backups of acme/daily ('0 2 * * *'), and only"
      + ' 23h may be lost: write a schedule that runs more often, or a longer objective');
    refused(({ plan }) => plan({ recoveryPointObjective: '24h' })).not.toThrow();
    refused(({ plan, step }) => plan({ recoveryPointObjective: '1h', steps: [step('a', { backupName: 'kept' })] })).not.toThrow();
  });

  test('durations that Go does not read, and names that are none of storage classes', () => {
    refused(({ plan }) => plan({ recoveryPointObjective: '1d' })).toThrow("acme/us-in-eu: recoveryPointObjective: write a Go duration such as '24h' or '1h30m', got '1d'");
    refused(({ plan }) => plan({ recoveryTimeObjective: '-1h' })).toThrow("acme/us-in-eu: recoveryTimeObjective: write a Go duration such as '24h' or '1h30m', got '-1h'");
    refused(({ plan }) => plan({ storageClassMapping: { gp3: 'Premium' } })).toThrow("acme/us-in-eu: storageClassMapping: 'Premium' is no name of a storage class; write lower-case letters,"
      + ' digits, dashes and dots, 253 at most');
    refused(({ plan }) => plan({ storageClassMapping: {} })).toThrow("acme/us-in-eu: storageClassMapping: is empty; write { 'old': 'new' }, or leave it out");
  });

  test('what Velero would refuse, with the step that says it', () => {
    refused(({ plan, step }) => plan({ steps: [step('db', { existingResourcePolicy: 'replace' as 'none', namespaceMapping: { 'a*': 'b' } })] }))
      .toThrow("acme/us-in-eu: steps.db: existingResourcePolicy: write none or update, got 'replace'; namespaceMapping: 'a*' is no name of a namespace, and patterns match none here; write"
        + ' each namespace');
  });
});
