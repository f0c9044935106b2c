import { describe, expect, test } from '@jest/globals';
import { said, saidBy } from './findings';
import { FleetMesh } from '../../../../../lib';
import { existing, newFleet } from '../../../samples';
import { ambient, multiPrimary, primaryRemote, WITH_STORE } from '../meshes';

const GATEWAY_API = { servedByOthers: ['gateway.networking.k8s.io'] };
const ABOUT = { east: GATEWAY_API, west: GATEWAY_API };

describe('istio-ambient-network', () => {
  test('networks that differ pass, and so does one network with sidecars', () => {
    expect(said('istio-ambient-network', ambient(), { about: ABOUT })).toEqual([]);
    expect(said('istio-ambient-network', multiPrimary({ network: 'n1' }))).toEqual([]);
  });

  test('ambient on one network fails', () => {
    expect(said('istio-ambient-network', ambient({ network: 'n1' }), { about: ABOUT })).toEqual([
      'east,west: acme/mesh: east and west are on network n1, and ambient joins clusters of different networks only: leave network out, or use Istio.multiPrimary',
    ]);
  });
});

describe('istio-network-unreachable', () => {
  const CODE = 'istio-network-unreachable';

  test.each([
    ['one network', multiPrimary({ network: 'n1', eastWestGateway: false }), {}],
    ['an address', multiPrimary({ remoteGateways: { east: ['203.0.113.1'] } }), { options: { east: { eastWestGateway: false } }, about: ABOUT }],
    ['the gateway of another member of the network', multiPrimary(), {
      members: ['east', 'west', 'north'], options: { east: { network: 'us', eastWestGateway: false }, north: { network: 'us' } },
    }],
    ['a load balancer', multiPrimary({ eastWestGateway: { service: { type: 'LoadBalancer' } } }), {}],
    ['addresses of nodes', multiPrimary({ eastWestGateway: { service: { type: 'NodePort', annotations: { 'traffic.istio.io/nodeSelector': '{}' } } } }), {}],
    ['external addresses', multiPrimary({ eastWestGateway: { service: { type: 'ClusterIP' } }, values: { gateway: { service: { externalIPs: ['203.0.113.1'] } } } }), {}],
    ['a gateway without address beside one with it', multiPrimary(), {
      options: { east: { network: 'us', eastWestGateway: { service: { type: 'ClusterIP' } } }, north: { network: 'us' } }, members: ['east', 'west', 'north'],
    }],
    ['a gateway without address, whose address is said', multiPrimary({ remoteGateways: { east: ['203.0.113.1'] } }), {
      options: { east: { eastWestGateway: { service: { type: 'ClusterIP' } } } }, about: ABOUT,
    }],
  ])('passes with %s', (_, mesh, more) => {
    expect(said(CODE, mesh, more)).toEqual([]);
  });

  test('fails for a network without a way in', () => {
    expect(said(CODE, multiPrimary(), { options: { east: { eastWestGateway: false } } })).toEqual([
      'east: acme/mesh: network east (east) has no east-west gateway, so that its services are not found from other networks: leave eastWestGateway out for one of its members, or'
        + " write remoteGateways: { 'east': ['<address>'] }",
    ]);
  });

  test.each([
    ['ClusterIP', multiPrimary(), { eastWestGateway: { service: { type: 'ClusterIP' } } }],
    ['NodePort', multiPrimary(), { eastWestGateway: { service: { type: 'NodePort' } } }],
    ['NodePort', multiPrimary(), { eastWestGateway: { form: 'gateway-api', service: { type: 'NodePort', annotations: { 'traffic.istio.io/nodeSelector': '{}' } } } }],
    ['ClusterIP', ambient(), { eastWestGateway: { service: { type: 'ClusterIP' } } }],
    ['ClusterIP', multiPrimary(), { values: { gateway: { service: { type: 'ClusterIP' } } } }],
  ])('fails for a gateway of type %s, %#', (type, mesh, east) => {
    expect(said(CODE, mesh, { options: { east: east as any }, about: ABOUT })).toEqual([
      `east: acme/mesh: network east (east) has a gateway of type ${type}, in which istiod finds no address, so that its services are not found from other networks: write type:`
        + " 'LoadBalancer' for the Service of one of them, or write remoteGateways: { 'east': ['<address>'] }",
    ]);
  });
});

describe('istio-unknown-network', () => {
  test('an address for a network of the mesh passes', () => {
    expect(said('istio-unknown-network', multiPrimary({ remoteGateways: { east: ['203.0.113.1'] } }), { about: ABOUT })).toEqual([]);
  });

  test('one for another network is a warning', () => {
    expect(said('istio-unknown-network', multiPrimary({ remoteGateways: { esat: ['203.0.113.1'] } }), { about: ABOUT })).toEqual([
      ": acme/mesh: remoteGateways: no member is on network 'esat' (east, west): correct it, or remove it",
    ]);
  });
});

describe('istio-primary-hostname', () => {
  const at = (primaryAddress: string, version = '1.31.4') => {
    const fleet = newFleet(WITH_STORE);
    const [east, west] = [existing(fleet, 'east', 1), existing(fleet, 'west', 2)];
    new FleetMesh(fleet, 'mesh', { members: [east, west], mesh: primaryRemote(east, { primaryAddress, version }) });
    return saidBy('istio-primary-hostname', fleet);
  };

  test('an address passes, and so do meshes without a primary', () => {
    expect([...at('203.0.113.1'), ...at('2001:db8::1'), ...said('istio-primary-hostname', multiPrimary())]).toEqual([]);
  });

  test('a host name is a warning for the remotes, and of 1.29 one that says why it cannot work', () => {
    expect(at('gw.example.com')).toEqual([
      "west: acme/mesh: primaryAddress 'gw.example.com' is a host name, and API servers of some managed clusters refuse to find the webhook by one (istio/istio#45014): write an IP"
        + ' address, or try it in each remote cluster',
    ]);
    expect(at('gw.example.com', '1.29.4')).toEqual([
      "west: acme/mesh: primaryAddress 'gw.example.com' is a host name, and API servers of remote clusters would look for the webhook on port 443 of it, which the gateway of Istio"
        + ' 1.29 cannot have: write an IP address, or version 1.30 or later',
    ]);
  });
});

describe('istio-gateway-policy', () => {
  const policy = (more: object) => said('istio-gateway-policy', multiPrimary({ values: { gateway: { ...more } } }));

  test('no NetworkPolicy passes, and so does one that opens the port', () => {
    const opened = { global: { networkPolicy: { enabled: true } }, service: { ports: [{ port: 15443, targetPort: 15443 }] } };
    expect([{}, { global: { networkPolicy: { enabled: false } } }, opened].flatMap(policy)).toEqual([]);
  });

  test('one that closes it is a warning', () => {
    expect(policy({ global: { networkPolicy: { enabled: true } } })).toEqual(['east', 'west'].map(name =>
      `${name}: acme/mesh: values.gateway.global.networkPolicy closes port 15443 of the east-west gateway of ${name}: remove it, or add the port to values.gateway.service.ports`));
  });
});
