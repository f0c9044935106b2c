import { describe, expect, test } from '@jest/globals';
import { ApiObject, Lazy } from 'cdk8s';
import { joined, WITH_CILIUM } from './meshes';
import { Cilium, CiliumNetworkPolicy, globalService, Manifest } from '../../../../lib';
import { existing, found } from '../../samples';

/** A mesh of `east` and `west` with objects in clusters of the fleet, of which `lone` is no member. */
function withObjects(objects: Readonly<Record<string, readonly Manifest[]>>, values: Readonly<Record<string, unknown>> = {}) {
  const made = joined({}, { everyCluster: { ...WITH_CILIUM, addOns: [Cilium.vxlan({ values })] } });
  existing(made.fleet, 'lone', 3);
  for (const [cluster, manifests] of Object.entries(objects)) {
    manifests.forEach((manifest, i) => new ApiObject(made.fleet.chartOf(cluster), `object-${i}`, manifest));
  }
  return made;
}

const CLUSTER = 'io.cilium.k8s.policy.cluster';

describe('cilium-policy-no-cluster', () => {
  const policy = (more: object, kind = 'CiliumNetworkPolicy'): Manifest =>
    ({ apiVersion: 'cilium.io/v2', kind, metadata: { name: 'allow', ...(kind === 'CiliumNetworkPolicy' && { namespace: 'shop' }) }, ...more });
  const of = (spec: object, cluster = 'east') => own(withObjects({ [cluster]: [policy({ spec: { endpointSelector: {}, ...spec } })] }).fleet);
  const own = (fleet: Parameters<typeof found>[0]) => found(fleet).filter(text => text.includes('cilium-policy-no-cluster'));
  const says = (name: string) => [`warning cilium-policy-no-cluster: acme--east/object-0: ${name} of east selects pods without ${CLUSTER}, which means pods of east alone since Cilium 1.19: name the`
    + ' cluster, or use CiliumNetworkPolicy of this library'];
  const OPEN = { matchLabels: { app: 'api' } };

  test.each<[string, object]>([
    ['ingress', { ingress: [{ fromEndpoints: [OPEN] }] }],
    ['ingressDeny', { ingressDeny: [{ fromEndpoints: [OPEN] }] }],
    ['egress', { egress: [{ toEndpoints: [OPEN] }] }],
    ['egressDeny', { egressDeny: [{}, { toEndpoints: [OPEN] }] }],
    ['all pods', { ingress: [{ fromEndpoints: [{}] }] }],
    ['an expression about something else', { ingress: [{ fromEndpoints: [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }] }] }],
    ['one of two', { ingress: [{ fromEndpoints: [{ matchLabels: { [CLUSTER]: 'east' } }, OPEN] }] }],
  ])('%s', (_, spec) => {
    expect(of(spec)).toEqual(says('CiliumNetworkPolicy shop/allow'));
  });

  test('specs, and one for the whole cluster', () => {
    const { fleet } = withObjects({ east: [policy({ specs: [{}, { ingress: [{ fromEndpoints: [OPEN] }] }] }, 'CiliumClusterwideNetworkPolicy')] });
    expect(own(fleet)).toEqual(says('CiliumClusterwideNetworkPolicy allow'));
  });

  test.each<[string, object]>([
    ['a cluster', { ingress: [{ fromEndpoints: [{ matchLabels: { app: 'api', [CLUSTER]: 'west' } }] }] }],
    ['a cluster, with the source of the label', { ingress: [{ fromEndpoints: [{ matchLabels: { [`k8s:${CLUSTER}`]: 'west' } }] }] }],
    ['an expression about clusters', { egress: [{ toEndpoints: [{ matchExpressions: [{ key: CLUSTER, operator: 'Exists' }] }] }] }],
    ['what Cilium knows itself', { ingress: [{ fromEndpoints: [{ matchLabels: { 'reserved:host': '' } }] }] }],
    ['DNS', { egress: [{ toEndpoints: [{ matchLabels: { 'k8s-app': 'kube-dns' } }, { matchLabels: { 'k8s:k8s-app': 'kube-dns' } }] }] }],
    ['no pods', { ingress: [{ fromEntities: ['cluster'] }] }],
  ])('%s is fine', (_, spec) => {
    expect(of(spec)).toEqual([]);
  });

  test('a cluster outside of the mesh, other kinds, and what cannot be rendered are left alone', () => {
    expect(of({ ingress: [{ fromEndpoints: [OPEN] }] }, 'lone')).toEqual([]);
    const broken = policy({ spec: Lazy.any({ produce: () => { throw new Error('no'); } }) });
    const { fleet } = withObjects({ east: [broken, { ...policy({ spec: {} }), kind: 'CiliumEndpoint' }] });
    expect(own(fleet)).toEqual([]);
  });

  test('the policies of this library name their cluster', () => {
    const { fleet, clusterOf } = withObjects({});
    new CiliumNetworkPolicy(fleet, 'policy', {
      cluster: clusterOf('east'), namespace: 'shop', endpointSelector: {}, allowDns: true,
      ingress: [{ from: [{ cluster: 'every', matchLabels: {} }] }], egress: [{ to: [{ cluster: clusterOf('west'), matchLabels: { app: 'api' } }] }],
    });
    expect(own(fleet)).toEqual([]);
  });
});

describe('cilium-global-service-alone', () => {
  const service = (annotations: Readonly<Record<string, string>>, name = 'api'): Manifest => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop', annotations }, spec: {} });
  const of = (objects: Readonly<Record<string, readonly Manifest[]>>) => found(withObjects(objects).fleet).filter(text => text.includes('cilium-global-service-alone'));
  const alone = ['warning cilium-global-service-alone: acme/mesh: Service shop/api is global in east and in no other member, so that it leads nowhere else: write it in the others, or leave the'
    + ' annotation out'];
  const [GLOBAL, CONSUMER] = [service(globalService()), service(globalService({ shared: false }))];

  test('in one member', () => {
    expect(of({ east: [GLOBAL] })).toEqual(alone);
    expect(of({ east: [GLOBAL], west: [service({})] })).toEqual(alone);
    expect(of({ east: [GLOBAL], lone: [GLOBAL] })).toEqual(alone);
    expect(of({ east: [GLOBAL], west: [service(globalService(), 'other')] }).slice(0, 1)).toEqual(alone);
    expect(of({ east: [service({ 'io.cilium/global-service': 'True' })] })).toEqual(alone);
  });

  test('in several, of which none shares its pods', () => {
    const nobody = ['warning cilium-global-service-alone: acme/mesh: Service shop/api is global in east and west, and none of them shares its pods, so that it leads nowhere else: leave'
      + ' service.cilium.io/shared out where pods answer'];
    expect(of({ east: [CONSUMER], west: [CONSUMER] })).toEqual(nobody);
    expect(of({ east: [CONSUMER], west: [service({ 'io.cilium/global-service': 'true', 'io.cilium/shared-service': 'false' })] })).toEqual(nobody);
  });

  test('in several, of which one shares its pods', () => {
    expect([of({ east: [GLOBAL], west: [GLOBAL] }), of({ east: [GLOBAL], west: [CONSUMER] }), of({ east: [GLOBAL], west: [service({ 'io.cilium/global-service': 'true' })] })])
      .toEqual([[], [], []]);
  });

  test('no global one', () => {
    expect(of({ east: [service({ 'service.cilium.io/global': 'false' })] })).toEqual([]);
    expect(of({ east: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' }, spec: {} }] })).toEqual([]);
  });
});

describe('cilium-namespace-not-global', () => {
  const namespace = (global?: string): Manifest =>
    ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', ...(global !== undefined && { annotations: { 'clustermesh.cilium.io/global': global } }) } });
  const service = (annotations: Readonly<Record<string, string>> = globalService()): Manifest =>
    ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'api', namespace: 'shop', annotations }, spec: {} });
  const of = (east: readonly Manifest[], isGlobalByDefault?: boolean) => {
    const values = isGlobalByDefault === undefined ? {} : { clustermesh: { defaultGlobalNamespace: isGlobalByDefault } };
    return found(withObjects({ east, west: [namespace('true'), service()] }, values).fleet).filter(text => text.includes('cilium-namespace-not-global'));
  };
  const stays = ['warning cilium-namespace-not-global: acme/mesh: Service shop/api of east is global, and its namespace shop is not, so that it stays in east: annotate the Namespace with'
    + ' clustermesh.cilium.io/global: "true"'];

  test('by its annotation, or by default', () => {
    expect([of([namespace('false'), service()]), of([namespace(), service()], false), of([namespace('false'), service()], true)]).toEqual([stays, stays, stays]);
  });

  test('is fine: global by default or by annotation, no global Service, a Namespace that others make', () => {
    expect([
      of([namespace(), service()]), of([namespace(), service()], true), of([namespace('true'), service()], false), of([namespace('True'), service()], false),
      of([namespace('false'), service({})]), of([service()], false),
    ]).toEqual([[], [], [], [], [], []]);
  });
});
