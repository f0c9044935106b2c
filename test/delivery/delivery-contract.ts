import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ApiObject, JsonPatch, Testing } from 'cdk8s';
import { structureOf } from '../../imports/catalogue';
import {
  AddressPlan, Calico, ClusterChart, Docker, ExistingCluster, Fleet, FleetApp, HelmAddOn, HelmInstallation, ICluster, IDelivery, ILock, Lock,
  ManagedCluster,
} from '../../lib';
import * as drivers from '../../lib/capi';

/** What the contract suite needs to know of a delivery. */
export interface DeliverySample {
  /** A new one each time. It delivers the output folder itself, with no folder of a repository before it. */
  readonly delivery: () => IDelivery;
  /** The same, pruning nothing. @default - the delivery never prunes */
  readonly withoutPruning?: () => IDelivery;
  /** The folder of its implementation below `lib/delivery`: `flux`. */
  readonly folder: string;
  /** Which folders its objects bring to which cluster. @default - it makes no objects for them: who applies them knows where */
  readonly foldersIn?: (output: Output) => readonly SeenFolder[];
  /** Which releases its objects install, as whatever installs them will read them. */
  readonly releasesIn: (output: Output) => readonly SeenRelease[];
}

/** An object as it is written out. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string>;
    readonly finalizers?: readonly string[];
  };
  readonly [field: string]: any;
}

/** The objects of a fleet, by folder: one of each chart. */
export type Output = readonly { readonly cluster: string; readonly unit?: string; readonly folder: string; readonly objects: readonly Manifest[] }[];

/** A folder that something brings to a cluster. */
export interface SeenFolder {
  readonly cluster: string;
  /** Relative to the output folder. */
  readonly path: string;
}

/** A release that something installs. */
export interface SeenRelease {
  readonly cluster: string;
  readonly name: string;
  readonly namespace: string;
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  readonly values: unknown;
}

/** A storage driver, from a Helm repository. Its values are known only when the fleet is settled; a null takes a default of the chart away. */
export const STORAGE: HelmAddOn = {
  release: 'local-storage', namespace: 'storage', repository: 'https://charts.example.com/storage', chart: 'local-path', defaultVersion: '0.0.31',
  values: cluster => ({ pods: cluster.ranges.find(range => range.name === 'pods')!.cidr.toString(), limits: { cpu: null }, note: '{{ as it stands }} ${HOME} $1' }),
};
/** A chart in an OCI registry. */
export const METRICS: HelmAddOn = {
  release: 'metrics', namespace: 'monitoring', repository: 'oci://registry.example.com/charts', chart: 'metrics-server', version: '3.13.0', defaultVersion: '3.12.0',
  values: { replicas: 2, args: ['--kubelet-insecure-tls'], empty: {} },
};
const LONG = 'a-cluster-whose-name-is-as-long-as-cluster-names-may-be-at-mos';
const LONG_RELEASE = 'a-release-whose-name-is-as-long-as-helm-permits-it-to';

/** What the releases of `declare` come to. */
export const RELEASES: readonly SeenRelease[] = [
  ...['eu', 'old'].map(cluster => ({
    cluster, name: 'metrics', namespace: 'monitoring', repository: METRICS.repository, chart: 'metrics-server', version: '3.13.0',
    values: { replicas: 2, args: ['--kubelet-insecure-tls'], empty: {}, mesh: { cluster } },
  })),
  {
    cluster: 'old', name: 'local-storage', namespace: 'storage', repository: STORAGE.repository, chart: 'local-path', version: '0.0.31',
    values: { pods: '192.168.0.0/17', limits: { cpu: null }, note: '{{ as it stands }} ${HOME} $1' },
  },
];

/** The same requests for every delivery: a hub, three clusters, two charts, and objects of people's own. */
export function declare(app: FleetApp, id: string, delivery: IDelivery, { lock = Lock.memory(), reversed = false } = {}): Fleet {
  const fleet = new Fleet(app, id, {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/17', services: '172.17.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/9'), lock, delivery,
  });
  const managed = (name: string, labels: Record<string, string>) => () => new ManagedCluster(fleet, name, {
    version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), controlPlane: { machine: {} }, pools: { workers: { machine: {}, replicas: 1 } },
    // A block of the plan that does not depend on what else is asked for.
    network: { pods: name === 'eu' ? '10.1.0.0/16' : '10.2.0.0/16' }, labels,
  });
  const existing = () => new ExistingCluster(fleet, 'old', {
    version: '1.33.4', network: { pods: '192.168.0.0/17', services: '172.30.0.0/20' }, addOns: [STORAGE],
    access: { type: 'kubeconfig', namespace: 'clusters', name: 'old-kubeconfig' },
  });
  const makers: (() => ICluster)[] = [managed('eu', { stage: 'prod' }), managed('us', { stage: 'dev' }), existing];
  const made = new Map((reversed ? makers.reverse() : makers).map(make => make()).map(cluster => [cluster.name, cluster]));
  const clusters = [made.get('eu')!, made.get('old')!];
  new HelmInstallation(fleet, 'metrics', { clusters: reversed ? clusters.reverse() : clusters, addOn: METRICS });
  for (const { name } of clusters) {
    fleet.claim({ type: 'release-values', cluster: name, path: `${id}/mesh`, release: 'metrics', values: { mesh: { cluster: name } } });
  }
  for (const { chart } of made.values()) {
    const base = new ApiObject(chart, 'base', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default', annotations: { owner: 'people' } }, data: { a: '1' } });
    new ApiObject(chart, 'app', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default' } }).node.addDependency(base);
  }
  return fleet;
}

/** Every object of a fleet, as it is written. */
export function outputOf(fleet: Fleet): Output {
  return fleet.clusterCharts.map(chart => ({
    cluster: chart.cluster, unit: chart.unit, folder: fleet.folderOf(chart.cluster, chart.unit), objects: chart.toJson() as Manifest[],
  }));
}

/** A fleet of one program, and what it gives. */
export function outputWith(delivery: IDelivery, options?: Parameters<typeof declare>[3]): Output {
  return outputOf(declare(newApp(), 'acme', delivery, options));
}

/** Delivers nothing: what is there without any delivery. */
export const NOTHING: IDelivery = { name: 'nothing', prunes: false, readsFolders: false, bind: () => ({ deliverFolder: () => {}, installRelease: () => {} }) };

/** What makes an object itself, with its folder. */
export function keyOf(folder: string, { apiVersion, kind, metadata }: Manifest): string {
  return `${folder} ${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
}

/** Where objects say that something deletes what leaves them. */
export function pruningIn(output: Output): readonly string[] {
  const found = (value: unknown, at: string): readonly string[] => {
    if (typeof value === 'string') {
      return /^resources-finalizer\.argocd\.argoproj\.io/.test(value) && at.includes('.finalizers.') ? [at] : [];
    }
    if (typeof value !== 'object' || value === null) {
      return [];
    }
    return Object.entries(value).flatMap(([key, item]) => (key === 'prune' && item === true ? [`${at}.prune`] : found(item, `${at}.${key}`)));
  };
  return output.flatMap(({ folder, objects }) => objects.flatMap(object => found(object, keyOf(folder, object))));
}

/** What every delivery promises. Each delivery's test file runs it. */
export function itHonoursTheDeliveryContract(sample: DeliverySample): void {
  describe('the delivery contract', () => {
    test('gives a fleet without findings', () => {
      expect(declare(newApp(), 'acme', sample.delivery()).check()).toEqual([]);
    });

    test('is the same delivery by name each time, and says whether it prunes', () => {
      const [one, two] = [sample.delivery(), sample.delivery()];
      expect([one.name, one.prunes, one.readsFolders]).toEqual([two.name, two.prunes, two.readsFolders]);
      expect(one.prunes).toBe(sample.withoutPruning !== undefined);
      expect(one.readsFolders).toBe(sample.foldersIn !== undefined);
    });

    if (sample.foldersIn !== undefined) {
      test('brings each folder that is written to its cluster, once, by the path that it is written to', () => {
        for (const fleets of [['acme'], ['dev', 'prod']]) {
          const app = newApp();
          const made = fleets.map(id => declare(app, id, sample.delivery()));
          app.synth();
          for (const fleet of made) {
            const seen = sample.foldersIn!(outputOf(fleet));
            const main = fleet.clusterCharts.filter(chart => chart.unit === undefined)
              .map(({ cluster }) => ({ cluster, path: fleet.folderOf(cluster) }));
            expect(seen.filter(({ path: at }) => main.some(folder => folder.path === at)).sort(byText)).toEqual([...main].sort(byText));
            expect(new Set(seen.map(folder => folder.path)).size).toBe(seen.length);
            expect(seen.filter(folder => !fs.existsSync(path.join(app.outdir, folder.path)))).toEqual([]);
            expect(main.map(folder => folder.path.split('/').length - 1)).toEqual(main.map(() => fleets.length - 1));
          }
        }
      });
    }

    itInstallsReleases({ fleet: lock => declare(newApp(), 'acme', sample.delivery(), { lock }), releasesIn: sample.releasesIn, releases: RELEASES });

    test('leaves what constructs and people made as it is, but for annotations that nobody wrote', () => {
      const [bare, output] = [byKey(outputWith(NOTHING)), byKey(outputWith(sample.delivery()))];
      expect(bare.size).toBeGreaterThan(30);
      for (const [key, object] of bare) {
        const { annotations, ...metadata } = output.get(key)?.metadata ?? {};
        const { annotations: written, ...withoutAnnotations } = object.metadata;
        expect({ ...output.get(key), metadata: { ...metadata } }).toEqual({ ...object, metadata: withoutAnnotations });
        expect(annotations ?? {}).toMatchObject(written ?? {});
      }
    });

    test('is seen in every object that it makes when someone patches an unknown field into one', () => {
      const fleet = declare(newApp(), 'acme', sample.delivery());
      const bare = new Set(declare(newApp(), 'acme', NOTHING).clusterCharts.flatMap(objectsIn).map(object => object.node.path));
      fleet.settle();
      const known = fleet.clusterCharts.flatMap(objectsIn)
        .filter(object => !bare.has(object.node.path) && structureOf(object.apiVersion, object.kind) !== undefined);
      expect(known.length).toBeGreaterThanOrEqual(sample.foldersIn === undefined ? 0 : 4);
      known.forEach(object => object.addJsonPatch(JsonPatch.add('/notAField', true)));
      const broken = fleet.check().filter(finding => finding.message.includes('notAField'));
      expect(broken.map(finding => finding.paths[0]).sort()).toEqual(known.map(object => object.node.path).sort());
    });

    test('gives the same when the program is written in another order, when it is rendered again and when it is made again', () => {
      const fleet = declare(newApp(), 'acme', sample.delivery());
      const first = outputOf(fleet);
      expect(outputOf(fleet)).toEqual(first);
      expect(outputWith(sample.delivery())).toEqual(first);
      expect(outputWith(sample.delivery(), { reversed: true })).toEqual(first);
    });

    test('writes no secret material', () => {
      const output = outputWith(sample.delivery());
      const secrets = output.flatMap(({ objects }) => objects).filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Secret');
      expect(secrets.filter(({ data, stringData }) => data !== undefined || stringData !== undefined)).toEqual([]);
      expect(JSON.stringify(output)).not.toMatch(/-----BEGIN|"(token|password|client-key-data)":"/);
    });

    test('has names within the limits of their kinds, all different, for clusters with the longest names', () => {
      const fleet = new Fleet(newApp(), 'acme', {
        hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/17', services: '172.17.0.0/20' } }),
        lock: Lock.memory(), delivery: sample.delivery(),
      });
      const twins = ['1', '2'].map((end, i) => new ExistingCluster(fleet, LONG + end, {
        version: '1.34.1', network: { pods: `10.${i}.0.0/17`, services: `172.${18 + i}.0.0/20` }, access: { type: 'kubeconfig', namespace: 'clusters', name: `twin-${end}` },
      }));
      expect(twins.map(twin => twin.name.length)).toEqual([63, 63]);
      new HelmInstallation(fleet, 'metrics', { clusters: twins, addOn: { ...METRICS, release: LONG_RELEASE } });
      expect(fleet.check()).toEqual([]);
      const output = outputOf(fleet);
      const objects = output.flatMap(({ objects: all }) => all);
      expect(objects.filter(({ metadata }) => metadata.name.length > 253)).toEqual([]);
      expect(objects.flatMap(labelsIn).filter(value => value.length > 63)).toEqual([]);
      const seen = sample.releasesIn(output);
      expect(seen.map(({ cluster, name }) => [cluster, name]).sort()).toEqual(twins.map(({ name }) => [name, LONG_RELEASE]).sort());
    });

    test('names no driver in its code', () => {
      const names = new RegExp(`\\b(${Object.keys(drivers).join('|')})\\b`);
      const root = path.join(__dirname, '..', '..', 'lib', 'delivery', sample.folder);
      const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
      expect(files.length).toBeGreaterThan(0);
      const code = (file: string) => fs.readFileSync(path.join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$|'[^'\n]*'|`[^`]*`/gm, '');
      expect(files.filter(file => names.test(code(file)))).toEqual([]);
    });

    if (sample.withoutPruning !== undefined) {
      test('prunes nothing without pruning, where it does otherwise, and leaves all else as it is', () => {
        expect(pruningIn(outputWith(sample.delivery()))).not.toEqual([]);
        expect([sample.withoutPruning!().name, sample.withoutPruning!().prunes]).toEqual([sample.delivery().name, false]);
        const [before, after] = [outputWith(sample.delivery()), outputWith(sample.withoutPruning!())];
        expect(pruningIn(after)).toEqual([]);
        expect([...byKey(after).keys()]).toEqual([...byKey(before).keys()]);
        expect(sample.releasesIn(after)).toEqual(sample.releasesIn(before));
        expect(sample.foldersIn?.(after)).toEqual(sample.foldersIn?.(before));
      });
    }
  });
}

/** What the part of the suite about releases needs to know. */
export interface ReleaseSample extends Pick<DeliverySample, 'releasesIn'> {
  /** A fleet in which something installs `STORAGE` and `METRICS`. */
  readonly fleet: (lock: ILock) => Fleet;
  /** What they come to. */
  readonly releases: readonly SeenRelease[];
}

/** What everything promises that installs Helm charts, a delivery or not. */
export function itInstallsReleases({ fleet, releasesIn, releases }: ReleaseSample): void {
  test('installs each release once, with the version and the values of the settled fleet, whoever contributed them', () => {
    expect([...releasesIn(outputOf(fleet(Lock.memory())))].sort(byText)).toEqual([...releases].sort(byText));
  });

  test('takes a version that the lock holds over a default, and not over one that is written down', () => {
    const lock = Lock.memory();
    lock.commit('acme', lock.read('acme'), releases.map(({ cluster, name }) => ({ owner: cluster, fact: `chart/${name}`, value: '0.0.30' })));
    const expected = releases.map(release => (release.name === STORAGE.release ? { ...release, version: '0.0.30' } : release));
    expect([...releasesIn(outputOf(fleet(lock)))].sort(byText)).toEqual(expected.sort(byText));
  });
}

const outdirs: string[] = [];
afterEach(() => outdirs.splice(0).forEach(folder => fs.rmSync(folder, { recursive: true, force: true })));

/** An app with a folder of its own. */
export function newApp(): FleetApp {
  const { outdir } = Testing.app();
  outdirs.push(outdir);
  return new FleetApp({ outdir });
}

export function byKey(output: Output): ReadonlyMap<string, Manifest> {
  return new Map(output.flatMap(({ folder, objects }) => objects.map(object => [keyOf(folder, object), object] as const)));
}

function objectsIn(chart: ClusterChart): readonly ApiObject[] {
  return chart.node.findAll().filter(construct => ApiObject.isApiObject(construct));
}

/** Labels of an object and of what it holds templates of. */
function labelsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) => (key === 'labels' || key === 'matchLabels' ? Object.values(item as object) : labelsIn(item)));
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}
