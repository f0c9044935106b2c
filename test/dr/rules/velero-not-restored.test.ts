import { expect, test } from '@jest/globals';
import { RestorePlan } from '../../../lib/dr';
import { found } from '../fleet-with-velero';
import { withPlans } from '../recovery/plans';

const CODE = 'velero-not-restored';
const NAMESPACES = { includedNamespaces: ['shop', 'db', 'team-*'] };
const foundBy = (of: ReturnType<typeof withPlans>) => found(of.fleet).filter(finding => finding.includes(CODE));

test('namespaces that no step restores in another cluster', () => {
  const one = withPlans(NAMESPACES);
  one.plan({ steps: [one.step('shop', { includedNamespaces: ['shop'] })] }, 'p');
  expect(foundBy(one)).toEqual([
    `warning ${CODE}: acme/daily protects namespaces db and team-* of us, and no step of acme/p restores them in eu: write a step, or excludedNamespaces of a step where that is meant`,
  ]);
});

test('what several plans restore together counts as restored', () => {
  const of = withPlans(NAMESPACES);
  of.plan({ steps: [of.step('shop', { includedNamespaces: ['shop'] })] }, 'p');
  of.plan({ steps: [of.step('team', { includedNamespaces: ['team-a'] })] }, 'q');
  expect(foundBy(of)).toEqual([
    `warning ${CODE}: acme/daily protects namespace db of us, and no step of acme/p and acme/q restores it in eu: write a step, or excludedNamespaces of a step where that is meant`,
  ]);
  expect(of.fleet.check().find(({ code }) => code === CODE)).toMatchObject({ clusters: ['eu', 'us'], paths: ['acme/daily', 'acme/p', 'acme/q'] });
});

test('not where all are restored, or the program says that they are not', () => {
  for (const steps of [
    [{}], [{ includedNamespaces: ['*'] }], [{ includedNamespaces: ['shop', 'db'] }, { includedNamespaces: ['team-*'] }],
    [{ includedNamespaces: ['shop', 'team-*'], excludedNamespaces: ['db'] }],
  ]) {
    const of = withPlans(NAMESPACES);
    of.plan({ steps: steps.map((step, i) => of.step(`s${i}`, step)) }, 'p');
    expect(foundBy(of)).toEqual([]);
  }
});

test('not in place, where some are put back, and not where the schedule names none', () => {
  const of = withPlans(NAMESPACES);
  new RestorePlan(of.fleet, 'undo', { into: of.us, steps: [of.step('db', { includedNamespaces: ['db'] })] });
  expect(foundBy(of)).toEqual([]);
  const all = withPlans({ includedNamespaces: undefined });
  all.plan({ steps: [all.step('db', { includedNamespaces: ['db'] })] }, 'p');
  expect(foundBy(all)).toEqual([]);
});
