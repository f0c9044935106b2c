import { describe, expect, test } from '@jest/globals';
import { filesOf, FOREIGN, OF_VELERO } from './plans';
import { ActivePassiveFailover, ActivePassiveFailoverProps } from '../../../lib/dr';
import { found, ofKind, STORAGE, withVelero } from '../fleet-with-velero';

function withFailover() {
  const of = withVelero();
  const failover = (props: Partial<ActivePassiveFailoverProps> = {}, id = 'payments') => new ActivePassiveFailover(of.fleet, id, {
    active: of.us, passive: of.eu, schedule: '*/30 * * * *', includedNamespaces: ['payments'], ...(props.velero ? {} : { storage: STORAGE }), ...props,
  });
  return { ...of, failover };
}
const headings = (page: string) => page.split('\n').filter(line => /^##/.test(line)).map(line => line.replace(/^#+ (\d+\. )?/, ''));
const section = (page: string, title: string) => page.split(/^(?=#{2,3} )/m).find(text => text.split('\n')[0].endsWith(title));

describe('a failover', () => {
  test('makes the schedule of the active cluster, and Restores in the passive one', () => {
    const { fleet, eu, us, failover } = withFailover();
    const made = failover({ ttl: '168h', recoveryPointObjective: '30m' });
    expect(ofKind(fleet, 'us', 'Schedule')).toMatchObject([{ metadata: { name: 'payments-us' }, spec: { schedule: '*/30 * * * *', template: { includedNamespaces: ['payments'], ttl: '168h0m0s' } } }]);
    expect(filesOf(fleet, eu, 'restore-payments')).toEqual({
      '01-all-us.yaml': [{ apiVersion: 'velero.io/v1', kind: 'Restore', metadata: { name: 'payments-all-us', namespace: 'velero' }, spec: { scheduleName: 'payments-us', excludedResources: FOREIGN } }],
    });
    expect(made.name).toBe('payments');
    expect([made.schedule.node.path, made.schedule.clusters, made.schedule.standby]).toEqual(['acme/payments/backup', [us], eu]);
    expect([made.plan.node.path, made.plan.into, made.plan.runbookFile]).toEqual(['acme/payments/restore', eu, '_recovery/payments.md']);
    expect(found(fleet).filter(finding => finding.startsWith('error'))).toEqual([]);
  });

  test('restores by steps, as it is told', () => {
    const { fleet, eu, failover } = withFailover();
    failover({
      name: 'pay',
      restore: {
        steps: [{ name: 'db', includedResources: ['persistentvolumeclaims'] }, { name: 'apps', existingResourcePolicy: 'none' }],
        namespaceMapping: { payments: 'pay' }, existingResourcePolicy: 'update', storageClassMapping: { gp3: 'premium' },
      },
    });
    expect(Object.entries(filesOf(fleet, eu, 'restore-pay')).map(([file, [{ spec }]]) => [file, spec])).toEqual([
      ['01-db-us.yaml', { scheduleName: 'pay-us', includedResources: ['persistentvolumeclaims'], excludedResources: OF_VELERO, namespaceMapping: { payments: 'pay' }, existingResourcePolicy: 'update' }],
      ['02-apps-us.yaml', { scheduleName: 'pay-us', excludedResources: FOREIGN, namespaceMapping: { payments: 'pay' }, existingResourcePolicy: 'none' }],
    ]);
    expect(filesOf(fleet, eu, 'restore-storage-classes')['velero.yaml']).toMatchObject([{ data: { gp3: 'premium' } }]);
  });

  test('has a way back by the same Velero', () => {
    const { fleet, us, eu, failover } = withFailover();
    const there = failover();
    const back = failover({ active: eu, passive: us, velero: there.schedule.velero }, 'payments-back');
    expect(back.plan.restoreNames).toEqual(['payments-back-all-eu']);
    expect(found(fleet).filter(finding => finding.startsWith('error'))).toEqual([]);
  });

  test('moves data, then applications, then names', () => {
    const { failover } = withFailover();
    const page = failover({
      applications: ['legacy', { name: 'payments-api' }, { name: 'payments-web' }], dnsNames: ['payments.example.com', '*.pay.example.com'], recoveryTimeObjective: '1h',
      decidedBy: 'the owner of payments',
    }).runbook();
    expect(page).toMatch(/^# Fail over payments from us to eu\n/);
    expect(headings(page)).toEqual([
      'Decide', 'Stop us', 'See what will be restored', 'Restore all of us', 'If a restore did not end as Completed', 'Verify', 'Move the applications', 'Move the DNS names', 'Watch',
      'Afterwards', 'Clean up', 'The way back',
    ]);
    expect(page).toContain('| Applications that move | legacy, payments-api, payments-web |\n| DNS names that move | payments.example.com, *.pay.example.com |\n');
    expect(page).toContain('| Decided by | the owner of payments |');
    expect(section(page, 'Move the applications')).toContain('`payments-api` and `payments-web`: change the `clusters` of its ApplicationSetFleet in the program, or the labels that they'
      + ' select by, so that it takes eu and no longer us; synthesize and commit.\n\n`legacy`: set the destination to eu where the application is kept.\n');
    expect(section(page, 'Move the DNS names')).toContain("dig +short 'payments.example.com'\ndig +short 'any.pay.example.com'\n");
    expect(section(page, 'The way back')).toContain('a further ActivePassiveFailover called `payments-back` with `active` eu and `passive` us, and the Velero of this one');
  });

  test('leaves out what does not move', () => {
    const { failover } = withFailover();
    const first = failover();
    const { velero } = first.schedule;
    expect(first.runbook()).not.toMatch(/Move the|that move/);
    expect(section(failover({ applications: ['a'], velero }, 'y').runbook(), 'Move the applications')).not.toContain('ApplicationSetFleet');
    expect(section(failover({ applications: [{ name: 'a' }], velero }, 'w').runbook(), 'Move the applications')).not.toContain('where the application');
  });
});

describe('refuses', () => {
  const refused = (props: object, id?: string) => expect(() => withFailover().failover(props, id));

  test('what is no option, or of another type', () => {
    refused({ clusters: [] }).toThrow('acme/payments: clusters is no option; write one of active, passive, schedule, name, applications');
    refused({ active: 'us' }).toThrow("acme/payments: active: write a cluster, got 'us'");
    refused({ passive: undefined }).toThrow('acme/payments: passive is missing; write a cluster');
    refused({ applications: ['a', {}] }).toThrow('acme/payments: applications: write a list of names of one line, or of what has such a name, such as an ApplicationSetFleet, got ["a",{}]');
    refused({ applications: 'a' }).toThrow("acme/payments: applications: write a list of names of one line, or of what has such a name, such as an ApplicationSetFleet, got 'a'");
    refused({ restore: { into: 'eu' } }).toThrow('acme/payments: restore.into is no option; write one of namespaceMapping, storageClassMapping, existingResourcePolicy, wholeCluster,'
      + ' steps');
    refused({}, 'Payments').toThrow("acme/Payments: name: write lower-case letters, digits and single dashes, 55 at most, got 'Payments'");
    expect(() => new ActivePassiveFailover(withVelero().fleet, 'payments', 'x' as never)).toThrow("acme/payments: write an object of options, got 'x'");
  });

  test('names of applications that would leave their line', () => {
    const words = 'acme/payments: applications: write a list of names of one line, or of what has such a name, such as an ApplicationSetFleet, got ';
    for (const name of ['x\n```sh\nrm -rf /', 'a`b', '', ' ']) {
      refused({ applications: [name] }).toThrow(words);
      refused({ applications: [{ name }] }).toThrow(words);
    }
    refused({ decidedBy: 'x\n\n# Y' }).toThrow('acme/payments: decidedBy: write text of one line, without ```, got ');
  });

  test('the whole of a cluster, where the program does not say so', () => {
    refused({ includedNamespaces: undefined }).toThrow('acme/payments/restore: steps.all: all of us would come into eu, its kube-system and network plug-in too: write includedNamespaces of'
      + ' the step or of acme/payments/backup, or wholeCluster: true where eu is empty');
    refused({ includedNamespaces: undefined, restore: { wholeCluster: true } }).not.toThrow();
    refused({ restore: { wholeCluster: 'yes' } }).toThrow("acme/payments: restore.wholeCluster: write true or false, got 'yes'");
  });

  test('steps of other schedules', () => {
    const schedule = withVelero().schedule();
    for (const step of [{ name: 'a', schedule }, { name: 'a', from: schedule.clusters }]) {
      refused({ restore: { steps: [step] } }).toThrow('acme/payments: restore.steps.a: all steps restore the active cluster from this schedule: leave out schedule and from');
    }
  });

  test('one cluster for both', () => {
    const { failover, us } = withFailover();
    expect(() => failover({ passive: us })).toThrow("acme/payments: passive: 'us' is the active cluster too; write another one, or a RestorePlan that restores in place");
  });

  test('what is no DNS name', () => {
    for (const name of ['payments', 'Payments.example.com', 'payments.example.com.', 'https://payments.example.com', `${'a'.repeat(64)}.example.com`, 'a.*.example.com']) {
      refused({ dnsNames: ['ok.example.com', name] }).toThrow("acme/payments: dnsNames: write whole names such as 'payments.example.com', in lower case and without a dot at the end,"
        + ` got '${name}'`);
    }
  });

  test('what the schedule and the plan refuse', () => {
    refused({ ttl: '30d' }).toThrow("acme/payments/backup: ttl: '30d' is no Go duration");
    refused({ storage: undefined }).toThrow('acme/payments/backup: storage is missing');
    refused({ recoveryPointObjective: '29m' }).toThrow("acme/payments/restore: recoveryPointObjective: up to 30m0s pass between backups of acme/payments/backup ('*/30 * * * *'), and only"
      + ' 29m may be lost');
  });
});
