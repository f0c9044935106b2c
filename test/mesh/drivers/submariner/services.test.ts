import { describe, expect, test } from '@jest/globals';
import { joined, tunnels } from './meshes';
import { FleetMesh, ServiceExportPair, SharedService } from '../../../../lib';
import { itHonoursTheServicesContract } from '../../../services/services-contract';
import { found, GATEWAYS, nameOf, objectIn, objectsOf } from '../../samples';

const SERVICE: SharedService = { name: 'payment-api', namespace: 'production', from: ['east'], to: ['west'] };
const METADATA = { name: 'payment-api', namespace: 'production' };
const servicesOf = (props: object = {}, options: Record<string, object> = {}) => joined(props, { options }).mesh.services;

itHonoursTheServicesContract(members => new FleetMesh(members[0].node.scope!, 'mesh', {
  members: members.map(cluster => ({ cluster, ...GATEWAYS })), mesh: tunnels(),
}).services);

describe('services through Submariner', () => {
  test('have the names of KEP-1645, and one for each exporting cluster, by its id', () => {
    const services = servicesOf({}, { east: { clusterId: 'e1' } });
    expect([services.dnsName(SERVICE), services.dnsName(SERVICE, { cluster: 'east' }), services.dnsName(SERVICE, { cluster: 'west', hostname: 'payment-api-0' })]).toEqual([
      'payment-api.production.svc.clusterset.local', 'e1.payment-api.production.svc.clusterset.local', 'payment-api-0.west.payment-api.production.svc.clusterset.local',
    ]);
  });

  test('are exported by a ServiceExport of the version that Submariner serves, and imported by its agents', () => {
    const services = servicesOf();
    expect(services.exported(SERVICE, 'east')).toEqual([{ apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceExport', metadata: METADATA }]);
    expect(services.imported(SERVICE, 'west')).toEqual([]);
  });

  test('say that they want an address of their own where the mesh hands such out, unless they are headless', () => {
    const services = servicesOf({ clustersetIp: true });
    const annotations = (type?: SharedService['type']) => services.exported({ ...SERVICE, type }, 'east')[0].metadata.annotations;
    const wanted = { 'lighthouse.submariner.io/use-clusterset-ip': 'true' };
    expect([annotations(), annotations('ClusterIP'), annotations('Headless')]).toEqual([wanted, wanted, undefined]);
  });

  test.each<[Partial<SharedService>, readonly string[]]>([
    [{}, []], [{ type: 'ClusterIP' }, []], [{ type: 'Headless' }, []], [{ affinity: 'local' }, []], [{ apiVersion: 'multicluster.x-k8s.io/v1alpha1' }, []],
    [{ type: 'NodePort' }, ['Submariner exports Services of type ClusterIP and headless ones, not NodePort: export a ClusterIP Service beside it']],
    [{ type: 'LoadBalancer' }, ['Submariner exports Services of type ClusterIP and headless ones, not LoadBalancer: export a ClusterIP Service beside it']],
    [{ type: 'ExternalName' }, ['Submariner exports Services of type ClusterIP and headless ones, not ExternalName: export a ClusterIP Service beside it']],
    [{ affinity: 'remote' }, ["Submariner answers with the caller's own cluster first and cannot be told otherwise (affinity 'remote'): write 'local', or leave affinity out"]],
    [{ affinity: 'none' }, ["Submariner answers with the caller's own cluster first and cannot be told otherwise (affinity 'none'): write 'local', or leave affinity out"]],
    [{ apiVersion: 'multicluster.x-k8s.io/v1beta1' }, [expect.stringMatching(/^Submariner does not serve ServiceExport at multicluster\.x-k8s\.io\/v1beta1: /) as any]],
    [{ exportedLabels: { a: 'b' } }, ['the ServiceExport of Submariner has no exportedLabels: leave it out']],
  ])('%j', (more, faults) => {
    expect(servicesOf().faults({ ...SERVICE, ...more })).toEqual(faults);
  });

  test('go through a pair into clusters that serve their kinds', () => {
    const { fleet, mesh, clusterOf } = joined();
    new ServiceExportPair(fleet, 'payments', {
      service: 'payment-api', namespace: 'production', from: [clusterOf('east')], to: [clusterOf('west')], mesh,
      definition: { selector: { app: 'payment-api' }, ports: [{ name: 'http', port: 80 }] },
    } as any);
    expect(objectsOf(fleet, 'east').map(nameOf)).toContain('ServiceExport production/payment-api');
    expect(objectIn(fleet, 'east', 'ServiceExport', 'payment-api').apiVersion).toBe('multicluster.x-k8s.io/v1alpha1');
    expect(found(fleet).filter(line => line.startsWith('error'))).toEqual([]);
  });

  test('are shared by all releases alike', () => {
    for (const version of ['0.20.4', '0.21.4', '0.22.2', '0.23.2']) {
      expect(servicesOf({ version }).exported(SERVICE, 'east')).toEqual(servicesOf().exported(SERVICE, 'east'));
    }
  });
});
