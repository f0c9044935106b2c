import { describe, expect, test } from '@jest/globals';
import { NEW_CA, NO_CA, OLD_CA } from './certificates';
import { fullMesh, joined } from './meshes';
import { CiliumClusterMesh, CiliumClusterMeshProps, Secrets } from '../../../../lib';
import { found, thrown } from '../../samples';

const NO_CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
const KEY = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';

test.each<[string, unknown, string]>([
  ['no options', undefined, 'CiliumClusterMesh.fullMesh: write an object of options, got undefined'],
  ['no certificates', {}, 'CiliumClusterMesh.fullMesh: certificates is missing; write an object'],
  ['Helm for certificates', { certificates: { method: 'helm' } }, 'CiliumClusterMesh.fullMesh: certificates.method: Helm makes new certificates whenever the chart is rendered, and without'
    + " its key in the values a new authority too; write 'certmanager' or 'cronJob'"],
  ['another method', { certificates: { method: 'certManager' } }, "CiliumClusterMesh.fullMesh: certificates.method: write one of certmanager, cronJob, got 'certManager'"],
  ['no method', { certificates: {} }, 'CiliumClusterMesh.fullMesh: certificates.method: write one of certmanager, cronJob, got undefined'],
  ['an issuer for the CronJob', { certificates: { method: 'cronJob', issuerRef: { name: 'a' } } },
    'CiliumClusterMesh.fullMesh: certificates.issuerRef is no option; write one of method, ca, schedule'],
  ['a schedule for cert-manager', { certificates: { method: 'certmanager', schedule: '0 0 * * *' } },
    'CiliumClusterMesh.fullMesh: certificates.schedule is no option; write one of method, ca, issuerRef'],
  ['a schedule in words', { certificates: { method: 'cronJob', schedule: 'every day' } },
    "CiliumClusterMesh.fullMesh: certificates.schedule: write five fields, minute, hour, day of the month, month and day of the week, got 'every day'"],
  ['a time zone in the schedule', { certificates: { method: 'cronJob', schedule: 'TZ=UTC 0 0 * * *' } },
    "CiliumClusterMesh.fullMesh: certificates.schedule: write the schedule without TZ= before it: a time zone is an option of its own, got 'TZ=UTC 0 0 * * *'"],
  ['an authority for an issuer that has one', { certificates: { method: 'certmanager', issuerRef: { name: 'a' }, ca: { key: 'b' } } },
    "CiliumClusterMesh.fullMesh: certificates.ca: the issuer 'a' has its authority already; write issuerRef or ca"],
  ['an issuer without a name', { certificates: { method: 'certmanager', issuerRef: {} } }, 'CiliumClusterMesh.fullMesh: certificates.issuerRef.name is missing; write text that is not empty'],
])('throws for %s', (_, props, message) => {
  expect(thrown(() => CiliumClusterMesh.fullMesh(props as any))).toBe(message);
});

test.each<[string, Partial<CiliumClusterMeshProps> | object, string]>([
  ['a domain of one label', { domain: 'mesh' }, "domain: write a DNS name in lower case such as 'mesh.example.com', got 'mesh'"],
  ['no replicas', { replicas: 0 }, 'replicas: write a whole number from 1 to 10, got 0'],
  ['another number of members', { maxConnectedClusters: 256 }, 'maxConnectedClusters: write one of 255, 511, got 256'],
  ['another routing', { routingMode: 'direct' }, "routingMode: write one of tunnel, native, got 'direct'"],
  ['another tunnel', { tunnelProtocol: 'gre' }, "tunnelProtocol: write one of vxlan, geneve, got 'gre'"],
  ['a tunnel with native routing', { routingMode: 'native', tunnelProtocol: 'vxlan' }, "tunnelProtocol: there are no tunnels with routingMode 'native'; remove it"],
  ['a native block with tunnels', { ipv4NativeRoutingCIDR: '10.0.0.0/8' },
    "ipv4NativeRoutingCIDR: packets of pods travel in tunnels; write routingMode: 'native', or remove it"],
  ['a native block of another family', { routingMode: 'native', ipv6NativeRoutingCIDR: '10.0.0.0/8' }, "ipv6NativeRoutingCIDR: write a block of IPv6, got '10.0.0.0/8'"],
  ['another encryption', { encryption: 'ztunnel' }, "encryption: write one of wireguard, ipsec, none, got 'ztunnel'"],
  ['keys without IPsec', { ipsecKeys: { key: 'a' } }, "ipsecKeys: keys are for encryption 'ipsec', and it is 'none'; remove them, or write encryption: 'ipsec'"],
  ['an empty bundle', { caBundle: [] }, 'caBundle: members would trust nobody; name at least one certificate, or leave it out'],
  ['a private key in the bundle', { caBundle: [OLD_CA, `${NEW_CA}\n${KEY}`] },
    'caBundle[1]: write one public certificate in PEM, from -----BEGIN CERTIFICATE----- on, and nothing else: never a private key'],
  ['what is no certificate in the bundle', { caBundle: [OLD_CA, NO_CERTIFICATE] }, 'caBundle[1]: what is there is no certificate; copy the whole PEM of the authority'],
  ['a certificate of a server in the bundle', { caBundle: [NO_CA] },
    'caBundle[0]: the certificate is not that of an authority (CA:TRUE is not in it), so that members trust nobody by it; write the one of the authority'],
  ...['0.0.0.0/0', '::/0'].map((block): [string, object, string] => [`${block} to let in`, { allowFrom: ['10.0.0.0/8', block] },
    `allowFrom: '${block}' lets anybody send packets of pods (VXLAN is neither encrypted nor authenticated); name the node ranges`]),
  ['the mode that has no names', { authMode: 'legacy' }, "authMode: write one of migration, cluster, got 'legacy'"],
  ['no blocks to let in', { allowFrom: [] }, 'allowFrom: name the blocks of nodes of the members, got an empty list'],
  ['services without a word on CoreDNS', { services: {} },
    "services.coreDns: say who has CoreDNS answer clusterset.local: 'auto' for a Job of the chart, or { configuredBy: '<who>' }"],
  ['another word on CoreDNS', { services: { coreDns: 'manual' } },
    "services.coreDns: say who has CoreDNS answer clusterset.local: 'auto' for a Job of the chart, or { configuredBy: '<who>' }"],
  ['nobody for CoreDNS', { services: { coreDns: {} } }, 'services.coreDns.configuredBy is missing; write text that is not empty'],
  ['a namespace that is none', { namespace: 'Cilium' }, "namespace: write lower-case letters, digits and dashes, 63 at most, got 'Cilium'"],
  ['another Service', { service: { type: 'ExternalName' } }, "service.type: write one of LoadBalancer, NodePort, ClusterIP, got 'ExternalName'"],
  ['a class without a load balancer', { service: { type: 'NodePort', loadBalancerClass: 'a' } },
    'service: internal, loadBalancerClass and loadBalancerSourceRanges are of load balancers, and the type is NodePort; remove them'],
  ['blocks of callers without a load balancer', { service: { type: 'ClusterIP', loadBalancerSourceRanges: ['10.0.0.0/8'] } },
    'service: internal, loadBalancerClass and loadBalancerSourceRanges are of load balancers, and the type is ClusterIP; remove them'],
  ['no blocks of callers', { service: { loadBalancerSourceRanges: [] } }, 'service.loadBalancerSourceRanges: name the blocks that may call, or leave it out for all'],
  ...[29_999, 32_768, 80, 30_000.5, '32000'].map((nodePort): [string, object, string] => [`port ${nodePort} of nodes`, { service: { type: 'NodePort', nodePort } },
    `service.nodePort: the API server takes 30000 to 32767 by default; write a whole number among them, got ${nodePort}`]),
  ['a port of nodes for a load balancer', { service: { nodePort: 32000 } }, 'service.nodePort: the type is LoadBalancer, where the chart takes none; remove it'],
])('throws for %s', (_, props, message) => {
  expect(thrown(() => fullMesh(props as any))).toBe(`CiliumClusterMesh.fullMesh: ${message}`);
});

test('a malformed block of callers is refused where it stands', () => {
  expect(thrown(() => fullMesh({ service: { loadBalancerSourceRanges: ['10.0.0.0/8', '10.0.0.1/8'] } })))
    .toMatch(/^CiliumClusterMesh\.fullMesh: service\.loadBalancerSourceRanges\[1\]: /);
});

test.each<[string, Partial<CiliumClusterMeshProps>]>([
  ['two authorities', { caBundle: [OLD_CA, `\n${NEW_CA}\n`] }],
  ['a public block of nodes', { allowFrom: ['203.0.113.0/24'] }],
  ['the first port of nodes', { service: { type: 'NodePort', nodePort: 30_000 } }],
  ['the last port of nodes', { service: { type: 'NodePort', nodePort: 32_767 } }],
])('takes %s', (_, props) => {
  expect(thrown(() => fullMesh(props))).toBe('nothing');
});

describe('throws for a member with', () => {
  const join = (member: object, props: object = {}, west: object = {}) => thrown(() => joined(props, { options: { east: member, west } }));

  test.each<[string, object, string]>([
    ['a long name', { clusterName: 'a'.repeat(33) },
      `clusterName: Cilium takes 32 lower-case letters, digits and dashes at most, and '${'a'.repeat(33)}' has 33; write another one`],
    ['the name of no mesh', { clusterName: 'default' }, "clusterName: 'default' is what Cilium calls a cluster outside of any mesh; write another one"],
    ['number 0', { clusterId: 0 }, 'clusterId: write a whole number from 1 to 255, got 0'],
    ['number 256', { clusterId: 256 }, 'clusterId: write a whole number from 1 to 255, got 256'],
    ['an address that is none', { address: 'EU' }, "address: it is neither a DNS name in lower case nor an IP address, got 'EU'; write a DNS name such as 'eu.mesh.example.com' or an IP address"],
    ['the address of the Service', { address: 'clustermesh-apiserver.kube-system.svc' },
      "address: other members would reach themselves by it, got 'clustermesh-apiserver.kube-system.svc'; write a DNS name such as 'eu.mesh.example.com' or an IP address"],
    ['a loopback address', { address: '127.0.0.1' },
      "address: other members would reach themselves by it, got '127.0.0.1'; write a DNS name such as 'eu.mesh.example.com' or an IP address"],
    ['a Service inside of the cluster', { service: { type: 'ClusterIP' } }, 'address: nothing leads to a Service of type ClusterIP from outside; write address'],
    ['port 0', { port: 0 }, 'port: write a whole number from 1 to 65535, got 0'],
    ['no replicas', { replicas: 1.5 }, 'replicas: write a whole number from 1 to 10, got 1.5'],
  ])('%s', (_, member, message) => {
    expect(join(member)).toBe(`acme/mesh: member 'east': ${message}`);
  });

  test('a name of a cluster that Cilium does not take', () => {
    const name = `east-${'x'.repeat(30)}1`;
    expect(thrown(() => joined({}, { members: [name] }))).toMatch(/; write clusterName, its name in the mesh$/);
  });

  test('what another one has', () => {
    expect(join({ clusterName: 'west' })).toBe("acme/mesh: members 'east' and 'west' have one name in the mesh, 'west'; give one another clusterName");
    expect(join({ clusterId: 3 }, {}, { clusterId: 3 })).toBe("acme/mesh: members 'east' and 'west' have one number in the mesh, 3; give one another clusterId");
    expect(join({ address: 'a.example.com' }, {}, { address: 'a.example.com' }))
      .toBe("acme/mesh: members 'east' and 'west' have one address in the mesh, a.example.com:2379; give one another address");
  });

  test('a number up to 511 where the mesh has as many', () => {
    expect(join({ clusterId: 511 }, { maxConnectedClusters: 511 })).toBe('nothing');
  });
});

test('needs nothing but the way of certificates, also with a secret store', () => {
  expect(found(joined({}, { fleet: { secrets: Secrets.clusterStore('vault') } }).fleet)).toEqual([]);
});
