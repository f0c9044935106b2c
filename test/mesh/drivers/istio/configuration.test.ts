import { describe, expect, test } from '@jest/globals';
import { ambient, joined, multiPrimary, primaryRemote, WITH_STORE } from './meshes';
import { FleetMesh } from '../../../../lib';
import { istioMeshOf } from '../../../../lib/mesh/istio-mesh';
import { existing, factsIn, found, newFleet, objectIn, objectsOf } from '../../samples';

const GATEWAY_API = { servedByOthers: ['gateway.networking.k8s.io'] };
const ABOUT = { east: GATEWAY_API, west: GATEWAY_API };
const KEPT = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'helm.sh/resource-policy': 'keep', 'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};
const ISTIO = ['networking.istio.io/v1', 'security.istio.io/v1', 'gateway.networking.k8s.io/v1'];
const configuration = (fleet: any, cluster = 'east') => objectsOf(fleet, cluster).filter(({ apiVersion }) => ISTIO.includes(apiVersion));
const MTLS = { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: 'default', namespace: 'istio-system' }, spec: { mtls: { mode: 'STRICT' } } };

function withPrimary(more: object = {}) {
  const fleet = newFleet(WITH_STORE);
  const [east, west] = [existing(fleet, 'east', 1), existing(fleet, 'west', 2)];
  const mesh = new FleetMesh(fleet, 'mesh', { members: [{ cluster: east, clusterId: 'e1' }, west], mesh: primaryRemote(east, more) });
  return { fleet, mesh, east, west };
}

describe('the system namespace', () => {
  test('says its network', () => {
    expect(objectIn(joined().fleet, 'east', 'Namespace', 'istio-system')).toEqual({
      apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system', annotations: KEPT, labels: { 'topology.istio.io/network': 'east' } },
    });
  });

  test('may hold what changes nodes, where something does', () => {
    const labels = objectIn(joined(multiPrimary({ cni: true, network: 'n1' })).fleet, 'east', 'Namespace', 'istio-system').metadata.labels;
    expect(labels).toEqual({ 'topology.istio.io/network': 'n1', 'pod-security.kubernetes.io/enforce': 'privileged' });
  });

  test('of a remote names the primary by its id', () => {
    const { fleet } = withPrimary();
    expect(objectIn(fleet, 'west', 'Namespace', 'istio-system').metadata.annotations).toEqual({ ...KEPT, 'topology.istio.io/controlPlaneClusters': 'e1' });
    expect(objectIn(fleet, 'east', 'Namespace', 'istio-system').metadata.annotations).toEqual(KEPT);
  });
});

describe('what a member has beside its charts', () => {
  test('on several networks: mutual TLS, and a way in for services', () => {
    const exposed = (hosts: readonly string[]) => ({
      apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'cross-network-gateway', namespace: 'istio-system' },
      spec: { selector: { istio: 'eastwestgateway' }, servers: [{ port: { number: 15443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }] },
    });
    expect(configuration(joined().fleet)).toEqual([MTLS, exposed(['*.local'])]);
    expect(configuration(joined(multiPrimary({ clusterDomain: 'corp.example' })).fleet)[1]).toEqual(exposed(['*.corp.example']));
    const controlled = multiPrimary({ clusterDomain: 'corp.example', multiClusterServices: { controller: 'x' } });
    expect(configuration(joined(controlled).fleet)[1]).toEqual(exposed(['*.corp.example', '*.clusterset.local']));
  });

  test('on one network: mutual TLS alone, or as the program says', () => {
    expect(configuration(joined(multiPrimary({ network: 'n1' })).fleet)).toEqual([MTLS]);
    expect(configuration(joined(multiPrimary({ network: 'n1', mtls: 'PERMISSIVE' })).fleet)).toEqual([{ ...MTLS, spec: { mtls: { mode: 'PERMISSIVE' } } }]);
  });

  test('with a Gateway of the Gateway API: that passes TLS on by itself', () => {
    const service = { type: 'LoadBalancer', annotations: { a: 'b' } } as const;
    const { fleet } = joined(multiPrimary({ revision: 'blue', eastWestGateway: { form: 'gateway-api', service } }), { about: ABOUT });
    expect(configuration(fleet)).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway',
        metadata: {
          name: 'istio-eastwestgateway', namespace: 'istio-system', labels: { 'topology.istio.io/network': 'east', 'istio.io/rev': 'blue' },
          annotations: { 'networking.istio.io/service-type': 'LoadBalancer' },
        },
        spec: {
          gatewayClassName: 'istio', infrastructure: { annotations: { a: 'b' } },
          listeners: [{ name: 'cross-network', port: 15443, protocol: 'TLS', tls: { mode: 'Passthrough' } }],
        },
      },
      MTLS,
    ]);
    expect(found(fleet)).toEqual([]);
    expect(joined(multiPrimary({ eastWestGateway: { form: 'gateway-api' } })).fleet.check().map(({ code }) => code)).toEqual(['kind-not-served', 'kind-not-served']);
  });

  test('ambient: a Gateway for HBONE', () => {
    const { fleet } = joined(ambient(), { about: ABOUT });
    expect(configuration(fleet)).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway',
        metadata: { name: 'istio-eastwestgateway', namespace: 'istio-system', labels: { 'topology.istio.io/network': 'east' } },
        spec: {
          gatewayClassName: 'istio-east-west',
          listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE', tls: { mode: 'Terminate', options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } } }],
        },
      },
      MTLS,
    ]);
  });

  test('gateways that istiod does not find, by network', () => {
    const { fleet } = joined(multiPrimary({ eastWestGateway: false, remoteGateways: { west: ['203.0.113.1', 'gw.example.com'], east: ['2001:db8::1'] } }), { about: ABOUT });
    const remote = (network: string, addresses: readonly object[]) => ({
      apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway',
      metadata: { name: `remote-${network}`, namespace: 'istio-system', labels: { 'topology.istio.io/network': network } },
      spec: {
        gatewayClassName: 'istio-remote', addresses,
        listeners: [{ name: 'cross-network', port: 15443, protocol: 'TLS', tls: { mode: 'Passthrough' } }],
      },
    });
    expect(configuration(fleet).slice(2)).toEqual([
      remote('east', [{ type: 'IPAddress', value: '2001:db8::1' }]),
      remote('west', [{ type: 'IPAddress', value: '203.0.113.1' }, { type: 'Hostname', value: 'gw.example.com' }]),
    ]);
    expect(found(fleet)).toEqual([]);
  });

  test('ambient: gateways that istiod does not find run as the account that the others run as', () => {
    const { fleet } = joined(ambient({ remoteGateways: { west: ['203.0.113.1'] } }), { about: ABOUT, options: { west: { eastWestGateway: false } } });
    expect(configuration(fleet).find(({ metadata }) => metadata.name === 'remote-west')).toMatchObject({
      metadata: { annotations: { 'gateway.istio.io/service-account': 'istio-eastwestgateway' } }, spec: { gatewayClassName: 'istio-remote' },
    });
    expect(found(fleet)).toEqual([]);
  });

  test('a network whose name no object may have gets another one', () => {
    const { fleet } = joined(multiPrimary({ remoteGateways: { Net_1: ['203.0.113.1'] } }), { about: ABOUT });
    expect(configuration(fleet)[2]).toMatchObject({ metadata: { name: expect.stringMatching(/^remote-[0-9a-f]{12}$/), labels: { 'topology.istio.io/network': 'Net_1' } } });
  });

  test('a primary shows its control plane through the gateway', () => {
    const { fleet } = withPrimary();
    const server = (name: string, number: number) => ({ port: { name, number, protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' }, hosts: ['*'] });
    const route = (port: number, number: number) => ({
      match: [{ port, sniHosts: ['*'] }], route: [{ destination: { host: 'istiod.istio-system.svc.cluster.local', port: { number } } }],
    });
    expect(configuration(fleet).slice(2)).toEqual([
      {
        apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'istiod-gateway', namespace: 'istio-system' },
        spec: { selector: { istio: 'eastwestgateway' }, servers: [server('tls-istiod', 15012), server('tls-istiodwebhook', 15017)] },
      },
      {
        apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'istiod-vs', namespace: 'istio-system' },
        spec: { hosts: ['*'], gateways: ['istiod-gateway'], tls: [route(15012, 15012), route(15017, 443)] },
      },
    ]);
    expect(configuration(fleet, 'west')).toEqual([]);
  });

  test('for a host name the webhook is at the port that API servers go to', () => {
    const [, , gateway, routes] = configuration(withPrimary({ primaryAddress: 'gw.example.com' }).fleet);
    expect(gateway.spec.servers[1].port.number).toBe(443);
    expect(routes.spec.tls[1].match[0].port).toBe(443);
  });
});

test('constructs of traffic get the identifiers of the mesh', () => {
  const { mesh, east, west, fleet } = withPrimary({ trustDomain: 'mesh.example', clusterDomain: 'corp.example' });
  const known = istioMeshOf('test', mesh);
  expect([known.path, known.clusterDomain, known.trustDomainOf(west), known.networkOf(east), known.clusterIdOf(east)]).toEqual([
    'acme/mesh', 'corp.example', 'mesh.example', 'e1', 'e1',
  ]);
  expect([known.members, known.configClusters, known.isAmbient]).toEqual([[east, west], [east], false]);
  const other = istioMeshOf('test', joined(ambient(), { about: ABOUT }).mesh);
  expect([other.configClusters?.map(({ name }) => name), other.isAmbient]).toEqual([['east', 'west'], true]);
  expect(() => known.networkOf(fleet.hub)).toThrow("acme/mesh: 'hub' is no member of the mesh; its members are east, west");
});

test('the lock keeps the id and the network of each member', () => {
  const facts = factsIn(joined(multiPrimary(), { options: { east: { clusterId: 'e1', network: 'us' } } }).fleet).filter(({ owner, fact }) => owner === 'east' && fact.startsWith('fixed/'));
  expect(facts).toEqual([{ owner: 'east', fact: 'fixed/istio-network/mesh', value: 'us' }, { owner: 'east', fact: 'fixed/mesh/mesh', value: 'e1' }]);
});
