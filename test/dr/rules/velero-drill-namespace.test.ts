import { describe, expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { RestorePlan } from '../../../lib/dr';
import { foundBy, withDrill } from '../recovery/drills';

describe('velero-drill-namespace', () => {
  test('passes where nothing else uses the namespace in that cluster', () => {
    const { fleet, us, drill } = withDrill();
    drill();
    fleet.claim({ type: 'namespace', cluster: us.name, path: 'x', name: 'drill-production' });
    expect(foundBy(fleet)).toEqual([]);
  });

  test('names plans that restore into it there, after mapping', () => {
    const { fleet, us, eu, schedule, drill } = withDrill();
    drill();
    new RestorePlan(fleet, 'plan', { schedules: [schedule], namespaceMapping: { production: 'drill-production' } });
    new RestorePlan(fleet, 'elsewhere', { steps: [{ name: 'a', schedule }], into: us, namespaceMapping: { production: 'drill-production' } });
    expect(foundBy(fleet)).toEqual([
      `error velero-drill-namespace: acme/weekly deletes namespace drill-production of cluster ${eu.name} before and after each drill, and acme/plan restores into it too:`
      + ' write another name in its namespaceMapping',
    ]);
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
