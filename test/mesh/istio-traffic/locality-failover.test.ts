import { describe, expect, test } from '@jest/globals';
import { fakeMesh, NETWORKS, PRODUCTION, sample } from './samples';
import { FleetMesh, LocalityFailover, LocalityFailoverProps } from '../../../lib';
import { found, objectIn, objectsOf, thrown } from '../samples';

const PAYMENTS = { service: 'payment-api', ...PRODUCTION } as const;
const OUTLIERS = { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 100 };

/** What a failover of a sample makes in one cluster. */
function ruleOf(program: ReturnType<typeof sample>, props: Partial<LocalityFailoverProps> = {}, cluster = 'eu') {
  new LocalityFailover(program.fleet, 'payments', { mesh: program.mesh, ...PAYMENTS, mode: 'active-active', ...props });
  expect(found(program.fleet)).toEqual([]);
  return objectIn(program.fleet, cluster, 'DestinationRule', props.name ?? 'payments').spec;
}

/** What a failover throws. */
function fault(props: object, program = sample()) {
  return thrown(() => new LocalityFailover(program.fleet, 'payments', { mesh: program.mesh, ...PAYMENTS, mode: 'active-active', ...props } as LocalityFailoverProps));
}

describe('active-active', () => {
  test('is one DestinationRule in each member, the same in all, with its namespace', () => {
    const { fleet, mesh, eu } = sample();
    const failover = new LocalityFailover(fleet, 'payments', { mesh, ...PAYMENTS, mode: 'active-active' });
    expect(found(fleet)).toEqual([]);
    for (const cluster of ['us', 'eu', 'asia']) {
      expect(objectsOf(fleet, cluster)).toEqual([
        expect.objectContaining({ kind: 'Namespace', metadata: expect.objectContaining({ name: 'production' }) }),
        {
          apiVersion: 'networking.istio.io/v1',
          kind: 'DestinationRule',
          metadata: { name: 'payments', namespace: 'production' },
          spec: {
            host: 'payment-api.production.svc.cluster.local',
            trafficPolicy: { loadBalancer: { localityLbSetting: { enabled: true } }, outlierDetection: OUTLIERS },
          },
        },
      ]);
    }
    expect(objectsOf(fleet, 'other')).toEqual([]);
    expect(failover.host).toBe('payment-api.production.svc.cluster.local');
    expect(failover.clusters.map(({ name }) => name)).toEqual(['asia', 'eu', 'us']);
    expect(failover.node.defaultChild?.node.path).toContain('asia');
    expect(failover.on(eu).node.findAll().length).toBeGreaterThan(1);
  });

  test('takes the region that takes over from the clusters', () => {
    const program = sample();
    const { us, eu, asia } = program;
    const { trafficPolicy } = ruleOf(program, { failover: [{ from: us, to: eu }, { from: eu, to: us }, { from: asia, to: eu }] });
    expect(trafficPolicy.loadBalancer.localityLbSetting).toEqual({
      enabled: true,
      failover: [{ from: 'us-east-1', to: 'eu-west-1' }, { from: 'eu-west-1', to: 'us-east-1' }, { from: 'ap-south-1', to: 'eu-west-1' }],
    });
  });

  test('shares callers out by weight', () => {
    const program = sample();
    const { us, eu } = program;
    const { trafficPolicy } = ruleOf(program, { distribute: [{ from: us, to: [{ cluster: us, weight: 80 }, { cluster: eu, weight: 20 }] }] });
    expect(trafficPolicy.loadBalancer.localityLbSetting).toEqual({ enabled: true, distribute: [{ from: 'us-east-1/*', to: { 'us-east-1/*': 80, 'eu-west-1/*': 20 } }] });
    expect(trafficPolicy.outlierDetection).toEqual(OUTLIERS);
  });

  test('prefers the own cluster, which needs no region', () => {
    const { trafficPolicy } = ruleOf(sample({}, { us: undefined, eu: undefined, asia: undefined }), { failoverPriority: ['topology.istio.io/cluster'] });
    expect(trafficPolicy.loadBalancer.localityLbSetting).toEqual({ enabled: true, failoverPriority: ['topology.istio.io/cluster'] });
  });

  test('combines the own cluster with regions that take over', () => {
    const program = sample();
    const { us, eu } = program;
    const { trafficPolicy } = ruleOf(program, { failoverPriority: ['topology.istio.io/cluster'], failover: [{ from: us, to: eu }] });
    expect(trafficPolicy.loadBalancer.localityLbSetting).toEqual({
      enabled: true, failover: [{ from: 'us-east-1', to: 'eu-west-1' }], failoverPriority: ['topology.istio.io/cluster'],
    });
  });

  test('takes the name of the clusterset, another cluster domain, other clusters, another name, and other limits', () => {
    const program = sample({ clusterDomain: 'acme.example', clustersetNames: true });
    expect(ruleOf(program, { clusterset: true }).host).toBe('payment-api.production.svc.clusterset.local');
    const again = sample({ clusterDomain: 'acme.example' });
    const { host, trafficPolicy } = ruleOf(again, { name: 'by-region', clusters: [again.eu], createNamespace: false, outlierDetection: { interval: '1s', consecutiveGatewayErrors: 3 } });
    expect(host).toBe('payment-api.production.svc.acme.example');
    expect(trafficPolicy.outlierDetection).toEqual({ ...OUTLIERS, interval: '1s', consecutiveGatewayErrors: 3 });
    expect(objectsOf(again.fleet, 'us')).toEqual([]);
    expect(objectsOf(again.fleet, 'eu')).toHaveLength(1);
  });

  test('makes each member a subset', () => {
    expect(ruleOf(sample({ clusterIds: { us: 'cluster-1' } }), { clusterSubsets: true }).subsets).toEqual([
      { name: 'asia', labels: { 'topology.istio.io/cluster': 'asia' } },
      { name: 'eu', labels: { 'topology.istio.io/cluster': 'eu' } },
      { name: 'us', labels: { 'topology.istio.io/cluster': 'cluster-1' } },
    ]);
  });

  test('takes a FleetMesh of Istio, and its identifiers', () => {
    const { fleet, us, eu } = sample();
    new LocalityFailover(fleet, 'payments', { mesh: fakeMesh(fleet, [us, eu]), ...PAYMENTS, mode: 'active-passive', active: us });
    expect(objectIn(fleet, 'eu', 'DestinationRule', 'payments').spec.trafficPolicy.loadBalancer.localityLbSetting.failoverPriority)
      .toEqual(['topology.istio.io/cluster=id-us']);
    expect(found(fleet)).toEqual([]);
  });
});

describe('active-passive', () => {
  const priorityOf = (program: ReturnType<typeof sample>, active: LocalityFailoverProps['active']) =>
    ruleOf(program, { mode: 'active-passive', active }).trafficPolicy.loadBalancer.localityLbSetting;

  test('sends all callers to one cluster, whatever the networks and regions', () => {
    for (const program of [sample(), sample({ networks: NETWORKS }), sample({}, { us: undefined, eu: undefined })]) {
      expect(priorityOf(program, program.us)).toEqual({ enabled: true, failoverPriority: ['topology.istio.io/cluster=us'] });
    }
  });

  test('sends all callers to all clusters of a network', () => {
    const program = sample({ networks: { us: 'a', asia: 'a', eu: 'b' } });
    expect(priorityOf(program, [program.us, program.asia])).toEqual({ enabled: true, failoverPriority: ['topology.istio.io/network=a'] });
  });

  test('sends all callers to all clusters of a region, in one network', () => {
    const program = sample({}, { asia: 'us-east-1' });
    expect(priorityOf(program, [program.us, program.asia])).toEqual({ enabled: true, failoverPriority: ['topology.kubernetes.io/region=us-east-1'] });
  });

  test('fails for clusters that one label does not tell from the others', () => {
    const within = sample();
    expect(fault({ mode: 'active-passive', active: [within.us, within.eu] }, within)).toBe(
      'acme/payments: active: Istio tells us, eu from the other members by one label only: write one cluster, or all members of one region');
    const all = sample();
    expect(fault({ mode: 'active-passive', active: [all.us, all.eu, all.asia] }, all)).toContain('or all members of one region');
    const across = sample({ networks: NETWORKS }, { asia: 'us-east-1' });
    expect(fault({ mode: 'active-passive', active: [across.us, across.asia] }, across)).toBe(
      'acme/payments: active: Istio tells us, asia from the other members by one label only: write one cluster, or all members of one network');
  });
});

describe('fails', () => {
  const { us, eu, asia, other, fleet, mesh } = sample();
  let count = 0;
  const message = (props: object) => thrown(() => new LocalityFailover(fleet, `f${count++}`, { mesh, ...PAYMENTS, mode: 'active-active', ...props } as LocalityFailoverProps))
    .replace(/^acme\/f\d+: /, '');

  test.each<[string, object, string]>([
    ['for another mode', { mode: 'passive' }, "mode: write one of active-active, active-passive, got 'passive'"],
    ['without the active cluster', { mode: 'active-passive' }, 'active: write the cluster that serves all callers, for mode active-passive'],
    ['for an active cluster where all serve', { active: us }, 'active: leave it out for mode active-active, where all serve'],
    ['for no active cluster', { mode: 'active-passive', active: [] }, 'active: write one cluster at least, got an empty list'],
    ['for weights of active-passive', { mode: 'active-passive', active: us, distribute: [] }, 'distribute: leave it out for mode active-passive, where all callers go to us'],
    ['for regions of active-passive', { mode: 'active-passive', active: us, failover: [] }, 'failover: leave it out for mode active-passive, where all callers go to us'],
    ['for an active cluster outside', { mode: 'active-passive', active: other }, 'active: other is no member of the mesh of others; the members are asia, eu, us'],
    ['for an active cluster outside in a list', { mode: 'active-passive', active: [us, other] }, 'active[1]: other is no member of the mesh of others; the members are asia, eu, us'],
    ['for a name of a cluster', { failover: [{ from: 'us', to: eu }] }, "failover[0].from: write an object, got 'us'"],
    ['for what is no cluster', { failover: [{ from: {}, to: eu }] }, "failover[0].from: write a cluster of fleet 'acme'"],
    ['for a region to itself', { failover: [{ from: us, to: us }] }, 'failover: from us-east-1 to itself: write another region in to'],
    ['for a region twice', { failover: [{ from: us, to: eu }, { from: us, to: asia }] }, 'failover: us-east-1 is there twice in from, and only the first counts: keep one'],
    ['for failover and distribute', { failover: [{ from: us, to: eu }], distribute: [{ from: us, to: [{ cluster: us, weight: 100 }] }] },
      'distribute excludes failover: write one of the two'],
    ['for failoverPriority and distribute', { failoverPriority: ['version'], distribute: [{ from: us, to: [{ cluster: us, weight: 100 }] }] },
      'distribute excludes failoverPriority, which would be ignored: write one of the two'],
    ['for failover and a label of regions', { failover: [{ from: us, to: eu }], failoverPriority: ['topology.kubernetes.io/zone'] },
      'failoverPriority with failover takes no label of a region, zone or subzone, got topology.kubernetes.io/zone: leave one of the two out'],
    ['for a label twice', { failoverPriority: ['version=v1', 'version=v2'] }, 'failoverPriority: version is there twice, and one value counts: keep one'],
    ['for weights below 100', { distribute: [{ from: us, to: [{ cluster: us, weight: 80 }, { cluster: eu, weight: 10 }] }] },
      'distribute: the weights of us-east-1/* are 90 together: write weights that are 100 together'],
    ['for a weight of 0', { distribute: [{ from: us, to: [{ cluster: us, weight: 100 }, { cluster: eu, weight: 0 }] }] },
      'distribute: us-east-1/* to eu-west-1/*: write a whole weight from 1 to 100, got 0'],
    ['for a broken weight', { distribute: [{ from: us, to: [{ cluster: us, weight: 99.5 }, { cluster: eu, weight: 0.5 }] }] },
      'distribute: us-east-1/* to us-east-1/*: write a whole weight from 1 to 100, got 99.5'],
    ['for a weight that is text', { distribute: [{ from: us, to: [{ cluster: us, weight: '100' }] }] }, "distribute[0].to[0].weight: write a number, got '100'"],
    ['for a region twice in distribute', { distribute: [1, 2].map(() => ({ from: us, to: [{ cluster: us, weight: 100 }] })) }, 'distribute: from us-east-1/* and us-east-1/* overlap: leave one out'],
    ['for one cluster twice in to', { distribute: [{ from: us, to: [{ cluster: eu, weight: 50 }, { cluster: eu, weight: 50 }] }] },
      'distribute[0].to: two of its clusters are in eu-west-1/*: write one of them, with the weight of the region'],
    ['for the clusterset where istiod does not know it', { clusterset: true }, 'clusterset: control planes of the mesh of others know no names of clusterset.local: leave it out,'
      + ' or write clustersetNames: true there, if istiod has ENABLE_MCS_HOST'],
    ['for a misspelt option within', { failover: [{ from: us, to: eu, weight: 1 }] }, 'failover[0].weight is no option; write one of from, to'],
    ['for a misspelt option', { mod: 'x' }, 'mod is no option; write one of mesh, namespace, service, mode, clusters, name, createNamespace, active, failover, distribute,'
      + ' failoverPriority, outlierDetection, clusterset, clusterSubsets'],
    ['for no name of a service', { service: 'Payment' }, "service: write lower-case letters, digits and dashes, 63 at most, got 'Payment'"],
    ['for no name of a namespace', { namespace: 'prod.eu' }, "namespace: write lower-case letters, digits and dashes, 63 at most, got 'prod.eu'"],
    ['for no name of an object', { name: 'A' }, "name: write lower-case letters, digits, dashes and dots, 253 at most, got 'A'"],
    ['for no cluster', { clusters: [] }, 'clusters: name one at least, or leave it out for all members of the mesh of others'],
    ['for a cluster twice', { clusters: [us, us] }, "clusters: 'us' is there twice; keep one"],
    ['for what is no cluster of the list', { clusters: [{}] }, "clusters[0]: write a cluster of fleet 'acme'"],
    ['for what is no mesh', { mesh: {} }, 'mesh: this is no mesh of Istio: write a FleetMesh of Istio, or IstioMesh.ofOthers({ ... }) for what is there already'],
    ['for errors that nobody counts', { outlierDetection: { consecutive5xxErrors: 0 } },
      'outlierDetection.consecutive5xxErrors: 0 counts no errors, so that nothing ever fails over: write 1 at least, here or in consecutiveGatewayErrors'],
    ['for a duration of nothing', { outlierDetection: { interval: '0s' } }, "outlierDetection.interval: write a duration of 1ms at least: 10s, 500ms, got '0s'"],
    ['for a percentage above', { outlierDetection: { maxEjectionPercent: 101 } }, 'outlierDetection.maxEjectionPercent: write a whole number from 1 to 100, got 101'],
    ['for a misspelt limit', { outlierDetection: { consecutiveErrors: 1 } }, 'outlierDetection.consecutiveErrors is no option; write one of consecutive5xxErrors,'
      + ' consecutiveGatewayErrors, interval, baseEjectionTime, maxEjectionPercent'],
  ])('%s', (_, props, expected) => {
    expect(message(props)).toBe(expected);
  });

  test('for a label that endpoints of other networks never have', () => {
    expect(fault({ failoverPriority: ['version=v1'] }, sample({ networks: NETWORKS }))).toBe(
      'acme/payments: failoverPriority: endpoints of other networks have only the labels topology.istio.io/cluster and topology.istio.io/network, those of their gateway,'
      + ' and never version=v1: write one of these');
    expect(fault({ failoverPriority: ['version=v1'] })).toBe('nothing');
    expect(fault({ failoverPriority: ['topology.istio.io/network=network-us'] }, sample({ networks: NETWORKS }))).toBe('nothing');
  });

  test('for a FleetMesh of another kind', () => {
    const program = sample();
    const skupper = new FleetMesh(program.fleet, 'links', { members: [program.us], mesh: { name: 'Skupper', disjoint: [], bind: () => ({}) } });
    expect(fault({ mesh: skupper }, program)).toBe(
      'acme/payments: mesh: acme/links is no mesh of Istio: write a FleetMesh of Istio, or IstioMesh.ofOthers({ ... }) for what is there already');
  });
});
