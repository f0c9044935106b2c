import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { checkManifests } from '../../../lib/fleet';
import { movedKind } from '../../../lib/fleet/render/moved-kinds';

const check = (yaml: string) => checkManifests(parseAllDocuments(yaml).map(document => document.toJSON())).map(({ code, message }) => `${code}: ${message}`);

describe('retired forms of Istio', () => {
  test('fail: the operator that has gone, with what has its place', () => {
    const found = check(`
apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: istio-multicluster
spec:
  profile: remote
  values:
    global:
      meshID: my-mesh
      multiCluster:
        clusterName: cluster-us-east-1
      network: network1
`);
    expect(found).toEqual([expect.stringMatching(
      /^api-version: IstioOperator istio-multicluster \(manifests\[0\]\): apiVersion install\.istio\.io\/v1alpha1 is not the one to write, Istio 1\.24 has removed the operator/)]);
    expect(found[0]).toContain('Istio.multiPrimary(');
    expect(found[0]).toContain('Helm charts');
    expect(movedKind('install.istio.io/v1alpha1', 'IstioOperator')?.apiVersion).toBeUndefined();
  });

  test.each([
    ['networking.istio.io', 'DestinationRule'], ['networking.istio.io', 'ServiceEntry'], ['networking.istio.io', 'VirtualService'], ['networking.istio.io', 'Gateway'],
    ['security.istio.io', 'AuthorizationPolicy'], ['security.istio.io', 'PeerAuthentication'],
  ])('fail: %s %s before v1, with the version to write', (group, kind) => {
    for (const version of ['v1alpha3', 'v1beta1']) {
      expect(check(`{ apiVersion: ${group}/${version}, kind: ${kind}, metadata: { name: api } }`)).toEqual([
        `api-version: ${kind} api (manifests[0]): apiVersion ${group}/${version} is not the one to write; write ${group}/v1 and its field names`,
      ]);
    }
  });

  test('pass: kinds that have no later version', () => {
    expect(check('{ apiVersion: networking.istio.io/v1alpha3, kind: EnvoyFilter, metadata: { name: api } }')).toEqual([]);
  });
});
