import { describe, expect, test } from '@jest/globals';
import { withPlans } from './plans';
import type { RestoreStep } from '../../../lib/dr';

const stepOf = (namespaces: readonly string[] | undefined, props: Partial<RestoreStep>) => expect(() => {
  const { plan, step } = withPlans({ includedNamespaces: namespaces });
  plan({ steps: [step('s', props)] }, 'p');
});

describe('a step names only what its schedule protects', () => {
  test.each([
    [['shop', 'db'], 'db'], [['shop-*'], 'shop-a'], [['shop-?'], 'shop-*'], [['shop-a', 'db'], 'shop-*'], [['team-[ab]'], 'team-b'], [undefined, 'any'], [['*'], 'any'],
  ])('%j and %s', (namespaces, name) => {
    stepOf(namespaces, { includedNamespaces: [name] }).not.toThrow();
  });

  test.each([
    [['shop', 'db'], 'shp'], [['shop-*'], 'shop'], [['shop-?'], 'shop-ab'], [['shop', 'db'], 'team-*'], [['team-[ab]'], 'team-c'],
  ])('%j and not %s', (namespaces, name) => {
    stepOf(namespaces, { includedNamespaces: [name] })
      .toThrow(`acme/p: steps.s: includedNamespaces: acme/daily does not protect namespace '${name}': write one of ${namespaces.join(', ')}`);
  });

  test('other names are for what is protected, by the schedule of the step or, for all steps, by one of them', () => {
    stepOf(['shop'], { namespaceMapping: { shop: 'new' } }).not.toThrow();
    stepOf(['shop'], { namespaceMapping: { shp: 'new' } }).toThrow("acme/p: steps.s: namespaceMapping: acme/daily does not protect namespace 'shp': write one of shop");
    const { plan, daily, further, eu } = withPlans();
    const other = further('other', { standby: eu, includedNamespaces: ['db', 'shop'] });
    expect(() => plan({ schedules: [daily, other], namespaceMapping: { shop: 'a', db: 'b' } }, 'a')).not.toThrow();
    expect(() => plan({ schedules: [daily, other], namespaceMapping: { shp: 'a' } }, 'b'))
      .toThrow("acme/b: namespaceMapping: no schedule of the plan protects namespace 'shp': write one of shop, db");
  });
});

describe('a new name is free', () => {
  test.each(['kube-system', 'kube-flannel', 'default'])('and not %s', name => {
    const message = `namespaceMapping: 'shop' becomes '${name}', and it is one that every cluster has for itself: write another name`;
    stepOf(['shop'], { namespaceMapping: { shop: name } }).toThrow(`acme/p: steps.s: ${message}`);
    expect(() => withPlans().plan({ namespaceMapping: { shop: name } }, 'p')).toThrow(`acme/p: ${message}`);
  });

  test('and not that of Velero, nor what is no name', () => {
    stepOf(['shop'], { namespaceMapping: { shop: 'velero' } }).toThrow("acme/p: steps.s: namespaceMapping: 'shop' becomes 'velero', and Velero runs in it: write another name");
    stepOf(['shop'], { namespaceMapping: { shop: 'New Shop' } }).toThrow("acme/p: steps.s: namespaceMapping['shop']: 'New Shop' is no name of a namespace");
  });
});

describe('what is printed into commands', () => {
  test('namespaces are names or patterns', () => {
    for (const field of ['includedNamespaces', 'excludedNamespaces']) {
      stepOf(undefined, { [field]: ['$(touch x)'] }).toThrow(`acme/p: steps.s: ${field}: '$(touch x)' has '(', which no pattern may have`);
      stepOf(undefined, { [field]: ['a; b'] }).toThrow(`acme/p: steps.s: ${field}: 'a; b' is no name of a namespace`);
    }
  });

  test('a backup has the name of an object', () => {
    stepOf(['shop'], { backupName: 'daily-us.kept-2026' }).not.toThrow();
    for (const backupName of ['x; touch y', 'Kept', '-a', 'a..b', 'a'.repeat(254)]) {
      stepOf(['shop'], { backupName }).toThrow('acme/p: steps[0]: backupName: write the name of a backup: lower-case letters, digits, dashes and dots, 253 at most, got ');
    }
  });

  test('what stands in a line has no other', () => {
    for (const text of ['a\nb', 'a\u2028b', 'a ```b', ' ']) {
      stepOf(['shop'], { check: text }).toThrow('acme/p: steps[0]: check: write text of one line, without ```, got ');
      expect(() => withPlans().plan({ decidedBy: text }, 'p')).toThrow('acme/p: decidedBy: write text of one line, without ```, got ');
    }
    stepOf(['shop'], { check: 'it has `all` rows', text: 'Two\nlines.' }).not.toThrow();
  });
});
