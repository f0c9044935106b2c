import { describe, expect, test } from '@jest/globals';
import { MultiClusterServices } from '../../../lib/services';
import { found, namespace, objectsOf, sample } from '../samples';
import { itHonoursTheServicesContract } from '../services-contract';

itHonoursTheServicesContract(members => MultiClusterServices.gke({ members }).services);

describe('GKE', () => {
  test('reads its own ServiceExport, and makes imports itself', () => {
    const { fleet, pair, us, eu } = sample();
    expect(pair({ mesh: MultiClusterServices.gke({ members: [us, eu] }) }).dnsName).toBe('payment-api.production.svc.clusterset.local');
    expect(objectsOf(fleet, 'us')).toEqual([namespace(), { apiVersion: 'net.gke.io/v1', kind: 'ServiceExport', metadata: { name: 'payment-api', namespace: 'production' } }]);
    expect(objectsOf(fleet, 'eu')).toEqual([namespace()]);
    expect(found(fleet)).toEqual([]);
  });

  test('names pods by membership and location, which the program must say', () => {
    const { pair, us, eu } = sample();
    const mesh = MultiClusterServices.gke({ members: [us, eu], clusterIds: { us: 'us.us-east1' } });
    const made = pair({ mesh, from: [us, eu], type: 'Headless' });
    expect(made.dnsNameOfPod('db-0', us)).toBe('db-0.us.us-east1.payment-api.production.svc.clusterset.local');
    expect(() => made.dnsNameOfPod('db-0', eu)).toThrow("acme/payments: GKE names a pod by the membership and the location of its cluster: write clusterIds: { 'eu':"
      + " '<membership>.<location>' } in MultiClusterServices.gke");
    expect(() => made.dnsNameOf(us)).toThrow('acme/payments: GKE has one name for all clusters that export production/payment-api, and none for us alone (KEP-1645): use dnsName;'
      + ' for one cluster export a Service of another name there');
  });

  test('cannot do everything', () => {
    const { fleet, pair, us, eu } = sample();
    pair({
      mesh: MultiClusterServices.gke({ members: [us, eu] }), apiVersion: 'net.gke.io/v1', exportedLabels: { a: 'b' }, exportedAnnotations: { c: 'd' }, affinity: 'local',
    });
    expect(found(fleet)).toEqual([
      'error service-export-refused: acme/payments: production/payment-api: GKE cannot be told which cluster answers first: leave affinity out',
      'error service-export-refused: acme/payments: production/payment-api: the ServiceExport of GKE has no exportedAnnotations: leave it out',
      'error service-export-refused: acme/payments: production/payment-api: the ServiceExport of GKE has no exportedLabels: leave it out',
    ]);
  });

  test('does not know the API version of KEP-1645', () => {
    const { fleet, pair, us, eu } = sample();
    pair({ mesh: MultiClusterServices.gke({ members: [us, eu] }), apiVersion: 'multicluster.x-k8s.io/v1alpha1' });
    expect(found(fleet)).toContain('error service-export-refused: acme/payments: production/payment-api: GKE does not serve ServiceExport at multicluster.x-k8s.io/v1alpha1: write'
      + " apiVersion: 'net.gke.io/v1', or leave it out");
  });

  test('fails for options that are none', () => {
    const { us } = sample();
    const gke = (props: object) => () => MultiClusterServices.gke(props as never);
    expect(gke({})).toThrow('MultiClusterServices.gke: members is missing; write a list of clusters that is not empty');
    expect(gke({ members: ['us'] })).toThrow('MultiClusterServices.gke: members: write a list of clusters that is not empty, got ["us"]');
    expect(gke({ members: [us], member: us })).toThrow('MultiClusterServices.gke: member is no option; write one of members, clusterIds');
    expect(gke({ members: [us], clusterIds: { eu: 'x' } })).toThrow("MultiClusterServices.gke: clusterIds: 'eu' is no member; write one of us");
    expect(gke({ members: [us], clusterIds: { us: 'a.b.c' } })).toThrow('MultiClusterServices.gke: clusterIds: write an object of cluster ids, each of one label or two');
  });
});
