import { describe, expect, test } from '@jest/globals';
import { ApiObject, JsonPatch } from 'cdk8s';
import { DEFINITION, fake, FakeServices, found, namespace, objectsOf, sample } from './samples';
import { ServiceExportPair } from '../../lib/services';
import { renderAll } from '../fleet/members';

const EXPORT = { apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceExport', metadata: { name: 'payment-api', namespace: 'production' } };

describe('a pair', () => {
  test('exports the Service on one side, and on the other makes its namespace alone', () => {
    const { fleet, pair } = sample();
    pair();
    expect(objectsOf(fleet, 'us')).toEqual([namespace(), EXPORT]);
    expect(objectsOf(fleet, 'eu')).toEqual([namespace()]);
    expect(objectsOf(fleet, 'asia')).toEqual([]);
    expect(found(fleet)).toEqual([]);
  });

  test('makes the Service too, with what the mesh needs on it', () => {
    const { fleet, pair, us, asia } = sample();
    pair({ from: [us, asia], definition: { ...DEFINITION, labels: { team: 'payments' }, annotations: { 'acme.example/owner': 'payments' } } });
    const service = (annotations: object) => ({
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'payment-api', namespace: 'production', labels: { team: 'payments' }, annotations },
      spec: { selector: { app: 'payment-api' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    });
    expect(objectsOf(fleet, 'us')).toEqual([namespace(), EXPORT, service({ 'fake.example/shared': 'true', 'acme.example/owner': 'payments' })]);
    expect(objectsOf(fleet, 'asia')).toEqual([namespace(), EXPORT, service({ 'acme.example/owner': 'payments' })]);
    expect(found(fleet)).toEqual([]);
  });

  test('writes every field of a Service that it has a prop for', () => {
    const { fleet, pair } = sample();
    pair({
      definition: {
        selector: { app: 'db' }, headless: true, publishNotReadyAddresses: true, sessionAffinity: 'ClientIP', sessionAffinitySeconds: 600,
        trafficDistribution: 'PreferSameZone', internalTrafficPolicy: 'Local', ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv6', 'IPv4'],
        ports: [{ name: 'sql', port: 5432, targetPort: 'sql', protocol: 'TCP', appProtocol: 'acme.example/sql' }, { name: 'dns', port: 5432, protocol: 'UDP' }],
      },
    });
    expect(objectsOf(fleet, 'us').find(({ kind }) => kind === 'Service')!.spec).toEqual({
      clusterIP: 'None', selector: { app: 'db' }, sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } },
      trafficDistribution: 'PreferSameZone', internalTrafficPolicy: 'Local', publishNotReadyAddresses: true,
      ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv6', 'IPv4'],
      ports: [{ name: 'sql', port: 5432, targetPort: 'sql', protocol: 'TCP', appProtocol: 'acme.example/sql' }, { name: 'dns', port: 5432, protocol: 'UDP' }],
    });
  });

  test('may have a headless Service without ports', () => {
    const { fleet, pair } = sample();
    pair({ definition: { selector: { app: 'db' }, ports: [], headless: true } });
    expect(objectsOf(fleet, 'us').find(({ kind }) => kind === 'Service')!.spec).toEqual({ clusterIP: 'None', selector: { app: 'db' } });
  });

  test('exports labels and annotations, at the API version that is asked for', () => {
    const { fleet, pair } = sample();
    pair({ exportedLabels: { tier: 'backend' }, exportedAnnotations: { note: 'x' }, apiVersion: 'multicluster.x-k8s.io/v1beta1' });
    expect(objectsOf(fleet, 'us')).toEqual([namespace(), {
      ...EXPORT, apiVersion: 'multicluster.x-k8s.io/v1beta1', spec: { exportedLabels: { tier: 'backend' }, exportedAnnotations: { note: 'x' } },
    }]);
    expect(found(fleet)).toEqual([]);
  });

  test('may have a cluster on both sides, and one cluster twice', () => {
    const { fleet, pair, eu, us } = sample();
    pair({ from: [us, eu, us], to: [eu, us] });
    expect([objectsOf(fleet, 'us'), objectsOf(fleet, 'eu')]).toEqual([[namespace(), EXPORT], [namespace(), EXPORT]]);
    expect(found(fleet)).toEqual([]);
  });

  test('tells the mesh names of clusters, sorted, and what the Service is', () => {
    const { pair, eu, us, asia } = sample();
    const asked: unknown[] = [];
    const services = new FakeServices();
    services.exported = (service => { asked.push(service); return []; }) as typeof services.exported;
    pair({ from: [us, asia], to: [us, eu], definition: { ...DEFINITION, headless: true }, affinity: 'local', mesh: { services } });
    expect(asked[0]).toEqual({
      name: 'payment-api', namespace: 'production', from: ['asia', 'us'], to: ['eu', 'us'], type: 'Headless', ports: [{ name: 'http', port: 80 }], affinity: 'local',
    });
  });

  test('leaves the namespace alone where others make it', () => {
    const { fleet, pair, us, eu } = sample();
    [us, eu].forEach(({ chart }) => new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'production' } }));
    pair({ createNamespace: false });
    expect(found(fleet)).toEqual([]);
  });

  test('makes its objects where they can be found and patched', () => {
    const { fleet, pair, us } = sample();
    const child = pair({ definition: DEFINITION }).node.defaultChild as ApiObject;
    expect([child.kind, child.node.path]).toEqual(['ServiceExport', 'acme--us/payments/exported/ServiceExport-payment-api']);
    child.addJsonPatch(JsonPatch.add('/metadata/annotations', { 'lighthouse.submariner.io/use-clusterset-ip': 'true' }));
    const service = us.chart.node.findChild('payments').node.findChild('service') as ApiObject;
    service.addJsonPatch(JsonPatch.add('/spec/externalIPs', ['192.0.2.1']));
    expect(objectsOf(fleet, 'us').slice(1)).toEqual([
      { ...EXPORT, metadata: { ...EXPORT.metadata, annotations: { 'lighthouse.submariner.io/use-clusterset-ip': 'true' } } },
      expect.objectContaining({ kind: 'Service', spec: expect.objectContaining({ externalIPs: ['192.0.2.1'] }) }),
    ]);
  });

  test('asks for kinds that nobody brings when the mesh does not say that others have installed them', () => {
    const { fleet, pair } = sample();
    const services = Object.assign(new FakeServices(), { servedByOthers: undefined });
    pair({ mesh: { services } });
    expect(found(fleet)).toEqual([expect.stringContaining('nothing serves multicluster.x-k8s.io/ServiceExport in us')]);
  });
});

describe('several pairs', () => {
  test('may export one service from a cluster: there is one ServiceExport, whatever the order of the program', () => {
    const make = (ids: readonly string[]) => {
      const { fleet, pair, eu, asia } = sample();
      ids.forEach(id => pair({ to: [id === 'for-eu' ? eu : asia] }, id));
      return { fleet, output: renderAll(fleet) };
    };
    const { fleet, output } = make(['for-eu', 'for-asia']);
    expect(found(fleet)).toEqual([]);
    expect(objectsOf(fleet, 'us')).toEqual([namespace(), EXPORT]);
    expect([objectsOf(fleet, 'eu'), objectsOf(fleet, 'asia')]).toEqual([[namespace()], [namespace()]]);
    expect(make(['for-asia', 'for-eu']).output).toEqual(output);
  });

  test('fail when what they export from a cluster differs, by a patch too', () => {
    const { fleet, pair, asia } = sample();
    pair();
    const other = pair({ to: [asia] }, 'more').node.defaultChild as ApiObject;
    other.addJsonPatch(JsonPatch.add('/metadata/labels', { a: 'b' }));
    expect(found(fleet)).toEqual([
      'error duplicate-object: us: ServiceExport production/payment-api is made twice, by acme--us/more/exported/ServiceExport-payment-api and by'
      + ' acme--us/payments/exported/ServiceExport-payment-api; rename or remove one of them',
    ]);
  });

  test('fail when two of them make the Service', () => {
    const { fleet, pair, asia } = sample();
    pair({ definition: DEFINITION });
    pair({ definition: DEFINITION, to: [asia] }, 'more');
    expect(found(fleet)).toEqual([
      'error duplicate-object: us: Service production/payment-api is made twice, by acme--us/more/service and by acme--us/payments/service; rename or remove one of them',
    ]);
  });
});

describe('names', () => {
  test('are those of the mesh, as plain text', () => {
    const { pair, us } = sample();
    const made = pair({ type: 'Headless' });
    expect([made.service, made.namespace, made.dnsName, made.dnsNameOf(us), made.dnsNameOfPod('api-0', us)]).toEqual([
      'payment-api', 'production', 'payment-api.production.svc.clusterset.local', 'us.payment-api.production.svc.clusterset.local',
      'api-0.us.payment-api.production.svc.clusterset.local',
    ]);
  });

  test('fail for a cluster that does not export, and for pods that have none', () => {
    const { pair, eu, us } = sample();
    const made = pair({ type: 'ClusterIP' });
    expect(() => made.dnsNameOf(eu)).toThrow('acme/payments: cluster eu does not export production/payment-api: write one of from (us)');
    expect(() => made.dnsNameOfPod('api-0', eu)).toThrow('acme/payments: cluster eu does not export production/payment-api: write one of from (us)');
    expect(() => made.dnsNameOfPod('api.0', us)).toThrow("acme/payments: dnsNameOfPod: write the host name of a pod, lower-case letters, digits and dashes, 63 at most, got 'api.0'");
    expect(() => made.dnsNameOfPod('api-0', us)).toThrow('acme/payments: dnsNameOfPod: only pods behind a headless Service have names of their own, and this one is of type'
      + ' ClusterIP: write headless: true in definition, or use dnsName');
  });

  test('fail with the path of the pair when the mesh has none, and when DNS takes none of them', () => {
    const { pair, us } = sample();
    const services = new FakeServices();
    const made = pair({ mesh: { services } });
    services.dnsName = () => { throw new Error('Fake has no names'); };
    expect(() => made.dnsName).toThrow('acme/payments: Fake has no names');
    services.dnsName = () => 'a_b.svc';
    expect(() => made.dnsName).toThrow("acme/payments: 'a_b.svc' is no DNS name: 'a_b' is not lower-case letters, digits and dashes, 63 at most, beginning and ending with a letter");
    const long = 'x'.repeat(63);
    services.dnsName = () => [long, long, long, long].join('.');
    expect(() => made.dnsNameOf(us)).toThrow(/has 255 characters, and DNS takes 253: shorten the names that it is made of$/);
    services.dnsName = () => undefined as never;
    expect(() => made.dnsName).toThrow('acme/payments: write a DNS name, got undefined');
  });
});

describe('wrong props throw at the call', () => {
  const { pair: make, fleet, us } = sample();
  const stranger = sample().us;
  let id = 0;
  test.each<[string, object, string]>([
    ['no service', { service: undefined }, ': service is missing; write text that is not empty'],
    ['a service that begins with a digit', { service: '2fa' }, ": service: write lower-case letters, digits and dashes, 63 at most, beginning with a letter, got '2fa'"],
    ['a service that is too long', { service: 'x'.repeat(64) }, ': service: write lower-case letters'],
    ['a namespace in capitals', { namespace: 'Production' }, ": namespace: write lower-case letters, digits and dashes, 63 at most, got 'Production'"],
    ['no exporter', { from: [] }, ': from: write a list of clusters that is not empty, got []'],
    ['names in the place of clusters', { to: ['eu'] }, ': to: write a list of clusters that is not empty, got ["eu"]'],
    ['a construct that is no cluster', { to: [fleet] }, ': to: write a list of clusters'],
    ['a cluster of another fleet', { to: [stranger] }, `: to: ${stranger.node.path} is a cluster of another fleet; write clusters of fleet 'acme'`],
    ['a mesh that is text', { mesh: 'submariner' }, ": mesh: write a FleetMesh, or what MultiClusterServices gives, got 'submariner'"],
    ['a mesh that shares nothing', { mesh: { services: {} } }, ': mesh: write a FleetMesh'],
    ['an ExternalName', { type: 'ExternalName' }, ': type: a Service of type ExternalName is never exported (KEP-1645): make one in each consuming cluster, or use MultiClusterServices.externalName'],
    ['a type that is none', { type: 'Clusterip' }, ": type: write 'ClusterIP' or 'Headless' or 'NodePort' or 'LoadBalancer', got 'Clusterip'"],
    ['an affinity that is none', { affinity: 'near' }, ": affinity: write 'local' or 'remote' or 'none', got 'near'"],
    ['an API version without a group', { apiVersion: 'v1beta1' }, ": apiVersion: write a group and a version such as 'multicluster.x-k8s.io/v1alpha1', got 'v1beta1'"],
    ['a misspelt prop', { createNamespaces: false }, ': createNamespaces is no option; write one of service, namespace'],
    ['a definition and a type', { definition: DEFINITION, type: 'ClusterIP', ports: [] }, ': type, ports: definition says that; leave out the one or the other'],
    ['a label that is none', { exportedLabels: { 'a b': 'c' } }, ": exportedLabels: 'a b: c' is no label; write letters"],
    ['a port that is none', { ports: [{ port: 0 }] }, ': ports[0].port: write a number from 1 to 65535, got 0'],
    ['a target of a Service of others', { ports: [{ port: 80, targetPort: 80 }] }, ': ports[0].targetPort is no option'],
    ['a definition without ports', { definition: { selector: { a: 'b' }, ports: [] } }, ': definition.ports: write one port at least; only a headless Service may have none'],
    ['a definition without pods', { definition: { ...DEFINITION, selector: {} } }, ': definition.selector: write the labels of the pods; a Service without a selector make yourself'],
    ['a selector that is no label', { definition: { ...DEFINITION, selector: { app: 'a b' } } }, ": definition.selector: 'app: a b' is no label"],
    ['labels of the Service that are none', { definition: { ...DEFINITION, labels: { '-': '' } } }, ": definition.labels: '-: ' is no label"],
    ['a misspelt field', { definition: { ...DEFINITION, clusterIP: 'None' } }, ': definition.clusterIP is no option; write one of selector, ports, headless'],
    ['a misspelt field of a port', { definition: { ...DEFINITION, ports: [{ port: 80, target: 1 }] } }, ': definition.ports[0].target is no option'],
    ['several ports without names', { definition: { ...DEFINITION, ports: [{ port: 80 }, { port: 81 }] } }, ': definition.ports[0].name is missing; with several ports each has a name'],
    ['one name twice', { ports: [{ name: 'a', port: 80 }, { name: 'a', port: 81 }] }, ": ports[1]: ports[0] has name 'a' already; names, and numbers of one protocol, must differ"],
    ['one number twice', { ports: [{ name: 'a', port: 80 }, { name: 'b', port: 80, protocol: 'TCP' }] }, ': ports[1]: ports[0] has TCP 80 already'],
    ['a name of a port of pods that is too long', { definition: { ...DEFINITION, ports: [{ port: 80, targetPort: 'x'.repeat(16) }] } }, ': definition.ports[0].targetPort: write a number'],
    ['a name of a port that is none', { ports: [{ name: 'HTTP', port: 80 }] }, ": ports[0].name: write lower-case letters, digits and dashes, 63 at most, got 'HTTP'"],
    ['seconds without an affinity', { definition: { ...DEFINITION, sessionAffinitySeconds: 5 } }, ": definition.sessionAffinitySeconds: only with sessionAffinity: 'ClientIP'"],
    ['seconds that are too many', { definition: { ...DEFINITION, sessionAffinity: 'ClientIP', sessionAffinitySeconds: 86401 } }, ': definition.sessionAffinitySeconds: write a number from 1 to 86400'],
    ['a family twice', { definition: { ...DEFINITION, ipFamilies: ['IPv4', 'IPv4'] } }, ": definition.ipFamilies: write ['IPv4'], ['IPv6'] or both"],
  ])('fails on %s', (_, props, message) => {
    const name = `wrong-${id++}`;
    expect(() => make(props, name)).toThrow(`acme/${name}${message}`);
  });

  test('fails for a cluster that would share with itself alone, on whichever side it is twice', () => {
    const message = 'from, to: us alone is on both sides, so that production/payment-api is not shared with any other cluster: write another cluster on one side';
    expect(() => make({ from: [us], to: [us] }, 'itself')).toThrow(`acme/itself: ${message}`);
    expect(() => make({ from: [us, us], to: [us, us] }, 'itself-twice')).toThrow(`acme/itself-twice: ${message}`);
  });

  test('takes a cluster on both sides while there is another one on either', () => {
    const { pair, us: one, eu, fleet: own } = sample();
    pair({ from: [one], to: [one, eu] }, 'more-consumers');
    pair({ from: [one, eu], to: [one] }, 'more-exporters');
    expect(found(own)).toEqual([]);
  });

  test('fails without props, and with the message of a mesh that shares no services', () => {
    expect(() => new ServiceExportPair(fleet, 'nothing', undefined as never)).toThrow('acme/nothing: write an object of options, got undefined');
    const mesh = { get services(): never { throw new Error('acme/mesh: this Fake mesh shares no services'); } };
    expect(() => make({ mesh, from: [us] }, 'none')).toThrow('acme/mesh: this Fake mesh shares no services');
  });
});

test('a mesh without members takes every cluster', () => {
  const { fleet, pair } = sample();
  pair({ mesh: fake(undefined) });
  expect(found(fleet)).toEqual([]);
});
