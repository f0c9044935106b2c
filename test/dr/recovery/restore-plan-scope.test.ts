import { describe, expect, test } from '@jest/globals';
import { FOREIGN, OF_VELERO, withPlans } from './plans';
import { RestorePlan, RestoreStep } from '../../../lib/dr';
import type { Manifest } from '../../../lib/fleet';

const SYSTEM = ['kube-system', 'kube-public', 'kube-node-lease'];

/** The Restore of a step, in a cluster that is not protected. */
function specOf(namespaces: readonly string[] | undefined, props: Partial<RestoreStep> = {}): object {
  const { fleet, eu, plan, step } = withPlans({ includedNamespaces: namespaces });
  plan({ steps: [step('s', props)] }, 'p');
  return { ...(fleet.chartOf(eu.name, 'restore-p').toJson() as (Manifest & { spec: object })[])[0].spec, scheduleName: undefined };
}

/** The same where it comes from. */
function specInPlace(namespaces: readonly string[] | undefined, props: Partial<RestoreStep> = {}): object {
  const { fleet, us, daily } = withPlans({ includedNamespaces: namespaces });
  new RestorePlan(fleet, 'p', { into: us, steps: [{ name: 's', schedule: daily, ...props }] });
  return { ...(fleet.chartOf(us.name, 'restore-p').toJson() as (Manifest & { spec: object })[])[0].spec, scheduleName: undefined };
}

describe('in another cluster', () => {
  test("Velero's own objects never come along, whatever the step says of namespaces", () => {
    expect(specOf(['shop'])).toEqual({ excludedResources: FOREIGN });
    expect(specOf(['shop'], { includedNamespaces: ['shop'] })).toEqual({ includedNamespaces: ['shop'], excludedResources: OF_VELERO });
    expect(specOf(undefined, { includedNamespaces: ['shop'] })).toEqual({ includedNamespaces: ['shop'], excludedResources: OF_VELERO });
    expect(specOf(['shop', 'db'], { excludedNamespaces: ['db'] })).toEqual({ excludedNamespaces: ['db'], excludedResources: OF_VELERO });
    expect(specOf(['velero', 'shop'])).toEqual({ excludedNamespaces: ['velero'], includeClusterResources: true, excludedResources: FOREIGN });
    expect(specOf(['velero', 'shop'], { excludedNamespaces: ['shop'] })).toEqual({ excludedNamespaces: ['shop', 'velero'], excludedResources: OF_VELERO });
    expect(specOf(['velero', 'shop'], { excludedNamespaces: ['velero'] })).toEqual({ excludedNamespaces: ['velero'], excludedResources: OF_VELERO });
  });

  test('patterns bring neither Velero nor what the cluster runs for itself, and names do', () => {
    expect(specOf(['v*'])).toEqual({ excludedNamespaces: ['velero'], includeClusterResources: true, excludedResources: FOREIGN });
    expect(specOf(undefined, { includedNamespaces: ['v?lero'] })).toEqual({ includedNamespaces: ['v?lero'], excludedNamespaces: ['velero'], excludedResources: OF_VELERO });
    expect(specOf(undefined, { includedNamespaces: ['*-system'] })).toEqual({ includedNamespaces: ['*-system'], excludedNamespaces: ['kube-system'], excludedResources: OF_VELERO });
    expect(specOf(['shop-*'])).toEqual({ excludedResources: FOREIGN });
    expect(specOf(['k*', 'kube-public'], { includeClusterResources: false }))
      .toEqual({ excludedNamespaces: ['kube-system', 'kube-node-lease'], includeClusterResources: false, excludedResources: OF_VELERO });
    expect(specOf(['kube-system'])).toEqual({ excludedResources: FOREIGN });
  });

  test('the whole of one comes only into an empty one, without what only the other can have', () => {
    const all = { excludedNamespaces: ['velero', ...SYSTEM], includeClusterResources: true, excludedResources: FOREIGN };
    expect(specOf(undefined, { wholeCluster: true })).toEqual(all);
    expect(specOf(['*'], { wholeCluster: true })).toEqual(all);
    expect(specOf(undefined, { wholeCluster: true, includedNamespaces: ['*'] })).toEqual({ ...all, includedNamespaces: ['*'] });
    expect(specOf(undefined, { wholeCluster: true, excludedNamespaces: ['kube-system', 'x'] }))
      .toEqual({ excludedNamespaces: ['kube-system', 'x', 'velero', 'kube-public', 'kube-node-lease'], excludedResources: OF_VELERO });
    for (const includedNamespaces of [undefined, [], ['*']]) {
      expect(() => specOf(undefined, { includedNamespaces })).toThrow('acme/p: steps.s: all of us would come into eu, its kube-system and network plug-in too: write includedNamespaces of the step or'
        + ' of acme/daily, or wholeCluster: true where eu is empty');
    }
    expect(() => specOf(['shop'], { wholeCluster: true, includedNamespaces: ['shop'] })).toThrow('acme/p: steps[0]: wholeCluster: includedNamespaces names shop: leave out the one or the other');
  });

  test('a plan says it for all steps', () => {
    const { plan, step } = withPlans({ includedNamespaces: undefined });
    expect(() => plan({ wholeCluster: true }, 'a')).not.toThrow();
    expect(() => plan({ wholeCluster: true, steps: [step('s', { wholeCluster: false })] }, 'b')).toThrow('acme/b: steps.s: all of us would come into eu');
    expect(() => plan({ wholeCluster: 'yes' as never }, 'c')).toThrow("acme/c: wholeCluster: write true or false, got 'yes'");
  });

  test('kinds that the step names stay, and none is in both lists', () => {
    const spec = (props: Partial<RestoreStep>) => (specOf(['shop'], props) as { excludedResources: readonly string[] }).excludedResources;
    expect(spec({ includedResources: ['pods'] })).toEqual(OF_VELERO);
    expect(spec({ includedResources: ['datauploads.velero.io', 'pods'] })).toEqual(OF_VELERO);
    expect(spec({ includedResources: ['*.admissionregistration.k8s.io', FOREIGN[3]] })).toEqual(FOREIGN.filter((_, i) => i !== 3));
    expect(spec({ excludedResources: ['secrets', FOREIGN[1]] })).toEqual(['secrets', FOREIGN[1], ...FOREIGN.filter((_, i) => i !== 1)]);
    expect(spec({ includeClusterResources: true, includedNamespaces: ['shop'] })).toEqual(FOREIGN);
    expect(spec({ includeClusterResources: false })).toEqual(OF_VELERO);
  });

  test('what asks for Velero is refused', () => {
    expect(() => specOf(undefined, { includedNamespaces: ['velero', 'shop'] })).toThrow("acme/p: steps.s: includedNamespaces: 'velero' is that of Velero, whose schedules and locations of us would make eu"
      + ' a second writer of its backups: leave it out');
    for (const kind of ['schedules.velero.io', '*.velero.io']) {
      expect(() => specOf(['shop'], { includedResources: [kind] })).toThrow(`acme/p: steps.s: includedResources: '${kind}' is of Velero, whose schedules and locations of us would make eu a second writer of`
        + ' its backups: leave it out');
    }
  });
});

describe('in place', () => {
  test('only Velero stays as it is, where the program does not say what to leave out', () => {
    const without = { excludedNamespaces: ['velero'] };
    expect(specInPlace(undefined)).toEqual({ ...without, includeClusterResources: true });
    expect(specInPlace(['v*'])).toEqual({ ...without, includeClusterResources: true });
    expect(specInPlace(undefined, { includedNamespaces: ['*'] })).toEqual({ ...without, includedNamespaces: ['*'], includeClusterResources: true });
    expect(specInPlace(undefined, { includedNamespaces: ['v?lero'] })).toEqual({ ...without, includedNamespaces: ['v?lero'] });
    expect(specInPlace(undefined, { includeClusterResources: false })).toEqual({ ...without, includeClusterResources: false });
    expect(specInPlace(['shop'])).toEqual({});
    expect(specInPlace(undefined, { includedNamespaces: ['velero'] })).toEqual({ includedNamespaces: ['velero'] });
    expect(specInPlace(undefined, { excludedNamespaces: ['kube-system'] })).toEqual({ excludedNamespaces: ['kube-system'] });
  });
});
