import { describe, expect, test } from '@jest/globals';
import { Construct } from 'constructs';
import { parse } from 'yaml';
import { argoFleet, find, ofKind, REPO, sourcesOf } from './samples';
import { ApplicationSource, DeliveredApplication, Delivery, Docker, Fleet, ManagedCluster } from '../../../lib';
import { argoCdAddOns, ArgoCdDeliveryProps } from '../../../lib/delivery/argo-cd';
import { configMap, Member } from '../../fleet/members';
import { outputOf } from '../delivery-contract';

const own = (props: Partial<ArgoCdDeliveryProps> = {}) => argoFleet({ perCluster: true, ...props });
const IN_CLUSTER = 'https://kubernetes.default.svc';

function run(fleet: Fleet, source: ApplicationSource, more: Partial<DeliveredApplication> = {}): boolean {
  return fleet.delivery.deliverApplication(new Construct(fleet, more.name ?? 'web'), {
    name: 'web', namespace: 'shop', createNamespace: true, prune: true, waves: [],
    targets: model => model.clusters.filter(cluster => cluster.role === 'member').map(cluster => ({ cluster, sources: [source] })), ...more,
  });
}
const FOLDER: ApplicationSource = { type: 'directory', repoUrl: 'https://github.com/acme/web', targetRevision: 'v1', path: 'deploy' };

describe('an Argo CD in every cluster', () => {
  test('has the Application of its own folder in that folder, and nothing is on the hub for a member', () => {
    const fleet = own();
    new Member(fleet, 'eu');
    const output = outputOf(fleet);
    expect(ofKind(output, 'Application').map(({ on, metadata, spec }) => [on, metadata.name, spec.destination.server, spec.source.path])).toEqual([
      ['eu', 'acme-eu', IN_CLUSTER, 'dist/eu'], ['hub', 'acme-hub', IN_CLUSTER, 'dist/hub'],
    ]);
    expect(ofKind(output, 'AppProject').map(({ on, spec }) => [on, spec.destinations.map((to: any) => to.namespace)])).toEqual([
      ['eu', ['argocd', 'default']], ['hub', ['argocd', 'default', 'fleet']],
    ]);
    expect(fleet.settle().clusters.flatMap(cluster => cluster.secrets)).toEqual([]);
    expect(fleet.check()).toEqual([]);
  });

  test('reads the units of the cluster too', () => {
    const fleet = own();
    new Member(fleet, 'eu');
    configMap(fleet.deliveredUnit('eu', 'late', 1), 'x', { name: 'x', namespace: 'units' });
    expect(sourcesOf(ofKind(outputOf(fleet), 'Application').find(({ on }) => on === 'eu')!.spec).map(source => source.path)).toEqual(['dist/eu', 'dist/eu.late']);
  });

  test('runs applications of people in a project of their own', () => {
    const fleet = own({ project: { applicationClusterResources: [{ group: 'example.com', kind: 'Thing' }] } });
    new Member(fleet, 'eu');
    new Member(fleet, 'us');
    expect(run(fleet, FOLDER)).toBe(true);
    expect(fleet.check()).toEqual([]);
    const output = outputOf(fleet);
    expect(ofKind(output, 'Application').filter(({ spec }) => spec.project === 'acme-applications').map(({ on, metadata, spec }) => [on, metadata.name, spec.destination, spec.source])).toEqual(
      ['eu', 'us'].map(on => [on, `acme-${on}.app.web`, { server: IN_CLUSTER, namespace: 'shop' }, {
        repoURL: 'https://github.com/acme/web', targetRevision: 'v1', path: 'deploy', directory: { include: '*' },
      }]),
    );
    expect(ofKind(output, 'AppProject').filter(({ metadata }) => metadata.name === 'acme-applications').map(({ on, spec }) => [on, spec])).toEqual(['eu', 'us'].map(on => [on, {
      description: `Applications that the program of fleet acme runs on cluster ${on}`,
      sourceRepos: ['https://github.com/acme/web'],
      destinations: [{ server: IN_CLUSTER, namespace: 'shop' }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }, { group: 'example.com', kind: 'Thing' }],
    }]));
  });

  test('writes each kind of source as Argo CD reads it', () => {
    const fleet = own();
    new Member(fleet, 'eu');
    const git = { repoUrl: 'https://github.com/acme/web', targetRevision: 'v1' };
    const sources: Record<string, ApplicationSource> = {
      deep: { ...FOLDER, recurse: true },
      plain: { ...git, type: 'kustomize', path: 'overlays/eu' },
      images: { ...git, type: 'kustomize', path: 'overlays/us', images: ['web=registry/web:2'] },
      chart: { type: 'helm', repoUrl: 'oci://registry.example.com/charts', targetRevision: '1.0.0', chart: 'nginx', releaseName: 'chart', values: { a: null, b: {} } },
      path: { ...git, type: 'helm', path: 'chart', releaseName: 'path', valueFiles: ['eu.yaml'] },
    };
    Object.entries(sources).forEach(([name, source]) => run(fleet, source, { name, namespace: name }));
    expect(fleet.check()).toEqual([]);
    const base = { repoURL: git.repoUrl, targetRevision: 'v1' };
    const sourceOf = (name: string) => find(fleet, 'Application', `acme-eu.app.${name}`).spec.source;
    expect(sourceOf('deep')).toEqual({ ...base, path: 'deploy', directory: { recurse: true } });
    expect(sourceOf('plain')).toEqual({ ...base, path: 'overlays/eu' });
    expect(sourceOf('images')).toEqual({ ...base, path: 'overlays/us', kustomize: { images: ['web=registry/web:2'] } });
    expect(sourceOf('path')).toEqual({ ...base, path: 'chart', helm: { releaseName: 'path', valueFiles: ['eu.yaml'] } });
    const { helm, ...chart } = sourceOf('chart');
    expect(chart).toEqual({ repoURL: 'registry.example.com/charts', targetRevision: '1.0.0', chart: 'nginx' });
    expect([helm.releaseName, parse(helm.values)]).toEqual(['chart', { a: null, b: {} }]);
  });

  test('has several sources, prunes where the application and the delivery do, and has nothing where nothing runs', () => {
    const fleet = own();
    new Member(fleet, 'eu');
    run(fleet, FOLDER, { name: 'kept', prune: false });
    run(fleet, FOLDER, {
      name: 'two', namespace: 'two', targets: ({ clusters }) => [{ cluster: clusters.find(cluster => cluster.name === 'eu')!, sources: [FOLDER, { ...FOLDER, path: 'more' }] }],
    });
    expect(find(fleet, 'Application', 'acme-eu.app.kept').spec.syncPolicy.automated.prune).toBe(false);
    const { source, sources, syncPolicy } = find(fleet, 'Application', 'acme-eu.app.two').spec;
    expect([source, sources.map((one: any) => one.path), syncPolicy.automated.prune]).toEqual([undefined, ['deploy', 'more'], true]);
    const handover = argoFleet({}, { delivery: Delivery.argoCd({ repoUrl: REPO, perCluster: true }).withoutPruning() });
    new Member(handover, 'eu');
    run(handover, FOLDER);
    expect(find(handover, 'Application', 'acme-eu.app.web').spec.syncPolicy.automated.prune).toBe(false);
    expect(ofKind(outputOf(fleet), 'AppProject').filter(({ on, metadata }) => on === 'hub' && metadata.name === 'acme-applications')).toEqual([]);
  });

  test('cannot have waves, which no other Argo CD sees', () => {
    expect(() => run(own(), FOLDER, { waves: ['canary'] })).toThrow('acme/web: waves: every cluster has an Argo CD of its own, which does not see the others, so none can wait'
      + ' for another; leave the waves out, or deliver with the Argo CD of the hub');
    expect(run(argoFleet(), FOLDER)).toBe(false);
  });
});

describe('the charts that bring Argo CD to a cluster', () => {
  const withAddOns = () => {
    const fleet = own();
    const eu = new ManagedCluster(fleet, 'eu', {
      version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: false, controlPlane: { machine: {} }, pools: {},
      addOns: argoCdAddOns(fleet, { values: { server: { replicas: 2 } } }),
    });
    configMap(eu.chart, 'web', { name: 'web', namespace: 'web' });
    return fleet;
  };

  test('bring the very Application that lies in the folder, and a project under which it can read that folder first', () => {
    const fleet = withAddOns();
    const proxy = (name: string) => find(fleet, 'HelmChartProxy', name).spec;
    const { applications, projects } = parse(proxy('eu-argocd-apps').valuesTemplate);
    const kept = { 'helm.sh/resource-policy': 'keep' };
    const [application] = ofKind(outputOf(fleet), 'Application').filter(({ on }) => on === 'eu');
    expect(applications).toEqual({ 'acme-eu': { namespace: 'argocd', additionalAnnotations: { ...kept, ...application.metadata.annotations }, ...application.spec } });
    expect(projects).toEqual({ acme: {
      namespace: 'argocd', additionalAnnotations: kept,
      sourceRepos: [REPO], destinations: [{ server: IN_CLUSTER, namespace: '*' }], clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    } });
    expect(parse(proxy('eu-argo-cd').valuesTemplate)).toEqual({ server: { replicas: 2 } });
    expect(['eu-argo-cd', 'eu-argocd-apps'].map(name => [proxy(name).repoURL, proxy(name).chartName, proxy(name).version, proxy(name).namespace])).toEqual([
      ['https://argoproj.github.io/argo-helm', 'argo-cd', '10.1.1', 'argocd'], ['https://argoproj.github.io/argo-helm', 'argocd-apps', '2.0.5', 'argocd'],
    ]);
    expect(fleet.check()).toEqual([]);
  });

  test('bring an Application that leaves alone what controllers write into objects of that cluster', () => {
    const fleet = withAddOns();
    new Member(fleet, 'us');
    const ignored = (name: string) => find(fleet, 'Application', name).spec.ignoreDifferences;
    const before = ignored('acme-us');
    expect(ignored('acme-eu')).toEqual(before);
    fleet.claim({
      type: 'controller-owned', cluster: 'eu', path: 'acme/mesh',
      fields: { group: '', kind: 'ConfigMap', name: 'web', namespace: 'web', jsonPointers: ['/data'], writer: 'a controller' },
    });
    const { applications } = parse(find(fleet, 'HelmChartProxy', 'eu-argocd-apps').spec.valuesTemplate);
    const owned = { kind: 'ConfigMap', name: 'web', namespace: 'web', jsonPointers: ['/data'] };
    expect([ignored('acme-eu'), applications['acme-eu'].ignoreDifferences, ignored('acme-us')]).toEqual([[...before, owned], [...before, owned], before]);
    expect(fleet.check()).toEqual([]);
  });

  test('are refused where the hub delivers', () => {
    expect(() => argoCdAddOns(argoFleet())).toThrow("argoCdAddOns: the clusters of fleet 'acme' have no Argo CD of their own; deliver with Delivery.argoCd({ perCluster: true })");
    expect(() => argoCdAddOns(own(), { version: 3 as any })).toThrow('argoCdAddOns: version: write text that is not empty, got 3');
  });
});

test('the repository may be the folder itself', () => {
  const fleet = argoFleet({ path: '.' });
  new Member(fleet, 'eu');
  expect(find(fleet, 'Application', 'acme-eu').spec.source).toMatchObject({ repoURL: REPO, path: 'eu', targetRevision: 'HEAD' });
});
