import { describe, expect, test } from '@jest/globals';
import { foundBy, rawService } from './samples';
import { MultiClusterServices, ServiceDefinition, ServiceExportPairProps } from '../../../lib/services';
import { DEFINITION, fake, FakeServices, sample } from '../samples';

const CODE = 'service-export-conflict';
const OLDEST = 'and the oldest ServiceExport decides for all: make them alike, or give one another name';

/** Two pairs, one of which exports from us, the other from eu. */
function two(first: Partial<ServiceExportPairProps>, second: Partial<ServiceExportPairProps>) {
  const made = sample();
  made.pair({ to: [made.asia], ...first }, 'first');
  made.pair({ from: [made.eu], to: [made.asia], ...second }, 'second');
  return made.fleet;
}

function twoDefinitions(first: Partial<ServiceDefinition>, second: Partial<ServiceDefinition>) {
  return two({ definition: { ...DEFINITION, ...first } }, { definition: { ...DEFINITION, ...second } });
}

describe('passes', () => {
  test('for exports that agree, or of which nothing is known', () => {
    expect(foundBy(CODE, twoDefinitions({}, { labels: { a: 'b' }, sessionAffinity: 'None' }))).toEqual([]);
    expect(foundBy(CODE, two({ type: 'Headless', ports: [{ port: 80 }] }, {}))).toEqual([]);
  });

  test('for ports that can be merged, and types that are exported alike', () => {
    const ports = [{ name: 'dns', port: 53, protocol: 'UDP' as const }];
    expect(foundBy(CODE, two({ type: 'ClusterIP', ports }, { type: 'LoadBalancer', ports: [{ name: 'dns-tcp', port: 53 }, { name: 'http', port: 80 }] }))).toEqual([]);
  });

  test('for ports of one exporter alone, where an imported service has those of all', () => {
    expect(foundBy(CODE, two({ ports: [{ name: 'http', port: 80 }] }, { ports: [{ name: 'grpc', port: 8080 }] }))).toEqual([]);
  });

  test('for other names, namespaces and meshes', () => {
    const headless = { type: 'Headless' as const };
    expect(foundBy(CODE, two(headless, { type: 'ClusterIP', service: 'other' }))).toEqual([]);
    expect(foundBy(CODE, two(headless, { type: 'ClusterIP', namespace: 'other' }))).toEqual([]);
    expect(foundBy(CODE, two({ ...headless, mesh: fake(['us', 'asia']) }, { type: 'ClusterIP', mesh: fake(['eu', 'asia']) }))).toEqual([]);
    const meshAt = (path: string) => ({ services: new FakeServices(undefined, undefined, 'Fake', path) });
    expect(foundBy(CODE, two({ ...headless, mesh: meshAt('acme/a') }, { type: 'ClusterIP', mesh: meshAt('acme/b') }))).toEqual([]);
    const apart = MultiClusterServices.externalName({ domain: 'example.com' });
    expect(foundBy(CODE, two({ ...headless, mesh: apart }, { type: 'ClusterIP', mesh: apart }))).toEqual([]);
  });

  test('for an ExternalName, of which another rule tells', () => {
    const { fleet, pair, us, eu } = sample();
    rawService(us, { type: 'ExternalName', externalName: 'x.example' });
    rawService(eu, { clusterIP: 'None' });
    pair({ from: [us, eu] });
    expect(foundBy(CODE, fleet)).toEqual([]);
  });

  test('for affinities and API versions that hold for each cluster by itself', () => {
    expect(foundBy(CODE, two({ affinity: 'local' }, { apiVersion: 'multicluster.x-k8s.io/v1beta1' }))).toEqual([]);
  });
});

describe('fails', () => {
  test('for types of two pairs', () => {
    const fleet = two({ type: 'Headless' }, { type: 'ClusterIP' });
    expect(foundBy(CODE, fleet)).toEqual([
      `error service-export-conflict: Service production/payment-api is exported with different types, headless from us; with an address from eu (acme/first, acme/second), ${OLDEST}`,
    ]);
    expect(fleet.check()[0]).toMatchObject({ clusters: ['eu', 'us'], paths: ['acme/first', 'acme/second'] });
  });

  test('for types of Services of the program, in one pair too', () => {
    const { fleet, pair, us, eu, asia } = sample();
    rawService(us, { clusterIP: 'None' });
    rawService(eu, { type: 'NodePort', ports: [] });
    pair({ from: [us, eu, asia], to: [asia] });
    expect(foundBy(CODE, fleet)).toEqual([
      `error service-export-conflict: Service production/payment-api is exported with different types, headless from us; with an address from eu (acme/payments), ${OLDEST}`,
    ]);
  });

  test.each<[string, ServiceExportPairProps['ports'], ServiceExportPairProps['ports'], string]>([
    ['numbers', [{ name: 'http', port: 80 }], [{ name: 'http', port: 8080 }], 'numbers of port http, 80/TCP from us; 8080/TCP from eu'],
    ['protocols', [{ name: 'dns', port: 53 }], [{ name: 'dns', port: 53, protocol: 'UDP' }], 'numbers of port dns, 53/TCP from us; 53/UDP from eu'],
    ['what is spoken', [{ name: 'web', port: 80, appProtocol: 'http' }], [{ name: 'web', port: 80 }], 'numbers of port web, 80/TCP from eu; 80/TCP http from us'],
    ['names', [{ name: 'http', port: 80 }], [{ name: 'web', port: 80 }], 'names of port 80/TCP, http from us; web from eu'],
    ['one without a name', [{ port: 80 }], [{ name: 'web', port: 80 }], 'names of port 80/TCP, none from us; web from eu'],
  ])('for ports with different %s', (_, first, second, what) => {
    expect(foundBy(CODE, two({ ports: first }, { ports: second }))).toEqual([
      `error service-export-conflict: Service production/payment-api is exported with different ${what} (acme/first, acme/second), ${OLDEST}`,
    ]);
  });

  test.each<[Partial<ServiceDefinition>, string]>([
    [{ sessionAffinity: 'ClientIP', sessionAffinitySeconds: 60 }, 'session affinity, ClientIP 60 from eu; None from us'],
    [{ trafficDistribution: 'PreferSameZone' }, 'traffic distribution, PreferSameZone from eu; none from us'],
    [{ internalTrafficPolicy: 'Local' }, 'internal traffic policy, Cluster from us; Local from eu'],
  ])('for Services that differ in %p', (second, what) => {
    expect(foundBy(CODE, twoDefinitions({}, second))).toEqual([
      `error service-export-conflict: Service production/payment-api is exported with different ${what} (acme/first, acme/second), ${OLDEST}`,
    ]);
  });

  test('for exported labels and annotations', () => {
    const exported = { exportedLabels: { b: '1', a: '2' }, exportedAnnotations: { c: '3' } };
    expect(foundBy(CODE, two(exported, {}))).toEqual([
      expect.stringContaining('different exported annotations, c=3 from us; none from eu'),
      expect.stringContaining('different exported labels, a=2, b=1 from us; none from eu'),
    ]);
  });

  test('for affinities and API versions of one cluster', () => {
    const { fleet, pair, asia } = sample();
    pair({ affinity: 'local' });
    pair({ to: [asia], apiVersion: 'multicluster.x-k8s.io/v1beta1' }, 'more');
    expect(foundBy(CODE, fleet)).toEqual([
      expect.stringContaining('different API versions in us, multicluster.x-k8s.io/v1beta1 from us; that of the mesh from us (acme/more, acme/payments)'),
      expect.stringContaining('different affinities in us, local from us; that of the mesh from us'),
    ]);
  });

  test('for two values of one implementation of others with the same members', () => {
    const gke = () => sample();
    const { fleet, pair, us, eu, asia } = gke();
    const mesh = () => MultiClusterServices.gke({ members: [us, eu, asia] });
    pair({ mesh: mesh(), type: 'Headless', to: [asia] }, 'first');
    pair({ mesh: mesh(), type: 'ClusterIP', from: [eu], to: [asia] }, 'second');
    expect(foundBy(CODE, fleet)).toHaveLength(1);
  });
});

describe('in a mesh that leads a caller to any exporter, whatever the port', () => {
  const mesh = () => ({ services: Object.assign(new FakeServices(), { samePorts: true }) });
  const HTTP = { name: 'http', port: 80 };
  const GRPC = { name: 'grpc', port: 8080 };
  const ANY = 'and Fake leads a caller to any of them, whatever port it uses: make them alike, or give one another name';
  type Ports = ServiceExportPairProps['ports'];
  const twoPorts = (first: Ports, second: Ports, type?: ServiceExportPairProps['type']) => {
    const shared = { mesh: mesh(), type };
    return two({ ...shared, ports: first }, { ...shared, ports: second });
  };

  test('passes for the same ports in another order, and for ports that nobody knows', () => {
    expect(foundBy(CODE, twoPorts([HTTP, GRPC], [{ ...GRPC, protocol: 'TCP' }, HTTP]))).toEqual([]);
    expect(foundBy(CODE, twoPorts([HTTP], undefined))).toEqual([]);
    expect(foundBy(CODE, twoPorts([HTTP], []))).toEqual([]);
  });

  test('passes for pods of headless Services, and for other services', () => {
    expect(foundBy(CODE, twoPorts([HTTP], [GRPC], 'Headless'))).toEqual([]);
    const shared = { mesh: mesh() };
    expect(foundBy(CODE, two({ ...shared, ports: [HTTP] }, { ...shared, ports: [GRPC], service: 'other' }))).toEqual([]);
  });

  test('leaves an ExternalName to its own rule', () => {
    const { fleet, pair, us, eu } = sample();
    rawService(us, { type: 'ExternalName', externalName: 'x.example', ports: [GRPC] });
    rawService(eu, { ports: [HTTP] });
    pair({ from: [us, eu], mesh: mesh() });
    expect(fleet.check().map(({ code }) => code)).toEqual(['service-export-type']);
  });

  test.each<[string, Ports, Ports, string]>([
    ['other ports', [HTTP], [GRPC], 'grpc 8080/TCP from eu; http 80/TCP from us'],
    ['one port more', [HTTP], [HTTP, GRPC], 'grpc 8080/TCP, http 80/TCP from eu; http 80/TCP from us'],
    ['another number, told once', [HTTP], [{ name: 'http', port: 8080 }], 'http 80/TCP from us; http 8080/TCP from eu'],
    ['another name, told once', [{ port: 80 }], [HTTP], '80/TCP from us; http 80/TCP from eu'],
    ['another protocol', [{ port: 53 }], [{ port: 53, protocol: 'UDP' }], '53/TCP from us; 53/UDP from eu'],
    ['what is spoken', [HTTP], [{ ...HTTP, appProtocol: 'http' }], 'http 80/TCP from us; http 80/TCP http from eu'],
  ])('fails for %s', (_, first, second, what) => {
    expect(foundBy(CODE, twoPorts(first, second))).toEqual([
      `error service-export-conflict: Service production/payment-api is exported with different ports, ${what} (acme/first, acme/second), ${ANY}`,
    ]);
  });

  test('fails for Services of the program in one pair, with their clusters', () => {
    const { fleet, pair, us, eu, asia } = sample();
    rawService(us, { ports: [HTTP] });
    rawService(eu, { ports: [GRPC] });
    pair({ from: [us, eu, asia], to: [asia], mesh: mesh() });
    expect(foundBy(CODE, fleet)).toEqual([
      `error service-export-conflict: Service production/payment-api is exported with different ports, grpc 8080/TCP from eu; http 80/TCP from us (acme/payments), ${ANY}`,
    ]);
    expect(fleet.check()[0]).toMatchObject({ clusters: ['eu', 'us'], paths: ['acme/payments'] });
  });

  test('still fails for port names of headless Services that mean different numbers', () => {
    expect(foundBy(CODE, twoPorts([HTTP], [{ name: 'http', port: 8080 }], 'Headless'))).toEqual([
      `error service-export-conflict: Service production/payment-api is exported with different numbers of port http, 80/TCP from us; 8080/TCP from eu (acme/first, acme/second), ${OLDEST}`,
    ]);
  });
});

test('does not depend on the order of the program', () => {
  const messages = [['first', 'second'], ['second', 'first']].map(order => {
    const { fleet, pair, us, eu, asia } = sample();
    order.forEach(id => pair(id === 'first' ? { from: [us], to: [asia], type: 'Headless' } : { from: [eu], to: [asia], type: 'ClusterIP' }, id));
    return foundBy(CODE, fleet);
  });
  expect(messages[0]).toEqual(messages[1]);
});
