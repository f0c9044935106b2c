import { describe, expect, test } from '@jest/globals';
import { MultiClusterServices, OtherServicesProps } from '../../../lib/services';
import { DEFINITION, found, namespace, objectsOf, sample } from '../samples';
import { itHonoursTheServicesContract } from '../services-contract';

describe('with imports by a controller', () => itHonoursTheServicesContract(members => MultiClusterServices.ofOthers({ name: 'Acme', members }).services));
describe('with imports by the program', () => itHonoursTheServicesContract(members =>
  MultiClusterServices.ofOthers({ name: 'Acme', members, consumersWriteImports: true, apiVersion: 'multicluster.x-k8s.io/v1beta1' }).services));

describe('an implementation of others', () => {
  const EXPORT = { apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceExport', metadata: { name: 'payment-api', namespace: 'production' } };

  function make(props: Partial<OtherServicesProps> = {}) {
    const { us, eu, ...rest } = sample();
    return { ...rest, us, eu, mesh: MultiClusterServices.ofOthers({ name: 'Acme', members: [us, eu], ...props }) };
  }

  test('does what the API says', () => {
    const { fleet, pair, mesh, us } = make();
    const made = pair({ mesh, exportedLabels: { a: 'b' }, type: 'Headless' });
    expect([made.dnsName, made.dnsNameOfPod('db-0', us)]).toEqual(['payment-api.production.svc.clusterset.local', 'db-0.us.payment-api.production.svc.clusterset.local']);
    expect(objectsOf(fleet, 'us')).toEqual([namespace(), { ...EXPORT, spec: { exportedLabels: { a: 'b' } } }]);
    expect(objectsOf(fleet, 'eu')).toEqual([namespace()]);
    expect(found(fleet)).toEqual([]);
    expect(() => made.dnsNameOf(us)).toThrow('acme/payments: Acme has one name for all clusters');
  });

  test('may have an API version, a domain and names of clusters of its own', () => {
    const { fleet, pair, mesh, us } = make({ apiVersion: 'networking.acme.example/v1', domain: 'set.acme.example', clusterIds: { us: 'c-1' } });
    const made = pair({ mesh, type: 'Headless' });
    expect([made.dnsName, made.dnsNameOfPod('db-0', us)]).toEqual(['payment-api.production.svc.set.acme.example', 'db-0.c-1.payment-api.production.svc.set.acme.example']);
    expect(objectsOf(fleet, 'us')[1]).toEqual({ ...EXPORT, apiVersion: 'networking.acme.example/v1' });
    expect(found(fleet)).toEqual([]);
  });

  test('may leave the ServiceImport to the program', () => {
    const { fleet, pair, mesh, us, eu } = make({ consumersWriteImports: true });
    pair({ mesh, definition: DEFINITION, from: [us], to: [us, eu] });
    pair({ mesh, service: 'db', type: 'Headless', ports: [{ port: 5432, protocol: 'TCP' }] }, 'db');
    const imported = (name: string, spec: object) => ({ apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceImport', metadata: { name, namespace: 'production' }, spec });
    expect(objectsOf(fleet, 'eu')).toEqual([
      namespace(),
      imported('db', { type: 'Headless', ports: [{ port: 5432, protocol: 'TCP' }] }),
      imported('payment-api', { type: 'ClusterSetIP', ports: [{ name: 'http', port: 80 }] }),
    ]);
    expect(objectsOf(fleet, 'us').map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Namespace production', 'ServiceExport db', 'ServiceExport payment-api', 'Service payment-api', 'ServiceImport payment-api',
    ]);
    expect(found(fleet)).toEqual([]);
  });

  test.each([{}, { type: 'ClusterIP' as const }, { ports: [{ port: 80 }] }])('needs type and ports for that, and has %p', props => {
    const { fleet, pair, mesh } = make({ consumersWriteImports: true });
    pair({ mesh, ...props });
    expect(objects(fleet)).toEqual(['Namespace production']);
    expect(found(fleet)).toEqual(['error service-export-refused: acme/payments: production/payment-api: with Acme the program makes the ServiceImport, which needs the type and the'
      + ' ports of the Service: write type and ports, or definition']);
  });

  const objects = (fleet: Parameters<typeof found>[0]) => fleet.chartOf('eu').node.findAll().flatMap(node => ('kind' in node && node.kind !== 'ConfigMap' ? [`${String(node.kind)} ${'name' in node ? String(node.name) : ''}`] : []));

  test('has one API version', () => {
    const { fleet, pair, mesh } = make();
    pair({ mesh, apiVersion: 'multicluster.x-k8s.io/v1beta1', affinity: 'none' });
    expect(found(fleet)).toEqual([
      'error service-export-refused: acme/payments: production/payment-api: Acme cannot be told which cluster answers first: leave affinity out',
      'error service-export-refused: acme/payments: production/payment-api: Acme does not serve ServiceExport at multicluster.x-k8s.io/v1beta1: write apiVersion:'
      + " 'multicluster.x-k8s.io/v1alpha1', or leave it out",
    ]);
  });

  test.each<[object, string]>([
    [{ name: '' }, "name: write text that is not empty, got ''"],
    [{ members: undefined }, 'members is missing; write a list of clusters that is not empty'],
    [{ apiVersion: 'v1' }, "apiVersion: write a group and a version such as 'multicluster.x-k8s.io/v1alpha1', got 'v1'"],
    [{ domain: '.local' }, "domain: write a DNS domain such as 'example.com', lower-case, without a dot at its end, got '.local'"],
    [{ clusterIds: { asia: 'x' } }, "clusterIds: 'asia' is no member; write one of eu, us"],
    [{ consumersWriteImports: 'yes' }, "consumersWriteImports: write true or false, got 'yes'"],
    [{ writesImports: true }, 'writesImports is no option'],
  ])('fails for %p', (props, message) => {
    expect(() => make(props)).toThrow(`MultiClusterServices.ofOthers: ${message}`);
  });
});
