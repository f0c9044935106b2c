import { describe, expect, test } from '@jest/globals';
import { ApiObject, Testing } from 'cdk8s';
import { ExistingCluster, Fleet, FleetApp, IDelivery, Lock, pruneProtection } from '../../../lib';
import { FluxFleetProps } from '../../../lib/gitops/flux/props';
import { FluxFleet } from '../../../lib/gitops/flux-fleet';
import { ACCESS, byName, fluxFleet, member, messagesOf, objectsOf } from '../../delivery/flux/fixtures';

const GIT = { type: 'git', url: 'https://git.example.com/acme/apps.git', tag: 'v1.0.0' } as const;
const PROPS: FluxFleetProps = { matchLabels: { stage: 'prod' }, source: GIT, kustomization: { path: cluster => `overlays/${cluster.region}` } };

/** Delivers folders by something that is no Flux. */
const OTHER: IDelivery = { name: 'other', prunes: false, readsFolders: false, bind: () => ({ deliverFolder: () => {}, installRelease: () => {} }) };

function clusters(fleet: Fleet): Fleet {
  member(fleet, 'eu', { access: ACCESS.kubeconfig, labels: { stage: 'prod' }, region: 'eu-west-1' });
  member(fleet, 'us', { access: ACCESS.eks, labels: { stage: 'prod' }, region: 'us-east-1' });
  member(fleet, 'qa', { access: { type: 'kubeconfig', namespace: 'clusters', name: 'qa-admin' }, labels: { stage: 'test' }, region: 'eu-west-1' });
  return fleet;
}
const hubFleet = () => clusters(new Fleet(new FleetApp({ outdir: Testing.app().outdir }), 'acme', {
  hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/17', services: '172.17.0.0/20' } }), lock: Lock.memory(), delivery: OTHER,
}));
const kustomizations = (fleet: Fleet) => byName(fleet, 'hub', 'Kustomization');

describe('a FluxFleet of manifests', () => {
  test('is a Kustomization for each selected cluster beside its kubeconfig, with a source in each namespace, whatever delivers the fleet', () => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'payment-api', PROPS);
    expect(Object.keys(kustomizations(fleet))).toEqual(['clusters/payment-api-eu', 'flux-system/payment-api-us']);
    expect(kustomizations(fleet)['clusters/payment-api-eu'].spec).toEqual({
      interval: '10m', retryInterval: '2m', timeout: '5m', path: './overlays/eu-west-1', prune: true, deletionPolicy: 'Orphan', wait: true,
      sourceRef: { kind: 'GitRepository', name: 'payment-api' }, kubeConfig: { secretRef: { name: 'eu-admin', key: 'config' } },
    });
    expect(kustomizations(fleet)['flux-system/payment-api-us'].spec.kubeConfig).toEqual({ configMapRef: { name: 'us-kubeconfig' } });
    expect(Object.keys(byName(fleet, 'hub', 'ConfigMap'))).toEqual(['flux-system/us-kubeconfig']);
    const sources = byName(fleet, 'hub', 'GitRepository');
    expect(Object.keys(sources)).toEqual(['clusters/payment-api', 'flux-system/payment-api']);
    expect(sources['clusters/payment-api'].spec).toEqual({ interval: '10m', url: GIT.url, ref: { tag: 'v1.0.0' } });
    expect(fleet.check()).toEqual([]);
  });

  test('says all that Flux knows', () => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', {
      ...PROPS, name: 'shop', interval: '1h', timeout: '15m', suspend: cluster => cluster.name === 'eu', serviceAccountName: 'shop', shardingKey: cluster => cluster.region,
      source: { ...GIT, interval: '1m', secretRef: 'git', spec: { recurseSubmodules: true } },
      kustomization: {
        path: '.', prune: false, deletionPolicy: 'MirrorPrune', healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' }],
        healthCheckExprs: [{ apiVersion: 'acme.example.com/v1', kind: 'Shop', current: 'status.open' }],
        targetNamespace: cluster => `shop-${cluster.name}`, substitute: cluster => ({ REGION: cluster.region! }), substituteFrom: [{ kind: 'ConfigMap', name: 'vars', optional: true }],
        images: [{ name: 'web', newTag: 'v2' }], decryption: { provider: 'sops', secretRef: 'keys' }, spec: { force: true },
      },
    });
    const { metadata, spec } = kustomizations(fleet)['clusters/shop-eu'];
    expect(metadata.labels).toEqual({ 'sharding.fluxcd.io/key': 'eu-west-1' });
    expect(spec).toEqual({
      interval: '1h', retryInterval: '2m', timeout: '15m', path: './', prune: false, deletionPolicy: 'MirrorPrune', wait: false, suspend: true, serviceAccountName: 'shop', force: true,
      sourceRef: { kind: 'GitRepository', name: 'shop-eu-west-1' }, kubeConfig: { secretRef: { name: 'eu-admin', key: 'config' } },
      healthChecks: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' }],
      healthCheckExprs: [{ apiVersion: 'acme.example.com/v1', kind: 'Shop', current: 'status.open' }],
      targetNamespace: 'shop-eu', postBuild: { substitute: { REGION: 'eu-west-1' }, substituteFrom: [{ kind: 'ConfigMap', name: 'vars', optional: true }] },
      images: [{ name: 'web', newTag: 'v2' }], decryption: { provider: 'sops', secretRef: { name: 'keys' } },
    });
    const source = byName(fleet, 'hub', 'GitRepository')['clusters/shop-eu-west-1'];
    expect([source.metadata.labels, source.spec]).toEqual([
      { 'sharding.fluxcd.io/key': 'eu-west-1' }, { interval: '1m', url: GIT.url, ref: { tag: 'v1.0.0' }, secretRef: { name: 'git' }, recurseSubmodules: true },
    ]);
    expect(kustomizations(fleet)['flux-system/shop-us'].spec.suspend).toBeUndefined();
    expect(fleet.check()).toEqual([]);
  });

  test('has every field of its own checked, those passed through too', () => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', { ...PROPS, kustomization: { path: '.', spec: { forced: true } } });
    expect(fleet.check().map(({ code, message }) => [code, message.includes('forced')])).toEqual([['schema', true], ['schema', true]]);
  });

  test.each([
    [{ type: 'oci', url: 'oci://registry.example.com/web', digest: `sha256:${'a'.repeat(64)}` }, 'OCIRepository', { url: 'oci://registry.example.com/web', ref: { digest: `sha256:${'a'.repeat(64)}` } }],
    [{ type: 'bucket', bucketName: 'web', endpoint: 's3.amazonaws.com', region: 'eu-west-1' }, 'Bucket', { bucketName: 'web', endpoint: 's3.amazonaws.com', region: 'eu-west-1' }],
    [{ type: 'git', url: 'ssh://git@git.example.com/web', name: 'refs/heads/main' }, 'GitRepository', { url: 'ssh://git@git.example.com/web', ref: { name: 'refs/heads/main' } }],
  ] as const)('comes from %j', (source, kind, spec) => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', { clusters: ['eu'], source, kustomization: { path: 'a' } });
    expect(byName(fleet, 'hub', kind)['clusters/web'].spec).toEqual({ interval: '10m', ...spec });
    expect(kustomizations(fleet)['clusters/web-eu'].spec.sourceRef).toEqual({ kind, name: 'web' });
    expect(fleet.check()).toEqual([]);
  });

  test('replaces nothing in the manifests where a cluster has no variables', () => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', { ...PROPS, kustomization: { path: '.', substitute: ({ name }): Record<string, string> => (name === 'eu' ? {} : { NAME: name }) } });
    const substitutions = ['clusters/web-eu', 'flux-system/web-us'].map(name => kustomizations(fleet)[name].spec.postBuild);
    expect(substitutions).toEqual([undefined, { substitute: { NAME: 'us' } }]);
  });

  test('minds no folder that Flux does not bring', () => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', PROPS);
    new ApiObject(fleet.chartOf('eu'), 'kustomization', { apiVersion: 'kustomize.toolkit.fluxcd.io/v1beta2', kind: 'Kustomization', metadata: { name: 'a' } });
    expect(['flux-objects-in-member', 'flux-kustomization-file'].flatMap(code => messagesOf(fleet, code))).toEqual([]);
  });

  test('follows the program: a cluster that comes later is selected too', () => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', { ...PROPS, serviceAccountName: 'web', clusterRole: 'edit' });
    expect(Object.keys(kustomizations(fleet))).toHaveLength(2);
    member(fleet, 'ap', { access: { ...ACCESS.kubeconfig, name: 'ap-admin' }, labels: { stage: 'prod' }, region: 'ap-south-1' });
    expect(Object.keys(kustomizations(fleet))).toEqual(['clusters/web-ap', 'clusters/web-eu', 'flux-system/web-us']);
    expect(objectsOf(fleet, 'ap').map(({ kind }) => kind)).toEqual(['Namespace', 'ServiceAccount', 'ClusterRoleBinding']);
    expect(fleet.check()).toEqual([]);
  });
});

describe('a FluxFleet of a chart', () => {
  const release = (props: Partial<FluxFleetProps>) => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', { clusters: ['eu'], source: { type: 'helm', url: 'https://charts.example.com' }, helmRelease: { targetNamespace: 'shop' }, ...props } as FluxFleetProps);
    return { fleet, object: byName(fleet, 'hub', 'HelmRelease')['clusters/web-eu'] };
  };

  test('is a HelmRelease with values baked for each cluster, that stays when it leaves the program', () => {
    const { fleet, object } = release({
      timeout: '20m', serviceAccountName: 'web', shardingKey: 'shard1',
      helmRelease: {
        chart: 'web', version: '1.2.3', targetNamespace: 'shop', values: cluster => ({ region: cluster.region }), valuesFiles: ['values.yaml'], spec: { driftDetection: { mode: 'enabled' } },
      },
    });
    // Whatever delivers the fleet: an Argo CD too would have its chart uninstalled.
    expect(object.metadata.annotations).toEqual(pruneProtection());
    expect(object.spec.chart).toEqual({
      metadata: { labels: { 'sharding.fluxcd.io/key': 'shard1' } },
      spec: { chart: 'web', version: '1.2.3', sourceRef: { kind: 'HelmRepository', name: 'web-shard1' }, valuesFiles: ['values.yaml'] },
    });
    expect(object.spec).toMatchObject({
      releaseName: 'web', targetNamespace: 'shop', timeout: '20m', serviceAccountName: 'web', values: { region: 'eu-west-1' }, driftDetection: { mode: 'enabled' },
    });
    expect(fleet.check()).toEqual([]);
  });

  test('may lie in an OCI registry or in a folder', () => {
    const oci = release({ source: { type: 'oci', url: 'oci://registry.example.com/charts/web', tag: '1.2.3' } });
    expect(oci.object.spec.chartRef).toEqual({ kind: 'OCIRepository', name: 'web' });
    expect(byName(oci.fleet, 'hub', 'OCIRepository')['clusters/web'].spec.layerSelector).toEqual({
      mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy',
    });
    const git = release({ source: GIT, helmRelease: { chart: './charts/web', targetNamespace: 'shop', releaseName: 'shop' } });
    expect(git.object.spec).toMatchObject({ releaseName: 'shop', chart: { spec: { chart: './charts/web', reconcileStrategy: 'Revision', sourceRef: { kind: 'GitRepository', name: 'web' } } } });
    expect([...oci.fleet.check(), ...git.fleet.check()]).toEqual([]);
  });
});

describe('dependencies', () => {
  test('are on the object of the same cluster', () => {
    const fleet = hubFleet();
    const base = new FluxFleet(fleet, 'base', PROPS);
    new FluxFleet(fleet, 'web', { ...PROPS, dependsOn: [base] });
    expect(kustomizations(fleet)['clusters/web-eu'].spec.dependsOn).toEqual([{ namespace: 'clusters', name: 'base-eu' }]);
    expect(kustomizations(fleet)['flux-system/web-us'].spec.dependsOn).toEqual([{ namespace: 'flux-system', name: 'base-us' }]);
    expect(fleet.check()).toEqual([]);
  });

  test('on something that is not on that cluster are refused', () => {
    const fleet = hubFleet();
    const base = new FluxFleet(fleet, 'base', { ...PROPS, clusters: ['us'] });
    new FluxFleet(fleet, 'web', { ...PROPS, dependsOn: [base] });
    expect(messagesOf(fleet, 'flux-dependency-missing')).toEqual([
      'error: eu: Kustomization clusters/web-eu (acme/web) waits for Kustomization clusters/base-eu, which the program does not make: have what it depends on select this cluster'
      + ' too, or take the dependency away',
    ]);
  });

  test('in a circle are refused', () => {
    const fleet = hubFleet();
    const later: FluxFleet[] = [];
    const base = new FluxFleet(fleet, 'base', { ...PROPS, dependsOn: later });
    later.push(new FluxFleet(fleet, 'web', { ...PROPS, dependsOn: [base] }));
    expect(messagesOf(fleet, 'flux-dependency-cycle')).toEqual([
      'error: Kustomization clusters/base-eu waits for Kustomization clusters/web-eu waits for Kustomization clusters/base-eu (acme/base, acme/web): take one of these dependencies away',
    ]);
  });

  test('on another kind are refused at once', () => {
    const fleet = hubFleet();
    const base = new FluxFleet(fleet, 'base', PROPS);
    expect(() => new FluxFleet(fleet, 'web', {
      clusters: ['eu'], dependsOn: [base], source: { type: 'oci', url: 'oci://r.example.com/web', tag: '1.0.0' }, helmRelease: { targetNamespace: 'shop' },
    })).toThrow(new Error('acme/web: dependsOn: acme/base is made of Kustomizations and this of HelmReleases, and Flux waits only for the same kind (fluxcd/flux2#3364):'
      + ' put one of them into a Kustomization'));
  });
});

describe('a ServiceAccount', () => {
  test('that several need is made once in each cluster, with each of their roles', () => {
    const fleet = hubFleet();
    for (const [id, clusterRole] of [['one', 'edit'], ['two', 'edit'], ['three', 'view']]) new FluxFleet(fleet, id, { ...PROPS, serviceAccountName: 'tenant', clusterRole });
    expect(objectsOf(fleet, 'eu').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace clusters', 'ServiceAccount tenant', 'ClusterRoleBinding flux:clusters:tenant:edit', 'ClusterRoleBinding flux:clusters:tenant:view',
    ]);
    expect(fleet.check()).toEqual([]);
  });
});

describe('with a Flux in each cluster', () => {
  test('every cluster has its own objects', () => {
    const fleet = clusters(fluxFleet({ form: 'per-cluster' }).fleet);
    new FluxFleet(fleet, 'web', PROPS);
    expect(byName(fleet, 'eu', 'Kustomization')['flux-system/web-eu'].spec).toMatchObject({ path: './overlays/eu-west-1', sourceRef: { name: 'web' } });
    expect(Object.keys(byName(fleet, 'eu', 'GitRepository')).sort()).toEqual(['flux-system/acme', 'flux-system/web']);
    expect(byName(fleet, 'eu', 'Kustomization')['flux-system/web-us']).toBeUndefined();
    expect(fleet.check()).toEqual([]);
  });
});

describe('what only the fleet shows', () => {
  test('is a selection of nothing', () => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', { ...PROPS, matchLabels: { stage: 'prd' } });
    expect(messagesOf(fleet, 'flux-no-cluster')).toEqual(["error: acme/web: selects no cluster of fleet 'acme', which has eu, hub, qa, us; correct clusters, matchLabels or regions"]);
    expect(messagesOf(fleet, 'flux-unknown-cluster')).toEqual([]);
  });

  test('is a name that is no cluster', () => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', { ...PROPS, clusters: ['eu', 'ue'] });
    expect(messagesOf(fleet, 'flux-unknown-cluster')).toEqual(["error: acme/web: clusters: 'ue' is no cluster of fleet 'acme'; it has eu, hub, qa, us"]);
    expect(messagesOf(fleet, 'flux-no-cluster')).toEqual([]);
  });

  test.each([
    [{ 'cluster-name': 'eu' }, "the variable 'cluster-name': write letters, digits and underscores, and no digit first"],
    [{ '1st': 'eu' }, "the variable '1st': write letters, digits and underscores, and no digit first"],
    [{ NOTE: 'two\nlines' }, 'the value of NOTE: write text of one line, got "two\\nlines"; Flux drops line ends'],
  ])('is the variables %j of a cluster, or at once where they are the same for all', (variables, fault) => {
    const fleet = hubFleet();
    new FluxFleet(fleet, 'web', { ...PROPS, clusters: ['eu'], kustomization: { path: '.', substitute: () => variables as unknown as Record<string, string> } });
    expect(messagesOf(fleet, 'flux-substitution')).toEqual([`error: acme/web: kustomization.substitute for eu: ${fault}`]);
    expect(() => new FluxFleet(fleet, 'now', { ...PROPS, kustomization: { path: '.', substitute: variables as unknown as Record<string, string> } }))
      .toThrow(new Error(`acme/now: kustomization.substitute: ${fault}`));
  });

  test('is a cluster that nobody says how to reach, and only where Flux is to reach it', () => {
    const fleet = hubFleet();
    member(fleet, 'old', { labels: { stage: 'prod' } });
    member(fleet, 'other');
    new FluxFleet(fleet, 'web', PROPS);
    expect(messagesOf(fleet, 'flux-access-unknown')).toEqual([expect.stringMatching(/^warning: old: /)]);
    expect(kustomizations(fleet)['flux-system/web-old'].spec.kubeConfig).toEqual({ secretRef: { name: 'old-kubeconfig' } });
  });
});
