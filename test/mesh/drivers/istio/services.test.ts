import { describe, expect, test } from '@jest/globals';
import { ambient, BASICS, joined, multiPrimary, WITH_STORE } from './meshes';
import { FleetMesh, ICluster, ServiceExportPair, SharedService } from '../../../../lib';
import { istioServices } from '../../../../lib/mesh/drivers/istio/services';
import { multiPrimarySettings } from '../../../../lib/mesh/drivers/istio/settings';
import { itHonoursTheServicesContract } from '../../../services/services-contract';
import { existing, found, newFleet, nameOf, objectIn, objectsOf } from '../../samples';

const SHARED: SharedService = { name: 'api', namespace: 'shop', from: ['east'], to: ['west'], type: 'ClusterIP', ports: [{ name: 'http', port: 80 }] };
const CONTROLLED = { controller: 'the MCS controller' };

const settings = multiPrimarySettings({ ...BASICS, multiClusterServices: true });
// A FleetMesh gives them in this order.
const sorted = (members: readonly ICluster[]) => [...members].sort((a, b) => (a.name < b.name ? -1 : 1));

itHonoursTheServicesContract(members => istioServices('acme/mesh', sorted(members).map(cluster => ({
  cluster, clusterId: cluster.name, network: cluster.name, trustDomain: 'cluster.local', role: 'control-plane', options: {},
})), settings));

describe('services of the multi-cluster API', () => {
  test('are off unless the program wants them', () => {
    expect(() => joined().mesh.services).toThrow('acme/mesh: this Istio mesh shares no services; switch its service discovery on');
    expect(() => joined(ambient()).mesh.services).toThrow('acme/mesh: this Istio mesh shares no services');
  });

  test('cross clusters by ServiceExports, whose definitions the mesh brings at the version that istiod reads', () => {
    const fleet = newFleet(WITH_STORE);
    const [east, west] = [existing(fleet, 'east', 1), existing(fleet, 'west', 2)];
    const mesh = new FleetMesh(fleet, 'mesh', { members: [east, west], mesh: multiPrimary({ multiClusterServices: true }) });
    const definition = { selector: { app: 'api' }, ports: [{ name: 'http', port: 80 }] };
    const pair = new ServiceExportPair(fleet, 'api', { service: 'api', namespace: 'shop', from: [east], to: [west], mesh, definition });
    expect(pair.dnsName).toBe('api.shop.svc.cluster.local');
    expect(objectIn(fleet, 'east', 'ServiceExport', 'api')).toMatchObject({ apiVersion: 'multicluster.x-k8s.io/v1alpha1', metadata: { namespace: 'shop' } });
    const crds = objectsOf(fleet, 'east').filter(({ kind }) => kind === 'CustomResourceDefinition');
    expect(crds.map(({ metadata, spec }) => [metadata.name, spec.versions.map((v: any) => [v.name, v.served, v.storage])])).toEqual([
      ['serviceexports.multicluster.x-k8s.io', [['v1alpha1', true, true]]], ['serviceimports.multicluster.x-k8s.io', [['v1alpha1', true, true]]],
    ]);
    expect(found(fleet)).toEqual([]);
  });

  test('have the name of the API where a controller makes it mean something, which brings the definitions', () => {
    const { fleet, mesh } = joined(multiPrimary({ multiClusterServices: CONTROLLED }));
    expect(mesh.services.dnsName(SHARED)).toBe('api.shop.svc.clusterset.local');
    expect(objectsOf(fleet, 'east').map(nameOf).filter(name => name.startsWith('Custom'))).toEqual([]);
    expect(fleet.clusterModel('east').servedByOthers).toEqual(['multicluster.x-k8s.io']);
  });

  test('have the names of the domain of the mesh, and none for one cluster', () => {
    const { services } = joined(multiPrimary({ multiClusterServices: true, clusterDomain: 'corp.example' })).mesh;
    expect(services.dnsName(SHARED)).toBe('api.shop.svc.corp.example');
    expect(() => services.dnsName(SHARED, { cluster: 'east' })).toThrow('Istio has one name for all clusters that export shop/api, and none for east alone: use dnsName; for one cluster'
      + ' export a Service of another name there');
  });

  test('are Services with endpoints', () => {
    const { services } = joined(multiPrimary({ multiClusterServices: true })).mesh;
    expect(services.faults({ ...SHARED, type: 'ExternalName' })).toEqual(['Istio has no endpoints of Services of type ExternalName: export a ClusterIP Service']);
    expect(services.faults({ ...SHARED, apiVersion: 'multicluster.x-k8s.io/v1beta1', affinity: 'local' })).toHaveLength(2);
  });
});
