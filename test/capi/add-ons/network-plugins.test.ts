import { describe, expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { parse } from 'yaml';
import { Calico, Cilium, Docker, HelmAddOn, ManagedClusterProps } from '../../../lib';
import { fleetWith } from '../infrastructure-contract';

const make = (networkPlugin: HelmAddOn, more: Partial<ManagedClusterProps<any, any>> = {}) =>
  fleetWith({ infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: {}, networkPlugin, ...more });
const values = (...args: Parameters<typeof make>) => parse(make(...args).objects().find(o => o.kind === 'HelmChartProxy')!.spec.valuesTemplate);
const DUAL = { network: { pods: ['10.64.0.0/16', 'fd00:64::/48'], services: ['10.65.0.0/20', 'fd00:65::/112'] } };

describe('Calico.vxlan', () => {
  test('has a pool for each pod range, inside which its blocks fit', () => {
    expect(values(Calico.vxlan(), DUAL).installation.calicoNetwork).toEqual({
      bgp: 'Disabled',
      ipPools: [
        { name: 'default-ipv4-ippool', cidr: '10.64.0.0/16', blockSize: 26, encapsulation: 'VXLAN', natOutgoing: 'Enabled', nodeSelector: 'all()' },
        { name: 'default-ipv6-ippool', cidr: 'fd00:64::/48', blockSize: 122, encapsulation: 'VXLAN', natOutgoing: 'Enabled', nodeSelector: 'all()' },
      ],
    });
    const small = { network: { pods: '10.64.0.0/27', services: '10.65.0.0/24' } };
    const masked = { ...small, controlPlane: { machine: {}, replicas: 1, nodeMask: { ipv4: 28 } } };
    expect(values(Calico.vxlan(), masked).installation.calicoNetwork.ipPools[0].blockSize).toBe(27);
  });

  test('keeps what the user sets in the chart', () => {
    expect(values(Calico.vxlan({ values: { installation: { registry: 'registry.example.com/' }, whisker: { enabled: true } } }))).toMatchObject({
      installation: { registry: 'registry.example.com/', calicoNetwork: { bgp: 'Disabled' } }, whisker: { enabled: true }, goldmane: { enabled: false },
    });
  });
});

describe('Calico, as others see it', () => {
  const ALWAYS = ['crd.projectcalico.org', 'operator.tigera.io', 'policy.networking.k8s.io'];

  test.each<[string, Parameters<typeof Calico.vxlan>[0]]>([
    ['nothing is said', undefined], ['it is switched on', { values: { apiServer: { enabled: true } } }], ['another of its values is set', { values: { apiServer: { x: 1 } } }],
    ['its values are removed', { values: { apiServer: null } }],
  ])('has its API server where %s', (_, props) => {
    const { networkPlugin, serves } = Calico.vxlan(props);
    expect([networkPlugin, serves]).toEqual([{ name: 'calico', apiServer: true }, [...ALWAYS, 'projectcalico.org']]);
  });

  test('has none where values switch it off, and serves no kind of it', () => {
    const plugin = Calico.vxlan({ values: { apiServer: { enabled: false } } });
    expect([plugin.networkPlugin, plugin.serves]).toEqual([{ name: 'calico', apiServer: false }, ALWAYS]);
    expect(values(plugin).apiServer).toEqual({ enabled: false });
    expect(make(plugin).fleet.clusterModel('one').networkPlugin).toEqual({ name: 'calico', apiServer: false });
  });

  test('makes objects of its API group a finding where that is not served', () => {
    const codes = (enabled: boolean) => {
      const { fleet, cluster } = make(Calico.vxlan({ values: { apiServer: { enabled } } }));
      new ApiObject(cluster.chart, 'policy', { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'deny' }, spec: {} });
      return fleet.check().map(({ code }) => code);
    };
    expect([codes(true), codes(false)]).toEqual([[], ['kind-not-served']]);
  });
});

describe('Cilium.vxlan', () => {
  test('is known as such', () => {
    expect(Cilium.vxlan().networkPlugin).toEqual({ name: 'cilium' });
    expect(make(Cilium.vxlan()).fleet.clusterModel('one').networkPlugin).toEqual({ name: 'cilium' });
  });

  test('takes pod addresses from the ranges of the Cluster, never from the 10.0.0.0/8 of its chart', () => {
    expect(values(Cilium.vxlan(), DUAL)).toMatchObject({ ipam: { mode: 'kubernetes' }, ipv4: { enabled: true }, ipv6: { enabled: true }, tunnelProtocol: 'vxlan' });
    expect(values(Cilium.vxlan())).toMatchObject({ ipv4: { enabled: true }, ipv6: { enabled: false } });
  });

  test('has one operator on a cluster of one node, since two never share one', () => {
    expect(values(Cilium.vxlan(), { controlPlane: { machine: {}, replicas: 1 } }).operator.replicas).toBe(1);
    expect(values(Cilium.vxlan()).operator.replicas).toBe(2);
  });
});

describe.each([['Calico', Calico.vxlan()], ['Cilium', Cilium.vxlan()]])('%s', (_, plugin) => {
  test('gives a fleet without findings, with one family and with two', () => {
    expect(make(plugin).fleet.check()).toEqual([]);
    expect(make(plugin, DUAL).fleet.check()).toEqual([]);
  });

  test('opens ports between nodes, each described', () => {
    const { openings } = make(plugin).fleet.settle().clusters.find(c => c.name === 'one')!;
    expect(openings.length).toBeGreaterThan(1);
    expect(openings.every(o => /^(tcp|udp|icmp)$/.test(o.protocol) && o.description !== '')).toBe(true);
  });
});

test('Calico fails the synth on a Kubernetes version that it does not support; for Cilium that is a warning, of a mesh', () => {
  expect(make(Calico.vxlan(), { version: '1.31.4' }).fleet.check().map(f => f.code)).toEqual(['unsupported-version']);
  expect(make(Cilium.vxlan(), { version: '1.31.4' }).fleet.check()).toEqual([]);
});
