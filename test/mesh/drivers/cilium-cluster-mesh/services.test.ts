import { describe, expect, test } from '@jest/globals';
import { joined, WITH_CILIUM } from './meshes';
import { globalService, ServiceExportPair, ServiceExportPairProps, SharedService } from '../../../../lib';
import { found, objectIn, thrown } from '../../samples';

const SERVICES = { services: { coreDns: { configuredBy: 'Terraform' } } } as const;
const SHARED: SharedService = { name: 'payment-api', namespace: 'production', from: ['east'], to: ['west'] };
const services = () => joined(SERVICES, { options: { east: { clusterName: 'orient' } } }).mesh.services;

describe('the multi-cluster services API', () => {
  test('is off unless the mesh says so', () => {
    expect(thrown(() => joined().mesh.services)).toBe('acme/mesh: this Cilium Cluster Mesh mesh shares no services; switch its service discovery on');
  });

  test('exports by a ServiceExport, whose annotations carry the affinity to callers', () => {
    const exported = (more: Partial<SharedService>) => services().exported({ ...SHARED, ...more }, 'east');
    const plain = { apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceExport', metadata: { name: 'payment-api', namespace: 'production' } };
    expect(exported({})).toEqual([plain]);
    expect(exported({ affinity: 'local', exportedLabels: { a: 'b' }, exportedAnnotations: { c: 'd' } })).toEqual([{
      ...plain, spec: { exportedLabels: { a: 'b' }, exportedAnnotations: { 'service.cilium.io/affinity': 'local', 'c': 'd' } },
    }]);
    expect(services().imported(SHARED, 'west')).toEqual([]);
  });

  test('has a name for all exporting clusters, and one for each pod of a headless Service', () => {
    expect(services().dnsName(SHARED)).toBe('payment-api.production.svc.clusterset.local');
    expect(services().dnsName(SHARED, { cluster: 'east', hostname: 'db-0' })).toBe('db-0.orient.payment-api.production.svc.clusterset.local');
    expect(thrown(() => services().dnsName(SHARED, { cluster: 'east' }))).toMatch(/^Cilium has one name for all clusters that export production\/payment-api/);
  });

  test.each<[string, Partial<SharedService>, readonly string[]]>([
    ['a Service of type ExternalName', { type: 'ExternalName' }, ['Cilium exports no Service of type ExternalName: export a ClusterIP Service in its place']],
    ['v1beta1', { apiVersion: 'multicluster.x-k8s.io/v1beta1' },
      ["Cilium does not serve ServiceExport at multicluster.x-k8s.io/v1beta1: write apiVersion: 'multicluster.x-k8s.io/v1alpha1', or leave it out"]],
    ['two affinities', { affinity: 'local', exportedAnnotations: { 'service.cilium.io/affinity': 'remote' } },
      ["exportedAnnotations say service.cilium.io/affinity: 'remote', and affinity is 'local': leave one of the two out"]],
    ['every other type', { type: 'LoadBalancer', affinity: 'remote' }, []],
    ['a headless Service', { type: 'Headless' }, []],
  ])('%s', (_, more, faults) => {
    expect(services().faults({ ...SHARED, ...more })).toEqual(faults);
  });

  test('works with a ServiceExportPair', () => {
    const { fleet, mesh, clusterOf } = joined(SERVICES);
    const pair: ServiceExportPairProps = {
      service: 'payment-api', namespace: 'production', from: [clusterOf('east')], to: [clusterOf('west')], mesh, affinity: 'local',
      definition: { selector: { app: 'payment-api' }, ports: [{ name: 'http', port: 8080 }] },
    };
    expect(new ServiceExportPair(fleet, 'payments', pair).dnsName).toBe('payment-api.production.svc.clusterset.local');
    expect(found(fleet)).toEqual([]);
    expect(objectIn(fleet, 'east', 'ServiceExport', 'payment-api').spec).toEqual({ exportedAnnotations: { 'service.cilium.io/affinity': 'local' } });
  });

  test('warns of a CoreDNS that is too old for the Job of the chart', () => {
    const at = (version: string) => found(joined({ services: { coreDns: 'auto' } }, { members: ['east'], everyCluster: { ...WITH_CILIUM, version } }).fleet);
    expect(at('1.34.1')).toEqual(['warning cilium-mesh-core-dns: acme/mesh: Kubernetes v1.34.1 of east brings a CoreDNS before 1.12.2, which knows no clusterset.local: install a newer one there,'
      + " raise Kubernetes to 1.35, or write services: { coreDns: { configuredBy: '<who>' } }"]);
    expect(at('1.35.0')).toEqual([]);
  });
});

describe('global services', () => {
  test.each<[Parameters<typeof globalService>[0], object]>([
    [undefined, { 'service.cilium.io/global': 'true' }],
    [{ shared: false, affinity: 'remote', syncEndpointSlices: true },
      { 'service.cilium.io/global': 'true', 'service.cilium.io/shared': 'false', 'service.cilium.io/affinity': 'remote', 'service.cilium.io/global-sync-endpoint-slices': 'true' }],
  ])('%j', (options, annotations) => {
    expect(globalService(options)).toEqual(annotations);
  });

  test('throw for what is no option', () => {
    expect(thrown(() => globalService({ affinity: 'near' } as any))).toBe("globalService: affinity: write one of local, remote, none, got 'near'");
    expect(thrown(() => globalService({ share: true } as any))).toBe('globalService: share is no option; write one of shared, affinity, syncEndpointSlices');
  });
});
