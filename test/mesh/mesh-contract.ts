import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, JsonPatch, Testing } from 'cdk8s';
import { existing, factsIn, found, hub, lockAfter, MeshProgram, nameOf, newFleet, program, thrown, Written } from './samples';
import { structureOf } from '../../imports/catalogue';
import { AddressSpace, checkManifests, ExistingClusterProps, Fleet, FleetApp, FleetMesh, FleetProps, IMesh, Lock, Secrets, SharedService } from '../../lib';
import { BUILT_IN_NAMESPACES } from '../../lib/fleet/namespaces';
import { isIdentified } from '../../lib/fleet/render/check-manifest';
import { secretValues } from '../../lib/fleet/render/public-secret';
import { permutations } from '../fleet/members';

/** What the contract suite needs to know of a mesh driver. */
export interface MeshSample {
  /** How messages call it. */
  readonly name: string;
  /** A new plug-in each time: nothing may be shared between meshes. */
  readonly mesh: () => IMesh<any>;
  /** What the mesh must be told of a cluster that runs already. */
  readonly member: object;
  /** What every cluster has for it, the hub among them: a network plug-in. @default - nothing unusual */
  readonly everyCluster?: Partial<ExistingClusterProps>;
  /** The mesh with an option that it does not have. */
  readonly misspelt: () => IMesh<any>;
  /** What a member is told to have a block of a space that the mesh adds. @default - the mesh adds no spaces */
  readonly blocks?: Readonly<Partial<Record<AddressSpace, (cidr: string) => object>>>;
  /** The objects that list the members, so that a new one changes them. @default - none */
  readonly listsMembers?: (object: Written) => boolean;
  /** What the mesh needs of its fleet: a delivery, for one that installs charts. @default - nothing */
  readonly fleet?: Partial<FleetProps>;
}

const SPACES = ['pods', 'services', 'nodes'] as const;
const SHARED: SharedService = {
  name: 'payment-api', namespace: 'production', from: ['east', 'west'], to: ['north'], type: 'ClusterIP', ports: [{ name: 'http', port: 80 }],
};
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+$/;

/** What every mesh driver promises. Each driver's test file runs it. */
export function itHonoursTheMeshContract(sample: MeshSample): void {
  const make = (more: Partial<MeshProgram> = {}) => program({
    mesh: sample.mesh(), each: sample.member, everyCluster: sample.everyCluster, ...more, fleet: { ...sample.fleet, ...more.fleet },
  });
  const listsMembers = sample.listsMembers ?? (() => false);
  const { disjoint, reserved = [], name: kind } = sample.mesh();

  describe(`the mesh contract: ${sample.name}`, () => {
    test.each([['made beforehand', Secrets.madeBeforehand()], ['from a store', Secrets.clusterStore('vault')]])(
      'gives a fleet without findings, with Secrets %s', (_, secrets) => {
        const { fleet } = make({ members: ['east', 'west', 'north'], fleet: { secrets } });
        expect(found(fleet)).toEqual([]);
      });

    test('gives one result, whatever the order of members and of constructs', () => {
      const names = ['east', 'hub', 'west'];
      const expected = rendered(make({ members: names }).fleet);
      for (const members of permutations(names)) {
        expect(rendered(make({ members, clusters: [...members].reverse() }).fleet)).toEqual(expected);
      }
    });

    test('gives the same when it is rendered again, and through a FleetApp', () => {
      const { fleet } = make();
      const first = rendered(fleet);
      expect(rendered(fleet)).toEqual(first);
      const app = new FleetApp({ outdir: Testing.app().outdir });
      expect(rendered(make({ app }).fleet)).toEqual(first);
      expect(app.check()).toEqual([]);
    });

    test('makes something for every member, and every object of it is checked', () => {
      const { fleet, mesh } = make();
      const made = mesh.members.map(member => mesh.on(member).node.findAll().filter(c => ApiObject.isApiObject(c)).length);
      expect(made.filter(count => count === 0)).toEqual([]);
      const objects = fleet.clusterCharts.flatMap(chart => chart.node.findAll()).filter(c => ApiObject.isApiObject(c))
        // What has no schema here, and what has no `spec`, shows its faults elsewhere.
        .filter(object => structureOf(object.apiVersion, object.kind) !== undefined && 'spec' in object.toJson() && object.kind !== 'CustomResourceDefinition');
      objects.forEach(object => object.addJsonPatch(JsonPatch.add('/spec/notAField', true)));
      const broken = fleet.check().filter(({ message }) => message.includes('spec.notAField'));
      expect(broken.map(({ paths }) => paths[0]).sort()).toEqual(objects.map(({ node }) => node.path).sort());
    });

    test('names every object, and no two alike', () => {
      for (const objects of Object.values(rendered(make({ members: ['east', 'west', 'hub'] }).fleet))) {
        expect(objects.filter(object => !isIdentified(object))).toEqual([]);
        expect(new Set(objects.map(object => `${object.apiVersion} ${nameOf(object)}`)).size).toBe(objects.length);
      }
    });

    test('puts every namespaced object in a namespace, which is made there', () => {
      for (const objects of Object.values(rendered(make().fleet))) {
        const namespaces = objects.filter(({ kind: of }) => of === 'Namespace').map(({ metadata }) => metadata.name);
        const used = objects.flatMap(({ metadata }) => (metadata.namespace === undefined ? [] : [metadata.namespace]));
        expect(used.filter(name => !namespaces.includes(name) && !BUILT_IN_NAMESPACES.includes(name))).toEqual([]);
      }
    });

    test('holds no content of a Secret but what is known to be public', () => {
      const objects = Object.values(rendered(make({ fleet: { secrets: Secrets.clusterStore('vault') } }).fleet)).flat();
      expect(objects.filter(object => object.kind === 'Secret' && secretValues(object).length > 0).map(nameOf)).toEqual([]);
    });

    test('says in the model what it is and who is in it', () => {
      const { fleet } = make({ members: ['west', 'hub', 'east'], clusters: ['west', 'hub', 'east', 'north'] });
      expect(fleet.settle().meshes).toEqual([{ name: 'mesh', path: 'acme/mesh', kind, members: ['east', 'hub', 'west'], disjoint, reserved }]);
    });

    test('takes the hub for a member', () => {
      expect(found(make({ members: ['hub', 'east'] }).fleet)).toEqual([]);
    });

    test('adding a member changes in every other one only what lists the members, and takes nothing away', () => {
      const before = make({ members: ['south', 'west'] });
      const lock = lockAfter(before.fleet);
      const after = make({ members: ['east', 'west', 'hub', 'south'], fleet: { lock } });
      expect(found(after.fleet)).toEqual([]);
      for (const cluster of ['south', 'west', 'hub']) {
        const [old, now] = [before, after].map(({ fleet }) => byName(rendered(fleet)[cluster]));
        const gone = Object.keys(old).filter(name => !(name in now));
        const changed = Object.keys(old).filter(name => JSON.stringify(old[name]) !== JSON.stringify(now[name]) && !listsMembers(old[name]));
        expect({ cluster, gone, changed }).toEqual({ cluster, gone: [], changed: [] });
        if (cluster !== 'hub') {
          expect(Object.keys(now).filter(name => !(name in old) && !listsMembers(now[name]))).toEqual([]);
        }
      }
    });

    test('makes as many objects for each further member', () => {
      const members = (count: number) => Array.from({ length: count }, (_, i) => `m${i + 1}`);
      const [two, four, eight] = [2, 4, 8].map(count => Object.values(rendered(make({ members: members(count) }).fleet)).flat().length);
      expect(eight - four).toBe(2 * (four - two));
      expect(four).toBeGreaterThan(two);
    });

    test.each(SPACES)('fails for overlapping %s of two members exactly where it shows their addresses', space => {
      const network = { pods: '10.50.0.0/16', services: '10.60.0.0/20', nodes: '10.70.0.0/16' };
      const overlapping = { ...network, pods: '10.51.0.0/16', services: '10.61.0.0/20', nodes: '10.71.0.0/16', [space]: network[space] };
      const { fleet } = make({ about: { east: { network }, west: { network: overlapping } } });
      const codes = fleet.check().map(({ code }) => code);
      expect(codes).toEqual(disjoint.includes(space) ? ['overlapping-ranges'] : []);
    });

    test('fails for equal blocks of a space that it adds, and for one that overlaps what members show of theirs', () => {
      const blocks = Object.entries(sample.blocks ?? {}).map(([space, block]) => ({ space, block: (cidr: string) => block(cidr) }));
      expect(blocks.map(({ space }) => space).sort()).toEqual(disjoint.filter(space => !SPACES.some(known => known === space)).sort());
      for (const { block, space } of blocks) {
        const cidr = space === 'globalnet' ? '242.7.0.0/16' : '243.7.0.0/20';
        const twice = make({ options: { east: block(cidr), west: block(cidr) } }).fleet.check();
        expect(twice.map(({ code }) => code)).toEqual(['overlapping-ranges']);
        const own = make({ options: { east: block(cidr) }, about: { east: { network: { pods: cidr.replace(/\/.*/, '/20'), services: '10.99.0.0/20' } } } }).fleet.check();
        expect(own.map(({ code }) => code)).toContain('overlapping-ranges-in-cluster');
      }
    });

    test('fails for a member in addresses that it uses for itself', () => {
      for (const { cidr } of reserved) {
        const pods = `${cidr.toString().split('/')[0]}/16`;
        const { fleet } = make({ about: { east: { network: { pods, services: '10.99.0.0/20' } } } });
        expect(fleet.check().map(({ code }) => code)).toContain('mesh-reserved-range');
      }
    });

    test('throws for members that are none, by path', () => {
      const fleet = newFleet({}, undefined, 'acme');
      const other = new Fleet(fleet.node.root, 'other', { hub: hub({ name: 'hub-2' }), lock: Lock.memory() });
      const [east, stranger] = [existing(fleet, 'east', 1), existing(other, 'stranger', 2)];
      const join = (id: string, members: unknown, mesh: unknown = sample.mesh()) => thrown(() => new FleetMesh(fleet, id, { members, mesh } as any));
      expect(join('a', [])).toBe('acme/a: members: name the clusters to join, got an empty list');
      expect(join('b', [{ cluster: east, ...sample.member }, { cluster: east, ...sample.member }])).toBe("acme/b: members: 'east' is there twice; keep one");
      expect(join('c', [{ cluster: stranger, ...sample.member }])).toBe("acme/c: members[0]: 'stranger' is a cluster of fleet 'other', and a mesh joins clusters of its own"
        + " fleet, 'acme': move the cluster or the mesh");
      expect(join('d', [{ ...sample.member }])).toBe('acme/d: members[0]: write a cluster, or { cluster, ... } with what the mesh is told of it');
      expect(join('e', ['east'])).toContain('acme/e: members: write a list of clusters, or of { cluster, ... }, got ');
      expect(join('f', undefined)).toBe('acme/f: members is missing; write a list of clusters, or of { cluster, ... }');
      expect(join('g', [{ cluster: east, ...sample.member }], null)).toBe('acme/g: mesh: write an object, got null');
      expect(join('i', [{ cluster: east, ...sample.member, notAnOption: 1 }])).toMatch(/^acme\/i: member 'east': .*notAnOption/);
      expect(thrown(sample.misspelt)).toMatch(/notAnOption/);
    });

    test('throws for an option that a mesh does not have, by path', () => {
      const fleet = newFleet();
      const props = { members: [{ cluster: existing(fleet, 'east', 1), ...sample.member }], mesh: sample.mesh(), notAnOption: 1 };
      expect(() => new FleetMesh(fleet, 'mesh', props)).toThrow(/^acme\/mesh: .*notAnOption/);
    });

    test('writes the lock once: what follows from it is the same', () => {
      const { fleet } = make();
      const again = make({ fleet: { lock: lockAfter(fleet) } }).fleet;
      expect(rendered(again)).toEqual(rendered(fleet));
      expect(factsIn(again)).toEqual(factsIn(fleet));
    });

    test('shares services by names of DNS and with objects that pass the checks, or says that it shares none', () => {
      const { mesh } = make({ members: ['east', 'west', 'north'] });
      const shares = thrown(() => mesh.services) === 'nothing';
      if (!shares) {
        expect(() => mesh.services).toThrow(`acme/mesh: this ${kind} mesh shares no services; switch its service discovery on`);
        return;
      }
      const { services } = mesh;
      expect(services.path).toBe('acme/mesh');
      expect(services.members).toEqual(['east', 'north', 'west']);
      expect(services.faults(SHARED)).toEqual([]);
      expect(services.dnsName(SHARED)).toMatch(DNS_NAME);
      const manifests = [
        ...SHARED.from.flatMap(cluster => services.exported(SHARED, cluster)), ...SHARED.to.flatMap(cluster => services.imported(SHARED, cluster)),
      ];
      expect(checkManifests(manifests)).toEqual([]);
    });

    test('does not mix with another mesh of the same program in another app', () => {
      const given = hub(sample.everyCluster);
      const apps = [0, 1].map(() => make({ fleet: { hub: given }, app: new App({ outdir: Testing.app().outdir }) }));
      expect(apps.map(({ fleet }) => found(fleet))).toEqual([[], []]);
    });
  });
}

/** The objects of each cluster. */
function rendered(fleet: Fleet): Readonly<Record<string, readonly Written[]>> {
  const clusters = [...new Set(fleet.clusterCharts.map(({ cluster }) => cluster))].sort();
  return Object.fromEntries(clusters.map(name =>
    [name, fleet.clusterCharts.filter(({ cluster }) => cluster === name).flatMap(chart => chart.toJson() as Written[])]));
}

function byName(objects: readonly Written[]): Readonly<Record<string, Written>> {
  return Object.fromEntries(objects.map(object => [`${object.apiVersion} ${nameOf(object)}`, object]));
}
