import { describe, expect, test } from '@jest/globals';
import { ambient, BASICS, joined, multiPrimary } from './meshes';
import { Istio } from '../../../../lib';
import { withValues } from '../../../../lib/mesh/drivers/istio/own-values';
import { KNOWN_MAPS } from '../../../../lib/mesh/drivers/istio/value-keys';
import { thrown } from '../../samples';

const WHERE = 'Istio.multiPrimary: values';
const refused = (values: object) => thrown(() => Istio.multiPrimary({ ...BASICS, values }));
const metadata = (name: string) => ({ meshConfig: { defaultConfig: { proxyMetadata: { [name]: 'x' } } } });

describe('values that are nothing', () => {
  test('leave those of the mesh, at the top and within', () => {
    const base = { env: { A: '1' }, global: { meshID: 'm', proxy: { logLevel: 'info' } } };
    expect(withValues(base, { env: undefined, more: undefined }, { global: { meshID: undefined, proxy: undefined } })).toEqual(base);
    expect(withValues(base, { global: { proxy: { logLevel: null } } })).toEqual({ ...base, global: { meshID: 'm', proxy: { logLevel: null } } });
    const values = { istiod: { env: undefined, global: { network: undefined }, meshConfig: { trustDomain: undefined } } };
    const { fleet } = joined(ambient({ values }), { about: { east: { servedByOthers: ['gateway.networking.k8s.io'] }, west: { servedByOthers: ['gateway.networking.k8s.io'] } } });
    expect(fleet.clusterModel('east').releases.find(({ name }) => name === 'istiod')!.values).toMatchObject({
      env: { AMBIENT_ENABLE_MULTI_NETWORK: 'true' }, global: { network: 'east' }, meshConfig: { trustDomain: 'cluster.local' },
    });
    expect(refused({ istiod: { env: { MINE: undefined } } })).toBe('nothing');
  });

  test.each([
    ['istiod', { global: null }, '.global', 'null'],
    ['istiod', { global: { proxy: 'x' } }, '.global.proxy', '"x"'],
    ['istiod', { env: [] }, '.env', '[]'],
    ['istiod', { meshConfig: null }, '.meshConfig', 'null'],
    ['istiod', { meshConfig: { defaultConfig: { proxyMetadata: null } } }, '.meshConfig.defaultConfig.proxyMetadata', 'null'],
    ['gateway', { labels: null }, '.labels', 'null'],
  ])('or no maps may not stand where the mesh writes: %s %j', (chart, values, path, got) => {
    expect(refused({ [chart]: values })).toBe(`${WHERE}.${chart}${path}: write an object; the mesh has values in it, got ${got}`);
  });

  test('or no lists may not stand where the mesh adds', () => {
    expect(refused({ istiod: { volumes: null } })).toBe(`${WHERE}.istiod.volumes: write a list; the mesh adds to it`);
    expect(refused({ istiod: { volumeMounts: {} } })).toBe(`${WHERE}.istiod.volumeMounts: write a list; the mesh adds to it`);
    expect(refused({ istiod: { volumes: [], volumeMounts: undefined } })).toBe('nothing');
  });
});

describe('keys within', () => {
  test.each([
    [{ global: { meshNetwerks: {} } }, 'global.meshNetwerks', 'agentgateway, caAddress, '],
    [{ global: { multicluster: { clusterName: 'x' } } }, 'global.multicluster', 'agentgateway, caAddress, '],
    [{ global: { proxy: { loglevel: 'debug' } } }, 'global.proxy.loglevel', 'autoInject, '],
    [{ meshConfig: { trustdomain: 'x' } }, 'meshConfig.trustdomain', 'accessLogEncoding, '],
    [{ meshConfig: { 'trust-domain': 'x' } }, "meshConfig['trust-domain']", 'accessLogEncoding, '],
  ])('are those that Istio has: %j', (istiod, path, first) => {
    expect(refused({ istiod })).toContain(`${WHERE}.istiod.${path}: Istio has no such value, and would drop it without a word; write one of ${first}`);
  });

  test('are free where Istio takes any', () => {
    expect(refused({
      istiod: {
        global: { meshNetworks: { n: {} }, proxy: { resources: { mine: 1 } }, networkPolicy: { enabled: false }, enableReaderRBAC: true, resourceScope: 'all' },
        meshConfig: { accessLogFile: '/dev/stdout', defaultConfig: { anything: 1, proxyMetadata: { MINE: 'x' } } }, env: { MINE: 'x' }, podAnnotations: { mine: 'x' },
      },
      gateway: { labels: { mine: 'x' }, env: { MINE: 'x' }, envVarFrom: [{ name: 'MINE', valueFrom: {} }, 'none'] },
      ztunnel: { env: { MINE: 'x' }, resourceScope: 'all' },
    })).toBe('nothing');
  });

  test('are listed once each, in one order', () => {
    KNOWN_MAPS.forEach(({ keys }) => expect(keys).toEqual([...new Set(keys)]));
    expect(KNOWN_MAPS.map(({ path }) => path.join('.'))).toEqual(['global', 'global.proxy', 'meshConfig']);
  });
});

describe('identifiers', () => {
  test.each([
    ['istiod', { meshConfig: { defaultConfig: { meshId: 'x' } } }, '.meshConfig.defaultConfig.meshId', 'meshId'],
    ['istiod', metadata('ISTIO_META_MESH_ID'), '.meshConfig.defaultConfig.proxyMetadata.ISTIO_META_MESH_ID', 'meshId'],
    ['istiod', metadata('ISTIO_META_NETWORK'), '.meshConfig.defaultConfig.proxyMetadata.ISTIO_META_NETWORK', 'network of the member'],
    ['istiod', metadata('ISTIO_META_CLUSTER_ID'), '.meshConfig.defaultConfig.proxyMetadata.ISTIO_META_CLUSTER_ID', 'clusterId of the member'],
    ['istiod', { global: { configCluster: true } }, '.global.configCluster', 'the form of the mesh'],
    ['istiod', { global: { trustDomain: 'x' } }, '.global.trustDomain', 'trustDomain'],
    ['istiod', { env: { ISTIO_MULTIROOT_MESH: 'true' } }, '.env.ISTIO_MULTIROOT_MESH', 'certificateAuthority'],
    ['istiod', { envVarFrom: [{ name: 'ISTIO_MULTIROOT_MESH', value: 'true' }] }, '.envVarFrom: ISTIO_MULTIROOT_MESH', 'certificateAuthority'],
    ['istiod', { meshConfig: { caCertificates: [] } }, '.meshConfig.caCertificates', 'certificateAuthority'],
    ['istiod', { envVarFrom: [{ name: 'MINE' }, { name: 'CLUSTER_ID', value: 'x' }] }, '.envVarFrom: CLUSTER_ID', 'clusterId of the member'],
    ['gateway', { env: { ISTIO_META_REQUESTED_NETWORK_VIEW: 'x' } }, '.env.ISTIO_META_REQUESTED_NETWORK_VIEW', 'network of the member'],
    ['gateway', { labels: { 'topology.istio.io/network': 'x' } }, ".labels['topology.istio.io/network']", 'network of the member'],
    ['ztunnel', { env: { CLUSTER_DOMAIN: 'x' } }, '.env.CLUSTER_DOMAIN', 'clusterDomain'],
    ['ztunnel', metadata('NETWORK'), '.meshConfig.defaultConfig.proxyMetadata.NETWORK', 'network of the member'],
  ])('come from the mesh by every way: %s %j', (chart, values, place, option) => {
    expect(refused({ [chart]: values }))
      .toBe(`${WHERE}.${chart}${place}: the mesh writes it, to every place that it must be the same in, from ${option}; remove it here`);
  });

  test('and what others read a member by stays', () => {
    const reader = 'for other members read this one by the ClusterRole that goes away with it; remove it here';
    expect(refused({ istiod: { global: { enableReaderRBAC: false } } })).toBe(`${WHERE}.istiod.global.enableReaderRBAC: leave it at true, ${reader}`);
    const rest = 'for nobody else installs the rest of the chart; remove it here';
    expect(refused({ base: { global: { resourceScope: 'namespace' } } })).toBe(`${WHERE}.base.global.resourceScope: leave it at "all", ${rest}`);
    expect(refused({ ztunnel: { resourceScope: 'cluster' } })).toBe(`${WHERE}.ztunnel.resourceScope: leave it at "all", ${rest}`);
  });
});

describe('ENABLE_MCS_CLUSTER_LOCAL', () => {
  const values = { istiod: { env: { ENABLE_MCS_CLUSTER_LOCAL: 'true' } } };
  const without = "istiod switches it off without names of clusterset.local; write multiClusterServices: { controller: '...' }, or remove it";
  const mesh = (props: object, east: object = {}) => thrown(() => joined(multiPrimary(props), { options: { east } }));

  test('is refused without names of clusterset.local', () => {
    expect(mesh({ values })).toBe(`acme/mesh: values.istiod.env.ENABLE_MCS_CLUSTER_LOCAL: ${without}`);
    expect(mesh({ multiClusterServices: true, values })).toBe(`acme/mesh: values.istiod.env.ENABLE_MCS_CLUSTER_LOCAL: ${without}`);
    expect(mesh({}, { values })).toBe(`acme/mesh: member 'east': values.istiod.env.ENABLE_MCS_CLUSTER_LOCAL: ${without}`);
    expect(mesh({ values: { istiod: { envVarFrom: [{ name: 'ENABLE_MCS_CLUSTER_LOCAL', value: 'true' }] } } })).toMatch(/^acme\/mesh: values.istiod.env.ENABLE_MCS_CLUSTER_LOCAL: /);
  });

  test('is taken with them', () => {
    expect(mesh({ multiClusterServices: { controller: 'the MCS controller' }, values }, { values })).toBe('nothing');
    expect(mesh({ values: { istiod: { env: { ENABLE_MCS_CLUSTER_LOCAL: undefined } } } })).toBe('nothing');
  });
});
