import { describe, expect, test } from '@jest/globals';
import { BROKER } from './meshes';
import { Submariner } from '../../../../lib';
import { DEFAULT_VERSION, releaseOf, RELEASES } from '../../../../lib/mesh/drivers/submariner/versions';
import { thrown } from '../../samples';

const tunnels = (props: object) => thrown(() => Submariner.tunnels({ ...BROKER, ...props } as any));
const server = (brokerApiServer: unknown) => thrown(() => Submariner.tunnels({ brokerApiServer } as any));

describe('the address of the broker', () => {
  const WRITE = "write 'host:port' such as 'hub.example.com:6443'";
  const saying = (why: string) => (value: string) => `Submariner.tunnels: brokerApiServer: ${why}, got '${value}'; ${WRITE}`;
  const [scheme, none, host, itself] = [
    'the operator puts https:// before it itself', 'it is no host and port', 'the host is no name in lower case and no address', 'members would reach themselves by it',
  ].map(saying);

  test.each(['hub.example.com:6443', 'hub:443', '192.0.2.1:6443', '[2001:db8::1]:6443', 'h-1.example.com:1', `${'a'.repeat(63)}.example.com:65535`])('%s passes', value => {
    expect(server(value)).toBe('nothing');
  });

  test.each<[string, (value: string) => string]>([
    ['https://hub.example.com:6443', scheme], ['HTTP://hub', scheme], ['hub.example.com', none], ['hub.example.com:6443/api', none], ['hub.example.com:0', none],
    ['hub.example.com:65536', none], ['hub.example.com:https', none], ['2001:db8::1:6443', none], [':6443', none], ['hub example.com:6443', none], ['hub:6443:1', none],
    ['Hub.example.com:6443', host], ['-hub.example.com:6443', host], ['hub_1.example.com:6443', host], ['hub..example.com:6443', host], [`${'a'.repeat(64)}.com:6443`, host],
    [`${'a.'.repeat(127)}com:6443`, host], ['localhost:6443', itself], ['127.0.0.1:6443', itself], ['[::1]:6443', itself], ['kubernetes:443', itself],
    ['kubernetes.default:443', itself], ['kubernetes.default.svc:443', itself], ['kubernetes.default.svc.cluster.local:443', itself],
  ])('%s fails', (value, message) => {
    expect(server(value)).toBe(message(value));
  });

  test('is needed', () => {
    expect(server(undefined)).toBe('Submariner.tunnels: brokerApiServer is missing; write text that is not empty');
    expect(server('')).toBe("Submariner.tunnels: brokerApiServer: write text that is not empty, got ''");
  });
});

describe('an option that shows its fault alone', () => {
  const COMPONENTS = 'submariner-operator, submariner-gateway, submariner-routeagent, submariner-globalnet, submariner-lighthouse-agent, submariner-lighthouse-coredns,'
    + ' submariner-metrics-proxy, submariner-nettest';
  const tokens = (got: string) => `tokens: write distinct names of lower-case letters, digits and dashes, 40 characters at most, got ${got}`;
  const image = (got: string) => `repository: write a registry and a path such as 'registry.example.com/submariner', got '${got}'`;
  const ofIpsec = (cable: string) => `ikePort and forceUdpEncapsulation are options of IPsec, and the cable is ${cable}; remove them`;

  test.each<[object, string]>([
    [{ version: '0.19.4' }, "version: write a release of 0.20 to 0.24 such as '0.24.1', got '0.19.4'"],
    [{ version: '0.25.0' }, "version: write a release of 0.20 to 0.24 such as '0.24.1', got '0.25.0'"],
    [{ version: 'v0.24.1' }, "version: write a release of 0.20 to 0.24 such as '0.24.1', got 'v0.24.1'"],
    [{ version: '0.24' }, "version: write a release of 0.20 to 0.24 such as '0.24.1', got '0.24'"],
    [{ version: '0.24.1-rc1' }, "version: write a release of 0.20 to 0.24 such as '0.24.1', got '0.24.1-rc1'"],
    [{ cable: 'ipsec' }, "cable: write one of libreswan, wireguard, vxlan, got 'ipsec'"],
    [{ cable: 'amneziawg' }, "cable: write one of libreswan, wireguard, vxlan, got 'amneziawg'"],
    [{ cable: 'vxlan' }, 'cable: vxlan does not work across NAT (submariner v0.19 pkg/cable/vxlan), and natTraversal is on; write natTraversal: false, or another cable'],
    [{ natTraversalPort: 0 }, 'natTraversalPort: write a port from 1 to 65535, got 0'],
    [{ natTraversalPort: 65536 }, 'natTraversalPort: write a port from 1 to 65535, got 65536'],
    [{ natTraversalPort: '4500' }, 'natTraversalPort: write a port from 1 to 65535, got 4500'],
    [{ natTraversalPort: 4500.5 }, 'natTraversalPort: write a port from 1 to 65535, got 4500.5'],
    [{ natTraversalPort: 4490 }, 'natTraversalPort: gateways look for NAT on UDP 4490; write another port, 4500 for example'],
    [{ ikePort: -1 }, 'ikePort: write a port from 1 to 65535, got -1'],
    [{ natTraversalPort: 500 }, 'natTraversalPort and ikePort are both 500; write two ports'],
    [{ cable: 'wireguard', ikePort: 500 }, ofIpsec('wireguard')],
    [{ cable: 'vxlan', natTraversal: false, forceUdpEncapsulation: true }, ofIpsec('vxlan')],
    [{ version: '0.21.4', loadBalancer: { annotations: { a: 'b' } } }, 'loadBalancer.annotations: Submariner 0.21 writes the Service of the gateways without any (from 0.22 on it takes'
      + ' them); choose a later version, or remove them'],
    [{ loadBalancer: { annotation: {} } }, 'loadBalancer.annotation is no option; write annotations'],
    [{ loadBalancer: { annotations: { a: 1 } } }, 'loadBalancer.annotations: write an object of texts, got {"a":1}'],
    [{ loadBalancer: 'yes' }, "loadBalancer: write true, false or an object, got 'yes'"],
    [{ serviceDiscovery: false, connectivity: false }, 'serviceDiscovery and connectivity are both off, so that nothing is left of the mesh; leave one on'],
    [{ coreDns: {} }, 'coreDns.configMapName is missing; write text that is not empty'],
    [{ coreDns: { configMapName: 'a', name: 'b' } }, 'coreDns.name is no option; write one of configMapName, namespace'],
    [{ imageOverrides: { 'submariner-gw': 'x' } }, `imageOverrides: the operator has no component 'submariner-gw'; write one of ${COMPONENTS}`],
    [{ repository: 'https://quay.io/submariner' }, image('https://quay.io/submariner')],
    [{ repository: 'quay.io/submariner/' }, image('quay.io/submariner/')],
    [{ repository: 'quay.io/submariner@sha256:00' }, image('quay.io/submariner@sha256:00')],
    [{ customDomains: ['Acme.example'] }, "customDomains: write DNS names in lower case such as 'services.example.com', got 'Acme.example'"],
    [{ customDomains: ['acme.example.'] }, "customDomains: write DNS names in lower case such as 'services.example.com', got 'acme.example.'"],
    [{ customDomains: ['acme.example {'] }, "customDomains: write DNS names in lower case such as 'services.example.com', got 'acme.example {'"],
    [{ customDomains: ['a.example', 'a.example'] }, "customDomains: CoreDNS has a server for 'a.example' already; remove it"],
    [{ customDomains: ['clusterset.local'] }, "customDomains: CoreDNS has a server for 'clusterset.local' already; remove it"],
    [{ customDomains: ['cluster.local'] }, "customDomains: CoreDNS has a server for 'cluster.local' already; remove it"],
    [{ globalnet: { range: '242.0.0.0/8', size: 4 } }, 'globalnet.size is no option; write one of range, prefix'],
    [{ globalnet: { range: 'fd00::/48' } }, 'globalnet.range: Submariner hands out IPv4 addresses only, got fd00::/48'],
    [{ globalnet: { prefix: 8 } }, 'globalnet.prefix: write a prefix length from 9 to 30, so that blocks fit in 242.0.0.0/8, got 8'],
    [{ globalnet: { prefix: 31 } }, 'globalnet.prefix: write a prefix length from 9 to 30, so that blocks fit in 242.0.0.0/8, got 31'],
    [{ globalnet: { range: '242.1.0.0/16' } }, 'globalnet.prefix: write a prefix length from 17 to 30, so that blocks fit in 242.1.0.0/16, got 16'],
    [{ globalnet: { prefix: '16' } }, 'globalnet.prefix: write a prefix length from 9 to 30, so that blocks fit in 242.0.0.0/8, got 16'],
    [{ clustersetIp: { prefix: 4 } }, 'clustersetIp.prefix: write a prefix length from 9 to 30, so that blocks fit in 243.0.0.0/8, got 4'],
    [{ clustersetIp: 'yes' }, "clustersetIp: write true, false or an object, got 'yes'"],
    [{ globalnet: true, clustersetIp: { range: '242.128.0.0/9' } }, 'globalnet.range 242.0.0.0/8 and clustersetIp.range 242.128.0.0/9 overlap; move one of them'],
    [{ globalnet: true, connectivity: false }, 'globalnet translates addresses in the tunnels, and connectivity is off; remove globalnet'],
    [{ allowFrom: [] }, "allowFrom: name at least one block, '0.0.0.0/0' for everywhere, got an empty list"],
    [{ healthCheck: { intervalSeconds: 0 } }, 'healthCheck.intervalSeconds: write a whole number from 1 on, got 0'],
    [{ healthCheck: { maxPacketLossCount: 1.5 } }, 'healthCheck.maxPacketLossCount: write a whole number from 1 on, got 1.5'],
    [{ healthCheck: { enabled: 'no' } }, "healthCheck.enabled: write true or false, got 'no'"],
    [{ healthCheck: { interval: 1 } }, 'healthCheck.interval is no option; write one of enabled, intervalSeconds, maxPacketLossCount'],
    [{ preSharedKey: {} }, 'preSharedKey.key is missing; write text that is not empty'],
    [{ preSharedKey: { key: 'a', properties: 'b' } }, 'preSharedKey.properties is no option; write one of key, property'],
    [{ tokens: [] }, tokens('an empty list')],
    [{ tokens: ['1', '1'] }, tokens('1, 1')],
    [{ tokens: ['A'] }, tokens('A')],
    [{ tokens: ['a'.repeat(41)] }, tokens('a'.repeat(41))],
    [{ tokens: ['-1'] }, tokens('-1')],
    [{ retired: ['East'] }, "retired: write cluster ids of former members, each once, got 'East'"],
    [{ retired: ['a', 'a'] }, "retired: write cluster ids of former members, each once, got 'a, a'"],
    [{ natTraversal: 'no' }, "natTraversal: write true or false, got 'no'"],
    [{ gateways: 'workers' }, "gateways: write an object, got 'workers'"],
    [{ tokens: '1' }, "tokens: write a list of texts that are not empty, got '1'"],
  ])('%j', (props, message) => {
    expect(tunnels(props)).toBe(`Submariner.tunnels: ${message}`);
  });

  test('an option that there is not is refused, and the others are listed', () => {
    expect(tunnels({ cabel: 'vxlan' })).toMatch(/^Submariner\.tunnels: cabel is no option; write one of brokerApiServer, broker, version, cable, /);
  });

  test('a range that is none is refused by its place', () => {
    expect(tunnels({ globalnet: { range: '242.0.0.0' } })).toMatch(/^Submariner\.tunnels: globalnet\.range/);
    expect(tunnels({ allowFrom: ['everywhere'] })).toMatch(/^Submariner\.tunnels: allowFrom/);
  });

  test.each<[object]>([
    [{ cable: 'vxlan', natTraversal: false }], [{ cable: 'vxlan', connectivity: false }], [{ cable: 'wireguard', natTraversalPort: 500 }],
    [{ version: '0.22.0', loadBalancer: { annotations: { a: 'b' } } }], [{ version: '0.20.4', loadBalancer: {} }], [{ version: '0.20.4', loadBalancer: true }],
    [{ healthCheck: true }], [{ globalnet: false, clustersetIp: false }], [{ globalnet: { range: '242.0.0.0/8', prefix: 9 } }], [{ tokens: ['a'.repeat(40)] }],
    [{ retired: ['a--b', 'c'] }], [{ customDomains: [] }], [{ preSharedKey: { key: 'a' } }], [{ forceUdpEncapsulation: false, cable: 'wireguard' }],
  ])('%j passes', props => {
    expect(tunnels(props)).toBe('nothing');
  });
});

describe('releases', () => {
  test('the default is the newest of the newest minor', () => {
    expect(DEFAULT_VERSION).toBe(RELEASES[RELEASES.length - 1].newest);
    expect(RELEASES.map(({ minor, newest }) => [releaseOf(newest)?.minor, minor])).toEqual(RELEASES.map(({ minor }) => [minor, minor]));
  });

  test('what each has, by research 1.16', () => {
    const has = (feature: keyof (typeof RELEASES)[number]) => RELEASES.filter(release => release[feature] === true).map(({ minor }) => minor);
    expect({ dualStack: has('dualStack'), annotations: has('loadBalancerAnnotations'), serviceCidrs: has('serviceCidrs'), configMaps: has('watchesConfigMaps'),
      mountableSecrets: has('mountableSecrets'), syncer: has('removesSyncer') }).toEqual({
      dualStack: ['0.21', '0.22', '0.23', '0.24'], annotations: ['0.22', '0.23', '0.24'], serviceCidrs: ['0.21', '0.22', '0.23', '0.24'],
      configMaps: ['0.22', '0.23', '0.24'], mountableSecrets: ['0.20', '0.21'], syncer: ['0.20'],
    });
  });
});
