import { describe, expect, test } from '@jest/globals';
import { App, Testing } from 'cdk8s';
import { findingsOf } from './findings';
import { Fleet, FleetMesh, ICluster, SubmarinerProps } from '../../../../../lib';
import { existing, GATEWAYS, hub, newFleet } from '../../../samples';
import { joined, tunnels } from '../meshes';

const CODE = 'submariner-broker-twice';
const join = (fleet: Fleet, id: string, members: readonly ICluster[], props: Partial<SubmarinerProps> = {}) =>
  new FleetMesh(fleet, id, { members: members.map(cluster => ({ cluster, ...GATEWAYS })), mesh: tunnels(props) });

function four() {
  const fleet = newFleet();
  return { fleet, clusters: ['a', 'b', 'c', 'd'].map((name, i) => existing(fleet, name, i + 1)) };
}

describe('passes', () => {
  test('one mesh', () => {
    expect(findingsOf(CODE, joined().fleet)).toEqual([]);
  });

  test('two with brokers and members of their own', () => {
    const { fleet, clusters: [a, b, c, d] } = four();
    join(fleet, 'one', [a, b]);
    join(fleet, 'two', [c, d], { broker: c });
    expect(findingsOf(CODE, fleet)).toEqual([]);
  });

  test('two fleets with hubs of their own, in one program', () => {
    const app = new App({ outdir: Testing.app().outdir });
    const fleets = ['one', 'two'].map(id => newFleet({ hub: hub({ name: 'hub' }) } as any, app, id));
    fleets.forEach(fleet => join(fleet, 'mesh', [existing(fleet, `${fleet.node.id}-a`, 1)]));
    expect(fleets.flatMap(fleet => findingsOf(CODE, fleet))).toEqual([]);
  });

  test('two programs with one hub, in one process', () => {
    const given = hub();
    const programs = [0, 1].map(() => joined({}, { fleet: { hub: given } }).fleet);
    expect(programs.flatMap(fleet => findingsOf(CODE, fleet))).toEqual([]);
  });
});

describe('fails', () => {
  test('for two meshes with one broker, once', () => {
    const { fleet, clusters: [a, b, c, d] } = four();
    join(fleet, 'two', [a, b]);
    join(fleet, 'one', [c, d]);
    expect(findingsOf(CODE, fleet)).toEqual([{
      code: CODE, severity: 'error', clusters: ['hub'], paths: ['acme/one', 'acme/two'],
      message: 'acme/one and acme/two have their broker in hub, where every name is fixed: make one mesh of them, or give one another broker',
    }]);
  });

  test('for the hub, whether it is named or not', () => {
    const { fleet, clusters: [a, b, c, d] } = four();
    join(fleet, 'one', [a, b], { broker: fleet.hub });
    join(fleet, 'two', [c, d]);
    expect(findingsOf(CODE, fleet)).toHaveLength(1);
  });

  test('for clusters in two meshes, once for each pair', () => {
    const { fleet, clusters: [a, b, c, d] } = four();
    join(fleet, 'one', [a, b, c]);
    join(fleet, 'two', [c, d, b], { broker: d });
    expect(findingsOf(CODE, fleet)).toEqual([{
      code: CODE, severity: 'error', clusters: ['b', 'c'], paths: ['acme/one', 'acme/two'],
      message: 'b and c are members of acme/one and of acme/two, and a cluster is in one Submariner mesh: take it out of one of them',
    }]);
  });

  test('for one cluster in two meshes', () => {
    const { fleet, clusters: [a, b, c, d] } = four();
    join(fleet, 'one', [a, b]);
    join(fleet, 'two', [c, d, b], { broker: d });
    expect(findingsOf(CODE, fleet).map(({ message }) => message)).toEqual([
      'b is a member of acme/one and of acme/two, and a cluster is in one Submariner mesh: take it out of one of them',
    ]);
  });

  test('for two fleets that were given one hub', () => {
    const [app, given] = [new App({ outdir: Testing.app().outdir }), hub()];
    const fleets = ['one', 'two'].map(id => newFleet({ hub: given }, app, id));
    fleets.forEach((fleet, i) => join(fleet, 'mesh', [existing(fleet, `${fleet.node.id}-a`, i + 1)]));
    expect(fleets.flatMap(fleet => findingsOf(CODE, fleet)).map(({ message }) => message)).toEqual([
      'one/mesh and two/mesh have their broker in hub, where every name is fixed: make one mesh of them, or give one another broker',
    ]);
  });
});
