import { describe, expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { OLD_CA } from './certificates';
import { fullMesh, joined, valuesIn, WITH_CILIUM } from './meshes';
import { Aws, Cilium, Delivery, Fleet, FleetApp, FleetMesh, IDelivery, ManagedCluster, Mirror } from '../../../../lib';
import { existing, found, newFleet, QUIET } from '../../samples';

const BASE = {
  ipam: { mode: 'kubernetes' }, ipv4: { enabled: true }, ipv6: { enabled: false }, routingMode: 'tunnel', tunnelProtocol: 'vxlan', operator: { replicas: 2 },
};
const values = (props: Parameters<typeof joined>[0], more: Parameters<typeof joined>[1] = {}) => valuesIn(joined(props, more).fleet, 'east');
const apiserver = (props: Parameters<typeof joined>[0], more: Parameters<typeof joined>[1] = {}) => values(props, more).clustermesh.apiserver;
const inCloud = (cloud: string) => ({ everyCluster: { ...WITH_CILIUM, cloud } });

describe('the values of the release of Cilium', () => {
  test('are whole with certificates from a CronJob', () => {
    const names = { extraDnsNames: ['east.mesh.example.com'] };
    expect(values({ domain: 'mesh.example.com' })).toEqual({
      ...BASE,
      cluster: { name: 'east', id: 1 },
      encryption: { enabled: false },
      clustermesh: {
        useAPIServer: true, maxConnectedClusters: 255, policyDefaultLocalCluster: true, enableEndpointSliceSynchronization: false,
        mcsapi: { enabled: false }, config: { enabled: false },
        apiserver: {
          replicas: 2, kvstoremesh: { enabled: true },
          service: {
            type: 'LoadBalancer', enableSessionAffinity: 'HAOnly', annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'east.mesh.example.com' },
          },
          tls: { authMode: 'cluster', server: names, auto: { enabled: true, method: 'cronJob', schedule: '0 0 1 */4 *', server: names } },
        },
      },
      hubble: { tls: { auto: { method: 'cronJob' } } },
      certgen: { generateCA: false },
    });
  });

  test('are whole with cert-manager, services, encryption and a bundle of authorities', () => {
    const ref = { method: 'certmanager', certManagerIssuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'cilium-clustermesh' } };
    expect(values({
      certificates: { method: 'certmanager' }, services: { coreDns: 'auto' }, encryption: 'wireguard', caBundle: [OLD_CA],
      maxConnectedClusters: 511, replicas: 3,
    })).toEqual({
      ...BASE,
      cluster: { name: 'east', id: 1 },
      encryption: { enabled: true, type: 'wireguard' },
      clustermesh: {
        useAPIServer: true, maxConnectedClusters: 511, policyDefaultLocalCluster: true, enableEndpointSliceSynchronization: true,
        mcsapi: { enabled: true, installCRDs: true, corednsAutoConfigure: { enabled: true } }, config: { enabled: false },
        apiserver: {
          replicas: 3, kvstoremesh: { enabled: true },
          service: {
            type: 'LoadBalancer', enableSessionAffinity: 'HAOnly', annotations: { 'external-dns.alpha.kubernetes.io/hostname': 'east.mesh.cilium.io' },
          },
          // `*.mesh.cilium.io` is in every certificate.
          tls: { authMode: 'cluster', auto: { enabled: true, ...ref } },
        },
      },
      hubble: { tls: { auto: ref } },
      tls: { caBundle: { enabled: true } },
    });
  });

  test('name an issuer that exists', () => {
    const of = (issuerRef: { name: string; kind?: string; group?: string }) => apiserver({ certificates: { method: 'certmanager', issuerRef } }).tls.auto.certManagerIssuerRef;
    expect(of({ name: 'a' })).toEqual({ group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'a' });
    expect(of({ name: 'a', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' })).toEqual({ group: 'awspca.cert-manager.io', kind: 'AWSPCAClusterIssuer', name: 'a' });
  });

  test('ask for native routing, with the block of all pods', () => {
    const native = values({ routingMode: 'native', ipv4NativeRoutingCIDR: '10.0.0.0/8', ipv6NativeRoutingCIDR: 'fd00::/8' }, {
      everyCluster: { networkPlugin: { name: 'cilium' }, addOns: [Cilium.vxlan({ values: { routingMode: 'native', tunnelProtocol: '' } })] },
    });
    expect(native).toMatchObject({ routingMode: 'native', tunnelProtocol: '', ipv4NativeRoutingCIDR: '10.0.0.0/8', ipv6NativeRoutingCIDR: 'fd00::/8' });
  });

  test.each<[string, object]>([
    ['aws', {
      'service.beta.kubernetes.io/aws-load-balancer-internal': 'true', 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
      'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
    }],
    ['azure', { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' }],
    ['gcp', { 'networking.gke.io/load-balancer-type': 'Internal', 'networking.gke.io/internal-load-balancer-allow-global-access': 'true' }],
    ['openstack', { 'service.beta.kubernetes.io/openstack-internal-load-balancer': 'true' }],
    ['constructor', {}],
  ])('ask for an internal load balancer on %s', (cloud, annotations) => {
    const dns = { 'external-dns.alpha.kubernetes.io/hostname': 'east.mesh.cilium.io' };
    expect(apiserver({}, inCloud(cloud)).service.annotations).toEqual({ ...annotations, ...dns });
    expect(apiserver({ service: { internal: false, annotations: { a: 'b' } } }, inCloud(cloud)).service.annotations).toEqual({ ...dns, a: 'b' });
  });

  test('keep callers with one replica where the cloud can', () => {
    const affinity = (service: object, cloud = 'aws') => apiserver({ service }, inCloud(cloud)).service.enableSessionAffinity;
    expect([affinity({}), affinity({}, 'azure'), affinity({ loadBalancerClass: 'service.k8s.aws/nlb' }), affinity({ sessionAffinity: 'Always' })])
      .toEqual(['Never', 'HAOnly', 'HAOnly', 'Always']);
  });

  test('reach a member as it says itself', () => {
    const of = (member: object) => apiserver({}, { options: { east: member } });
    expect(of({ address: '10.9.0.5' })).toMatchObject({ service: { annotations: {} }, tls: { server: { extraIpAddresses: ['10.9.0.5'] } } });
    expect(of({ address: 'a.b.mesh.cilium.io' }).tls.auto.server).toEqual({ extraDnsNames: ['a.b.mesh.cilium.io'] });
    expect(of({ service: { type: 'NodePort', nodePort: 32000 }, replicas: 1 })).toMatchObject({ replicas: 1, service: { type: 'NodePort', nodePort: 32000, annotations: {} } });
    expect(of({ service: { type: 'LoadBalancer', loadBalancerClass: 'io.cilium/node' } }).service.loadBalancerClass).toBe('io.cilium/node');
  });

  test('keep others than the members away from the load balancer', () => {
    const loadBalancerSourceRanges = ['10.0.0.0/9', 'fd00::/8'];
    expect(apiserver({ service: { loadBalancerSourceRanges } }).service.loadBalancerSourceRanges).toEqual(loadBalancerSourceRanges);
    expect(apiserver({}).service).not.toHaveProperty('loadBalancerSourceRanges');
  });

  test('let members in by the common name while a mesh is taken over', () => {
    expect(apiserver({ authMode: 'migration' }).tls.authMode).toBe('migration');
    expect(apiserver({ authMode: 'cluster' }).tls.authMode).toBe('cluster');
  });

  test('have certificates replaced when the program says', () => {
    const schedule = (text: string) => apiserver({ certificates: { method: 'cronJob', schedule: text } }).tls.auto.schedule;
    expect([schedule('30 4 1 JAN,JUL *'), schedule('@monthly')]).toEqual(['30 4 1 JAN,JUL *', '@monthly']);
  });

  test('are a file for who installs it, where that is somebody else', () => {
    const { fleet } = joined({}, { everyCluster: { ...WITH_CILIUM, addOns: undefined, releasesOfOthers: { cilium: 'Terraform module network' } } });
    const [release] = fleet.clusterModel('west').foreignReleases;
    expect(release).toMatchObject({ name: 'cilium', owner: 'Terraform module network', values: { cluster: { name: 'west', id: 2 }, clustermesh: { useAPIServer: true } } });
    expect(found(fleet).map(text => text.split(':')[0])).toEqual(['warning release-owned-elsewhere', 'warning release-owned-elsewhere']);
  });

  test('reach a cluster that Cluster API makes, through its HelmChartProxy', () => {
    const fleet = newFleet();
    const east = new ManagedCluster(fleet, 'east', {
      version: '1.34.1', networkPlugin: Cilium.vxlan(), infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'] }),
      controlPlane: { replicas: 1, machine: { instanceType: 'm6i.large' } }, pools: { workers: { replicas: 2, machine: { instanceType: 'm6i.large' } } },
      network: { pods: '10.201.0.0/16', services: '10.202.0.0/20', nodes: '10.203.0.0/16' },
    });
    new FleetMesh(fleet, 'mesh', { members: [east], mesh: fullMesh() });
    expect(found(fleet)).toEqual([]);
    const proxy = fleet.chartOf('hub').toJson().find(({ kind, metadata }: any) => kind === 'HelmChartProxy' && metadata.name === 'east-cilium');
    expect(proxy.spec.valuesTemplate).toContain('useAPIServer: true');
    // Research 3.1: between nodes; ports of the plug-in itself come with it.
    const FROM = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
    expect(fleet.clusterModel('east').openings.filter(({ from }) => from?.join() === FROM.join()).map(({ protocol, fromPort }) => `${protocol} ${fromPort}`))
      .toEqual(['icmp 8', 'tcp 2379', 'tcp 4240', 'udp 8472']);
  });

  test('take what the mesh runs from the mirror', () => {
    const fleet = { mirror: Mirror.registry('registry.example.com/mirror'), delivery: QUIET };
    const mirrored = joined({}, { fleet }).fleet;
    expect(valuesIn(mirrored, 'east')).toMatchObject({
      clustermesh: { apiserver: { image: { repository: 'registry.example.com/mirror/quay.io/cilium/clustermesh-apiserver' } } },
      certgen: { generateCA: false, image: { repository: 'registry.example.com/mirror/quay.io/cilium/certgen' } },
    });
    expect(valuesIn(joined({ certificates: { method: 'certmanager' } }, { fleet }).fleet, 'east').certgen).toBeUndefined();
    expect(mirrored.artifacts().filter(({ usedBy }) => usedBy === 'east: Cilium Cluster Mesh').map(({ source, version }) => `${source} ${version}`))
      .toEqual(['quay.io/cilium/clustermesh-apiserver v1.20.2', 'quay.io/cilium/certgen ']);
  });

  test('disagree with those of a member where it says otherwise', () => {
    const { fleet } = joined({ encryption: 'wireguard' }, { about: { west: { addOns: [Cilium.vxlan({ values: { encryption: { enabled: false } } })] } } });
    expect(found(fleet)).toEqual(['error conflicting-claims: Helm release cilium, value encryption.enabled of west: acme/west/add-on-cilium says false and acme/mesh says true:'
      + ' make them agree, or remove one']);
  });
});

describe('openings between nodes of members', () => {
  const of = (props: object, member: object = {}, fleet?: Fleet) => (fleet ?? joined({ allowFrom: ['10.0.0.0/8'], ...props }, {
    options: { east: member }, everyCluster: { networkPlugin: { name: 'cilium' }, releasesOfOthers: { cilium: 'Terraform' } },
  }).fleet).clusterModel('east').openings.map(({ protocol, fromPort, from }) => `${protocol} ${fromPort}${from ? ` from ${from.join()}` : ''}`).sort();
  const always = ['icmp 8 from 10.0.0.0/8', 'tcp 2379 from 10.0.0.0/8', 'tcp 4240 from 10.0.0.0/8'];

  test.each<[string, object, readonly string[]]>([
    ['VXLAN', {}, ['udp 8472 from 10.0.0.0/8']],
    ['Geneve', { tunnelProtocol: 'geneve' }, ['udp 6081', 'udp 6081 from 10.0.0.0/8']],
    ['WireGuard', { encryption: 'wireguard' }, ['udp 51871', 'udp 51871 from 10.0.0.0/8', 'udp 8472 from 10.0.0.0/8']],
    ['IPsec', { encryption: 'ipsec' }, ['50 -1', '50 -1 from 10.0.0.0/8', 'udp 8472 from 10.0.0.0/8']],
    ['native routing', { routingMode: 'native' }, []],
  ])('%s', (_, props, expected) => {
    expect(of(props)).toEqual([...always, ...expected].sort());
  });

  test('the API server of the mesh at a port of nodes, or not at all', () => {
    expect(of({}, { service: { type: 'NodePort' } })).toContain('tcp 32379 from 10.0.0.0/8');
    expect(of({}, { service: { type: 'ClusterIP' }, address: '10.1.2.3' }).filter(text => text.includes('2379'))).toEqual([]);
  });
});

test('numbers stay when members come and go, and a member may name its own', () => {
  const id = (fleet: Fleet, name: string) => fleet.clusterModel(name).ids['cilium-id'];
  const { fleet } = joined({}, { members: ['east', 'west', 'north'], options: { east: { clusterId: 7 } } });
  expect(['east', 'north', 'west'].map(name => id(fleet, name))).toEqual([7, 1, 2]);
  expect(fleet.clusterModel('east').fixed.map(({ fact, value }) => `${fact} ${value}`)).toEqual(['cilium-id 7', 'cilium-max-connected-clusters 255', 'mesh/mesh east']);
});

test('beside a mesh with other clusters, whose plug-in is another', () => {
  const fleet = newFleet({ delivery: QUIET });
  const [a, b] = [existing(fleet, 'east', 1, WITH_CILIUM), existing(fleet, 'west', 2, WITH_CILIUM)];
  new FleetMesh(fleet, 'one', { members: [a, b], mesh: fullMesh() });
  const others = [existing(fleet, 'north', 3, WITH_CILIUM), existing(fleet, 'south', 4, WITH_CILIUM)];
  new FleetMesh(fleet, 'two', { members: others, mesh: fullMesh() });
  expect(found(fleet)).toEqual([]);
  expect(valuesIn(fleet, 'south').cluster.id).toBe(3);
});

test.each<[string, () => IDelivery]>([
  ['Argo CD', () => Delivery.argoCd({ repoUrl: 'https://git.example.com/fleet.git', path: 'dist' })],
  ['Flux', () => Delivery.flux({ url: 'https://git.example.com/fleet.git', path: 'dist', branch: 'main' })],
])('a release of an existing cluster gets them by %s', (_, delivery) => {
  const { fleet } = joined({}, { fleet: { delivery: delivery() }, app: new FleetApp({ outdir: Testing.app().outdir }) });
  expect(found(fleet).filter(text => text.includes('cilium'))).toEqual([]);
  expect(JSON.stringify(fleet.chartOf('hub').toJson())).toContain('policyDefaultLocalCluster');
});
