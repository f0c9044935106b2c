import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ApiObject, JsonPatch } from 'cdk8s';
import { fleetWith } from './infrastructure-contract';
import { Calico, Cilium, Docker, ILock, ManagedCluster, ManagedClusterProps } from '../../lib';
import { factsOf } from '../../lib/fleet/lock-facts';

const make = (more: Partial<ManagedClusterProps<any, any>> = {}, lock?: ILock) =>
  fleetWith({ infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: { workers: { replicas: 1, machine: {} } }, ...more }, lock);
const cluster = (fixture: ReturnType<typeof make>) => fixture.objects().find(o => o.kind === 'Cluster')!;

describe('ManagedCluster', () => {
  test('defaultChild is the Cluster, from the construct and from its scope on the hub', () => {
    const fixture = make();
    expect(ApiObject.of(fixture.cluster).kind).toBe('Cluster');
    expect(ApiObject.of(fixture.cluster.hubObjects).kind).toBe('Cluster');
  });

  test('writes what the user says of the cluster', () => {
    const { metadata, spec } = cluster(make({
      name: 'eu', namespace: 'teams', labels: { environment: 'production' }, serviceDomain: 'eu.internal', apiServerPort: 6443, paused: true,
      network: { pods: ['10.64.0.0/16', 'fd00:64::/48'], services: ['10.65.0.0/20', 'fd00:65::/112'] },
    }));
    expect(metadata).toMatchObject({ name: 'eu', namespace: 'teams', labels: { 'environment': 'production', 'cluster.x-k8s.io/cluster-name': 'eu' } });
    expect(spec).toMatchObject({
      paused: true,
      clusterNetwork: {
        pods: { cidrBlocks: ['10.64.0.0/16', 'fd00:64::/48'] }, services: { cidrBlocks: ['10.65.0.0/20', 'fd00:65::/112'] },
        serviceDomain: 'eu.internal', apiServerPort: 6443,
      },
    });
  });

  test('writes references as v1beta2 has them: without a version', () => {
    expect(cluster(make()).spec.controlPlaneRef).toEqual({ apiGroup: 'controlplane.cluster.x-k8s.io', kind: 'KubeadmControlPlane', name: 'one-control-plane' });
  });

  test('loses only the protection of the Cluster when deletion is allowed: the rest goes with it, in the order that Cluster API keeps', () => {
    const open = make({ deletionProtection: false });
    expect(cluster(open).metadata.annotations).toBeUndefined();
    const kept = ['KubeadmControlPlane', 'DevCluster', 'DevMachineTemplate', 'KubeadmConfigTemplate', 'HelmChartProxy', 'Namespace'];
    expect([...new Set(open.objects().filter(o => o.metadata.annotations).map(o => o.kind))].sort()).toEqual(kept.sort());
    expect(open.fleet.settle().clusters.map(c => [c.name, c.deletionProtection])).toEqual([['hub', false], ['one', false]]);
    expect(make().fleet.settle().clusters.map(c => c.deletionProtection)).toEqual([false, true]);
  });

  test('tells the model where its kubeconfig lies', () => {
    expect(make().fleet.settle().clusters[1].access).toEqual({ type: 'kubeconfig', namespace: 'acme', name: 'one-kubeconfig' });
  });

  test('knows the node network that the user states, also where the infrastructure makes none, and asks the plan for none there', () => {
    const nodes = (network: object) => make({ network }).fleet.settle().clusters[1].ranges.filter(r => r.space === 'nodes').map(r => r.cidr.toString());
    expect(nodes({ nodes: '10.200.0.0/16' })).toEqual(['10.200.0.0/16']);
    expect(nodes({})).toEqual([]);
  });

  test('keeps a field that is patched in, and checks it like any other', () => {
    const fixture = make();
    ApiObject.of(fixture.cluster).addJsonPatch(JsonPatch.add('/spec/availabilityGates', [{ conditionType: 'Example' }]));
    expect(cluster(fixture).spec.availabilityGates).toEqual([{ conditionType: 'Example' }]);
    ApiObject.of(fixture.cluster).addJsonPatch(JsonPatch.add('/spec/clusterNetwork/podz', {}));
    expect(() => fixture.objects()).toThrow('spec.clusterNetwork.podz');
  });

  test('makes no object of the cluster itself: its chart is for what others put there', () => {
    expect(make().cluster.chart.toJson()).toEqual([]);
  });

  test('fails on a name that the fleet has', () => {
    const { fleet } = make();
    expect(() => new ManagedCluster(fleet, 'two', {
      name: 'one', version: '1.34.1', infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: {}, networkPlugin: false,
    })).toThrow("acme/two: fleet 'acme' has a cluster named 'one' already (acme/one); names of clusters must differ");
  });

  test.each<[string, Partial<ManagedClusterProps<any, any>>, string]>([
    ['a port that the infrastructure does not listen on', { apiServerPort: 443 }, 'acme/one: apiServerPort: on this infrastructure the API server is reached on 6443 only, got 443'],
    ['pods with IPv6 first', { network: { pods: ['fd00:64::/48', '10.64.0.0/16'] } }, 'acme/one: network.pods: the API server and kubelets of these machines use IPv4'],
    ['services of IPv6 alone', { network: { services: 'fd00:65::/112' } }, 'acme/one: network.services: the API server and kubelets of these machines use IPv4'],
    ['a version that is none', { version: 'latest' }, "acme/one: version: write a full Kubernetes version like '1.34.1', got 'latest'"],
    ['host bits', { network: { services: '10.100.0.0/12' } }, "acme/one: network.services: bits after the prefix must be zero: write 10.96.0.0/12, got '10.100.0.0/12'"],
  ])('fails on %s', (_, props, message) => {
    expect(() => make(props)).toThrow(message);
  });

  test.each<[string, Partial<ManagedClusterProps<any, any>>, string]>([
    ['a Kubernetes version that Cluster API does not make', { version: '1.37.0', networkPlugin: false }, 'unsupported-version'],
    ['a name too long for what is derived from it', { name: 'a'.repeat(41) }, 'cluster-name'],
    ['a service range larger than kubeadm takes', { network: { services: '10.0.0.0/11', pods: '10.128.0.0/16' } }, 'range-size'],
    ['a pod range with too few node blocks', { network: { pods: '10.64.0.0/22' }, pools: { workers: { replicas: 5, machine: {} } } }, 'pod-capacity'],
    ['pods and services in one block', { network: { services: '10.96.0.0/12', pods: '10.96.0.0/12' } }, 'overlapping-ranges-in-cluster'],
  ])('fails the synth on %s', (_, props, code) => {
    expect(make(props).fleet.check().map(f => f.code)).toContain(code);
  });

  test('is written by a plain App although there is a warning', () => {
    const { app, fleet } = make({ pools: { workers: { replicas: 1, version: '1.33.4', machine: {} } } });
    expect(fleet.check().map(f => f.severity)).toEqual(['warning']);
    app.synth();
    expect(readdirSync(app.outdir)).toContain('acme--hub.k8s.yaml');
  });

  test('counts nodes against the pod range, and proposes one that fits', () => {
    const finding = make({ network: { pods: '10.64.0.0/22' }, pools: { workers: { replicas: 5, machine: {} } } }).fleet.check().find(f => f.code === 'pod-capacity')!;
    expect(finding.message).toBe('one pods 10.64.0.0/22 gives each node a /24: 4 nodes fit, 10 needed (control-plane 3 + 1, workers 5 + 1); '
      + 'write a /20 (10.0.16.0/20 is free in the plan) or a longer node mask');
  });
});

describe('the network plug-in', () => {
  const of = (networkPlugin: ManagedClusterProps<any, any>['networkPlugin']) => {
    const fixture = make({ networkPlugin });
    const { networkPlugin: plugin, servedByOthers, releases, openings } = fixture.fleet.clusterModel('one');
    expect(fixture.fleet.check()).toEqual([]);
    return {
      plugin, servedByOthers, releases: releases.map(({ name }) => name), openings: openings.length,
      proxies: fixture.objects().filter(o => o.kind === 'HelmChartProxy').map(o => o.metadata.name),
    };
  };
  const others = { releases: [], openings: 0, proxies: [] };

  test('that something else brings is known and not installed', () => {
    expect(of({ name: 'flannel' })).toEqual({ ...others, plugin: { name: 'flannel' }, servedByOthers: [] });
  });

  test.each([
    [{ name: 'calico', apiServer: true }, ['crd.projectcalico.org', 'projectcalico.org']], [{ name: 'calico' }, ['crd.projectcalico.org']], [{ name: 'cilium' }, ['cilium.io']],
  ])('that something else brings serves its kinds: %j', (plugin, servedByOthers) => {
    expect(of(plugin)).toEqual({ ...others, plugin, servedByOthers });
  });

  test('is not known where the program only says that something else brings it', () => {
    expect(of(false)).toEqual({ ...others, plugin: undefined, servedByOthers: [] });
  });

  test('that is installed is known as its chart says', () => {
    expect(of(Calico.vxlan())).toEqual({ plugin: { name: 'calico', apiServer: true }, servedByOthers: [], releases: ['calico'], openings: 2, proxies: ['one-calico'] });
    expect(of({ ...Calico.vxlan(), networkPlugin: undefined }).plugin).toBeUndefined();
  });

  test('that is installed may not be another one by what an add-on says', () => {
    const { fleet } = make({ addOns: [Cilium.vxlan()] });
    expect(fleet.check().filter(({ code }) => code === 'conflicting-claims').map(({ message }) => message)).toEqual([expect.stringMatching(
      /^the network plug-in of one: .*add-on-calico says calico with its API server and .*add-on-cilium says cilium: make them agree, or remove one$/,
    )]);
  });
});

describe('what is chosen once for a cluster', () => {
  const lockAfter = (fixture: ReturnType<typeof make>) => {
    const { lock } = fixture.fleet;
    lock.commit('acme', lock.read('acme'), factsOf(fixture.fleet.settle(), []));
    return lock;
  };

  test.each<[string, Partial<ManagedClusterProps<any, any>>, readonly string[]]>([
    ['another namespace', { namespace: 'other' }, ['fixed/namespace']],
    ['another infrastructure object', { infrastructure: Docker.dev({ infrastructureName: 'x' }) }, ['fixed/infrastructure']],
    ['another control plane object', { controlPlane: { machine: {}, names: { controlPlane: 'x' } } }, ['fixed/control-plane']],
    ['another DNS domain', { serviceDomain: 'x.local' }, ['fixed/service-domain']],
    ['another node mask', { controlPlane: { machine: {}, nodeMask: { ipv4: 25 } } }, ['fixed/node-mask']],
  ])('fails the synth on %s', (_, change, facts) => {
    const lock = lockAfter(make());
    const findings = make(change, lock).fleet.check().filter(f => f.code === 'fixed-value-changed');
    expect(findings.map(f => /lock release one (\S+)`/.exec(f.message)![1])).toEqual(facts);
    expect(make({}, lock).fleet.check()).toEqual([]);
  });
});
