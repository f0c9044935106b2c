import { describe, expect, test } from '@jest/globals';
import { applicationOf, setsOf } from './fleets';
import { Delivery, Manifest } from '../../../lib';

const ARGO_CD = Delivery.argoCd({ repoUrl: 'https://github.com/acme/fleet' });
const FLUX = Delivery.flux({ url: 'https://github.com/acme/fleet' });
const DELETES_ALL = {
  applicationFinalizers: ['resources-finalizer.argocd.argoproj.io'], applicationsSync: 'sync', preserveResourcesOnDeletion: false,
} as const;

describe('an ApplicationSet in a fleet that changes its delivery', () => {
  test('deletes nothing, whatever the program says', () => {
    const [set] = applicationOf(DELETES_ALL, undefined, { delivery: ARGO_CD.withoutPruning() }).sets();
    expect(set.spec.template.spec.syncPolicy.automated).toEqual({ enabled: true, prune: false, selfHeal: true });
    expect(set.spec.template.metadata.finalizers).toBeUndefined();
    expect(set.spec.syncPolicy).toEqual({ applicationsSync: 'create-update', preserveResourcesOnDeletion: true });
    const [created] = applicationOf({ applicationsSync: 'create-only' }, undefined, { delivery: ARGO_CD.withoutPruning() }).sets();
    expect(created.spec.syncPolicy.applicationsSync).toBe('create-only');
  });

  test.each([['by Argo CD', ARGO_CD], ['as plain files', Delivery.plainFiles()], ['by nobody', undefined]])('deletes what it was told before, delivered %s', (_, delivery) => {
    const [set] = applicationOf(DELETES_ALL, undefined, { delivery }).sets();
    expect(set.spec.template.spec.syncPolicy.automated.prune).toBe(true);
    expect(set.spec.template.metadata.finalizers).toEqual(DELETES_ALL.applicationFinalizers);
    expect(set.spec.syncPolicy).toEqual({ applicationsSync: 'sync', preserveResourcesOnDeletion: false });
  });

  test('is no ApplicationSet under Flux, and prunes nothing there either', () => {
    const kustomizations = (delivery: typeof FLUX) => {
      const { fleet } = applicationOf({}, undefined, { delivery });
      expect(setsOf(fleet)).toEqual([]);
      return (fleet.hub.chart.toJson() as (Manifest & { spec: any })[]).filter(object => object.kind === 'Kustomization' && /^payment-api/.test(object.metadata.name));
    };
    expect(kustomizations(FLUX).map(({ spec }) => spec.prune)).toEqual([true, true, true]);
    expect(kustomizations(FLUX.withoutPruning()).map(({ spec }) => spec.prune)).toEqual([false, false, false]);
    expect(() => applicationOf({ applicationsSync: 'sync' }, undefined, { delivery: FLUX.withoutPruning() })).toThrow('applicationsSync: only an ApplicationSet of Argo CD');
  });
});

describe('the namespace of an application', () => {
  const made = (delivery: typeof ARGO_CD | typeof FLUX, createNamespace?: boolean) => {
    const { fleet } = applicationOf({ createNamespace, matchLabels: { environment: 'production' } }, undefined, { delivery });
    const [set] = setsOf(fleet);
    return {
      argoCd: (set?.spec.template.spec.syncPolicy.syncOptions as readonly string[] | undefined)?.includes('CreateNamespace=true'),
      objects: ['hub', 'prod-eu', 'prod-us', 'stage-eu'].map(cluster => (fleet.chartOf(cluster).toJson() as Manifest[])
        .filter(({ kind, metadata }) => kind === 'Namespace' && metadata.name === 'production').length),
    };
  };

  test('is made by Argo CD as part of its sync, and by Flux from an object of each cluster', () => {
    expect(made(ARGO_CD)).toEqual({ argoCd: true, objects: [0, 0, 0, 0] });
    expect(made(FLUX)).toEqual({ argoCd: undefined, objects: [0, 1, 1, 0] });
  });

  test('is left to the source that brings it', () => {
    expect(made(ARGO_CD, false)).toEqual({ argoCd: false, objects: [0, 0, 0, 0] });
    expect(made(FLUX, false)).toEqual({ argoCd: undefined, objects: [0, 0, 0, 0] });
  });
});
