import { describe, expect, test } from '@jest/globals';
import { ApiObject, App } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { checkManifests } from '../../../lib/fleet';
import { movedKind } from '../../../lib/fleet/render/moved-kinds';
import { Member, newFleet } from '../members';

const check = (yaml: string) => checkManifests(parseAllDocuments(yaml).map(document => document.toJSON())).map(({ code, message }) => `${code}: ${message}`);
const of = (apiVersion: string, kind: string, spec?: object) => ({ apiVersion, kind, metadata: { name: 'api', namespace: 'shop' }, spec });
const PORTS = [{ name: 'http', port: 80, protocol: 'TCP' }];
const WRITE_EXPORTS = 'most controllers make ServiceImports by themselves, so write only the ServiceExport';

describe('manifests of tutorials', () => {
  test('for Submariner fail with the right group, and with what else is wrong', () => {
    expect(check(`
apiVersion: submariner.io/v1
kind: ServiceExport
metadata:
  name: api-service
  namespace: production
---
apiVersion: submariner.io/v1
kind: ServiceImport
metadata:
  name: api-service
  namespace: production
spec:
  type: SuperClusterIP
  ports:
  - port: 8080
`)).toEqual([
      'api-version: ServiceExport production/api-service (manifests[0]): apiVersion submariner.io/v1 is not the one to write,'
        + ' Submariner has none in that group; write multicluster.x-k8s.io/v1alpha1',
      'api-version: ServiceImport production/api-service (manifests[1]): apiVersion submariner.io/v1 is not the one to write,'
        + ' Submariner has none in that group; write multicluster.x-k8s.io/v1alpha1',
      'schema: ServiceImport production/api-service (manifests[1]): spec.type: "SuperClusterIP" is not one of "ClusterSetIP", "Headless";'
        + ` SuperclusterIP has been called ClusterSetIP since 2020; ${WRITE_EXPORTS}`,
    ]);
  });

  test('for the multi-cluster services API fail with the right group, and with what else is wrong', () => {
    const group = 'apiVersion multicluster.k8s.io/v1alpha1 is not the one to write, no release of the multi-cluster services API has that group;'
      + ' write multicluster.x-k8s.io/v1alpha1';
    expect(check(`
apiVersion: multicluster.k8s.io/v1alpha1
kind: ServiceExport
metadata:
  name: api-backend
  namespace: production
---
apiVersion: multicluster.k8s.io/v1alpha1
kind: ServiceImport
metadata:
  name: api-backend
  namespace: production
spec:
  clusters:
  - name: cluster-us-east-1
  - name: cluster-eu-west-1
`)).toEqual([
      `api-version: ServiceExport production/api-backend (manifests[0]): ${group}`,
      `api-version: ServiceImport production/api-backend (manifests[1]): ${group}`,
      'schema: ServiceImport production/api-backend (manifests[1]): spec.clusters: unknown field, the API server would drop it without a word;'
        + ` clusters are in its status, where the controller writes them; ${WRITE_EXPORTS}`,
      'schema: ServiceImport production/api-backend (manifests[1]): spec.ports: required field is missing (array)',
      'schema: ServiceImport production/api-backend (manifests[1]): spec.type: required field is missing; write one of "ClusterSetIP", "Headless";'
        + ` SuperclusterIP has been called ClusterSetIP since 2020; ${WRITE_EXPORTS}`,
    ]);
  });

  test.each([
    ['submariner.io/v1alpha1', 'Submariner has none in that group'],
    ['lighthouse.submariner.io/v2alpha1', 'Submariner 0.9 has removed that group'],
    ['lighthouse.submariner.io/v1', 'Submariner 0.9 has removed that group'],
    ['multicluster.k8s.io/v1', 'no release of the multi-cluster services API has that group'],
  ])('fail at %s', (apiVersion, why) => {
    for (const kind of ['ServiceExport', 'ServiceImport']) {
      expect(checkManifests([of(apiVersion, kind)]).map(({ code, message }) => [code, message])).toEqual([['api-version',
        `${kind} shop/api (manifests[0]): apiVersion ${apiVersion} is not the one to write, ${why}; write multicluster.x-k8s.io/v1alpha1`]]);
    }
  });
});

describe('right and unknown manifests', () => {
  test.each(['v1alpha1', 'v1beta1'])('pass at multicluster.x-k8s.io/%s', version => {
    const apiVersion = `multicluster.x-k8s.io/${version}`;
    expect(checkManifests([
      of(apiVersion, 'ServiceExport'),
      of(apiVersion, 'ServiceExport', { exportedLabels: { team: 'shop' } }),
      of(apiVersion, 'ServiceImport', { type: 'ClusterSetIP', ports: PORTS, ips: ['10.0.0.1', 'fd00::1'] }),
      of(apiVersion, 'ServiceImport', { type: 'Headless', ports: PORTS }),
    ])).toEqual([]);
  });

  test('are checked at both versions, and no other version passes', () => {
    for (const version of ['v1alpha1', 'v1beta1']) {
      expect(checkManifests([of(`multicluster.x-k8s.io/${version}`, 'ServiceExport', { clusters: [] })]).map(({ code }) => code)).toEqual(['schema']);
    }
    expect(checkManifests([of('multicluster.x-k8s.io/v1', 'ServiceExport')]).map(({ message }) => message)).toEqual([
      'ServiceExport shop/api (manifests[0]): apiVersion multicluster.x-k8s.io/v1 is not the one to write;'
        + ' write multicluster.x-k8s.io/v1alpha1 or multicluster.x-k8s.io/v1beta1 and its field names',
    ]);
  });

  test.each([
    ['net.gke.io/v1', 'ServiceExport'],
    ['net.gke.io/v1', 'ServiceImport'],
    ['networking.fleet.azure.com/v1alpha1', 'ServiceExport'],
    ['submariner.io/v1', 'Gateway'],
    ['multicluster.k8s.io/v1alpha1', 'Cluster'],
    ['v1', 'ServiceExport'],
    ['constructor/v1', 'constructor'],
  ])('pass: %s %s', (apiVersion, kind) => {
    expect(movedKind(apiVersion, kind)).toBeUndefined();
    expect(checkManifests([of(apiVersion, kind, { type: 'SuperClusterIP' })])).toEqual([]);
  });
});

test('in a fleet the right group is the only advice: nobody is told to install the wrong one', () => {
  const fleet = newFleet(new App());
  const { chart } = new Member(fleet, 'eu');
  new ApiObject(chart, 'export', of('submariner.io/v1', 'ServiceExport'));
  new ApiObject(chart, 'import', of('other.example/v1', 'ServiceImport'));
  expect(fleet.check().map(({ code, message }) => `${code}: ${message}`)).toEqual([
    'api-version: eu: ServiceExport shop/api (acme--eu/export): apiVersion submariner.io/v1 is not the one to write,'
      + ' Submariner has none in that group; write multicluster.x-k8s.io/v1alpha1',
    expect.stringMatching(/^kind-not-served: eu: ServiceImport shop\/api .*nothing serves other\.example\/ServiceImport in eu/),
  ]);
});

test('an IstioOperator, which nothing in a cluster reads any more, fails with what to write instead', () => {
  const metadata = { name: 'istio', namespace: 'istio-system' };
  const found = checkManifests([{ apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', metadata, spec: { profile: 'default' } }]);
  expect(found.map(({ code, message }) => [code, message])).toEqual([[
    'api-version', 'IstioOperator istio-system/istio (manifests[0]): apiVersion install.istio.io/v1alpha1 is not the one to write, Istio 1.24 has removed'
      + ' the operator that read it in a cluster; write a FleetMesh with Istio.multiPrimary(...), or the Helm charts base, istiod, cni, ztunnel and gateway,'
      + ' which take the same values',
  ]]);
});
