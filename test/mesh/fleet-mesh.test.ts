import { describe, expect, test } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import { itHonoursTheMeshContract } from './mesh-contract';
import { existing, found, newFleet, objectIn, program, thrown } from './samples';
import {
  BoundMesh, Cidr, FleetMesh, IMesh, IMultiClusterServices, MeshContext, serviceExport, SharedService, Submariner,
} from '../../lib';

interface WireOptions {
  readonly port: number;
}

/** A driver that nothing else knows: a wire from each member to a switch on the hub. */
class Wires implements IMesh<WireOptions> {
  public readonly name = 'Wires';
  public readonly disjoint = ['pods'] as const;
  public readonly reserved = [{ name: 'the wires', cidr: Cidr.parse('198.18.0.0/15') }];
  public readonly seen: MeshContext<WireOptions>[] = [];

  constructor(private readonly shares = true) {}

  public bind(mesh: MeshContext<WireOptions>): BoundMesh {
    this.seen.push(mesh);
    const { fleet, construct, path, members } = mesh;
    for (const { cluster, options } of members) {
      const misspelt = Object.keys(options).find(name => name !== 'port');
      if (misspelt !== undefined) {
        throw new Error(`${path}: member '${cluster.name}': a wire has no ${misspelt}`);
      }
      fleet.claim({ type: 'namespace', cluster: cluster.name, path, name: 'wires' });
      const podsOf = fleet.lazy(() => fleet.clusterModel(cluster.name).ranges.find(({ space }) => space === 'pods')!.cidr.toString());
      configMap(fleet.scopeOn(cluster, construct), 'wire', { port: String(options.port ?? 1), pods: podsOf });
    }
    const { hub } = fleet;
    fleet.claim({ type: 'namespace', cluster: hub.name, path, name: 'wires' });
    configMap(fleet.scopeOn(hub, construct), 'switch', { members: members.map(({ cluster }) => cluster.name).join(' ') });
    return this.shares ? { services: services(path, members.map(({ cluster }) => cluster.name)) } : {};
  }
}

function configMap(scope: ConstructorParameters<typeof ApiObject>[0], name: string, data: object): void {
  new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'wires' }, data });
}

function services(path: string, members: readonly string[]): IMultiClusterServices {
  return {
    name: 'Wires', path, members, servedByOthers: ['multicluster.x-k8s.io'],
    dnsName: ({ name, namespace }: SharedService) => `${name}.${namespace}.wires.example`,
    faults: () => [],
    exported: service => [serviceExport(service, 'multicluster.x-k8s.io/v1alpha1')],
    imported: () => [],
  };
}

const isList = ({ metadata }: { readonly metadata: { readonly name: string } }) => metadata.name === 'switch';
const sample = (shares: boolean) => ({
  name: shares ? 'a driver of a program' : 'a driver that shares no services', mesh: () => new Wires(shares), member: {}, listsMembers: isList,
  misspelt: () => { throw new Error('notAnOption'); },
});

itHonoursTheMeshContract(sample(true));
itHonoursTheMeshContract(sample(false));

describe('a FleetMesh', () => {
  test('tells its plug-in once of the members, sorted, with what is said of each', () => {
    const mesh = new Wires();
    const { fleet, clusterOf, mesh: joined } = program({ mesh, members: ['west', 'east'], each: {}, options: { west: { port: 7 } } });
    expect(mesh.seen).toHaveLength(1);
    const [{ fleet: told, construct, path, members }] = mesh.seen;
    expect([told, construct, path]).toEqual([fleet, joined, 'acme/mesh']);
    expect(members).toEqual([{ cluster: clusterOf('east'), options: {} }, { cluster: clusterOf('west'), options: { port: 7 } }]);
    expect(joined.members.map(({ name }) => name)).toEqual(['east', 'west']);
  });

  test('takes a cluster by itself for a member', () => {
    const fleet = newFleet();
    const [east, west] = [existing(fleet, 'east', 1), existing(fleet, 'west', 2)];
    new FleetMesh(fleet, 'mesh', { members: [west, { cluster: east, port: 3 }], mesh: new Wires() });
    expect(['east', 'west'].map(name => objectIn(fleet, name, 'ConfigMap', 'wire').data)).toEqual([{ port: '3', pods: '10.1.0.0/16' }, { port: '1', pods: '10.2.0.0/16' }]);
  });

  test('shows what it has made in a cluster', () => {
    const { mesh, clusterOf } = program({ mesh: new Wires(), each: {} });
    const made = mesh.on(clusterOf('east')).node.findAll().filter(c => ApiObject.isApiObject(c));
    expect(made.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['ConfigMap wire']);
  });

  test('of one member joins nothing, and passes', () => {
    expect(found(program({ mesh: new Wires(), members: ['east'], each: {} }).fleet)).toEqual([]);
  });

  test('is known by its path below the fleet, so that several of one id may live in one fleet', () => {
    const { fleet, clusterOf } = program({ mesh: new Wires(), each: {}, id: 'one' });
    const below = new FleetMesh(clusterOf('east'), 'one', { members: [clusterOf('east')], mesh: new Wires() });
    expect(below.node.path).toBe('acme/east/one');
    expect(fleet.settle().meshes.map(({ name, path }) => [name, path])).toEqual([['east/one', 'acme/east/one'], ['one', 'acme/one']]);
  });

  test('throws for members that are no clusters, by their place', () => {
    const fleet = newFleet();
    const east = existing(fleet, 'east', 1);
    let count = 0;
    const join = (members: unknown) => thrown(() => new FleetMesh(fleet, `mesh-${count++}`, { members, mesh: new Wires() } as any)).replace(/mesh-\d+/, 'mesh');
    const wrong = 'acme/mesh: members[1]: write a cluster, or { cluster, ... } with what the mesh is told of it';
    expect([join([east, {}]), join([east, { cluster: 'west' }]), join([east, { cluster: null }])]).toEqual([wrong, wrong, wrong]);
    expect(join([east, null])).toContain('acme/mesh: members: write a list of clusters, or of { cluster, ... }, got ');
    expect(join('east')).toBe("acme/mesh: members: write a list of clusters, or of { cluster, ... }, got 'east'");
  });

  test('throws under no fleet', () => {
    const { fleet } = program({ mesh: new Wires(), each: {} });
    expect(() => new FleetMesh(fleet.node.root, 'mesh', { members: [], mesh: new Wires() })).toThrow('mesh: lies under no Fleet');
  });

  test('joins by two drivers at once what they show apart', () => {
    const { fleet, clusterOf } = program({ mesh: new Wires(), each: {} });
    new FleetMesh(fleet, 'tunnels', {
      members: ['east', 'west'].map(name => ({ cluster: clusterOf(name), gateways: { labelledBy: 'Terraform' } })),
      mesh: Submariner.tunnels({ brokerApiServer: 'hub.example.com:6443' }),
    });
    expect(found(fleet)).toEqual([]);
    expect(fleet.settle().meshes.map(({ kind }) => kind)).toEqual(['Wires', 'Submariner']);
  });
});
