import { describe, expect, test } from '@jest/globals';
import { MultiClusterServices } from '../../../lib/services';
import { Member } from '../../fleet/members';
import { DEFINITION, found, namespace, objectsOf, sample } from '../samples';
import { itHonoursTheServicesContract } from '../services-contract';

itHonoursTheServicesContract(() => MultiClusterServices.externalName({ domain: 'example.com' }).services);

const mesh = MultiClusterServices.externalName({ domain: 'example.com' });
const alias = (name: string, externalName: string) => ({
  apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'production' }, spec: { type: 'ExternalName', externalName },
});

describe('ExternalName Services', () => {
  test('are another name in each consuming cluster for each exporting one', () => {
    const { fleet, pair, us, asia, eu } = sample();
    const made = pair({ mesh, service: 'api', from: [us, asia], to: [eu, us] });
    expect(objectsOf(fleet, 'eu')).toEqual([namespace(), alias('api-asia', 'api.production.asia.example.com'), alias('api-us', 'api.production.us.example.com')]);
    expect(objectsOf(fleet, 'us')).toEqual(objectsOf(fleet, 'eu'));
    expect(objectsOf(fleet, 'asia')).toEqual([namespace()]);
    expect([us, asia].map(cluster => made.dnsNameOf(cluster))).toEqual(['api-us.production.svc.cluster.local', 'api-asia.production.svc.cluster.local']);
    expect(() => made.dnsName).toThrow('acme/payments: ExternalName Services have a name for each of asia, us, and none for all of them: use dnsNameOf(cluster)');
    expect(found(fleet)).toEqual([]);
  });

  test('have one name where one cluster exports, and make its Service where the pair defines it', () => {
    const { fleet, pair, us } = sample();
    const made = pair({ mesh, definition: { ...DEFINITION, headless: true } });
    expect(made.dnsName).toBe('payment-api-us.production.svc.cluster.local');
    expect(made.node.defaultChild!.node.path).toBe('acme--us/payments/service');
    expect(() => made.dnsNameOfPod('a-0', us)).toThrow('acme/payments: ExternalName Services give single pods no name: leave the host name of the pod out');
    expect(found(fleet)).toEqual([]);
  });

  test('may stand for names of another form', () => {
    const { fleet, pair } = sample();
    pair({ mesh: MultiClusterServices.externalName({ host: ({ name, namespace: ns, cluster }) => `${cluster}-${ns}-${name}.acme.example` }) });
    expect(objectsOf(fleet, 'eu')).toEqual([namespace(), alias('payment-api-us', 'us-production-payment-api.acme.example')]);
  });

  test('need not agree, and need no ServiceExport', () => {
    const { fleet, pair, us, eu, asia } = sample();
    pair({ mesh, type: 'Headless', ports: [{ port: 1 }], from: [us] }, 'a');
    pair({ mesh, type: 'LoadBalancer', ports: [{ port: 2 }], from: [eu], to: [asia] }, 'b');
    expect(found(fleet)).toEqual([]);
  });

  test('may be used by several pairs in one cluster', () => {
    const { fleet, pair, us, asia } = sample();
    pair({ mesh }, 'a');
    pair({ mesh: MultiClusterServices.externalName({ domain: 'example.com' }), from: [us, asia] }, 'b');
    expect(objectsOf(fleet, 'eu').map(({ metadata }) => metadata.name)).toEqual(['production', 'payment-api-us', 'payment-api-asia']);
    expect(found(fleet)).toEqual([]);
  });

  test('fail for what only a ServiceExport says, and for names that a Service cannot have', () => {
    const { fleet, pair } = sample();
    const long = new Member(fleet, `a${'x'.repeat(52)}`);
    pair({ mesh, from: [long], affinity: 'local', apiVersion: 'multicluster.x-k8s.io/v1alpha1', exportedLabels: { a: 'b' } });
    expect(found(fleet)).toEqual([
      'error service-export-refused: acme/payments: production/payment-api: ExternalName Services cannot be told which cluster answers first: leave affinity out',
      'error service-export-refused: acme/payments: production/payment-api: ExternalName Services come without a ServiceExport, so that nothing takes apiVersion: leave it out',
      'error service-export-refused: acme/payments: production/payment-api: ExternalName Services come without a ServiceExport, so that nothing takes exportedLabels: leave it out',
      `error service-export-refused: acme/payments: production/payment-api: the name payment-api-${long.name} has 65 characters, and a Service takes 63: shorten the name of the Service`
      + ' or of the cluster',
    ]);
  });

  test('fail at the call for a host that is no name', () => {
    const { pair } = sample();
    const to = (host: unknown) => () => pair({ mesh: MultiClusterServices.externalName({ host: () => host as string }) }, `to-${String(host)}`);
    expect(to('http://x')).toThrow("MultiClusterServices.externalName: host, for production/payment-api in us: 'http://x' is no DNS name: 'http://x' is not lower-case letters");
    expect(to(undefined)).toThrow('MultiClusterServices.externalName: host, for production/payment-api in us: write a DNS name, got undefined');
  });

  test('fail for options that are none', () => {
    const made = (props: object) => () => MultiClusterServices.externalName(props as never);
    expect(made({})).toThrow('MultiClusterServices.externalName: write domain or host, and not both');
    expect(made({ domain: 'a.b', host: () => 'x' })).toThrow('MultiClusterServices.externalName: write domain or host, and not both');
    expect(made({ domain: 'example.com.' })).toThrow("MultiClusterServices.externalName: domain: write a DNS domain such as 'example.com', lower-case, without a dot at its end, got 'example.com.'");
    expect(made({ host: 'example.com' })).toThrow("MultiClusterServices.externalName: host: write a function, got 'example.com'");
    expect(made({ domian: 'example.com' })).toThrow('MultiClusterServices.externalName: domian is no option; write one of domain, host');
  });
});
