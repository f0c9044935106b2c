import { describe, expect, test } from '@jest/globals';
import { NEW_ROOT, OLD_ROOT } from './certificates';
import { ambient, joined, multiPrimary, primaryRemote, WITH_STORE } from './meshes';
import { ExistingCluster, Fleet, FleetMesh, HelmRelease, IMesh, Mirror } from '../../../../lib';
import { recording } from '../../../fleet/deliveries';
import { existing, found, newFleet } from '../../samples';

const GATE = {
  volumes: [{ name: 'cacerts-required', secret: { secretName: 'cacerts', items: [{ key: 'root-cert.pem', path: 'root-cert.pem' }] } }],
  volumeMounts: [{ name: 'cacerts-required', mountPath: '/var/run/secrets/cacerts-required', readOnly: true }],
};
const FAIL = { validationFailurePolicy: 'Fail' };
const GATEWAY_API = { servedByOthers: ['gateway.networking.k8s.io'] };

function releasesOf(fleet: Fleet, cluster = 'east'): Readonly<Record<string, HelmRelease>> {
  return Object.fromEntries(fleet.clusterModel(cluster).releases.map(release => [release.name, release]));
}

function valuesOf(fleet: Fleet, cluster?: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(releasesOf(fleet, cluster)).map(([name, { values }]) => [name, values]));
}

describe('control planes in every member', () => {
  test('on several networks: base, istiod, and a gateway', () => {
    const { fleet } = joined();
    expect(valuesOf(fleet)).toEqual({
      'istio-base': { defaultRevision: 'default', global: { istioNamespace: 'istio-system' }, base: FAIL },
      'istiod': {
        global: { istioNamespace: 'istio-system', meshID: 'mesh1', multiCluster: { clusterName: 'east' }, network: 'east', hub: 'docker.io/istio' },
        meshConfig: { trustDomain: 'cluster.local' }, base: FAIL, ...GATE,
      },
      'istio-eastwestgateway': { name: 'istio-eastwestgateway', labels: { istio: 'eastwestgateway' }, networkGateway: 'east' },
    });
    expect(Object.values(releasesOf(fleet)).map(({ repository, chart, version, namespace }) => [repository, chart, version, namespace])).toEqual([
      ['https://blob.istio.io/istio-release/charts', 'base', '1.31.4', 'istio-system'],
      ['https://blob.istio.io/istio-release/charts', 'gateway', '1.31.4', 'istio-system'],
      ['https://blob.istio.io/istio-release/charts', 'istiod', '1.31.4', 'istio-system'],
    ]);
    expect(found(fleet)).toEqual([]);
  });

  test('on one network: no gateway, and pods that may not overlap', () => {
    const { fleet } = joined(multiPrimary({ network: 'n1' }));
    expect(Object.keys(valuesOf(fleet))).toEqual(['istio-base', 'istiod']);
    expect(fleet.settle().meshes.map(({ name, members, disjoint }) => ({ name, members, disjoint }))).toEqual([
      { name: 'mesh', members: ['east', 'west'], disjoint: [] }, { name: 'mesh, network n1', members: ['east', 'west'], disjoint: ['pods'] },
    ]);
    const about = { east: { network: { pods: '10.50.0.0/16', services: '10.60.0.0/20' } }, west: { network: { pods: '10.50.0.0/16', services: '10.60.0.0/20' } } };
    expect(joined(multiPrimary({ network: 'n1' }), { about }).fleet.check().map(({ code }) => code)).toEqual(['overlapping-ranges']);
    expect(found(joined(multiPrimary(), { about }).fleet)).toEqual([]);
  });

  test('take every identifier from one place', () => {
    const { fleet } = joined(multiPrimary({
      trustDomain: 'mesh.example', trustDomainAliases: ['old.example'], clusterDomain: 'corp.example', systemNamespace: 'istio', revision: 'blue', hub: 'registry.example.com/istio',
      variant: 'debug', cni: true,
    }), { options: { east: { clusterId: 'e1', network: 'us', trustDomain: 'us.example' } } });
    expect(valuesOf(fleet)).toEqual({
      'istio-base': { defaultRevision: 'blue', global: { istioNamespace: 'istio' }, base: FAIL },
      'istiod-blue': {
        revision: 'blue',
        global: {
          istioNamespace: 'istio', meshID: 'mesh1', multiCluster: { clusterName: 'e1' }, network: 'us', hub: 'registry.example.com/istio', variant: 'debug',
          proxy: { clusterDomain: 'corp.example' },
        },
        meshConfig: { trustDomain: 'us.example', trustDomainAliases: ['mesh.example', 'old.example'] }, base: FAIL, cni: { enabled: true }, ...GATE,
      },
      'istio-cni': { revision: 'blue', global: { hub: 'registry.example.com/istio', variant: 'debug' } },
      'istio-eastwestgateway': { name: 'istio-eastwestgateway', labels: { istio: 'eastwestgateway' }, networkGateway: 'us', revision: 'blue' },
    });
    expect(valuesOf(fleet, 'west')['istiod-blue']).toMatchObject({ meshConfig: { trustDomain: 'mesh.example', trustDomainAliases: ['old.example', 'us.example'] } });
  });

  test('have the flags of two roots, of mounted kubeconfigs, and of services of the multi-cluster API', () => {
    const env = (props: object) => (valuesOf(joined(multiPrimary(props)).fleet).istiod as any).env;
    expect(env({})).toBeUndefined();
    expect(env({ certificateAuthority: { roots: [{ key: 'old' }, { key: 'new' }] } })).toEqual({ ISTIO_MULTIROOT_MESH: 'true' });
    expect(env({ multiClusterServices: true })).toEqual({ ENABLE_MCS_SERVICE_DISCOVERY: 'true' });
    expect(env({ multiClusterServices: { controller: 'the MCS controller' } })).toEqual({ ENABLE_MCS_SERVICE_DISCOVERY: 'true', ENABLE_MCS_HOST: 'true' });
    const mounted = valuesOf(joined(multiPrimary({ apiServer: undefined, mountedKubeconfigs: { csi: { driver: 'd' } } })).fleet).istiod as any;
    expect(mounted).toMatchObject({
      env: { PILOT_MULTICLUSTER_KUBECONFIG_PATH: '/var/run/secrets/remote-kubeconfigs' },
      volumes: [...GATE.volumes, { name: 'remote-kubeconfigs', csi: { driver: 'd' } }],
      volumeMounts: [...GATE.volumeMounts, { name: 'remote-kubeconfigs', mountPath: '/var/run/secrets/remote-kubeconfigs', readOnly: true }],
    });
  });

  test('trust roots beside that of an issuer, for which proxies ask', () => {
    const certificateAuthority = { issuer: { name: 'root' }, roots: [OLD_ROOT, `\n${NEW_ROOT}\n\n`] };
    const istiod = (props: object) => valuesOf(joined(multiPrimary(props)).fleet).istiod as any;
    const { meshConfig, env } = istiod({ certificateAuthority, multiClusterServices: true });
    expect(env).toEqual({ ISTIO_MULTIROOT_MESH: 'true', ENABLE_MCS_SERVICE_DISCOVERY: 'true' });
    expect(meshConfig).toEqual({
      trustDomain: 'cluster.local', caCertificates: [{ pem: `${OLD_ROOT}\n` }, { pem: `${NEW_ROOT}\n` }],
      defaultConfig: { proxyMetadata: { ISTIO_META_DNS_CAPTURE: 'true', PROXY_CONFIG_XDS_AGENT: 'true' } },
    });
    // With one already, so that a second reaches proxies that run.
    expect(istiod({ certificateAuthority: { ...certificateAuthority, roots: [OLD_ROOT] } })).toMatchObject({
      env: { ISTIO_MULTIROOT_MESH: 'true' }, meshConfig: { defaultConfig: { proxyMetadata: { PROXY_CONFIG_XDS_AGENT: 'true' } } },
    });
    expect(istiod({ certificateAuthority: { issuer: { name: 'root' } } })).toMatchObject({ meshConfig: { trustDomain: 'cluster.local' } });
    expect(istiod({ certificateAuthority: { issuer: { name: 'root' } } }).env).toBeUndefined();
  });

  test('wait for the root of cert-manager under its own name', () => {
    const { fleet } = joined(multiPrimary({ certificateAuthority: { issuer: { name: 'root' } } }), { everyCluster: { servedByOthers: ['cert-manager.io'] } } as any);
    expect((valuesOf(fleet).istiod as any).volumes).toEqual([
      { name: 'cacerts-required', secret: { secretName: 'cacerts', items: [{ key: 'ca.crt', path: 'root-cert.pem' }] } },
    ]);
  });

  test('have values of the program on top, those of the member last, and volumes beside those of the mesh', () => {
    const { fleet } = joined(multiPrimary({
      values: { istiod: { autoscaleMin: 2, env: { PILOT_TRACE: '1' }, volumes: [{ name: 'mine', emptyDir: {} }], global: { logAsJson: true } }, gateway: { replicaCount: 3 } },
    }), { options: { east: { values: { istiod: { autoscaleMin: 3 } } } } });
    expect(valuesOf(fleet).istiod).toMatchObject({
      autoscaleMin: 3, env: { PILOT_TRACE: '1' }, volumes: [...GATE.volumes, { name: 'mine', emptyDir: {} }], global: { logAsJson: true, meshID: 'mesh1' },
    });
    expect((valuesOf(fleet, 'west').istiod as any).autoscaleMin).toBe(2);
    expect((valuesOf(fleet)['istio-eastwestgateway'] as any).replicaCount).toBe(3);
  });

  test('come from where their version is, and from a mirror', () => {
    expect(releasesOf(joined(multiPrimary({ version: '1.30.3' })).fleet).istiod).toMatchObject({
      repository: 'https://istio-release.storage.googleapis.com/charts', version: '1.30.3', values: { global: { hub: 'docker.io/istio' } },
    });
    expect(releasesOf(joined(multiPrimary({ repository: 'oci://ghcr.io/istio/release/charts' })).fleet).istiod.repository).toBe('oci://ghcr.io/istio/release/charts');
    const { fleet } = joined(multiPrimary(), { fleet: { mirror: Mirror.registry('registry.example.com/mirror') } });
    expect(found(fleet)).toEqual([]);
    const { istiod } = releasesOf(fleet);
    expect(istiod).toMatchObject({
      repository: 'oci://registry.example.com/mirror/blob.istio.io/istio-release/charts', values: { global: { hub: 'registry.example.com/mirror/docker.io/istio' } },
    });
    expect(istiod.images!('1.31.4', fleet.clusterModel('east')).map(({ image }) => image)).toEqual(['docker.io/istio/pilot:1.31.4', 'docker.io/istio/proxyv2:1.31.4']);
  });

  test('list the images that each runs, with the variant and without a control plane in remotes', () => {
    const images = (mesh: IMesh<any>, name: string, cluster = 'east') => {
      const { fleet } = joined(mesh, { about: { east: GATEWAY_API, west: GATEWAY_API } });
      return releasesOf(fleet, cluster)[name].images!('1.31.4', fleet.clusterModel(cluster)).map(({ image }) => image);
    };
    expect(['istio-base', 'istio-eastwestgateway'].flatMap(name => images(multiPrimary(), name))).toEqual([]);
    expect(images(multiPrimary({ cni: true, hub: 'registry.example.com/istio' }), 'istio-cni')).toEqual(['registry.example.com/istio/install-cni:1.31.4']);
    expect(images(ambient(), 'ztunnel')).toEqual(['docker.io/istio/ztunnel:1.31.4-distroless']);
    const fleet = newFleet(WITH_STORE);
    const [east, west] = [existing(fleet, 'east', 1), existing(fleet, 'west', 2)];
    new FleetMesh(fleet, 'mesh', { members: [east, west], mesh: primaryRemote(east) });
    expect(releasesOf(fleet, 'west').istiod.images!('1.31.4', fleet.clusterModel('west')).map(({ image }) => image)).toEqual(['docker.io/istio/proxyv2:1.31.4']);
  });

  test('are installed one after the other where the delivery can wait', () => {
    const delivery = recording();
    const fleet = newFleet({ ...WITH_STORE, delivery });
    new FleetMesh(fleet, 'mesh', { members: [existing(fleet, 'east', 1), existing(fleet, 'west', 2)], mesh: multiPrimary({ cni: true }) });
    expect(delivery.releases.filter(({ cluster }) => cluster === 'east').map(({ name, after }) => [name, after])).toEqual([
      ['istio-base', undefined], ['istiod', ['istio-base']], ['istio-cni', ['istiod']], ['istio-eastwestgateway', ['istiod']],
    ]);
  });
});

describe('ambient', () => {
  test('has the node agent and the proxy of nodes, with the same identifiers', () => {
    const { fleet } = joined(ambient({ multiNetworkIngress: true }), { about: { east: GATEWAY_API, west: GATEWAY_API } });
    expect(valuesOf(fleet)).toEqual({
      'istio-base': { defaultRevision: 'default', global: { istioNamespace: 'istio-system' }, base: FAIL },
      'istiod': {
        profile: 'ambient',
        global: {
          istioNamespace: 'istio-system', meshID: 'mesh1', multiCluster: { clusterName: 'east' }, network: 'east', hub: 'docker.io/istio', variant: 'distroless',
        },
        meshConfig: { trustDomain: 'cluster.local' }, base: FAIL, cni: { enabled: true },
        env: { AMBIENT_ENABLE_MULTI_NETWORK: 'true', AMBIENT_ENABLE_MULTI_NETWORK_INGRESS: 'true' }, ...GATE,
      },
      'istio-cni': { profile: 'ambient', global: { hub: 'docker.io/istio', variant: 'distroless' } },
      'ztunnel': {
        profile: 'ambient', hub: 'docker.io/istio', variant: 'distroless', istioNamespace: 'istio-system', multiCluster: { clusterName: 'east' }, network: 'east',
      },
    });
    expect(found(fleet)).toEqual([]);
  });

  test('shares the Services that have the label, as the profile says, or all but those that belong to a cluster', () => {
    const meshConfig = (props: object) => (valuesOf(joined(ambient(props)).fleet).istiod as any).meshConfig;
    expect(meshConfig({ serviceScope: 'labelled' })).toEqual({ trustDomain: 'cluster.local' });
    expect(meshConfig({ serviceScope: 'all', systemNamespace: 'mesh' })).toEqual({
      trustDomain: 'cluster.local',
      serviceScopeConfigs: [{
        namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'mesh'] }] },
        servicesSelector: { matchExpressions: [{ key: 'provider', operator: 'NotIn', values: ['kubernetes'] }] },
        scope: 'GLOBAL',
      }],
    });
  });

  test('has the domain of Services in the proxy of nodes too', () => {
    expect(valuesOf(joined(ambient({ clusterDomain: 'corp.example' })).fleet).ztunnel).toMatchObject({ env: { CLUSTER_DOMAIN: 'corp.example' } });
    expect(valuesOf(joined(ambient()).fleet).ztunnel).not.toHaveProperty('env');
  });
});

describe('a primary and a remote', () => {
  const mesh = (address: string, more: object = {}) => {
    const fleet = newFleet(WITH_STORE);
    const [east, west] = [existing(fleet, 'east', 1), existing(fleet, 'west', 2)];
    new FleetMesh(fleet, 'mesh', { members: [east, west], mesh: primaryRemote(east, { primaryAddress: address, ...more }) });
    return fleet;
  };

  test('the primary serves others, and the remote leads to it', () => {
    const fleet = mesh('203.0.113.10');
    const identity = { istioNamespace: 'istio-system', meshID: 'mesh1', hub: 'docker.io/istio' };
    expect(valuesOf(fleet)).toEqual({
      'istio-base': { defaultRevision: 'default', global: { istioNamespace: 'istio-system' }, base: FAIL },
      'istiod': {
        global: { ...identity, multiCluster: { clusterName: 'east' }, network: 'east', externalIstiod: true },
        meshConfig: { trustDomain: 'cluster.local' }, base: FAIL, ...GATE,
      },
      'istio-eastwestgateway': { name: 'istio-eastwestgateway', labels: { istio: 'eastwestgateway' }, networkGateway: 'east' },
    });
    expect(valuesOf(fleet, 'west')).toEqual({
      'istio-base': { defaultRevision: '', global: { istioNamespace: 'istio-system' } },
      'istiod': {
        profile: 'remote', global: { ...identity, multiCluster: { clusterName: 'west' }, network: 'west', remotePilotAddress: '203.0.113.10' },
        istiodRemote: { injectionPath: '/inject/cluster/west/net/west' },
      },
      'istio-eastwestgateway': { name: 'istio-eastwestgateway', labels: { istio: 'eastwestgateway' }, networkGateway: 'west' },
    });
    expect(found(fleet)).toEqual([]);
  });

  test('on one network only the primary has a gateway', () => {
    const fleet = mesh('203.0.113.10', { network: 'n1' });
    expect(Object.keys(valuesOf(fleet))).toContain('istio-eastwestgateway');
    expect(Object.keys(valuesOf(fleet, 'west'))).not.toContain('istio-eastwestgateway');
  });

  test('for a host name the gateway has the port that API servers go to', () => {
    expect(valuesOf(mesh('gw.example.com'))['istio-eastwestgateway']).toMatchObject({ networkGatewayPorts: { 'tls-webhook': { port: 443, targetPort: 15017 } } });
    expect(valuesOf(mesh('gw.example.com'), 'west')['istio-eastwestgateway']).not.toHaveProperty('networkGatewayPorts');
    expect(valuesOf(mesh('gw.example.com', { version: '1.29.4' }))['istio-eastwestgateway']).not.toHaveProperty('networkGatewayPorts');
    expect(valuesOf(mesh('2001:db8::1'))['istio-eastwestgateway']).not.toHaveProperty('networkGatewayPorts');
  });
});

describe('Cilium beneath', () => {
  const cilium = { release: 'cilium', namespace: 'kube-system', repository: 'https://helm.cilium.io', chart: 'cilium', defaultVersion: '1.20.2', values: { debug: {} } };
  const on = (mesh: any, more: object) => {
    const fleet = newFleet(WITH_STORE);
    const network = { pods: '10.1.0.0/16', services: '10.2.0.0/20' };
    const east = new ExistingCluster(fleet, 'east', { version: '1.34.1', network, ...GATEWAY_API, ...more });
    new FleetMesh(fleet, 'mesh', { members: [east], mesh });
    return fleet;
  };

  test('gets what Istio needs of it, in its release', () => {
    const values = (mesh: any) => releasesOf(on(mesh, { addOns: [{ ...cilium, networkPlugin: { name: 'cilium' } }] })).cilium.values;
    expect(values(multiPrimary())).toEqual({ debug: {}, socketLB: { hostNamespaceOnly: true } });
    expect(values(multiPrimary({ cni: true }))).toEqual({ debug: {}, socketLB: { hostNamespaceOnly: true }, cni: { exclusive: false } });
    expect(values(ambient())).toEqual({ debug: {}, socketLB: { hostNamespaceOnly: true }, cni: { exclusive: false }, bpf: { masquerade: false } });
  });

  test('of others: its owner gets the values', () => {
    const fleet = on(multiPrimary(), { networkPlugin: { name: 'cilium' }, releasesOfOthers: { cilium: 'Terraform' } });
    expect(fleet.clusterModel('east').foreignReleases).toMatchObject([{ name: 'cilium', owner: 'Terraform', values: { socketLB: { hostNamespaceOnly: true } } }]);
  });

  test('of a cluster that says otherwise is a conflict', () => {
    const fleet = on(multiPrimary({ cni: true }), { addOns: [{ ...cilium, values: { cni: { exclusive: true } }, networkPlugin: { name: 'cilium' } }] });
    expect(fleet.check().map(({ code, message }) => [code, message])).toEqual([['conflicting-claims', expect.stringContaining('cni.exclusive')]]);
  });

  test('nothing is asked where another plug-in runs', () => {
    expect(found(on(ambient(), { networkPlugin: { name: 'flannel' } }))).toEqual([]);
  });
});
