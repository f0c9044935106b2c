import { describe, expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { ACCESS, findingsOf, fluxFleet, member, messagesOf } from './fixtures';
import { DeclaredFluxObject, FolderObject, SettledFlux } from '../../../lib/delivery/flux/registry';
import { FLUX_RULES } from '../../../lib/delivery/flux/rules';
import { FleetModel, RULES } from '../../../lib/fleet';
import { configMap } from '../../fleet/members';

test('the rules have codes of their own, in order, and say what, why and what to do', () => {
  const codes = FLUX_RULES.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(codes.filter(code => !code.startsWith('flux-') || RULES.some(rule => rule.code === code))).toEqual([]);
  expect(FLUX_RULES.filter(rule => [rule.summary, rule.why, rule.fix].some(text => !/^.{20,}\.$/.test(text))).map(rule => rule.code)).toEqual([]);
});

describe('flux-access-unknown', () => {
  test('warns of a member that nobody says how to reach, and names the Secret that would do', () => {
    const { fleet } = fluxFleet({ namespace: 'flux' });
    member(fleet, 'eu', { access: ACCESS.kubeconfig });
    member(fleet, 'old');
    expect(messagesOf(fleet, 'flux-access-unknown')).toEqual([
      "warning: old: the program does not say how Flux reaches it: write access: { type: 'kubeconfig', namespace, name }, or make the Secret flux/old-kubeconfig on the hub with a"
      + " kubeconfig under the key 'value'",
    ]);
    expect(findingsOf(fleet, 'flux-access-unknown')[0]).toMatchObject({ clusters: ['old'], paths: ['acme/old'] });
  });

  test('is silent where each cluster runs a Flux', () => {
    const { fleet } = fluxFleet({ form: 'per-cluster' });
    member(fleet, 'old');
    expect(messagesOf(fleet, 'flux-access-unknown')).toEqual([]);
  });
});

describe('flux-kubernetes-version', () => {
  test.each([['1.32.9', true], ['1.33.0', false], ['1.36.9', false], ['1.37.0', true]])('hub with %s: %s', (version, found) => {
    const { fleet } = fluxFleet({}, { version });
    member(fleet, 'eu', { version: '1.31.0', access: ACCESS.kubeconfig });
    expect(messagesOf(fleet, 'flux-kubernetes-version')).toEqual(found ? [
      `error: hub runs Flux and has Kubernetes v${version}, and Flux v2.9 supports 1.33 to 1.36 (flux2 v2.9.4 cmd/flux/check.go and .github/workflows/conformance.yaml): choose a`
      + ' version in between',
    ] : []);
  });

  test('looks at members that run Flux', () => {
    const { fleet } = fluxFleet({ form: 'per-cluster' });
    member(fleet, 'eu', { version: '1.31.0' });
    expect(findingsOf(fleet, 'flux-kubernetes-version').map(({ clusters }) => clusters)).toEqual([['eu']]);
  });
});

describe('flux-kustomization-file', () => {
  test('refuses a construct whose file Flux would read as a description', () => {
    const { fleet } = fluxFleet();
    const { chart } = member(fleet, 'eu', { access: ACCESS.kubeconfig });
    configMap(chart, 'kustomizations', { name: 'a' });
    expect(messagesOf(fleet, 'flux-kustomization-file')).toEqual([]);
    configMap(chart, 'kustomization', { name: 'b' });
    member(fleet, 'us', { access: ACCESS.kubeconfig });
    expect(messagesOf(fleet, 'flux-kustomization-file')).toEqual([
      'error: eu: acme--eu/kustomization is written to kustomization.yaml, which Flux reads as the description of the folder: give the construct another id',
    ]);
  });

  test('refuses a construct whose file Flux would not fetch', () => {
    const { fleet } = fluxFleet();
    configMap(fleet.hub.chart, 'cloudbuild', { name: 'a' });
    expect(messagesOf(fleet, 'flux-kustomization-file')).toEqual([
      'error: hub: acme--hub/cloudbuild is written to cloudbuild.yaml, which Flux leaves out of what it fetches: give the construct another id',
    ]);
  });
});

describe('flux-inventory-size', () => {
  const rule = FLUX_RULES.find(({ code }) => code === 'flux-inventory-size')!;
  const check = (count: number, { delivers = true, unit }: { readonly delivers?: boolean; readonly unit?: string } = {}) => {
    const object = (i: number): FolderObject => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', namespace: 'clusters', name: `payment-api-${i}`, unit, path: 'acme--hub', topId: 'web',
    });
    // As many in another folder: each is a Kustomization of its own.
    const content = Array.from({ length: count }, (_, i) => [object(i), { ...object(i), unit: 'other' }]).flat();
    return rule.check({ clusters: [{ name: 'hub', path: 'acme' }] } as unknown as FleetModel, { delivers, contentOf: () => content } as unknown as SettledFlux);
  };

  test('refuses a folder whose list does not fit into an object', () => {
    const [finding, ...others] = check(16_600, { unit: 'other' });
    expect(others).toEqual([]);
    expect(finding).toEqual({
      code: 'flux-inventory-size', severity: 'error', clusters: ['hub'], paths: ['acme'],
      message: 'hub: unit other has 33200 objects, whose list in the Kustomization is about 2.9 MB, and an object may have 1.5: give applications waves, one is enough,'
        + ' so that each has a folder of its own, or put objects into units',
    });
    expect(check(30_000).map(({ message }) => message.slice(0, 33))).toEqual(['hub: its folder has 30000 objects', 'hub: unit other has 30000 objects']);
  });

  test('takes smaller ones, and any that Flux does not bring', () => {
    expect([check(16_000), check(30_000, { delivers: false })]).toEqual([[], []]);
  });

  test('counts the objects of the program, with names that are known later', () => {
    const { fleet } = fluxFleet();
    const { chart } = member(fleet, 'eu', { access: ACCESS.kubeconfig });
    for (let i = 0; i < 6_000; i += 1) new ApiObject(chart, `object-${i}`, { apiVersion: 'v1', kind: 'A'.repeat(170), metadata: { name: fleet.lazy(() => `a${i}`) } });
    expect(messagesOf(fleet, 'flux-inventory-size')).toEqual([expect.stringContaining('error: eu: its folder has 6000 objects, whose list in the Kustomization is about 1.5 MB')]);
  });
});

describe('flux-objects-in-member', () => {
  const object = { apiVersion: 'notification.toolkit.fluxcd.io/v1beta3', kind: 'Alert', metadata: { name: 'a', namespace: 'b' } };

  test('refuses objects of Flux where there is no Flux', () => {
    const { fleet } = fluxFleet();
    const { chart } = member(fleet, 'eu', { access: ACCESS.kubeconfig });
    new ApiObject(chart, 'alert', object);
    new ApiObject(chart, 'other', { ...object, apiVersion: 'toolkit.fluxcd.io.example.com/v1' });
    new ApiObject(fleet.hub.chart, 'alert', object);
    expect(messagesOf(fleet, 'flux-objects-in-member')).toEqual([
      'error: eu: Alert acme--eu/alert would be applied to a cluster without Flux, whose controllers run on the hub: make it under the chart of the hub with a kubeConfig, use'
      + " FluxFleet, or run Flux in each cluster (form: 'per-cluster')",
    ]);
  });

  test('takes them where each cluster runs one', () => {
    const { fleet } = fluxFleet({ form: 'per-cluster' });
    new ApiObject(member(fleet, 'eu').chart, 'alert', object);
    expect(messagesOf(fleet, 'flux-objects-in-member')).toEqual([]);
  });
});

describe('flux-roles-differ', () => {
  const roles = (props: Parameters<typeof fluxFleet>[0], role: string) => {
    const { fleet } = fluxFleet(props);
    member(fleet, 'eu', { access: ACCESS.eks });
    member(fleet, 'us', { access: { ...ACCESS.eks, roleArn: role } });
    return messagesOf(fleet, 'flux-roles-differ');
  };
  const other = 'arn:aws:iam::444455556666:role/other';

  test('refuses two roles for one identity', () => {
    expect(roles({}, other)).toEqual([
      `error: eu is reached as ${ACCESS.eks.roleArn} and us as ${other}, and the controllers of Flux have one identity: name one role for all, or set`
      + ' objectLevelWorkloadIdentity: true and switch the feature gate ObjectLevelWorkloadIdentity on',
    ]);
  });

  test('takes one role, several with an identity for each object, and any where nobody is reached', () => {
    expect([roles({}, ACCESS.eks.roleArn), roles({ objectLevelWorkloadIdentity: true }, other), roles({ form: 'per-cluster' }, other)]).toEqual([[], [], []]);
  });
});

describe('dependencies', () => {
  const rule = (code: string) => FLUX_RULES.find(candidate => candidate.code === code)!;
  const check = (code: string, objects: readonly DeclaredFluxObject[]) =>
    rule(code).check({ clusters: [] } as unknown as FleetModel, { objects } as unknown as SettledFlux);
  const object = (name: string, dependsOn: readonly string[], more: Partial<DeclaredFluxObject> = {}): DeclaredFluxObject => ({
    kind: 'Kustomization', flux: 'hub', namespace: 'a', name, path: `acme/${name}`, cluster: 'eu', dependsOn: dependsOn.map(target => ({ namespace: 'a', name: target })), ...more,
  });

  test('in a circle are one finding, however many clusters have it', () => {
    const circle = (cluster: string) => [['web', 'db'], ['db', 'queue'], ['queue', 'web'], ['other', 'web']].map(([name, target]) =>
      object(`${name}-${cluster}`, [`${target}-${cluster}`], { cluster, path: `acme/${name}` }));
    expect(check('flux-dependency-cycle', [...circle('eu'), ...circle('us')])).toEqual([{
      code: 'flux-dependency-cycle', severity: 'error', clusters: ['eu', 'us'], paths: ['acme/db', 'acme/queue', 'acme/web'],
      message: 'Kustomization a/db-eu waits for Kustomization a/queue-eu waits for Kustomization a/web-eu waits for Kustomization a/db-eu (acme/db, acme/queue, acme/web):'
        + ' take one of these dependencies away',
    }]);
  });

  test('on objects of another kind, another Flux or another namespace are no circle', () => {
    expect(check('flux-dependency-cycle', [object('a', ['b']), object('b', ['a'], { kind: 'HelmRelease' })])).toEqual([]);
    expect(check('flux-dependency-cycle', [object('a', ['b']), object('b', ['a'], { flux: 'eu' })])).toEqual([]);
    expect(check('flux-dependency-cycle', [object('a', ['b']), object('b', ['a'], { namespace: 'b' })])).toEqual([]);
  });

  test('in a circle are found exactly where following them comes back, on chains of any length', () => {
    const graph = fc.array(fc.array(fc.nat(5), { maxLength: 3 }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(graph, edges => {
      const objects = edges.map((targets, i) => object(`o${i}`, targets.map(target => `o${target}`)));
      const reach = (from: number, seen = new Set<number>()): Set<number> => {
        for (const next of edges[from] ?? []) if (next < edges.length && !seen.has(next)) reach(next, seen.add(next));
        return seen;
      };
      const inCircles = edges.map((_, i) => i).filter(i => reach(i).has(i)).map(i => `acme/o${i}`);
      const found = check('flux-dependency-cycle', objects).flatMap(({ paths }) => paths);
      expect(found.length > 0).toBe(inCircles.length > 0);
      expect(found.filter(path => !inCircles.includes(path))).toEqual([]);
      expect(check('flux-dependency-cycle', [...objects].reverse())).toEqual(check('flux-dependency-cycle', objects));
    }));
    // Without a memory of what has been followed this would take longer than the world stands.
    const layers = Array.from({ length: 60 }, (_, i) => ['a', 'b', 'c'].map(name => object(`${name}${i}`, ['a', 'b', 'c'].map(target => `${target}${i + 1}`)))).flat();
    expect(check('flux-dependency-cycle', layers)).toEqual([]);
    const chain = Array.from({ length: 20_000 }, (_, i) => object(`o${String(i).padStart(5, '0')}`, [`o${String(i + 1).padStart(5, '0')}`]));
    expect(check('flux-dependency-cycle', chain)).toEqual([]);
  });

  test('on something that nobody makes are refused', () => {
    expect(check('flux-dependency-missing', [object('a', ['b', 'c']), object('b', []), object('c', [], { flux: 'eu' })]).map(({ message, clusters, paths }) => [message, clusters, paths])).toEqual([[
      'eu: Kustomization a/a (acme/a) waits for Kustomization a/c, which the program does not make: have what it depends on select this cluster too, or take the dependency away',
      ['eu'], ['acme/a'],
    ]]);
  });
});
