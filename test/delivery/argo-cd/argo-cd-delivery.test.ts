import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import fc from 'fast-check';
import { parse } from 'yaml';
import { argoFleet, find, foldersIn, ofKind, REPO, releasesIn, sourcesOf } from './samples';
import { ControllerOwnedFields, ExistingCluster, Fleet, Lock, pruneProtection } from '../../../lib';
import { ArgoCdDelivery, ArgoCdDeliveryProps } from '../../../lib/delivery/argo-cd';
import { applicationName } from '../../../lib/delivery/argo-cd/application-name';
import { CONTROLLER_OWNED } from '../../../lib/delivery/argo-cd/application-policy';
import { destinationsOf } from '../../../lib/delivery/argo-cd/destinations';
import { permitsDestination } from '../../../lib/delivery/argo-cd/project';
import { configMap, hub, Member, newFleet } from '../../fleet/members';
import { itHonoursTheDeliveryContract, outputOf } from '../delivery-contract';

describe.each([['on the hub', false], ['in every cluster', true]])('Argo CD %s', (_, perCluster) => {
  const delivery = () => new ArgoCdDelivery({ repoUrl: REPO, path: '.', perCluster });
  itHonoursTheDeliveryContract({
    delivery, withoutPruning: () => delivery().withoutPruning(), folder: 'argo-cd', foldersIn, releasesIn: output => releasesIn(output, parse),
  });
});

const bad = (props: Partial<ArgoCdDeliveryProps>) => () => new ArgoCdDelivery({ repoUrl: REPO, ...props });

describe('its props', () => {
  test('are refused when Argo CD would not understand them', () => {
    expect(bad({ repoUrl: 'github.com/acme/fleet' })).toThrow("Delivery.argoCd: repoUrl: write https://..., ssh://..., git@host:path or oci://..., got 'github.com/acme/fleet'");
    expect(bad({ repoUrl: 'https://token@git.example.com/acme/fleet' })).toThrow("Delivery.argoCd: repoUrl: write the address without what stands before '@'");
    for (const path of ['/dist', 'dist/', './dist', '../dist', 'a//b']) {
      expect(bad({ path })).toThrow(`Delivery.argoCd: path: write a folder of the repository without a slash at its ends, '.' for the repository itself, got '${path}'`);
    }
    expect(bad({ namespace: 'Argo' })).toThrow("Delivery.argoCd: namespace: write lower-case letters, digits and dashes, 63 at most, got 'Argo'");
    expect(bad({ project: { namespaces: 'web' as any } })).toThrow('Delivery.argoCd: project.namespaces: write a list of texts that are not empty');
    for (const repoUrl of [REPO, 'git@github.com:acme/fleet.git', 'ssh://git@host:22/x', 'oci://registry/fleet']) {
      expect(bad({ repoUrl })).not.toThrow();
    }
  });

  test('of the project are refused as Argo CD itself would, when the name of the fleet is known', () => {
    const role = (policy: string) => ({ roles: [{ name: 'dev', policies: [policy] }] });
    expect(() => argoFleet({ project: role('p, proj:other:dev, applications, sync, acme/*, allow') })).toThrow(/^acme: AppProject acme: roles\.0\./);
    expect(() => argoFleet({ project: { chartRoles: role('p, proj:acme:dev, applications, sync, acme/*, allow').roles } })).toThrow(/^acme: AppProject acme-charts: roles\.0\./);
    const malformed = { applicationClusterResources: [{ kind: 'Thing' } as any] };
    expect(() => argoFleet({ project: malformed })).toThrow(/^acme: AppProject acme-applications: clusterResourceWhitelist\.0\./);
    expect(() => argoFleet({ project: role('p, proj:acme:dev, applications, sync, acme/*, allow') })).not.toThrow();
  });
});

describe('the Application of a folder', () => {
  test('is said whole', () => {
    const fleet = argoFleet({ targetRevision: 'v1', ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }] });
    new Member(fleet, 'eu');
    const { metadata, on, spec } = find(fleet, 'Application', 'acme-eu');
    expect([on, metadata]).toEqual(['hub', { name: 'acme-eu', namespace: 'argocd', annotations: { 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' } }]);
    const { ignoreDifferences, ...rest } = spec;
    expect(rest).toEqual({
      project: 'acme',
      source: { repoURL: REPO, targetRevision: 'v1', path: 'dist/eu', directory: { include: '*' } },
      destination: { name: 'eu', namespace: 'default' },
      syncPolicy: {
        automated: { enabled: true, prune: true, selfHeal: true },
        retry: { limit: -1, refresh: true, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } },
        syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true', 'FailOnSharedResource=true', 'ApplyOutOfSyncOnly=true', 'PruneLast=true'],
      },
    });
    expect(ignoreDifferences.map(({ kind }: any) => kind)).toEqual([
      'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration', 'CustomResourceDefinition', 'APIService', 'Deployment', 'Deployment',
    ]);
    const ofHub = find(fleet, 'Application', 'acme-hub').spec;
    expect(ofHub.destination).toEqual({ server: 'https://kubernetes.default.svc', namespace: 'default' });
    // Without PruneLast: a sync of the hub must not wait until clusters are made and rollouts are over.
    expect(ofHub.syncPolicy).toEqual({
      ...spec.syncPolicy, syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true', 'FailOnSharedResource=true', 'ApplyOutOfSyncOnly=true'],
    });
  });

  test('leaves alone what controllers write into objects of its cluster, between what is always left alone and what people say', () => {
    const mine = [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }];
    const fleet = argoFleet({ ignoreDifferences: mine });
    const own = (cluster: string, path: string, fields: Partial<ControllerOwnedFields>) => fleet.claim({
      type: 'controller-owned', cluster, path,
      fields: { group: 'submariner.io', kind: 'Broker', name: 'broker', namespace: 'mesh', jsonPointers: ['/spec'], writer: 'the operator', ...fields },
    });
    ['eu', 'us'].forEach(name => new Member(fleet, name));
    own('eu', 'acme/a', {});
    own('eu', 'acme/b', {});
    own('eu', 'acme/b', { jsonPointers: ['/data/a', '/data/b'] });
    own('eu', 'acme/b', { group: '', kind: 'ConfigMap' });
    own('eu', 'acme/b', { kind: 'Gateway', namespace: undefined });
    own('hub', 'acme/b', { kind: 'Endpoint' });
    const ignored = (name: string) => find(fleet, 'Application', name).spec.ignoreDifferences;
    const [always, endpoint] = [CONTROLLER_OWNED, { group: 'submariner.io', kind: 'Endpoint', name: 'broker', namespace: 'mesh', jsonPointers: ['/spec'] }];
    expect(ignored('acme-eu')).toEqual([
      ...always,
      { kind: 'ConfigMap', name: 'broker', namespace: 'mesh', jsonPointers: ['/spec'] },
      { group: 'submariner.io', kind: 'Broker', name: 'broker', namespace: 'mesh', jsonPointers: ['/data/a', '/data/b'] },
      { group: 'submariner.io', kind: 'Broker', name: 'broker', namespace: 'mesh', jsonPointers: ['/spec'] },
      { group: 'submariner.io', kind: 'Gateway', name: 'broker', jsonPointers: ['/spec'] },
      ...mine,
    ]);
    expect(ignored('acme-us')).toEqual([...always, ...mine]);
    expect(ignored('acme-hub')).toEqual([...always, endpoint, ...mine]);
    expect(fleet.check()).toEqual([]);
  });

  test('has the folders of units as sources, in the order of their waves, and their objects wait for each other', () => {
    const fleet = argoFleet();
    const eu = new Member(fleet, 'eu');
    const after = fleet.deliveredUnit('eu', 'late', 2);
    const before = fleet.deliveredUnit('eu', 'early', -1);
    [after, before].forEach((unit, i) => configMap(unit, 'x', { name: `x${i}`, namespace: 'units' }));
    const first = configMap(eu.chart, 'first', { name: 'first', namespace: 'web' });
    configMap(eu.chart, 'second', { name: 'second', namespace: 'web' }).node.addDependency(first);
    const { spec } = find(fleet, 'Application', 'acme-eu');
    expect(spec.source).toBeUndefined();
    expect(sourcesOf(spec).map(source => source.path)).toEqual(['dist/eu.early', 'dist/eu', 'dist/eu.late']);
    expect(find(fleet, 'AppProject', 'acme').spec.destinations.filter((to: any) => to.name === 'eu').map((to: any) => to.namespace)).toEqual(['default', 'units', 'web']);
    expect(fleet.check()).toEqual([]);
  });

  test('is not there for a unit that is not delivered', () => {
    const fleet = argoFleet();
    new Member(fleet, 'eu');
    configMap(fleet.chartOf('eu', 'drill'), 'x', { name: 'x', namespace: 'drill' });
    expect(foldersIn(outputOf(fleet)).map(folder => folder.path)).toEqual(['dist/eu', 'dist/hub']);
    expect(JSON.stringify(find(fleet, 'AppProject', 'acme').spec)).not.toContain('drill');
  });

  test('adds a file to the hub, and changes no other Application', () => {
    const applications = (names: readonly string[]) => {
      const fleet = argoFleet();
      names.forEach(name => new Member(fleet, name));
      return ofKind(outputOf(fleet), 'Application');
    };
    const [few, more] = [applications(['eu', 'us']), applications(['ap', 'us', 'zz', 'eu'])];
    expect(more.filter(({ metadata }) => few.some(one => one.metadata.name === metadata.name))).toEqual(few);
  });
});

describe('names of Applications', () => {
  test('are as long as a Helm release may be, end well, and differ where the whole names differ', () => {
    const part = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,60}[a-z0-9])?$/);
    fc.assert(fc.property(part, part, (a, b) => {
      const [one, two] = [applicationName(`acme-${a}`), applicationName(`acme-${b}`)];
      expect(one).toMatch(/^(?=.{1,53}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
      expect(one === two).toBe(a === b);
    }));
    expect(applicationName('a'.repeat(53))).toBe('a'.repeat(53));
    expect(applicationName(`${'a'.repeat(40)}----${'b'.repeat(20)}`)).toMatch(/^a{40}-[0-9a-f]{8}$/);
  });

  test('of folders and charts of different clusters differ', () => {
    const addOn = { release: 'west', namespace: 'x', repository: 'https://charts.example.com', chart: 'c', defaultVersion: '1.0.0', values: {} };
    const fleet = argoFleet();
    const network = (i: number) => ({ pods: `10.${i}.0.0/17`, services: `172.${18 + i}.0.0/20` });
    new ExistingCluster(fleet, 'eu', { version: '1.34.1', network: network(0), addOns: [addOn] });
    new ExistingCluster(fleet, 'eu-west', { version: '1.34.1', network: network(1) });
    expect(ofKind(outputOf(fleet), 'Application').map(({ metadata }) => metadata.name).sort()).toEqual(['acme-eu', 'acme-eu-west', 'acme-eu.chart.west', 'acme-hub']);
    // Without its Application nobody would look after a chart that runs on.
    const { metadata, spec } = find(fleet, 'Application', 'acme-eu.chart.west');
    expect(metadata.annotations).toEqual({ ...pruneProtection(), 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true,IgnoreExtraneous' });
    // Its version and values are in the Application: a sync that is tried again for ever would never take corrected ones.
    expect(spec.syncPolicy).toEqual({
      automated: { enabled: true, prune: true, selfHeal: true },
      retry: { limit: 10, refresh: true, backoff: { duration: '15s', factor: 2, maxDuration: '5m' } },
      syncOptions: ['ServerSideApply=true', 'RespectIgnoreDifferences=true', 'FailOnSharedResource=true', 'CreateNamespace=true'],
    });
    expect(spec.source).toEqual({
      repoURL: 'https://charts.example.com', chart: 'c', targetRevision: '1.0.0', helm: { releaseName: 'west' },
    });
  });
});

describe('the project', () => {
  test('permits the repository, the clusters, and of each what lies in its folder', () => {
    const fleet = argoFleet({ project: { syncWindows: [{ kind: 'deny', schedule: '0 8 * * 1-5', duration: '10h', applications: ['*'] }] } });
    const eu = new Member(fleet, 'eu', { claims: [{ type: 'served-kinds', kinds: ['example.com'] }] });
    new Member(fleet, 'us');
    configMap(eu.chart, 'web', { name: 'web', namespace: 'web' });
    new ApiObject(eu.chart, 'role', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'x' } });
    new ApiObject(eu.chart, 'thing', { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' } });
    new ApiObject(eu.chart, 'other', { apiVersion: 'example.com/v1', kind: 'Other', metadata: { name: 'x', namespace: 'web' } });
    expect(find(fleet, 'AppProject', 'acme').spec).toEqual({
      description: 'What the program of fleet acme writes into its folders',
      sourceRepos: [REPO],
      destinations: [
        { name: 'eu', namespace: 'default' }, { name: 'eu', namespace: 'web' }, { name: 'us', namespace: 'default' },
        ...['argocd', 'default', 'fleet'].map(namespace => ({ server: 'https://kubernetes.default.svc', namespace })),
      ],
      clusterResourceWhitelist: [{ group: 'example.com', kind: 'Thing' }, { group: 'rbac.authorization.k8s.io', kind: 'ClusterRole' }],
      syncWindows: [{ kind: 'deny', schedule: '0 8 * * 1-5', duration: '10h', applications: ['*'] }],
    });
    expect(fleet.check()).toEqual([]);
  });

  test('sees objects that are made late', () => {
    const fleet = argoFleet();
    const eu = new Member(fleet, 'eu');
    fleet.makeLate(fleet.scopeOn('eu', eu), scope => { configMap(scope, 'late', { name: 'late', namespace: 'late' }); });
    expect(find(fleet, 'AppProject', 'acme').spec.destinations).toContainEqual({ name: 'eu', namespace: 'late' });
  });

  test('with limits of its own makes a finding of an object beyond them', () => {
    const fleet = argoFleet({ project: { namespaces: ['fleet', 'argocd', 'team-*', 'default'], clusterResourceWhitelist: [] } });
    const eu = new Member(fleet, 'eu');
    configMap(eu.chart, 'good', { name: 'good', namespace: 'team-web' });
    configMap(eu.chart, 'bad', { name: 'bad', namespace: 'taem-web' });
    new ApiObject(eu.chart, 'space', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team-web' } });
    expect(fleet.check().map(({ code, message, paths }) => [code, paths, message])).toEqual([
      ['argo-object-not-permitted', ['acme--eu/bad'], 'eu: ConfigMap taem-web/bad (acme--eu/bad): AppProject acme does not permit objects in namespace taem-web, and Argo CD would'
        + ' then apply nothing in the folder; permit it in project of Delivery.argoCd, or move the object'],
      ['argo-object-not-permitted', ['acme--eu/space'], 'eu: Namespace team-web (acme--eu/space): AppProject acme does not permit Namespace, and Argo CD would then apply nothing'
        + ' in the folder; permit it in project of Delivery.argoCd, or move the object'],
    ]);
  });

  test('groups clusters into patterns that permit exactly what each was to permit', () => {
    const clusters = fc.uniqueArray(fc.record({
      name: fc.stringMatching(/^[a-c]{1,2}$/), namespaces: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }),
    }), { selector: ({ name }) => name, maxLength: 6 });
    fc.assert(fc.property(clusters, given => {
      const destinations = destinationsOf(given.map(({ name, namespaces }) => ({ destination: { name }, namespaces })));
      for (const name of ['a', 'b', 'c', 'aa', 'ab', 'ba']) {
        for (const namespace of ['x', 'y', 'z', '']) {
          const meant = given.some(cluster => cluster.name === name && cluster.namespaces.includes(namespace as 'x'));
          expect(permitsDestination({ destinations }, { name, namespace })).toBe(meant);
        }
      }
      const reversed = [...given].reverse().map(({ name, namespaces }) => ({ destination: { name }, namespaces: [...namespaces].reverse() }));
      expect(destinationsOf(reversed)).toEqual(destinations);
    }));
    expect(destinationsOf(Array.from({ length: 1000 }, (_, i) => ({ destination: { name: `c${i}` }, namespaces: ['a', 'b'] })))).toHaveLength(2);
  });
});

describe('what it adds to objects', () => {
  const annotated = (apiVersion: string, kind: string, annotations?: Record<string, string>) => {
    const fleet = argoFleet();
    const eu = new Member(fleet, 'eu');
    new ApiObject(eu.chart, 'x', { apiVersion, kind, metadata: { name: 'x', annotations } });
    return outputOf(fleet).find(({ cluster }) => cluster === 'eu')!.objects.find(object => object.kind === kind)!.metadata.annotations;
  };

  test('keeps Namespaces and CRDs when they leave', () => {
    const kept = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'argocd.argoproj.io/compare-options': 'IgnoreExtraneous' };
    expect(annotated('v1', 'Namespace')).toEqual(kept);
    expect(annotated('apiextensions.k8s.io/v1', 'CustomResourceDefinition')).toEqual(kept);
    const options = (written: string) => annotated('v1', 'Namespace', { 'argocd.argoproj.io/sync-options': written })!['argocd.argoproj.io/sync-options'];
    expect(['Prune=true', 'Replace=true', 'Prune=false,Delete=false', 'Delete=confirm, Prune=confirm'].map(options)).toEqual([
      'Prune=true,Delete=false', 'Replace=true,Prune=false,Delete=false', 'Prune=false,Delete=false', 'Delete=confirm, Prune=confirm',
    ]);
    expect(annotated('apps/v1', 'Deployment')).toBeUndefined();
  });

  test('has an object that is kept not leave its Application out of sync for ever', () => {
    const compared = (options: string, written?: string) => annotated('apps/v1', 'Deployment', {
      'argocd.argoproj.io/sync-options': options, ...(written === undefined ? {} : { 'argocd.argoproj.io/compare-options': written }),
    })!['argocd.argoproj.io/compare-options'];
    expect(compared('Replace=true, Prune=false')).toBe('IgnoreExtraneous');
    expect(compared('Prune=false', 'ServerSideDiff=true')).toBe('ServerSideDiff=true,IgnoreExtraneous');
    expect(compared('Prune=false', 'ServerSideDiff=true, IgnoreExtraneous')).toBe('ServerSideDiff=true, IgnoreExtraneous');
    expect(compared('Prune=true')).toBeUndefined();
    expect(compared('Prune=confirm', 'ServerSideDiff=true')).toBe('ServerSideDiff=true');
  });

  test('is the wave of what has dependencies', () => {
    const bound = new ArgoCdDelivery({ repoUrl: REPO }).bind(newFleet(new App()), new Fleet(new App(), 'x', { hub: hub(), lock: Lock.memory() })) as any;
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } };
    const wave = (of: number, folder?: { wave: number }) => bound.annotationsOf(manifest, of, folder)['argocd.argoproj.io/sync-wave'];
    expect(bound.annotationsOf({ ...manifest, metadata: { name: 'x', annotations: { 'argocd.argoproj.io/sync-wave': '7' } } }, 2, { wave: 0 })).toEqual({});
    expect([wave(0), wave(2), wave(0, { wave: -1 }), wave(2, { wave: -1 }), wave(1, { wave: 1 })]).toEqual([undefined, '2', '-1000', '-998', '1001']);
  });
});
