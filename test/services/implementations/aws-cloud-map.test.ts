import { describe, expect, test } from '@jest/globals';
import { MultiClusterServices } from '../../../lib/services';
import { found, namespace, objectsOf, sample } from '../samples';
import { itHonoursTheServicesContract } from '../services-contract';

itHonoursTheServicesContract(members => MultiClusterServices.awsCloudMap({ members }).services);

describe('the AWS Cloud Map MCS controller', () => {
  test('reads the ServiceExport of KEP-1645, and makes imports itself', () => {
    const { fleet, pair, us, eu } = sample();
    const mesh = MultiClusterServices.awsCloudMap({ members: [us, eu], clusterIds: { us: 'us-1' } });
    const made = pair({ mesh, type: 'Headless', from: [us, eu] });
    expect([made.dnsName, made.dnsNameOfPod('db-0', us), made.dnsNameOfPod('db-0', eu)]).toEqual([
      'payment-api.production.svc.clusterset.local', 'db-0.us-1.payment-api.production.svc.clusterset.local', 'db-0.eu.payment-api.production.svc.clusterset.local',
    ]);
    expect(objectsOf(fleet, 'us')).toEqual([namespace(), {
      apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceExport', metadata: { name: 'payment-api', namespace: 'production' },
    }]);
    expect(found(fleet)).toEqual([]);
    expect(() => made.dnsNameOf(us)).toThrow('acme/payments: AWS Cloud Map MCS controller has one name for all clusters that export production/payment-api, and none for us'
      + ' alone (KEP-1645): use dnsName; for one cluster export a Service of another name there');
  });

  test('has a CRD without a spec, at one version', () => {
    const { fleet, pair, us, eu } = sample();
    pair({ mesh: MultiClusterServices.awsCloudMap({ members: [us, eu] }), apiVersion: 'multicluster.x-k8s.io/v1beta1', exportedLabels: { a: 'b' } });
    expect(found(fleet)).toEqual([
      'error service-export-refused: acme/payments: production/payment-api: AWS Cloud Map MCS controller does not serve ServiceExport at multicluster.x-k8s.io/v1beta1: write apiVersion:'
      + " 'multicluster.x-k8s.io/v1alpha1', or leave it out",
      'error service-export-refused: acme/payments: production/payment-api: the ServiceExport of AWS Cloud Map MCS controller has no exportedLabels: leave it out',
    ]);
  });

  test('fails for options that are none', () => {
    const { us } = sample();
    expect(() => MultiClusterServices.awsCloudMap({ members: [] })).toThrow('MultiClusterServices.awsCloudMap: members: write a list of clusters that is not empty, got []');
    expect(() => MultiClusterServices.awsCloudMap({ members: [us], clusterIds: { us: 'A' } })).toThrow('MultiClusterServices.awsCloudMap: clusterIds: write an object of cluster ids');
    expect(() => MultiClusterServices.awsCloudMap({ members: [us], clusterIds: { eu: 'a' } })).toThrow("MultiClusterServices.awsCloudMap: clusterIds: 'eu' is no member; write one of us");
    expect(() => MultiClusterServices.awsCloudMap({ members: [us], region: 'x' } as never)).toThrow('MultiClusterServices.awsCloudMap: region is no option');
  });
});
