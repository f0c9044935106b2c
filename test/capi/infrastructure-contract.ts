import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, JsonPatch, Testing } from 'cdk8s';
import { structureOf } from '../../imports/catalogue';
import { AddressPlan, Calico, ExistingCluster, Fleet, FleetApp, IInfrastructure, Lock, ManagedCluster, ManagedClusterProps, specHash } from '../../lib';

/** What the contract suite needs to know of an infrastructure. */
export interface InfrastructureSample<ControlPlane, Pool> {
  /** A new one each time: nothing may be shared between clusters. */
  readonly infrastructure: () => IInfrastructure<ControlPlane, Pool>;
  readonly controlPlane: ControlPlane;
  readonly pool: Pool;
  /** The pool with a change that must replace its machines. */
  readonly changedPool: Pool;
  /** Kind of the machine template that the change shows in. @default - machines have no template */
  readonly machineTemplateKind?: string;
}

export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  readonly spec: any;
}

/** A fleet with one cluster of the sample. */
export function fleetWith<C, P>(props: Omit<ManagedClusterProps<C, P>, 'version' | 'networkPlugin'> & Partial<ManagedClusterProps<C, P>>, lock = Lock.memory()) {
  const app = new App({ outdir: Testing.app().outdir });
  const fleet = new Fleet(app, 'acme', {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/9'),
    lock,
  });
  const cluster = new ManagedCluster(fleet, 'one', { version: '1.34.1', networkPlugin: Calico.vxlan(), ...props });
  return { app, fleet, cluster, objects: (): Manifest[] => fleet.hub.chart.toJson() };
}

/** What every infrastructure promises. Each provider's test file runs it. */
export function itHonoursTheInfrastructureContract<C, P>(sample: InfrastructureSample<C, P>): void {
  const make = (pool = sample.pool) =>
    fleetWith({ infrastructure: sample.infrastructure(), controlPlane: sample.controlPlane, pools: { workers: pool } });

  describe('the infrastructure contract', () => {
    test('gives a fleet without findings', () => {
      expect(make().fleet.check()).toEqual([]);
    });

    test('names exactly one Cluster, whose references point at objects of the same namespace', () => {
      const objects = make().objects();
      const [cluster, ...others] = objects.filter(o => o.kind === 'Cluster');
      expect(others).toEqual([]);
      for (const ref of [cluster.spec.controlPlaneRef, cluster.spec.infrastructureRef]) {
        expect(Object.keys(ref).sort()).toEqual(['apiGroup', 'kind', 'name']);
        expect(objects.filter(o => o.kind === ref.kind && o.metadata.name === ref.name && o.apiVersion.startsWith(`${ref.apiGroup}/`)
          && o.metadata.namespace === cluster.metadata.namespace)).toHaveLength(1);
      }
    });

    test('points every reference between objects at one that it makes', () => {
      const objects = make().objects();
      const refs = objects.flatMap(o => references(o.spec));
      expect(refs.length).toBeGreaterThan(2);
      for (const ref of refs) {
        expect(objects.filter(o => o.kind === ref.kind && o.metadata.name === ref.name)).toHaveLength(1);
      }
    });

    test('puts every namespaced object into the namespace of the cluster, and makes that namespace', () => {
      const objects = make().objects();
      expect(objects.filter(o => o.kind === 'Namespace').map(o => o.metadata.name)).toEqual(['acme']);
      for (const object of objects.filter(o => o.kind !== 'Namespace' && !clusterScoped(o))) {
        expect([object.kind, object.metadata.namespace]).toEqual([object.kind, 'acme']);
      }
    });

    test('protects every object that a machine or a cluster hangs on from being pruned, but not those that scale machines or watch them', () => {
      const [free, kept] = [['MachineDeployment', 'MachinePool', 'MachineHealthCheck'], make().objects()];
      expect(kept.filter(o => free.includes(o.kind) && o.metadata.annotations?.['helm.sh/resource-policy'] !== undefined)).toEqual([]);
      for (const object of kept.filter(o => !free.includes(o.kind))) {
        expect([object.kind, object.metadata.annotations]).toEqual([object.kind, expect.objectContaining({
          'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false', 'helm.sh/resource-policy': 'keep', 'kustomize.toolkit.fluxcd.io/prune': 'disabled',
        })]);
      }
    });

    test('names start with the name of the cluster and are different for each cluster', () => {
      const { fleet, objects } = make();
      new ManagedCluster(fleet, 'two', {
        version: '1.34.1', networkPlugin: Calico.vxlan(), infrastructure: sample.infrastructure(), controlPlane: sample.controlPlane, pools: { workers: sample.pool },
      });
      const named = objects().filter(o => o.kind !== 'Namespace');
      const keys = named.map(o => `${o.kind}/${o.metadata.namespace}/${o.metadata.name}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(named.filter(o => !/^(acme-)?(one|two)(-|$)/.test(o.metadata.name))).toEqual([]);
      expect(named.filter(o => /two/.test(o.metadata.name))).toHaveLength(named.length / 2);
    });

    test('writes the settled pod and service ranges', () => {
      const objects = make().objects();
      const network = objects.find(o => o.kind === 'Cluster')!.spec.clusterNetwork;
      expect(network.pods.cidrBlocks).toHaveLength(1);
      expect(network.services.cidrBlocks).toHaveLength(1);
      expect(network.pods.cidrBlocks).not.toEqual(network.services.cidrBlocks);
    });

    test('writes no null and no empty list anywhere: an apply would count them as a wish', () => {
      expect(make().objects().flatMap(o => nothings(o, o.kind))).toEqual([]);
    });

    test('is the same when it is rendered again, and when it is made again', () => {
      const first = make();
      expect(first.objects()).toEqual(first.objects());
      expect(make().objects()).toEqual(first.objects());
    });

    test('gives through a FleetApp what it gives through a plain App', () => {
      const app = new FleetApp({ outdir: Testing.app().outdir });
      const fleet = new Fleet(app, 'acme', {
        hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' } }),
        addresses: AddressPlan.within('10.0.0.0/9'), lock: Lock.memory(),
      });
      new ManagedCluster(fleet, 'one', {
        version: '1.34.1', networkPlugin: Calico.vxlan(), infrastructure: sample.infrastructure(), controlPlane: sample.controlPlane, pools: { workers: sample.pool },
      });
      expect(app.check()).toEqual([]);
      expect(fleet.hub.chart.toJson()).toEqual(make().objects());
    });

    test('tells the model where it runs', () => {
      const model = make().fleet.settle().clusters.find(c => c.name === 'one')!;
      expect(model).toMatchObject({ origin: 'managed', cloud: sample.infrastructure().facts.cloud, version: 'v1.34.1' });
      expect(model.nodeGroups.map(g => g.name).sort()).toEqual(['control-plane', 'workers']);
    });

    test('fails the synth when someone patches an unknown field into any of its objects', () => {
      const { fleet, cluster } = make();
      // Kinds of a provider outside of this package have no schema here.
      const objects = cluster.hubObjects.node.findAll().filter(c => ApiObject.isApiObject(c))
        .filter(o => structureOf(o.apiVersion, o.kind) !== undefined);
      for (const object of objects) {
        object.addJsonPatch(JsonPatch.add('/spec/notAField', true));
      }
      const broken = fleet.check().filter(f => f.message.includes('spec.notAField'));
      expect(broken.map(f => f.paths[0]).sort()).toEqual(objects.map(o => o.node.path).sort());
    });

    if (sample.machineTemplateKind !== undefined) {
      test('names machine templates after their spec: a change makes a new one that the pool refers to, and nothing else is renamed', () => {
        const templates = (objects: Manifest[]) => objects.filter(o => o.kind === sample.machineTemplateKind).map(o => o.metadata.name).sort();
        const [before, after] = [make().objects(), make(sample.changedPool).objects()];
        const gone = templates(before).filter(n => !templates(after).includes(n));
        const come = templates(after).filter(n => !templates(before).includes(n));
        expect(gone).toEqual([expect.stringMatching(/^one-workers-[0-9a-f]{8}$/)]);
        expect(come).toEqual([expect.stringMatching(/^one-workers-[0-9a-f]{8}$/)]);
        const used = after.filter(o => o.kind === 'MachineDeployment').map(o => o.spec.template.spec.infrastructureRef.name);
        expect(new Set(used)).toEqual(new Set(come));
      });

      test('counts a patch of a machine template as a change of its spec, and one of its labels not', () => {
        const unpatched = make().objects();
        const patched = (patch: JsonPatch) => {
          const fixture = make();
          const template = fixture.cluster.hubObjects.node.findAll()
            .find(c => ApiObject.isApiObject(c) && c.kind === sample.machineTemplateKind) as ApiObject;
          template.addJsonPatch(patch);
          return fixture.objects;
        };
        const names = (objects: Manifest[]) => objects.map(o => `${o.kind}/${o.metadata.name}`);
        expect(names(patched(JsonPatch.add('/metadata/labels/patched', 'yes'))())).toEqual(names(unpatched));
        const spec = unpatched.find(o => o.kind === sample.machineTemplateKind)!.spec;
        const copy = JsonPatch.replace('/spec', { template: { ...spec.template, metadata: { labels: { patched: 'yes' } } } });
        expect(specHash('g', 'k', { template: { ...spec.template, metadata: { labels: { patched: 'yes' } } } })).not.toBe(specHash('g', 'k', spec));
        const renamed = patched(copy)();
        expect(names(renamed).filter(n => !names(unpatched).includes(n))).toEqual([expect.stringMatching(new RegExp(`^${sample.machineTemplateKind}/one-`))]);
      });
    }
  });
}

function clusterScoped(object: Manifest): boolean {
  return structureOf(object.apiVersion, object.kind)?.scope === 'Cluster';
}

/** Where an object says nothing in so many words. */
function nothings(value: unknown, path: string): string[] {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) {
    return [path];
  }
  return typeof value === 'object' ? Object.entries(value).flatMap(([key, item]) => nothings(item, `${path}.${key}`)) : [];
}

/** References of the v1beta2 form, wherever they stand. */
function references(value: unknown): { kind: string; name: string }[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const own = 'apiGroup' in value && 'kind' in value && 'name' in value ? [value as { kind: string; name: string }] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}
