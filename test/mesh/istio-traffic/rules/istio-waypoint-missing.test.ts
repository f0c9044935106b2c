import { expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { ICluster, IstioAuthorizationPolicy, IstioVirtualService, LocalityFailover } from '../../../../lib';
import { foundBy, PRODUCTION, raw, sample } from '../samples';

const CODE = 'istio-waypoint-missing';

/** An ambient mesh with a failover. */
function ambient(isAmbient = true) {
  const program = sample({ ambient: isAmbient });
  new LocalityFailover(program.fleet, 'ledger', { mesh: program.mesh, ...PRODUCTION, service: 'ledger', mode: 'active-active' });
  return program;
}

/** A label that names a waypoint. */
function label(cluster: ICluster, kind: 'Namespace' | 'Service', waypoint = 'waypoint') {
  const metadata = kind === 'Namespace' ? { name: 'production' } : { name: 'ledger', namespace: 'production' };
  new ApiObject(cluster.chart, `labelled-${kind}`, { apiVersion: 'v1', kind, metadata: { ...metadata, labels: { 'istio.io/use-waypoint': waypoint } } });
}

test('passes with sidecars', () => {
  expect(foundBy(CODE, ambient(false).fleet)).toEqual([]);
});

test('passes with a waypoint of the namespace or of the Service, and outside of the mesh', () => {
  const { fleet, us, eu, asia, other } = ambient();
  label(us, 'Namespace');
  label(eu, 'Service');
  label(asia, 'Service');
  raw(other, 'DestinationRule', 'ledger', { host: 'ledger' });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('passes for routes of gateways, and for names that are no Service', () => {
  const { fleet, mesh } = sample({ ambient: true });
  const http = [{ route: [{ host: 'ledger.production.svc.cluster.local' }] }];
  new IstioVirtualService(fleet, 'edge', { mesh, ...PRODUCTION, hosts: ['ledger.production.svc.cluster.local'], gateways: ['edge'], http });
  new IstioVirtualService(fleet, 'www', { mesh, ...PRODUCTION, hosts: ['www.example.com'], http });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

/** Policies of an ambient mesh: one for a Service, one for connections. */
function policies() {
  const program = sample({ ambient: true });
  const { fleet, mesh } = program;
  new IstioAuthorizationPolicy(fleet, 'reads', { mesh, ...PRODUCTION, service: 'ledger', rules: [{ to: [{ methods: ['GET'] }] }] });
  new IstioAuthorizationPolicy(fleet, 'ports', { mesh, ...PRODUCTION, rules: [{ to: [{ ports: ['80'] }] }] });
  return program;
}

test('passes for policies of a Service with a waypoint, of connections, and of a gateway', () => {
  const { fleet, us, eu, asia } = policies();
  label(us, 'Namespace');
  label(eu, 'Service');
  label(asia, 'Service');
  new ApiObject(us.chart, 'of-gateway', {
    apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'edge', namespace: 'edge' },
    spec: { targetRefs: [{ kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'edge' }] },
  });
  expect(foundBy(CODE, fleet)).toEqual([]);
});

test('warns of a policy for a Service without a waypoint', () => {
  const { fleet, us } = policies();
  label(us, 'Service');
  expect(foundBy(CODE, fleet)).toEqual([
    'warning istio-waypoint-missing: acme/reads: in ambient mode only a waypoint reads an AuthorizationPolicy of a Service, and production/ledger has none in asia and eu: make one,'
    + ' and label the namespace or the Service istio.io/use-waypoint, unless others do',
  ]);
});

test('warns once of each construct and service, with its clusters', () => {
  const { fleet, mesh, us, eu } = ambient();
  label(us, 'Namespace');
  label(eu, 'Service', 'none');
  new IstioVirtualService(fleet, 'routes', { mesh, ...PRODUCTION, hosts: ['ledger.production.svc.cluster.local'], clusters: [eu], http: [{ route: [{}] }] });
  expect(foundBy(CODE, fleet)).toEqual([
    'warning istio-waypoint-missing: acme/ledger: in ambient mode only a waypoint reads a DestinationRule, and production/ledger has none in asia and eu: make one, and label the'
    + ' namespace or the Service istio.io/use-waypoint, unless others do',
    'warning istio-waypoint-missing: acme/routes: in ambient mode only a waypoint reads a VirtualService, and production/ledger has none in eu: make one, and label the namespace'
    + ' or the Service istio.io/use-waypoint, unless others do',
  ]);
});
