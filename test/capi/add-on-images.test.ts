import { describe, expect, test } from '@jest/globals';
import { fleetWith } from './infrastructure-contract';
import { Aws, Calico, ChartImage, Cilium, ClusterModel, HelmAddOn, HelmRelease, ImageReference, Lock } from '../../lib';

const CILIUM_DIGESTS = {
  agent: '2939231d0d3e3ebddcd80fffa168b7ddcc78fdf0dc864d1c8c126ff523c54f01',
  operator: '64d8798350e8569b8e7622563fed6e44dce2625f311e4651b774816516c744fc',
  envoy: 'af7382699576b9e65e9184efa52eeca0b58aea70ad6e511bf260c91d9f740463',
};

/** The release of an add-on in a settled cluster, and its images at a version of the chart. */
function settled(addOn: HelmAddOn, lock = Lock.memory()) {
  const infrastructure = Aws.ec2({ region: 'us-east-1', availabilityZones: ['us-east-1a'], sshKeyName: 'fleet' });
  const { fleet } = fleetWith({
    infrastructure, controlPlane: { machine: { instanceType: 'm6i.large' } }, pools: {},
    ...addOn.chart.startsWith('aws-') ? addOn.chart === 'aws-ebs-csi-driver' ? { storage: addOn } : { cloudController: addOn } : { networkPlugin: addOn },
  }, lock);
  const cluster = fleet.settle().clusters.find(({ name }) => name === 'one')!;
  const release = cluster.releases.find(({ name }) => name === addOn.release)!;
  return { cluster, release, images: (version = release.version) => release.images!(version, cluster) };
}

const mirrored = ({ image }: ChartImage) => {
  const source = ImageReference.parse(image);
  return source.at('registry.example.com:5000', `mirror/${source.name}`);
};

/** Values with their keys in a row: `operator.image.repository`. */
function leaves(values: unknown, at = ''): readonly (readonly [key: string, value: unknown])[] {
  return typeof values === 'object' && values !== null && !Array.isArray(values)
    ? Object.entries(values).flatMap(([key, value]) => leaves(value, at === '' ? key : `${at}.${key}`))
    : [[at, values]];
}

const MIRROR = 'registry.example.com:5000/mirror';
type Row = readonly [image: string, values: Readonly<Record<string, string>>];
const CHARTS: readonly (readonly [name: string, addOn: HelmAddOn, table: readonly Row[]])[] = [
  ['Calico', Calico.vxlan(), [
    ['quay.io/tigera/operator:v1.40.15', { 'tigeraOperator.registry': 'registry.example.com:5000', 'tigeraOperator.image': 'mirror/quay.io/tigera/operator' }],
    ...['apiserver', 'cni', 'kube-controllers', 'node', 'pod2daemon-flexvol', 'typha'].map(name => [
      `quay.io/calico/${name}:v3.31.7`, { 'installation.registry': `${MIRROR}/quay.io/` },
    ] as const),
  ]],
  ['Cilium', Cilium.vxlan(), [
    [`quay.io/cilium/cilium:v1.20.2@sha256:${CILIUM_DIGESTS.agent}`, { 'image.repository': `${MIRROR}/quay.io/cilium/cilium` }],
    [`quay.io/cilium/operator-generic:v1.20.2@sha256:${CILIUM_DIGESTS.operator}`, { 'operator.image.repository': `${MIRROR}/quay.io/cilium/operator` }],
    [
      `quay.io/cilium/cilium-envoy:v1.37.6-1789133542-cbec91f666af0bf742da986d43832932dbb26b82@sha256:${CILIUM_DIGESTS.envoy}`,
      { 'envoy.image.repository': `${MIRROR}/quay.io/cilium/cilium-envoy` },
    ],
  ]],
  ['the AWS cloud controller', Aws.cloudController(), [
    ['registry.k8s.io/provider-aws/cloud-controller-manager:v1.34.3', {
      'image.repository': `${MIRROR}/registry.k8s.io/provider-aws/cloud-controller-manager`,
    }],
  ]],
  ['the EBS CSI driver', Aws.ebsCsiDriver(), [
    ['public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.64.0', { 'image.repository': `${MIRROR}/public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver` }],
    ...([
      ['provisioner', 'csi-provisioner', 'v6.3.0-eksbuild.4'],
      ['attacher', 'csi-attacher', 'v4.12.0-eksbuild.5'],
      ['snapshotter', 'csi-snapshotter', 'v8.6.0-eksbuild.5'],
      ['resizer', 'csi-resizer', 'v2.2.1-eksbuild.3'],
      ['livenessProbe', 'livenessprobe', 'v2.19.0-eksbuild.5'],
      ['nodeDriverRegistrar', 'csi-node-driver-registrar', 'v2.17.0-eksbuild.5'],
    ] as const).map(([key, image, tag]) => [
      `public.ecr.aws/csi-components/${image}:${tag}`,
      { [`sidecars.${key}.image.repository`]: `${MIRROR}/public.ecr.aws/csi-components/${image}` },
    ] as const),
  ]],
];

describe.each(CHARTS)('the images of %s', (_, addOn, table) => {
  test('are those of the default version, each with the values that take it from a mirror', () => {
    const images = settled(addOn).images();
    expect(images.map(image => [image.image, Object.fromEntries(leaves(image.values(mirrored(image))))])).toEqual(table);
  });

  test('are known by tag at the default version', () => {
    expect(settled(addOn).images().filter(({ image }) => ImageReference.parse(image).tag === undefined)).toEqual([]);
  });

  test('touch no value that the add-on sets', () => {
    const { release, images } = settled(addOn);
    const own = leaves(release.values).map(([key]) => key);
    const touched = images().flatMap(image => leaves(image.values(mirrored(image))).map(([key]) => key));
    expect(touched.filter(key => own.some(present => present === key || present.startsWith(`${key}.`) || key.startsWith(`${present}.`)))).toEqual([]);
  });

  test('write one value alike where they share it', () => {
    const written = settled(addOn).images().flatMap(image => leaves(image.values(mirrored(image))));
    expect(new Set(written.map(([key, value]) => `${key} ${value}`)).size).toBe(new Set(written.map(([key]) => key)).size);
  });
});

describe.each(CHARTS.filter(([, { chart }]) => chart !== 'aws-cloud-controller-manager'))('at another version of the chart the images of %s', (_, addOn, table) => {
  test('have neither tag nor digest, and the same values', () => {
    const images = settled(addOn).images('999.0.0');
    expect(images.map(({ image }) => image)).toEqual(table.map(([image]) => ImageReference.parse(image).name));
    expect(images.map(image => Object.fromEntries(leaves(image.values(mirrored(image)))))).toEqual(table.map(([, values]) => values));
  });
});

describe('the tag of the AWS cloud controller', () => {
  const tagOf = (release: ReturnType<typeof settled>, cluster: ClusterModel = release.cluster) =>
    ImageReference.parse(release.release.images!('999.0.0', cluster)[0].image).tag;
  const withValues = ({ cluster, release }: ReturnType<typeof settled>, values: HelmRelease['values']): ClusterModel =>
    ({ ...cluster, releases: [{ ...release, values }] });

  test('is that of the values at every version of the chart', () => {
    expect(tagOf(settled(Aws.cloudController()))).toBe('v1.34.3');
    expect(tagOf(settled(Aws.cloudController({ values: { image: { tag: 'v1.34.1' } } })))).toBe('v1.34.1');
  });

  test('is that of the lock, which holds the one that the cluster was made with', () => {
    const fact = { owner: 'one', fact: 'image/aws-cloud-controller-manager 1.34', value: 'v1.34.0' };
    const lock = Lock.memory();
    lock.commit('acme', lock.read('acme'), [fact]);
    expect(tagOf(settled(Aws.cloudController(), lock))).toBe('v1.34.0');
  });

  test('is that of the table as long as the releases are not settled, or say none', () => {
    const release = settled(Aws.cloudController());
    expect(tagOf(release, { ...release.cluster, releases: [] })).toBe('v1.34.3');
    expect(tagOf(release, withValues(release, { image: {} }))).toBe('v1.34.3');
    expect(tagOf(release, withValues(release, { image: 'x' }))).toBe('v1.34.3');
    expect(tagOf(release, { ...release.cluster, version: 'v1.99.1', releases: [] })).toBe('v1.99.0');
  });
});

describe('a mirror', () => {
  const valuesOf = (addOn: HelmAddOn, image: string, registry: string, repository: string) => {
    const found = settled(addOn).images().find(candidate => candidate.image.startsWith(image))!;
    return found.values(ImageReference.parse(found.image).at(registry, repository));
  };

  test('may keep nothing but the path of an image', () => {
    expect(valuesOf(Calico.vxlan(), 'quay.io/calico/node', 'localhost:5000', 'calico/node')).toEqual({ installation: { registry: 'localhost:5000/' } });
    expect(valuesOf(Calico.vxlan(), 'quay.io/tigera/operator', 'localhost:5000', 'tigera/operator')).toEqual({
      tigeraOperator: { registry: 'localhost:5000', image: 'tigera/operator' },
    });
    expect(valuesOf(Cilium.vxlan(), 'quay.io/cilium/operator-generic', 'localhost:5000', 'cilium/operator-generic')).toEqual({
      operator: { image: { repository: 'localhost:5000/cilium/operator' } },
    });
  });

  test('that changes the path is refused where a chart or an operator puts the path together', () => {
    expect(() => valuesOf(Calico.vxlan(), 'quay.io/calico/node', 'localhost:5000', 'mirror/calico-node')).toThrow(
      "the tigera operator looks for 'calico/node' below one place: have the mirror keep the path of the image, got 'localhost:5000/mirror/calico-node'",
    );
    expect(() => valuesOf(Calico.vxlan(), 'quay.io/calico/node', 'localhost:5000', 'not-calico/node')).toThrow('below one place');
    expect(() => valuesOf(Cilium.vxlan(), 'quay.io/cilium/operator-generic', 'localhost:5000', 'cilium-operator')).toThrow(
      "the cilium chart appends '-generic' to the place of its operator: have the mirror keep the path of the image, got 'localhost:5000/cilium-operator'",
    );
  });
});
