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
  const [scheme, none, host, itself, address, loopback, local, six] = [
    'the operator puts https:// before it itself', 'it is no host and port', 'the host is no name in lower case and no address',
    'members would reach themselves by it, or nobody', 'the host is no address', '127.0.0.0/8 is loopback', '169.254.0.0/16 is link-local (also instance metadata)',
    '::/8 is reserved (unspecified, loopback, IPv4-mapped, NAT64)',
  ].map(saying);

  test.each([
    'hub.example.com:6443', 'hub:443', '192.0.2.1:6443', '10.0.0.1:6443', '100.64.0.1:6443', '[2001:db8::1]:6443', '[fd00::1]:6443', 'h-1.example.com:1',
    `${'a'.repeat(63)}.example.com:65535`, '1.example.com:6443', 'localhost.example.com:6443', 'kubernetes.example.com:6443', 'svc.example.com:443', 'hub.local:6443',
  ])('%s passes', value => {
    expect(server(value)).toBe('nothing');
  });

  test.each<[string, (value: string) => string]>([
    ['https://hub.example.com:6443', scheme], ['HTTP://hub', scheme], ['hub.example.com', none], ['hub.example.com:6443/api', none], ['hub.example.com:0', none],
    ['hub.example.com:65536', none], ['hub.example.com:https', none], ['2001:db8::1:6443', none], [':6443', none], ['hub example.com:6443', none], ['hub:6443:1', none],
    ['Hub.example.com:6443', host], ['-hub.example.com:6443', host], ['hub_1.example.com:6443', host], ['hub..example.com:6443', host], [`${'a'.repeat(64)}.com:6443`, host],
    [`${'a.'.repeat(127)}com:6443`, host], ['localhost:6443', itself], ['127.0.0.1:6443', loopback], ['[::1]:6443', six], ['kubernetes:443', itself],
    ['kubernetes.default:443', itself], ['kubernetes.default.svc:443', itself], ['kubernetes.default.svc.cluster.local:443', itself],
    ['api.prod.svc:443', itself], ['api.prod.svc.example.com:443', itself], ['hub.cluster.local:443', itself],
    ['256.0.0.1:6443', address], ['10.0.0:6443', address], ['10.0.0.01:6443', address], ['1:6443', address], ['[192.0.2.1]:6443', address], ['[2001:db8]:6443', address],
    ['[::ffff:192.0.2.1]:6443', address], ['[fe80::1%eth0]:6443', none], ['0.0.0.0:6443', saying('0.0.0.0/8 is "this network"')], ['127.1.2.3:6443', loopback],
    ['169.254.169.254:443', local], ['224.0.0.1:443', saying('224.0.0.0/4 is multicast')], ['255.255.255.255:443', saying('255.255.255.255/32 is limited broadcast')],
    ['[::]:6443', six], ['[fe80::1]:6443', saying('fe80::/10 is link-local')], ['[ff02::1]:6443', saying('ff00::/8 is multicast')],
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

  const configMap = (got: string) => `coreDns.configMapName: write the name of a ConfigMap such as 'coredns-custom', got '${got}'`;
  const noImage = (name: string, got: string) => `imageOverrides['${name}']: '${got}' is no image; write <registry>/<path>:<tag>, with <path> in lower case`;
  const room = (option: string, range: string) => `${option}.range: ${range} has no room for two blocks of /28 or larger; write a larger one`;
  const overlaps = (option: string, range: string, other: string, example: string) =>
    `${option}.range: ${range} overlaps ${other}; write another block, ${example} for example`;

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
    [{ natTraversalPort: 4800 }, 'natTraversalPort: nodes reach the gateway of their cluster on UDP 4800; write another port, 4500 for example'],
    [{ natTraversalPort: 4800, cable: 'wireguard' }, 'natTraversalPort: nodes reach the gateway of their cluster on UDP 4800; write another port, 4500 for example'],
    [{ ikePort: 4490 }, 'ikePort: gateways look for NAT on UDP 4490; write another port, 500 for example'],
    [{ ikePort: 4800 }, 'ikePort: nodes reach the gateway of their cluster on UDP 4800; write another port, 500 for example'],
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
    [{ coreDns: { configMapName: 'CoreDNS' } }, configMap('CoreDNS')],
    [{ coreDns: { configMapName: 'kube-system/coredns' } }, configMap('kube-system/coredns')],
    [{ coreDns: { configMapName: 'coredns-' } }, configMap('coredns-')],
    [{ coreDns: { configMapName: 'c'.repeat(254) } }, configMap('c'.repeat(254))],
    [{ coreDns: { configMapName: 'coredns', namespace: 'kube.system' } },
      "coreDns.namespace: write lower-case letters, digits and dashes, 63 at most, got 'kube.system'"],
    [{ coreDns: { configMapName: 'a', name: 'b' } }, 'coreDns.name is no option; write one of configMapName, namespace'],
    [{ imageOverrides: { 'submariner-gw': 'x' } }, `imageOverrides: the operator has no component 'submariner-gw'; write one of ${COMPONENTS}`],
    [{ imageOverrides: { 'submariner-gateway': 'https://quay.io/gateway:1' } }, noImage('submariner-gateway', 'https://quay.io/gateway:1')],
    [{ imageOverrides: { 'submariner-gateway': 'a:1', 'submariner-globalnet': 'quay.io/Globalnet:1' } }, noImage('submariner-globalnet', 'quay.io/Globalnet:1')],
    [{ imageOverrides: { 'submariner-operator': '' } }, noImage('submariner-operator', '')],
    [{ repository: 'quay.io/submariner:0.24.1' }, image('quay.io/submariner:0.24.1')],
    [{ repository: 'quay.io/ submariner' }, image('quay.io/ submariner')],
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
    [{ globalnet: { prefix: 8 } }, 'globalnet.prefix: write a prefix length from 9 to 28, so that blocks fit in 242.0.0.0/8, got 8'],
    [{ globalnet: { prefix: 31 } }, 'globalnet.prefix: write a prefix length from 9 to 28, so that blocks fit in 242.0.0.0/8, got 31'],
    [{ globalnet: { prefix: 29 } }, 'globalnet.prefix: write a prefix length from 9 to 28, so that blocks fit in 242.0.0.0/8, got 29'],
    [{ globalnet: { range: '242.1.0.0/16' } }, 'globalnet.prefix: write a prefix length from 17 to 28, so that blocks fit in 242.1.0.0/16, got 16'],
    [{ globalnet: { prefix: '16' } }, 'globalnet.prefix: write a prefix length from 9 to 28, so that blocks fit in 242.0.0.0/8, got 16'],
    [{ globalnet: { range: '242.0.0.0/28', prefix: 28 } }, room('globalnet', '242.0.0.0/28')],
    [{ clustersetIp: { range: '243.0.0.0/30' } }, room('clustersetIp', '243.0.0.0/30')],
    [{ globalnet: { range: '0.0.0.0/0' } }, overlaps('globalnet', '0.0.0.0/0', '0.0.0.0/8, which is "this network"', '242.0.0.0/8')],
    [{ globalnet: { range: '127.64.0.0/10' } }, overlaps('globalnet', '127.64.0.0/10', '127.0.0.0/8, which is loopback', '242.0.0.0/8')],
    [{ globalnet: { range: '240.1.0.0/16' } }, overlaps('globalnet', '240.1.0.0/16', "240.0.0.0/8, which is Submariner's own", '242.0.0.0/8')],
    [{ globalnet: { range: '241.0.0.0/8' } }, overlaps('globalnet', '241.0.0.0/8', "241.0.0.0/8, which is Submariner's own", '242.0.0.0/8')],
    [{ clustersetIp: { range: '224.0.0.0/8' } }, overlaps('clustersetIp', '224.0.0.0/8', '224.0.0.0/4, which is multicast', '243.0.0.0/8')],
    [{ clustersetIp: { range: 'fe80::/64' } }, overlaps('clustersetIp', 'fe80::/64', 'fe80::/10, which is link-local', '243.0.0.0/8')],
    [{ clustersetIp: { prefix: 4 } }, 'clustersetIp.prefix: write a prefix length from 9 to 28, so that blocks fit in 243.0.0.0/8, got 4'],
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
    ...['/tokens', 'tokens/', 'net//tokens', 'net/../tokens', './tokens', '..', 'net tokens', 'net/{{ .id }}'].map((tokenPrefix): [object, string] =>
      [{ tokenPrefix }, `tokenPrefix: write a key of the store such as 'submariner/tokens', got '${tokenPrefix}'`]),
    [{ tokenPrefix: '' }, "tokenPrefix: write text that is not empty, got ''"],
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
    [{ cable: 'vxlan', natTraversal: false }], [{ cable: 'wireguard', natTraversalPort: 500 }],
    [{ version: '0.22.0', loadBalancer: { annotations: { a: 'b' } } }], [{ version: '0.20.4', loadBalancer: {} }], [{ version: '0.20.4', loadBalancer: true }],
    [{ healthCheck: true }], [{ globalnet: false, clustersetIp: false }], [{ globalnet: { range: '242.0.0.0/8', prefix: 9 } }], [{ tokens: ['a'.repeat(40)] }],
    [{ retired: ['a--b', 'c'] }], [{ customDomains: [] }], [{ preSharedKey: { key: 'a' } }], [{ forceUdpEncapsulation: false, cable: 'wireguard' }],
    [{ globalnet: { range: '242.0.0.0/27', prefix: 28 } }], [{ globalnet: { range: '10.0.0.0/8' } }], [{ clustersetIp: { prefix: 28 } }],
    [{ coreDns: { configMapName: 'coredns.custom', namespace: 'kube-system' } }], [{ repository: 'registry.example.com:5000/net' }],
    [{ imageOverrides: { 'submariner-nettest': 'nettest', 'submariner-gateway': `quay.io/a/b@sha256:${'0'.repeat(64)}` } }],
    [{ tokenPrefix: 'tokens' }], [{ tokenPrefix: 'net/eu-1/_tokens.v2' }], [{ natTraversalPort: 4501, ikePort: 501 }],
  ])('%j passes', props => {
    expect(tunnels(props)).toBe('nothing');
  });
});

describe('an option of what is switched off', () => {
  const OF_TUNNELS: Readonly<Record<string, unknown>> = {
    cable: 'wireguard', natTraversal: true, natTraversalPort: 4501, ikePort: 501, forceUdpEncapsulation: true, loadBalancer: true, gateways: { labelledBy: 'Terraform' },
    allowFrom: ['192.0.2.0/24'], healthCheck: { intervalSeconds: 2 }, preSharedKey: { key: 'psk' },
  };
  const OF_SERVICES: Readonly<Record<string, unknown>> = { clustersetIp: true, customDomains: ['acme.example'], coreDns: { configMapName: 'coredns-custom' } };
  const lost = (option: string, by: string) => `Submariner.tunnels: ${option} is an option of what ${by} switches off; remove it, or switch that on`;

  test.each(Object.entries(OF_TUNNELS))('%s is refused without tunnels', (option, value) => {
    expect(tunnels({ connectivity: false, [option]: value })).toBe(lost(option, 'connectivity'));
    expect(tunnels({ serviceDiscovery: false, [option]: value })).toBe('nothing');
  });

  test.each(Object.entries(OF_SERVICES))('%s is refused without services', (option, value) => {
    expect(tunnels({ serviceDiscovery: false, [option]: value })).toBe(lost(option, 'serviceDiscovery'));
    expect(tunnels({ connectivity: false, [option]: value })).toBe('nothing');
  });

  test('is refused by its name, the first of several', () => {
    expect(tunnels({ connectivity: false, preSharedKey: { key: 'psk' }, gateways: { labelledBy: 'Terraform' } })).toBe(lost('gateways', 'connectivity'));
    expect(tunnels({ connectivity: false, loadBalancer: {} })).toBe(lost('loadBalancer', 'connectivity'));
    expect(tunnels({ serviceDiscovery: false, customDomains: [] })).toBe(lost('customDomains', 'serviceDiscovery'));
  });

  test('passes where it is switched off as well, or left open', () => {
    const off = { natTraversal: false, forceUdpEncapsulation: false, loadBalancer: false, healthCheck: false, globalnet: false, cable: undefined };
    expect(tunnels({ connectivity: false, ...off })).toBe('nothing');
    expect(tunnels({ serviceDiscovery: false, clustersetIp: false, coreDns: undefined })).toBe('nothing');
  });
});

describe('releases', () => {
  test('the default has all fixes, and is of the newest minor', () => {
    expect(DEFAULT_VERSION).toBe(RELEASES[RELEASES.length - 1].fixed);
    expect(RELEASES.map(({ minor, fixed }) => [releaseOf(fixed)?.minor, minor])).toEqual(RELEASES.map(({ minor }) => [minor, minor]));
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
