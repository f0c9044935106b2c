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
    expect(services.dnsName(SERVICE, { cluster: 'no-member' })).toBe('no-member.payment-api.production.svc.clusterset.local');
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

  test('are led to any exporter, so that ports must be the same, unless they have an address of their own', () => {
    expect([{}, { globalnet: true }, { clustersetIp: true }].map(props => servicesOf(props).samePorts)).toEqual([true, true, false]);
  });

  const [HTTP, GRPC] = [{ name: 'http', port: 80 }, { name: 'grpc', port: 8080 }];
  const definition = (port: object) => ({ selector: { app: 'api' }, ports: [port] });

  test.each<[string, object, object, object, readonly string[]]>([
    ['the same ports', {}, definition(HTTP), definition(HTTP), []],
    ['other ports', {}, definition(HTTP), definition(GRPC), [
      'error service-export-conflict: Service production/api is exported with different ports, grpc 8080/TCP from west; http 80/TCP from east (acme/one, acme/two), and Submariner leads a'
      + ' caller to any of them, whatever port it uses: make them alike, or give one another name',
    ]],
    ['other ports of one address', { clustersetIp: true }, definition(HTTP), definition(GRPC), []],
    ['other ports of headless Services', {}, { ...definition(HTTP), headless: true }, { ...definition(GRPC), headless: true }, []],
  ])('of two clusters are looked at for %s', (_, props, first, second, expected) => {
    const { fleet, mesh, clusterOf } = joined(props, { members: ['east', 'north', 'west'] });
    const shared = { service: 'api', namespace: 'production', to: [clusterOf('north')], mesh };
    new ServiceExportPair(fleet, 'one', { ...shared, from: [clusterOf('east')], definition: first as any });
    new ServiceExportPair(fleet, 'two', { ...shared, from: [clusterOf('west')], definition: second as any });
    expect(found(fleet).filter(line => line.startsWith('error'))).toEqual(expected);
  });

  test.each<[string, readonly string[], readonly string[], string]>([
    ['exports', ['east', 'west'], ['north'], 'from'],
    ['imports', ['north'], ['east', 'west'], 'to'],
    ['does both', ['east', 'north'], ['east', 'west'], 'from and to'],
  ])('fail for a member that is leaving and still %s', (_, from, to, sides) => {
    const { fleet, mesh, clusterOf } = joined({}, { members: ['east', 'north', 'west'], options: { east: { leaving: true } } });
    expect(mesh.services.members).toEqual(['east', 'north', 'west']);
    new ServiceExportPair(fleet, 'api', { service: 'api', namespace: 'production', from: from.map(clusterOf), to: to.map(clusterOf), mesh });
    expect(found(fleet)).toEqual([`error service-export-refused: acme/api: production/api: east is leaving the mesh: take it out of ${sides} first`]);
  });

  test('fail once for each member that is leaving, and not for the others', () => {
    const services = servicesOf({}, { east: { leaving: true }, west: { leaving: true } });
    expect(services.faults(SERVICE)).toEqual(['east is leaving the mesh: take it out of from first', 'west is leaving the mesh: take it out of to first']);
    const { fleet, mesh, clusterOf } = joined({}, { members: ['east', 'north', 'west'], options: { east: { leaving: true } } });
    new ServiceExportPair(fleet, 'api', { service: 'api', namespace: 'production', from: [clusterOf('north')], to: [clusterOf('west')], mesh });
    expect(found(fleet)).toEqual([]);
  });

  test('are asked of the FleetMesh, not of what it is made with', () => {
    const { fleet, clusterOf } = joined();
    const pair = () => new ServiceExportPair(fleet, 'api', {
      service: 'api', namespace: 'production', from: [clusterOf('east')], to: [clusterOf('west')], mesh: tunnels() as any,
    });
    expect(pair).toThrow('acme/api: mesh: Submariner is what a FleetMesh is made with, and has no members: write the FleetMesh, new FleetMesh(...), in its place');
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
