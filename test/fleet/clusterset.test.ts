import { describe, expect, test } from '@jest/globals';
import { clustersetName, serviceExport, SharedService } from '../../lib/fleet';
import { affinityFaults, apiVersionFaults, exportedMetadataFaults, standardClustersetName } from '../../lib/fleet/clusterset';

const SERVICE: SharedService = { name: 'api', namespace: 'shop', from: ['us'], to: ['eu'] };

describe('names in a set of clusters', () => {
  test('are of a service, of one cluster of it, and of one pod', () => {
    expect(clustersetName(SERVICE)).toBe('api.shop.svc.clusterset.local');
    expect(clustersetName(SERVICE, { cluster: 'us' })).toBe('us.api.shop.svc.clusterset.local');
    expect(clustersetName(SERVICE, { cluster: 'us', hostname: 'api-0' }, 'set.example')).toBe('api-0.us.api.shop.svc.set.example');
  });

  test('are by the standard those of a service and of pods only', () => {
    expect(standardClustersetName('Acme', SERVICE)).toBe('api.shop.svc.clusterset.local');
    expect(standardClustersetName('Acme', SERVICE, { cluster: 'us', hostname: 'api-0' })).toBe('api-0.us.api.shop.svc.clusterset.local');
    expect(standardClustersetName('Acme', SERVICE, undefined, 'set.example')).toBe('api.shop.svc.set.example');
    expect(() => standardClustersetName('Acme', SERVICE, { cluster: 'us' })).toThrow('Acme has one name for all clusters that export shop/api, and none for us alone (KEP-1645): use dnsName;'
      + ' for one cluster export a Service of another name there');
  });
});

describe('a ServiceExport', () => {
  test('says nothing but its name, unless more is asked', () => {
    const metadata = { name: 'api', namespace: 'shop' };
    expect(serviceExport(SERVICE, 'multicluster.x-k8s.io/v1alpha1')).toEqual({ apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceExport', metadata });
    expect(serviceExport({ ...SERVICE, apiVersion: 'acme.example/v1', exportedAnnotations: { a: 'b' } }, 'multicluster.x-k8s.io/v1alpha1')).toEqual({
      apiVersion: 'acme.example/v1', kind: 'ServiceExport', metadata, spec: { exportedAnnotations: { a: 'b' } },
    });
    expect(serviceExport({ ...SERVICE, exportedLabels: {} }, 'x.y/v1').spec).toEqual({ exportedLabels: {} });
  });
});

describe('what an implementation cannot do', () => {
  test('is nothing when nothing is asked', () => {
    expect([affinityFaults('Acme', SERVICE), apiVersionFaults('Acme', SERVICE, ['a/v1']), exportedMetadataFaults('Acme', SERVICE)]).toEqual([[], [], []]);
    expect(apiVersionFaults('Acme', { ...SERVICE, apiVersion: 'a.b/v2' }, ['a.b/v1', 'a.b/v2'])).toEqual([]);
  });

  test('is a sentence that says what to write', () => {
    expect(affinityFaults('Acme', { ...SERVICE, affinity: 'none' })).toEqual(['Acme cannot be told which cluster answers first: leave affinity out']);
    expect(apiVersionFaults('Acme', { ...SERVICE, apiVersion: 'a.b/v3' }, ['a.b/v1', 'a.b/v2'])).toEqual([
      "Acme does not serve ServiceExport at a.b/v3: write apiVersion: 'a.b/v1' or 'a.b/v2', or leave it out",
    ]);
    expect(exportedMetadataFaults('Acme', { ...SERVICE, exportedLabels: {}, exportedAnnotations: {} })).toEqual([
      'the ServiceExport of Acme has no exportedLabels: leave it out', 'the ServiceExport of Acme has no exportedAnnotations: leave it out',
    ]);
  });
});
