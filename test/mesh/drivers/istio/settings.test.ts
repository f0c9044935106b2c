import { describe, expect, test } from '@jest/globals';
import { LEAF, NEW_ROOT, OLD_ROOT } from './certificates';
import { BASICS, joined, multiPrimary, WITH_STORE } from './meshes';
import { FleetMesh, Istio } from '../../../../lib';
import { valueKeys } from '../../../../lib/mesh/drivers/istio/value-keys';
import { releaseOf, RELEASES } from '../../../../lib/mesh/drivers/istio/versions';
import { existing, newFleet, thrown } from '../../samples';

const cluster = existing(newFleet(), 'one', 1);
const multi = (props: object) => thrown(() => Istio.multiPrimary({ ...BASICS, ...props } as any));
const remote = (props: object) => thrown(() => Istio.primaryRemote({ ...BASICS, primary: cluster, primaryAddress: '203.0.113.1', ...props } as any));
const amb = (props: object) => thrown(() => Istio.ambient({ ...BASICS, ...props } as any));
const member = (options: object, props: object = {}) => thrown(() => joined(multiPrimary(props as any), { options: { east: options } }));

describe('options that show their fault alone', () => {
  test.each([
    [{ meshId: undefined }, 'Istio.multiPrimary: meshId is missing; write text that is not empty'],
    [{ meshId: 'no spaces' }, "Istio.multiPrimary: meshId: write letters, digits, dashes, dots and underscores, 63 at most, got 'no spaces'"],
    [{ version: '1.28.0' }, "Istio.multiPrimary: version: write a release of 1.29 to 1.31 such as '1.31.4', got '1.28.0'"],
    [{ version: '1.31' }, "Istio.multiPrimary: version: write a release of 1.29 to 1.31 such as '1.31.4', got '1.31'"],
    [{ network: 'a/b' }, "Istio.multiPrimary: network: it becomes a label; write letters, digits, dashes, dots and underscores, 63 at most, got 'a/b'"],
    [{ trustDomain: 'Mesh' }, "Istio.multiPrimary: trustDomain: write a DNS name in lower case such as 'mesh.example.com', got 'Mesh'"],
    [{ trustDomainAliases: ['a', '-'] }, "Istio.multiPrimary: trustDomainAliases: write a DNS name in lower case such as 'mesh.example.com', got '-'"],
    [{ clusterDomain: 'a_b' }, "Istio.multiPrimary: clusterDomain: write a DNS name in lower case such as 'mesh.example.com', got 'a_b'"],
    [{ systemNamespace: 'A' }, "Istio.multiPrimary: systemNamespace: write lower-case letters, digits and dashes, 63 at most, got 'A'"],
    [{ revision: '1.31' }, "Istio.multiPrimary: revision: it is part of names; write lower-case letters, digits and dashes such as '1-31-4', got '1.31'"],
    [{ mtls: 'strict' }, "Istio.multiPrimary: mtls: write one of STRICT, PERMISSIVE, got 'strict'"],
    [{ variant: 'alpine' }, "Istio.multiPrimary: variant: write one of debug, distroless, got 'alpine'"],
    [{ tokens: [] }, 'Istio.multiPrimary: tokens: write distinct names of lower-case letters, digits and dashes, 40 characters at most, got an empty list'],
    [{ tokens: ['1', '1'] }, 'Istio.multiPrimary: tokens: write distinct names of lower-case letters, digits and dashes, 40 characters at most, got 1, 1'],
    [{ hub: 'https://docker.io/istio' }, "Istio.multiPrimary: hub: write a registry and a path such as 'registry.example.com/istio', got 'https://docker.io/istio'"],
    [{ repository: 'blob.istio.io' }, "Istio.multiPrimary: repository: write https://... or oci://..., got 'blob.istio.io'"],
    [{ apiServer: 'https://x' }, "Istio.multiPrimary: apiServer: write a function, got 'https://x'"],
    [{ multiClusterServices: {} }, 'Istio.multiPrimary: multiClusterServices.controller is missing; write text that is not empty'],
    [{ multiClusterServices: { controller: 'x', y: 1 } }, 'Istio.multiPrimary: multiClusterServices.y is no option; write controller'],
    [{ mountedKubeconfigs: { csi: {} }, version: '1.29.4' },
      'Istio.multiPrimary: mountedKubeconfigs: istiod of 1.29 reads no folder of kubeconfigs (from 1.30 on it does); choose a later version, or remove it'],
    [{ mountedKubeconfigs: { csi: {} }, tokens: ['1'] }, 'Istio.multiPrimary: tokens: kubeconfigs are mounted, so that none are made; remove it'],
    [{ mountedKubeconfigs: { csi: {} }, assembledIn: cluster }, 'Istio.multiPrimary: assembledIn: kubeconfigs are mounted, so that none are made; remove it'],
    [{ mountedKubeconfigs: {} }, 'Istio.multiPrimary: mountedKubeconfigs: write the source of one volume as a Pod has it, such as { csi: { ... } }, got none'],
    [{ mountedKubeconfigs: { name: 'x', csi: {} } },
      'Istio.multiPrimary: mountedKubeconfigs: write the source of one volume as a Pod has it, such as { csi: { ... } }, got name, csi'],
    [{ certificateAuthority: { roots: [] } }, 'Istio.multiPrimary: certificateAuthority.roots: workloads trust nobody without a root; name one, or leave it out'],
    [{ certificateAuthority: { roots: [{}] } }, 'Istio.multiPrimary: certificateAuthority.roots[0].key is missing; write text that is not empty'],
    [{ certificateAuthority: { roots: [{ key: 'x', pem: 'y' }] } }, 'Istio.multiPrimary: certificateAuthority.roots[0].pem is no option; write one of key, property'],
    [{ certificateAuthority: { issuer: {} } }, 'Istio.multiPrimary: certificateAuthority.issuer.name is missing; write text that is not empty'],
    [{ certificateAuthority: { issuer: { name: 'x' }, root: 'y' } },
      'Istio.multiPrimary: certificateAuthority.root is no option; write one of issuer, roots, duration, renewBefore'],
    [{ certificateAuthority: { issuer: { name: 'x' }, duration: '90d' } },
      "Istio.multiPrimary: certificateAuthority.duration: write a duration of Go such as '2160h0m0s', got '90d'"],
    [{ eastWestGateway: { form: 'helm3' } }, "Istio.multiPrimary: eastWestGateway.form: write one of helm, gateway-api, got 'helm3'"],
    [{ eastWestGateway: { service: { type: 'None' } } }, "Istio.multiPrimary: eastWestGateway.service.type: write one of LoadBalancer, NodePort, ClusterIP, got 'None'"],
    [{ eastWestGateway: { form: 'gateway-api', service: { loadBalancerIP: '203.0.113.1' } } },
      "Istio.multiPrimary: eastWestGateway.service.loadBalancerIP: a Gateway of the Gateway API says nothing of it; write annotations, or form: 'helm'"],
    [{ eastWestGateway: true }, 'Istio.multiPrimary: eastWestGateway: write an object or false, got true'],
    [{ remoteGateways: { n: [] } }, "Istio.multiPrimary: remoteGateways['n']: write a list of addresses that is not empty"],
    [{ remoteGateways: { n: ['https://x'] } }, "Istio.multiPrimary: remoteGateways['n']: write an IP address or a host name, without scheme and port, got 'https://x'"],
    [{ remoteGateways: { n: ['gw.mesh.svc'] } }, "Istio.multiPrimary: remoteGateways['n']: members would reach themselves by 'gw.mesh.svc'; write the address of the load balancer"],
    [{ primary: cluster }, /^Istio.multiPrimary: primary is no option; write one of meshId, version, network, /],
  ])('%j', (props, message) => {
    const got = multi(props);
    expect(got).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  test('of a primary and remotes', () => {
    expect(remote({ primaryAddress: undefined })).toBe('Istio.primaryRemote: primaryAddress is missing; write text that is not empty');
    expect(remote({ primaryAddress: '127.0.0.1' })).toBe("Istio.primaryRemote: primaryAddress: members would reach themselves by '127.0.0.1'; write the address of the load balancer");
    expect(remote({ revision: 'blue' })).toMatch(/^Istio.primaryRemote: revision is no option; /);
    expect(remote({ eastWestGateway: { form: 'gateway-api' } })).toBe('Istio.primaryRemote: eastWestGateway.form: the control plane is reached through the gateway too, by a Gateway of'
      + " Istio that selects pods of the chart; write 'helm', or leave it out");
  });

  test('of ambient', () => {
    expect(amb({ cni: false })).toBe('Istio.ambient: cni: ambient takes traffic of pods by it; leave it out');
    expect(amb({ eastWestGateway: { form: 'helm' } })).toBe('Istio.ambient: eastWestGateway.form: traffic of ambient comes in by HBONE, and the gateway chart has no listener for it; write'
      + " 'gateway-api', or leave it out");
    expect(amb({ multiNetworkIngress: 'yes' })).toBe("Istio.ambient: multiNetworkIngress: write true or false, got 'yes'");
    expect(amb({ serviceScope: 'global' })).toBe("Istio.ambient: serviceScope: write one of all, labelled, got 'global'");
    expect(multi({ serviceScope: 'all' })).toMatch(/^Istio.multiPrimary: serviceScope is no option; /);
  });

  test('of ambient, which reads no ServiceExports', () => {
    const message = 'Istio.ambient: multiClusterServices: ambient reads no ServiceExports, so that nothing would cross; remove it, and label Services istio.io/global: "true" in every member';
    expect([true, { controller: 'x' }].map(multiClusterServices => amb({ multiClusterServices }))).toEqual([message, message]);
    expect([undefined, false].map(multiClusterServices => amb({ multiClusterServices }))).toEqual(['nothing', 'nothing']);
  });
});

describe('roots beside that of an issuer', () => {
  const issued = (roots: unknown) => ({ certificateAuthority: { issuer: { name: 'x' }, roots } });
  const ROOTS = 'Istio.multiPrimary: certificateAuthority.roots';
  // In parts, so that nobody takes it for a key.
  const KEY = ['-----BEGIN PRIVATE', 'KEY-----\nsecret\n-----END PRIVATE', 'KEY-----'].join(' ');

  test('are certificates of authorities', () => {
    expect(multi(issued([OLD_ROOT, `\n${NEW_ROOT}\n`]))).toBe('nothing');
    expect(remote(issued([OLD_ROOT]))).toBe('nothing');
  });

  test.each([
    [[], `${ROOTS}: write a list of certificates in PEM that is not empty, or leave it out to trust the root of the issuer alone`],
    [OLD_ROOT, `${ROOTS}: write a list of certificates in PEM that is not empty, or leave it out to trust the root of the issuer alone`],
    [[{ key: 'root' }], `${ROOTS}: write a list of certificates in PEM that is not empty, or leave it out to trust the root of the issuer alone`],
    [[OLD_ROOT, `${OLD_ROOT}\n${NEW_ROOT}`],
      `${ROOTS}[1]: write one certificate in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, and each root by itself`],
    [['root.pem'], `${ROOTS}[0]: write one certificate in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, and each root by itself`],
    [[LEAF], `${ROOTS}[0]: it is no certificate of an authority (X.509 with CA:TRUE), and istiod would not start with it; write that of a root`],
    [[OLD_ROOT.slice(0, 60) + OLD_ROOT.slice(124)],
      `${ROOTS}[0]: it is no certificate of an authority (X.509 with CA:TRUE), and istiod would not start with it; write that of a root`],
  ])('and nothing else: %#', (roots, message) => {
    expect(multi(issued(roots))).toBe(message);
  });

  test('and never a key, which no message repeats', () => {
    const message = multi(issued([`${OLD_ROOT}\n${KEY}`]));
    expect(message).toBe(`${ROOTS}[0]: there is a private key in it, and whoever reads the output would have it; write the certificate alone, and make a new root if the key is in`
      + ' a repository');
    expect(message).not.toContain('secret');
  });

  test('are nothing to ambient', () => {
    expect(amb(issued([OLD_ROOT]))).toBe('Istio.ambient: certificateAuthority.roots: ztunnel trusts nothing but the root of the issuer, so that they would change nothing; remove it, or'
      + ' keep roots in the secret store: { roots: [{ key }, { key }] }');
    expect(amb({ certificateAuthority: { issuer: { name: 'x' } } })).toBe('nothing');
  });
});

describe('what the mesh is told of a member', () => {
  const EAST = "acme/mesh: member 'east': ";

  test.each([
    [{ clusterId: 'East' }, `${EAST}clusterId: write lower-case letters, digits and dashes, 63 at most, got 'East'`],
    [{ network: 'a b' }, `${EAST}network: it becomes a label; write letters, digits, dashes, dots and underscores, 63 at most, got 'a b'`],
    [{ apiServer: 'east.example.com:6443' }, `${EAST}apiServer: write 'https://<host>:<port>', got 'east.example.com:6443'`],
    [{ apiServer: 'https://user:pw@east.example.com' }, `${EAST}apiServer: write 'https://<host>:<port>', got 'https://user:pw@east.example.com'`],
    [{ apiServer: 'https://127.0.0.1:6443' }, `${EAST}apiServer: members would reach themselves by 'https://127.0.0.1:6443'; write the address by which they reach this one`],
    [{ apiServer: 'https://[::1]:6443' }, `${EAST}apiServer: members would reach themselves by 'https://[::1]:6443'; write the address by which they reach this one`],
    [{ apiServer: 'https://0.0.0.0' }, `${EAST}apiServer: members would reach themselves by 'https://0.0.0.0'; write the address by which they reach this one`],
    [{ apiServer: 'https://kubernetes.default.svc' },
      `${EAST}apiServer: members would reach themselves by 'https://kubernetes.default.svc'; write the address by which they reach this one`],
    [{ trustDomain: '' }, `${EAST}trustDomain: write text that is not empty, got ''`],
    [{ eastWestGateway: { form: 'x' } }, `${EAST}eastWestGateway.form: write one of helm, gateway-api, got 'x'`],
    [{ clusterId: 'west' }, "acme/mesh: members 'east' and 'west' have one clusterId, 'west', and proxies of one would get the endpoints of the other; give one another"],
    [{ apiServer: 'https://west.example.com:6443' },
      "acme/mesh: members 'east' and 'west' have one apiServer, 'west.example.com:6443', and the pods of one would be taken for those of the other; give one another"],
  ])('%j', (options, message) => {
    expect(member(options)).toBe(message);
  });

  test('each says its API server, where the mesh does not', () => {
    expect(member({}, { apiServer: undefined })).toBe(`${EAST}apiServer: say how pods of other members reach its API server: 'https://<host>:<port>'`);
    expect(member({ tlsServerName: 'x' }, { apiServer: undefined, mountedKubeconfigs: { csi: {} } })).toBe(`${EAST}tlsServerName: it is in the kubeconfig that is mounted; remove it`);
    expect(member({ apiServer: 'https://x' }, { apiServer: undefined, mountedKubeconfigs: { csi: {} } })).toBe(`${EAST}apiServer: it is in the kubeconfig that is mounted; remove it`);
  });

  test('a primary is a member, and signs for the others', () => {
    const fleet = newFleet(WITH_STORE);
    const [east, west, north] = ['east', 'west', 'north'].map((name, i) => existing(fleet, name, i + 1));
    const props = { ...BASICS, primary: east, primaryAddress: '203.0.113.1' };
    expect(() => new FleetMesh(fleet, 'a', { members: [west, north], mesh: Istio.primaryRemote(props) }))
      .toThrow('acme/a: primary: its control plane serves the mesh, and it is no member: add it to members');
    expect(() => new FleetMesh(fleet, 'b', { members: [east, { cluster: west, trustDomain: 'west.example' }], mesh: Istio.primaryRemote(props) }))
      .toThrow("acme/b: member 'west': trustDomain: the primary signs for its workloads, with trust domain 'cluster.local' of the mesh; remove it");
  });
});

describe('values of the program', () => {
  const values = (of: object, version = '1.31.4') => multi({ version, values: of });

  test('are those that the chart has', () => {
    expect(values({ istiod: { autoscaleMinn: 2 } })).toMatch(
      /^Istio.multiPrimary: values.istiod.autoscaleMinn: the chart istiod of Istio 1.31 has no such value, and would drop it without a word; it has affinity, autoscaleBehavior, /);
    expect(values({ pilot: {} })).toBe('Istio.multiPrimary: values.pilot is no option; write one of base, istiod, cni, ztunnel, gateway');
    expect(values({ istiod: [] })).toMatch(/^Istio.multiPrimary: values.istiod: write an object, got /);
    expect(values({ gateway: { networkGatewayPorts: {} } }, '1.29.4')).toMatch(/^Istio.multiPrimary: values.gateway.networkGatewayPorts: the chart gateway of Istio 1.29 has no such value/);
    expect(values({ gateway: { networkGatewayPorts: {} } }, '1.30.3')).toBe('nothing');
    expect(member({ values: { base: { nope: 1 } } })).toMatch(/^acme\/mesh: member 'east': values.base.nope: the chart base /);
  });

  test.each([
    ['istiod', { global: { network: 'x' } }, 'global.network', 'network of the member'],
    ['istiod', { global: { multiCluster: { clusterName: 'x' } } }, 'global.multiCluster', 'clusterId of the member'],
    ['istiod', { global: { meshID: 'x' } }, 'global.meshID', 'meshId'],
    ['istiod', { meshConfig: { trustDomain: 'x' } }, 'meshConfig.trustDomain', 'trustDomain'],
    ['istiod', { env: { ENABLE_MCS_HOST: 'true' } }, 'env.ENABLE_MCS_HOST', 'multiClusterServices'],
    ['istiod', { profile: 'ambient' }, 'profile', 'the form of the mesh'],
    ['ztunnel', { network: 'x' }, 'network', 'network of the member'],
    ['gateway', { labels: { istio: 'x' } }, 'labels.istio', 'the mesh itself'],
    ['base', { defaultRevision: 'x' }, 'defaultRevision', 'revision'],
  ])('%s %j is the mesh\'s own', (chart, of, path, option) => {
    expect(values({ [chart]: of })).toBe(`Istio.multiPrimary: values.${chart}.${path}: the mesh writes it, to every place that it must be the same in, from ${option}; remove it here`);
  });

  test('of environment variables are texts, and lie at the top', () => {
    expect(values({ istiod: { env: { A: true } } })).toBe("Istio.multiPrimary: values.istiod.env.A: write text, as environment variables have it: 'true'");
    expect(values({ istiod: { pilot: { env: {} } } })).toBe('Istio.multiPrimary: values.istiod.pilot: what is in it counts for the top of the values; write it there');
  });
});

test('keys of values come with the minor that brought them, in one order', () => {
  for (const { minor } of RELEASES) {
    for (const chart of ['base', 'istiod', 'cni', 'ztunnel', 'gateway'] as const) {
      const keys = valueKeys(chart, minor);
      expect(keys).toEqual([...new Set(keys)].sort());
      expect(keys).toEqual(expect.arrayContaining(['compatibilityVersion', 'global', 'platform']));
    }
  }
  const has = (chart: 'cni' | 'ztunnel' | 'gateway', key: string) => RELEASES.filter(({ minor }) => valueKeys(chart, minor).includes(key)).map(({ minor }) => minor);
  expect([has('cni', 'useAppArmorAnnotation'), has('ztunnel', 'dnsPolicy'), has('gateway', 'dnsPolicy')]).toEqual([['1.30', '1.31'], ['1.30', '1.31'], ['1.31']]);
});

test('versions are known by their minor', () => {
  expect(['1.29.0', '1.30.8', '1.31.4', '1.32.0', 'v1.31.0', '1.31.0-rc.0'].map(version => releaseOf(version)?.minor)).toEqual(['1.29', '1.30', '1.31', undefined, undefined, undefined]);
});
