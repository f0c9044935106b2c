import { describe, expect, test } from '@jest/globals';
import { fullMesh, joined, WITH_CILIUM } from './meshes';
import { Aws, Cilium, ExistingClusterProps, FleetMesh, HelmAddOn, Lock, ManagedCluster, Secrets } from '../../../../lib';
import { CILIUM_MESH_RULES } from '../../../../lib/mesh/drivers/cilium-cluster-mesh/rules';
import { existing, found, lockAfter, newFleet, QUIET } from '../../samples';

const own = (text: string) => /cilium-mesh-/.test(text);
/** Cilium with some values and of some version. */
const cilium = (values: Record<string, unknown>, version?: string): Partial<ExistingClusterProps> =>
  ({ ...WITH_CILIUM, addOns: [Cilium.vxlan({ values, version })] });
/** Findings about `east`, whose Cilium has some values. */
const withValues = (values: Record<string, unknown>, props: object = {}, more: object = {}, version?: string) =>
  found(joined(props, { about: { east: cilium(values, version) }, ...more }).fleet).filter(own);
const MANAGED = { cloud: 'docker', networkPlugin: { name: 'cilium' }, releasesOfOthers: { cilium: 'Terraform' } };
const managedFleet = (props: object = {}, fleetProps: object = {}, nodes = '10.203.0.0/16', version = '1.34.1') => {
  const fleet = newFleet({ delivery: QUIET, ...fleetProps });
  const machine = { instanceType: 'm6i.large' };
  const east = new ManagedCluster(fleet, 'east', {
    version, networkPlugin: Cilium.vxlan(), infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'] }),
    controlPlane: { replicas: 1, machine }, pools: { workers: { replicas: 2, machine } }, network: { pods: '10.201.0.0/16', services: '10.202.0.0/20', nodes },
  });
  const west = existing(fleet, 'west', 2, WITH_CILIUM);
  new FleetMesh(fleet, 'mesh', { members: [east, west], mesh: fullMesh(props) });
  return found(fleet).filter(own);
};

test('are in order of their codes, which are those of their files', () => {
  const codes = CILIUM_MESH_RULES.map(({ code }) => code);
  expect(codes).toEqual([...codes].sort());
});

describe('cilium-mesh-full and cilium-mesh-id-twice', () => {
  const lock = (facts: readonly (readonly [string, string])[]) => Lock.memory({ acme: { facts: facts.map(([owner, value]) => ({ owner, fact: 'fixed/cilium-id', value })) } });

  test('a fleet that has given every number away', () => {
    const taken = Array.from({ length: 254 }, (_, i) => [`gone-${i}`, String(i + 1)] as const);
    expect(found(joined({}, { fleet: { lock: lock(taken) } }).fleet).filter(own)).toEqual([
      'error cilium-mesh-full: acme/mesh: no number is left of 1 to 255 for west: take members out, or release numbers of clusters that are gone'
      + ' (npx cdk8s-fleet lock release <cluster> fixed/cilium-id)',
    ]);
    expect(found(joined({ maxConnectedClusters: 511 }, { fleet: { lock: lock(taken) } }).fleet).filter(own)).toEqual([]);
  });

  test('a number of the lock that another member names', () => {
    expect(found(joined({}, { fleet: { lock: lock([['west', '7']]) }, options: { east: { clusterId: 7 } } }).fleet).filter(own)).toEqual([
      'error cilium-mesh-id-twice: acme/mesh: east and west have one clusterId, 7: give one another, or leave it open',
    ]);
  });
});

describe('cilium-mesh-id-marks', () => {
  const at = (clusterId: number, values: Record<string, unknown>) =>
    withValues(values, { maxConnectedClusters: 511 }, { options: { east: { clusterId } } }).filter(text => text.includes('id-marks'));
  const says = (id: number, why: string) => [`error cilium-mesh-id-marks: acme/mesh: the clusterId of east is ${id}, and its values say ${why}, where Cilium takes 1 to 127 and 256 to 383`
    + ' (cilium/cilium#21330): write clusterId'];

  test.each<[number, Record<string, unknown>, string | undefined]>([
    [128, { eni: { enabled: true } }, 'eni.enabled'],
    [384, { alibabacloud: { enabled: true } }, 'alibabacloud.enabled'],
    [255, { cni: { chainingMode: 'aws-cni' } }, "cni.chainingMode 'aws-cni'"],
    [127, { eni: { enabled: true } }, undefined],
    [383, { eni: { enabled: true } }, undefined],
    [128, {}, undefined],
    [128, { eni: { enabled: true }, extraConfig: { 'allow-unsafe-policy-skb-usage': 'true' } }, undefined],
  ])('%d with %j', (id, values, why) => {
    expect(at(id, values)).toEqual(why === undefined ? [] : says(id, why));
  });
});

test('cilium-mesh-twice', () => {
  const { fleet, clusterOf } = joined();
  new FleetMesh(fleet, 'second', { members: [clusterOf('east'), existing(fleet, 'north', 3, WITH_CILIUM)], mesh: fullMesh() });
  expect(found(fleet).filter(own)).toEqual([
    'error cilium-mesh-twice: east is a member of acme/mesh and of acme/second, and a cluster is in one Cilium mesh: make one of them, or take it out of one',
  ]);
});

describe('cilium-mesh-network-plugin', () => {
  const of = (about: Partial<ExistingClusterProps>) =>
    found(joined({}, { everyCluster: {}, fleet: { delivery: QUIET }, about: { east: { cloud: 'docker', ...about }, west: WITH_CILIUM } }).fleet).filter(own);
  const refused = ['error cilium-mesh-network-plugin: acme/mesh: the network plug-in of east is calico, and members of a Cilium mesh have Cilium: give east Cilium'
    + ' (Cilium.vxlan(), or name who installs it in releasesOfOthers), or take it out of the mesh'];
  const unnamed = (values: Record<string, unknown>): HelmAddOn => ({ ...Cilium.vxlan({ values }), networkPlugin: undefined });

  test('another one alone', () => {
    expect(of({ networkPlugin: { name: 'calico' } })).toEqual(refused);
  });

  test('another one, with Cilium beside it that is not chained', () => {
    expect(of({ networkPlugin: { name: 'calico' }, addOns: [unnamed({})] })).toEqual(refused);
  });

  test('another one that Cilium is chained to, as far as known', () => {
    expect(of({ networkPlugin: { name: 'amazon-vpc-cni' }, addOns: [unnamed({ cni: { chainingMode: 'aws-cni' } })] })).toEqual([]);
    expect(of({ networkPlugin: { name: 'amazon-vpc-cni' }, releasesOfOthers: { cilium: 'Terraform' } })).toEqual([]);
  });

  test('one that the program does not name', () => {
    expect(of({ networkPlugin: undefined, releasesOfOthers: { cilium: 'Terraform' } })).toEqual([]);
  });
});

describe('cilium-mesh-pod-range', () => {
  const says = (pools: string) => [`error cilium-mesh-pod-range: acme/mesh: Cilium in east hands out pod addresses of ${pools} (ipam.operator.clusterPoolIPv4PodCIDRList), and the pod range`
    + " of east is 10.1.0.0/16: write that there, or ipam.mode 'kubernetes'"];
  const pool = (...clusterPoolIPv4PodCIDRList: string[]) => ({ ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList } } });

  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['that of the chart', { ipam: { mode: 'cluster-pool' } }, '10.0.0.0/8'],
    ['that of the chart, by its mode', { ipam: { mode: undefined } }, '10.0.0.0/8'],
    ['another one', pool('10.1.0.0/17', '10.9.0.0/16'), '10.9.0.0/16'],
    ['no block at all', pool('ten'), 'ten'],
    ['an IPv6 one', { ...pool('10.1.0.0/16'), ipv6: { enabled: true }, ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: ['10.1.0.0/16'], clusterPoolIPv6PodCIDRList: ['fd00::/104'] } } },
      'fd00::/104'],
    ['that of the cluster', pool('10.1.0.0/16'), undefined],
    ['that of Kubernetes', {}, undefined],
    ['none', { ...pool(), ipv4: { enabled: false } }, undefined],
  ])('%s', (_, values, pools) => {
    // One family too many or too few is a finding of its own.
    expect(withValues(values).filter(text => !text.includes('datapath'))).toEqual(pools === undefined ? [] : says(pools));
  });

  test('is not known where others install Cilium', () => {
    const { fleet } = joined({}, { about: { east: MANAGED, west: WITH_CILIUM }, fleet: { delivery: QUIET }, everyCluster: {} });
    expect(found(fleet).filter(own)).toEqual([]);
  });
});

describe('cilium-mesh-native-range', () => {
  const native = { routingMode: 'native', tunnelProtocol: '' };
  const everyCluster = { ...WITH_CILIUM, addOns: [Cilium.vxlan({ values: native })] };
  const of = (props: object, values: Record<string, unknown> = {}) =>
    found(joined({ routingMode: 'native', ...props }, { everyCluster, about: { east: cilium({ ...native, ...values }) } }).fleet).filter(own);
  const says = (cluster: string, block: string, outside: string) => `error cilium-mesh-native-range: acme/mesh: ipv4NativeRoutingCIDR of ${cluster} is ${block}, and does not hold ${outside}:`
    + ' write ipv4NativeRoutingCIDR of the mesh, a block that holds the pods of all members';

  test('says nothing, or too little', () => {
    const both = 'east pods 10.1.0.0/16 and west pods 10.2.0.0/16';
    expect(of({})).toEqual([says('east', 'not said', both), says('west', 'not said', both)]);
    expect(of({}, { ipv4NativeRoutingCIDR: '10.1.0.0/16' })).toEqual([says('east', '10.1.0.0/16', 'west pods 10.2.0.0/16'), says('west', 'not said', both)]);
    expect(of({ ipv4NativeRoutingCIDR: '10.0.0.0/15' })).toEqual([says('east', '10.0.0.0/15', 'west pods 10.2.0.0/16'), says('west', '10.0.0.0/15', 'west pods 10.2.0.0/16')]);
  });

  test('holds them all', () => {
    expect(of({ ipv4NativeRoutingCIDR: '10.0.0.0/8' })).toEqual([]);
  });

  test('is not known where others install Cilium', () => {
    expect(found(joined({ routingMode: 'native' }, { everyCluster: MANAGED }).fleet).filter(own)).toEqual([]);
  });
});

describe('versions', () => {
  test('cilium-mesh-version', () => {
    expect(withValues({}, {}, {}, '1.18.12').filter(text => !text.includes('skew'))).toEqual([
      'error cilium-mesh-version: acme/mesh: Cilium of east is 1.18.12, and the mesh is written for 1.19 and later: upgrade it first, or take east out of the mesh',
    ]);
    expect(withValues({}, {}, {}, '1.19.0').filter(text => !text.includes('differs'))).toEqual([]);
  });

  test('cilium-mesh-version-skew', () => {
    expect(withValues({}, {}, {}, '1.22.0').filter(text => !text.includes('tested'))).toEqual([
      'error cilium-mesh-version-skew: acme/mesh: Cilium is 1.20.2 in west and 1.22.0 in east, and members may be one minor apart: upgrade west',
    ]);
    expect(withValues({}, {}, {}, '1.21.0').filter(text => text.includes('skew'))).toEqual([]);
  });

  test('cilium-mesh-version-differs', () => {
    expect(withValues({}, {}, {}, '1.19.6')).toEqual(['warning cilium-mesh-version-differs: acme/mesh: Cilium is 1.19.6 in east and 1.20.2 in west: raise east before west goes further']);
    expect(withValues({}, {}, {}, '1.20.0')).toEqual([]);
  });

  describe('cilium-mesh-kubernetes-tested', () => {
    const at = (kubernetes: string, version?: string) =>
      found(joined({}, { everyCluster: cilium({}, version), about: { east: { version: kubernetes } } }).fleet).filter(own);
    const says = (kubernetes: string, version: string, range: string) => [`warning cilium-mesh-kubernetes-tested: acme/mesh: east has Kubernetes v${kubernetes}, and Cilium ${version} is tested`
      + ` with ${range}: choose a version in between, or another one of Cilium`];

    test('a version outside of what a minor is tested with', () => {
      expect([at('1.32.9'), at('1.37.0')]).toEqual([says('1.32.9', '1.20.2', '1.33 to 1.36'), says('1.37.0', '1.20.2', '1.33 to 1.36')]);
      expect([at('1.30.9', '1.19.6'), at('1.35.0', '1.19.6')]).toEqual([says('1.30.9', '1.19.6', '1.31 to 1.34'), says('1.35.0', '1.19.6', '1.31 to 1.34')]);
    });

    test('a version that it is tested with', () => {
      expect([at('1.33.0'), at('1.36.4'), at('1.31.0', '1.19.6'), at('1.34.0', '1.19.6')]).toEqual([[], [], [], []]);
    });

    test('a version that the chart refuses is a finding of its own', () => {
      expect(at('1.20.15').map(text => text.split(':')[0])).toEqual(['error cilium-mesh-kubernetes-version']);
    });

    test('a Cilium that this library does not know', () => {
      const unknown = (name: string) => `warning cilium-mesh-kubernetes-tested: acme/mesh: Cilium of ${name} is 1.21.0, and this library knows Cilium up to 1.20: choose 1.20, or read what has`
        + ' changed';
      expect(at('1.34.0', '1.21.0')).toEqual([unknown('east'), unknown('west')]);
    });
  });

  test('cilium-mesh-kubernetes-version', () => {
    const at = (version: string) => found(joined({}, { everyCluster: MANAGED, about: { east: { version } } }).fleet).filter(own);
    expect(at('1.20.15')).toEqual(['error cilium-mesh-kubernetes-version: acme/mesh: east has Kubernetes v1.20.15, and the chart of Cilium asks for 1.21 or later: raise it, or take east out of'
      + ' the mesh']);
    expect(at('1.21.0')).toEqual([]);
  });

  test('cilium-mesh-removed-value', () => {
    const says = (key: string, instead: string) => `error cilium-mesh-removed-value: acme/mesh: values of Cilium in east say ${key}, which 1.20.2 no longer reads: remove it, ${instead}`;
    expect(withValues({ clustermesh: { enableMCSAPISupport: true } })).toEqual([says('clustermesh.enableMCSAPISupport', 'write services of the mesh')]);
    expect(withValues({ clustermesh: { apiserver: { tls: { admin: { cert: 'a', key: '' } } } } }))
      .toEqual([says('clustermesh.apiserver.tls.admin.cert', 'certificates of the mesh are issued in the cluster')]);
    expect(withValues({ clustermesh: { enableMCSAPISupport: false } })).toEqual([]);
    expect(withValues({ clustermesh: { enableMCSAPISupport: true } }, {}, {}, '1.19.6').filter(text => text.includes('removed'))).toEqual([]);
  });
});

describe('cilium-mesh-datapath', () => {
  test.each<[string, Record<string, unknown>, unknown, unknown]>([
    ['tunnelPort', { tunnelPort: 8473 }, 8473, 0],
    ['underlayProtocol', { underlayProtocol: 'ipv6' }, 'ipv6', ''],
    ['ipv4.enabled', { ipv4: { enabled: false } }, false, true],
    ['ipv6.enabled', { ipv6: { enabled: true } }, true, false],
    ['encryption.nodeEncryption', { encryption: { nodeEncryption: true } }, true, false],
    ['encryption.strictMode.egress.enabled', { encryption: { strictMode: { egress: { enabled: true } } } }, true, false],
    ['encryption.strictMode.ingress.enabled', { encryption: { strictMode: { ingress: { enabled: true } } } }, true, false],
  ])('%s', (key, values, east, west) => {
    expect(withValues(values)).toEqual([`error cilium-mesh-datapath: acme/mesh: ${key} of Cilium is ${JSON.stringify(east)} in east and ${JSON.stringify(west)} in west: write one value for all`
      + ' members']);
  });

  test('what the chart has by itself, written out', () => {
    expect(withValues({ tunnelPort: 0, encryption: { nodeEncryption: false, strictMode: { egress: { enabled: false, cidr: '10.1.0.0/16' } } } })).toEqual([]);
  });

  test('disableEndpointCRD, but where identities are in a key-value store', () => {
    const refused = ['error cilium-mesh-datapath: acme/mesh: values of Cilium in east say disableEndpointCRD, with which the chart refuses the mesh: remove it'];
    const of = (identityAllocationMode?: string) => withValues({ disableEndpointCRD: true, identityAllocationMode });
    expect([of(), of('doublewrite-readkvstore'), of('kvstore')]).toEqual([refused, refused, []]);
  });
});

describe('cilium-mesh-private-key', () => {
  const says = (key: string) => [`error cilium-mesh-private-key: acme/mesh: values of Cilium in east hold a private key, ${key}, which would be in git: remove it; certificates are issued in the`
    + ' cluster'];
  const KEY = 'c2VjcmV0';
  const tls = (name: string, key = KEY) => ({ clustermesh: { apiserver: { tls: { [name]: { key } } } } });
  const clusters = (value: unknown) => ({ clustermesh: { config: { clusters: value } } });

  test.each<[string, Record<string, unknown>]>([
    ['tls.ca.key', { tls: { ca: { key: KEY } } }],
    ...['server', 'admin', 'remote', 'local', 'client'].map((name): [string, Record<string, unknown>] => [`clustermesh.apiserver.tls.${name}.key`, tls(name)]),
    ['clustermesh.config.clusters[1].tls.key', clusters([{ name: 'a' }, { name: 'b', tls: { key: KEY } }])],
    ['clustermesh.config.clusters.b.tls.key', clusters({ a: {}, b: { tls: { key: KEY } } })],
  ])('%s, of every version', (key, values) => {
    const text = withValues(values);
    expect(text).toEqual(says(key));
    expect(text.join()).not.toContain(KEY);
    expect(withValues(values, {}, {}, '1.19.6').filter(one => !one.includes('differs'))).toEqual(says(key));
  });

  test.each<[string, Record<string, unknown>]>([
    ['an empty text', tls('server', '')],
    ['the key of a ConfigMap', { tls: { caBundle: { key: 'ca.crt' } } }],
    ['no key of a cluster', clusters([{ name: 'a', tls: { cert: 'YQ==' } }, 'b'])],
    ['no clusters', clusters('a')],
  ])('%s', (_, values) => {
    expect(withValues(values)).toEqual([]);
  });
});

test('cilium-mesh-namespace', () => {
  const says = (name: string) => `error cilium-mesh-namespace: acme/mesh: Cilium of ${name} is in kube-system, and the mesh writes its objects to cilium: write namespace: 'kube-system'`;
  expect(withValues({}, { namespace: 'cilium' })).toEqual([says('east'), says('west')]);
  expect(withValues({}, { namespace: 'kube-system' })).toEqual([]);
  expect(found(joined({ namespace: 'cilium' }, { everyCluster: MANAGED }).fleet).filter(own)).toEqual([]);
});

describe('cilium-mesh-load-balancer', () => {
  const of = (cloud: string | undefined, service: object = {}) =>
    found(joined({}, { about: { east: { cloud } }, options: { east: { service, address: 'east.example.com' } } }).fleet).filter(own);
  const says = (cloud: string) => [`warning cilium-mesh-load-balancer: acme/mesh: nothing asks for a private address for clustermesh-apiserver of east, whose cloud is ${cloud}: write cloud of`
    + ' the cluster, annotations of service, or internal: false'];

  test('a cloud that is not known, or whose words are not', () => {
    expect([of(undefined), of('vsphere'), of('vsphere', { annotations: {} }), of(undefined, { internal: true })])
      .toEqual([says('not known'), says('vsphere'), says('vsphere'), says('not known')]);
  });

  test('a cloud that is asked, by this library or by words of the program', () => {
    expect([of('aws'), of('azure'), of('gcp'), of('docker')]).toEqual([[], [], [], []]);
    expect([of(undefined, { annotations: { 'example.com/internal': 'true' } }), of(undefined, { loadBalancerClass: 'example.com/internal' })]).toEqual([[], []]);
  });

  test('a public one, and a Service without a load balancer', () => {
    expect([of(undefined, { internal: false }), of(undefined, { type: 'ClusterIP' })]).toEqual([[], []]);
  });
});

describe('cilium-mesh-kvstore', () => {
  const of = (kvstoreMode: unknown, identityAllocationMode?: string, replicas?: number) =>
    withValues({ identityAllocationMode, clustermesh: { apiserver: { kvstoremesh: { kvstoreMode } } } }, {}, { options: { east: { replicas } } });
  const REPLICAS = "error cilium-mesh-kvstore: acme/mesh: clustermesh-apiserver of east has 2 replicas, and the chart takes one with kvstoreMode 'external': write replicas: 1 for the member, or"
    + ' leave kvstoreMode out';
  const IDENTITIES = "error cilium-mesh-kvstore: acme/mesh: identityAllocationMode of east is \"crd\", with which the chart refuses kvstoreMode 'external': write kvstore,"
    + ' doublewrite-readkvstore or doublewrite-readcrd, or leave kvstoreMode out';

  test('what the chart refuses', () => {
    expect(of('extern')).toEqual(['error cilium-mesh-kvstore: acme/mesh: clustermesh.apiserver.kvstoremesh.kvstoreMode of east is "extern", and the chart takes internal and external: leave it out']);
    expect([of('external'), of('external', 'kvstore'), of('external', undefined, 1)]).toEqual([[REPLICAS, IDENTITIES], [REPLICAS], [IDENTITIES]]);
  });

  test('what it takes', () => {
    expect([of('internal'), of(undefined, 'kvstore'), of('external', 'kvstore', 1), of('external', 'doublewrite-readcrd', 1)]).toEqual([[], [], [], []]);
  });
});

test('cilium-mesh-node-port', () => {
  const NODES = { service: { type: 'NodePort' } };
  expect(withValues({}, NODES)).toEqual(["warning cilium-mesh-node-port: acme/mesh: east and west are reached at a port of nodes, which come and go: write service: { type: 'LoadBalancer' }, or"
    + ' keep the names of their addresses at nodes that live']);
  expect(withValues({}, {}, { options: { west: NODES } })[0]).toMatch(/: west is reached at a port of nodes/);
});

describe('cilium-mesh-allow-from', () => {
  test('nodes that the firewalls of the program do not let in', () => {
    expect(managedFleet({ allowFrom: ['10.203.0.0/16'] })).toEqual(['error cilium-mesh-allow-from: acme/mesh: west nodes 192.168.2.0/24 lies outside of allowFrom (10.203.0.0/16), and firewalls'
      + ' of the other members let no more in: add it there']);
    expect(managedFleet({ allowFrom: ['10.203.0.0/16', '192.168.0.0/16'] })).toEqual([]);
  });

  test('is for others to see to in clusters that they make', () => {
    expect(withValues({}, { allowFrom: ['203.0.113.0/24'] })).toEqual([]);
  });
});

describe('cilium-mesh-cert-manager', () => {
  const of = (about: Partial<ExistingClusterProps>, issuerRef?: { name: string }) => found(joined({ certificates: { method: 'certmanager', issuerRef } }, {
    members: ['east'], everyCluster: { ...WITH_CILIUM, ...about },
  }).fleet).filter(own);
  const refused = ['error cilium-mesh-cert-manager: acme/mesh: the chart of Cilium has Certificates of cert-manager in east, and nothing serves cert-manager.io there: install it by a HelmAddOn'
    + " that says so in serves, or where others have done so write servedByOthers: ['cert-manager.io']"];
  const certManager: HelmAddOn = {
    release: 'cert-manager', namespace: 'cert-manager', repository: 'https://charts.jetstack.io', chart: 'cert-manager', defaultVersion: 'v1.21.1', values: {}, serves: ['cert-manager.io'],
  };

  test('that nothing brings', () => {
    expect([of({}), of({}, { name: 'a' })]).toEqual([refused, refused]);
  });

  test('that an add-on or somebody else brings', () => {
    expect([of({ servedByOthers: ['cert-manager.io'] }), of({ servedByOthers: ['cert-manager.io/Certificate'] }, { name: 'a' }), of({ addOns: [Cilium.vxlan(), certManager] })]).toEqual([[], [], []]);
  });
});

test('cilium-mesh-ipsec-first', () => {
  const IPSEC = { encryption: 'ipsec' };
  expect(managedFleet(IPSEC, { secrets: Secrets.clusterStore('vault') })).toEqual(['error cilium-mesh-ipsec-first: acme/mesh: agents of Cilium in east wait for Secret'
    + " kube-system/cilium-ipsec-keys, and what makes it waits for the network: write encryption: 'wireguard', or have people make the Secret"]);
  expect(managedFleet(IPSEC)).toEqual([]);
  expect(managedFleet({ encryption: 'wireguard' }, { secrets: Secrets.clusterStore('vault') })).toEqual([]);
});

test('cilium-mesh-member-left', () => {
  const before = joined({}, { members: ['east', 'west', 'north'], options: { north: { clusterName: 'polar' } } }).fleet;
  const after = joined({}, { clusters: ['east', 'west', 'north'], fleet: { lock: lockAfter(before) } }).fleet;
  expect(found(after)).toEqual(['error cilium-mesh-member-left: acme/mesh: north was a member, and without the mesh its Cilium loses its name and number, so that every pod must be started anew:'
    + " put it back, or write cluster: { name: 'polar', id: 2 } in the values of its Cilium and run `npx cdk8s-fleet lock release north fixed/mesh/mesh`"]);
  const gone = joined({}, { fleet: { lock: lockAfter(before) } }).fleet;
  expect(found(gone).filter(own)).toEqual([]);
});
