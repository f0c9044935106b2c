import { describe, expect, test } from '@jest/globals';
import { globalnet } from './programs';
import { ClusterGlobalEgressIP, Fleet, FleetMesh, GlobalEgressIP, GlobalIngressIP, ICluster, Submariner } from '../../../lib';
import { GLOBALNET_RULES } from '../../../lib/mesh/globalnet/rules';
import { existing, GATEWAYS, newFleet } from '../samples';

const CODE = 'globalnet-missing';
const findingsOf = (fleet: Fleet) => fleet.check().filter(({ code }) => code === CODE);
const join = (fleet: Fleet, id: string, members: readonly ICluster[], props: object) => new FleetMesh(fleet, id, {
  members: members.map(cluster => ({ cluster, ...GATEWAYS })), mesh: Submariner.tunnels({ brokerApiServer: 'hub.example.com:6443', ...props }),
});

/** By kind, what makes one in a cluster. */
const KINDS: readonly (readonly [string, (fleet: Fleet, cluster: ICluster) => unknown])[] = [
  ['ClusterGlobalEgressIP', (fleet, cluster) => new ClusterGlobalEgressIP(fleet, 'ip', { cluster, numGlobalIPs: 1 })],
  ['GlobalEgressIP', (fleet, cluster) => new GlobalEgressIP(fleet, 'ip', { cluster, namespace: 'shop' })],
  ['GlobalIngressIP', (fleet, cluster) =>
    new GlobalIngressIP(fleet, 'ip', { cluster, namespace: 'shop', target: 'ClusterIPService', service: 'api' })],
];

test('each rule says what, why and what to do', () => {
  expect(GLOBALNET_RULES.map(({ code, severity }) => [code, severity])).toEqual([[CODE, 'error']]);
  expect(GLOBALNET_RULES.flatMap(({ summary, why, fix }) => [summary, why, fix]).filter(text => !/^[A-Z].*\.$/.test(text))).toEqual([]);
});

describe('passes', () => {
  test.each(KINDS)('%s in a member of a mesh with Globalnet', (_, make) => {
    const { fleet, cluster } = globalnet();
    make(fleet, cluster);
    expect(findingsOf(fleet)).toEqual([]);
  });

  test('in the hub, where it is a member', () => {
    const { fleet, clusterOf } = globalnet({ members: ['east', 'hub'], clusters: ['east'] });
    new ClusterGlobalEgressIP(fleet, 'ip', { cluster: clusterOf('hub'), numGlobalIPs: 1 });
    expect(findingsOf(fleet)).toEqual([]);
  });

  test('where the mesh is made after the object', () => {
    const fleet = newFleet();
    const east = existing(fleet, 'east', 1);
    new ClusterGlobalEgressIP(fleet, 'ip', { cluster: east, numGlobalIPs: 1 });
    join(fleet, 'mesh', [east], { globalnet: true });
    expect(findingsOf(fleet)).toEqual([]);
  });
});

describe('fails', () => {
  const finding = (cluster: string) => ({
    code: CODE, severity: 'error', clusters: [cluster], paths: ['acme/ip'],
    message: `acme/ip: ${cluster} is a member of no mesh with Globalnet, where alone this means something: switch globalnet on in its mesh, or`
      + ' remove it',
  });

  test.each(KINDS)('%s in a cluster that is no member', (_, make) => {
    const { fleet, clusterOf } = globalnet();
    make(fleet, clusterOf('north'));
    expect(findingsOf(fleet)).toEqual([finding('north')]);
  });

  test('in the hub, which is only the broker', () => {
    const { fleet, clusterOf } = globalnet();
    new ClusterGlobalEgressIP(fleet, 'ip', { cluster: clusterOf('hub'), numGlobalIPs: 1 });
    expect(findingsOf(fleet)).toEqual([finding('hub')]);
  });

  test.each<[string, object]>([
    ['without Globalnet', {}], ['with addresses for imported services', { clustersetIp: true }],
  ])('in a member of a mesh %s', (_, props) => {
    const fleet = newFleet();
    const east = existing(fleet, 'east', 1);
    join(fleet, 'mesh', [east], props);
    new ClusterGlobalEgressIP(fleet, 'ip', { cluster: east, numGlobalIPs: 1 });
    expect(findingsOf(fleet)).toEqual([finding('east')]);
  });

  test('in a fleet without meshes', () => {
    const fleet = newFleet();
    new ClusterGlobalEgressIP(fleet, 'ip', { cluster: existing(fleet, 'east', 1), numGlobalIPs: 1 });
    expect(findingsOf(fleet)).toEqual([finding('east')]);
  });

  test('in a member of one mesh without, beside another mesh with it', () => {
    const fleet = newFleet();
    const [east, west, north] = ['east', 'west', 'north'].map((name, i) => existing(fleet, name, i + 1));
    join(fleet, 'one', [east], { globalnet: true });
    join(fleet, 'two', [west], { broker: north });
    new ClusterGlobalEgressIP(fleet, 'ip', { cluster: west, numGlobalIPs: 1 });
    expect(findingsOf(fleet)).toEqual([finding('west')]);
  });
});
