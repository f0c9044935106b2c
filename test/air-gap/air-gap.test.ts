import { describe, expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { DELIVERIES, HOSTS, INSIDE, MIRROR, written, Written, writtenBy } from './program';
import { Leaf, leavesIn, objectsIn, textOf, Used, usedIn } from './scan';
import {
  ApplicationSetFleet, Artifact, Delivery, Docker, ExistingCluster, Fleet, FleetApp, HelmAddOn, HelmInstallation, HubPlatform, ImageReference, Lock,
  Mirror, UsedArtifact,
} from '../../lib';
import { fakeHelm } from '../delivery/plain-files/fake-helm';

/** Hosts that everybody knows, as literal text. */
const OUTSIDE = [
  ...Object.keys(HOSTS), 'index.docker.io', 'registry-1.docker.io', 'k8s.gcr.io', 'pkg.dev', 'mcr.microsoft.com', 'github.io',
  'githubusercontent.com',
  'gitlab.com', 'charts.external-secrets.io', 'amazonaws.com', 'googleapis.com',
];
const LAYOUTS: Readonly<Record<string, () => Mirror>> = {
  'a folder for each host': () => Mirror.registry(MIRROR),
  'a place for each host': () => Mirror.registry(MIRROR, { hosts: HOSTS }),
};
const CASES = Object.keys(DELIVERIES).flatMap(delivery => Object.keys(LAYOUTS).map(layout => [delivery, layout] as const));

const synths = new Map<string, Written>();
function synth(delivery: string, layout?: string): Written {
  const key = `${delivery}, ${layout}`;
  const present = synths.get(key) ?? written({ delivery, mirror: layout === undefined ? undefined : LAYOUTS[layout] });
  synths.set(key, present);
  return present;
}

function billOf({ files }: Pick<Written, 'files'>): readonly UsedArtifact[] {
  return (JSON.parse(files.get('_bill-of-materials.json')!) as { readonly artifacts: readonly UsedArtifact[] }).artifacts;
}

describe.each(CASES)('with %s, and %s in the mirror', (delivery, layout) => {
  test('the program has no findings', () => {
    expect(synth(delivery, layout).findings).toEqual([]);
  });

  test('images, addresses and repositories lie inside, all of them', () => {
    const places = leavesIn(synth(delivery, layout).files).flatMap(placesIn);
    expect(places.length).toBeGreaterThan(80);
    expect(outsideOf(places)).toEqual([]);
    expect([...new Set(places.map(({ place }) => hostOf(place)))].filter(host => INSIDE.includes(host)).sort()).toEqual([
      'git.internal.example', 'registry.internal.example',
    ]);
  });

  test('no public host is anywhere in the text, but as a folder of the mirror', () => {
    const text = textOf(synth(delivery, layout).files);
    const found = OUTSIDE.flatMap(host => [...text.matchAll(new RegExp(`.{0,60}${host.replaceAll('.', '\\.')}`, 'g'))].map(([match]) => match));
    // Calico's chart takes the host of its operator apart from the path.
    expect(found.filter(match => !/(registry\.internal\.example\/|^ +image: )mirror\/[a-z0-9.-]+$/.test(match))).toEqual([]);
    expect(found.length > 0).toBe(layout === 'a folder for each host');
  });

  test('the bill of materials equals what the output uses, both ways', () => {
    const { files } = synth(delivery, layout);
    expect(usedIn(files).length).toBeGreaterThan(60);
    expect(differences(files)).toEqual({ notListed: [], notUsed: [] });
  });

  test('the bill of materials has its sources outside and its targets inside; what is inside stays where it is', () => {
    const bill = billOf(synth(delivery, layout));
    expect(bill.filter(({ target }) => !isInside(target))).toEqual([]);
    expect(bill.filter(({ source, target }) => isInside(source) !== (source === target))).toEqual([]);
    expect(new Set(bill.map(({ kind }) => kind))).toEqual(new Set(['artifact', 'chart', 'image', 'kubernetes', 'provider']));
    const perCluster = delivery === 'an Argo CD in each cluster';
    const sources = Object.keys(HOSTS).filter(host => perCluster || !['ecr-public.aws.com', 'argoproj.github.io'].includes(host));
    expect(new Set(bill.map(({ source }) => hostOf(source)))).toEqual(new Set([...sources, 'registry.internal.example']));
  });
});

describe('the tests above see', () => {
  const [delivery, layout] = CASES[0];
  const place = `${MIRROR}/quay.io`;

  test.each([
    ['the image of a container', `${place}/acme/agent:`], ['an image that is mounted', `${MIRROR}/ghcr.io/acme/models`],
    ['the argument of a command', `=${place}/jetstack/cert-manager-acmesolver`], ['a value of a chart', `${place}/cilium/cilium\n`],
    ['a repository of charts', `oci://${MIRROR}/helm.cilium.io`], ['the image of a provider', `${MIRROR}/gcr.io/k8s-staging-cluster-api`],
    ['an image of an application', `${MIRROR}/ghcr.io/acme/web:`], ['an image for machines', `${MIRROR}/ghcr.io/acme/node:`],
  ])('%s that is not taken from the mirror', (_, text) => {
    const files = new Map([...synth(delivery, layout).files].map(([file, content]) => [file, file.endsWith('.json') ? content
      : content.replaceAll(text, text.replace(`oci://${MIRROR}`, 'https:/').replace(`${MIRROR}/`, ''))]));
    expect(outsideOf(leavesIn(files).flatMap(placesIn))).not.toEqual([]);
    expect(differences(files)).not.toEqual({ notListed: [], notUsed: [] });
  });

  test('what is not listed, and what is listed and not used', () => {
    const { files } = synth(delivery, layout);
    const [bill, used] = [billOf({ files }), usedIn(files)];
    const unseen = bill.filter(artifact => {
      const missing = bill.filter(one => one !== artifact);
      const other = bill.map(one => (one === artifact ? { ...one, target: `${one.target}/x` } : one));
      return differences(files, missing, used).notListed.length === 0 || differences(files, other, used).notUsed.length === 0;
    });
    expect(unseen).toEqual([]);
  });
});

/** The fields that a mirror may change, each with what precedes it. */
const REFERENCES = [
  /^(Deployment|StatefulSet|DaemonSet|CronJob) spec\..*\b(containers|initContainers)\.\[\]\.image$/,
  /^Deployment spec\.template\.spec\.volumes\.\[\]\.image\.reference$/,
  /^Deployment spec\.template\.spec\.containers\.\[\]\.args\.\[\]$/,
  /^\w+Provider spec\.(fetchConfig\.oci|deployment\.containers\.\[\]\.(name|imageUrl))$/,
  /^KubeadmControlPlane spec\.kubeadmConfigSpec\.clusterConfiguration\.(dns\.)?imageRepository$/,
  /^DevCluster spec\.backend\.docker\.loadBalancer\.imageRepository$/,
  /^DevMachineTemplate spec\.template\.spec\.backend\.docker\.(customImage|preLoadImages\.\[\])$/,
  /^HelmChartProxy spec\.repoURL$/,
  /^HelmChartProxy spec\.valuesTemplate\.([\w.]+\.)?image\.repository$/,
  /^HelmChartProxy spec\.valuesTemplate\.(installation\.registry|tigeraOperator\.(registry|image))$/,
  /^Kustomization spec\.images\.\[\]\.newName$/,
];
const BY_ARGO_CD = [
  ...REFERENCES, /^AppProject spec\.sourceRepos\.\[\]$/, /^Application spec\.source\.(repoURL|helm\.values\.image\.(repository|tag))$/,
  /^HelmRepository spec\.(url|type)$/, /^OCIRepository spec\.url$/,
];
const CHANGED: Readonly<Record<string, readonly RegExp[]>> = {
  'Argo CD on the hub': [...BY_ARGO_CD, /^ApplicationSet spec\.template\.spec\.source\.(repoURL|kustomize\.images\.\[\])$/],
  'an Argo CD in each cluster': [...BY_ARGO_CD, /^Application spec\.source\.kustomize\.images\.\[\]$/],
  // A chart of a registry is an OCIRepository and no HelmRepository, and sources are called after their address.
  'Flux on the hub': [
    ...REFERENCES, /^(HelmRepository|OCIRepository) /, /^Kustomization spec\.sourceRef\.name$/, /^HelmRelease spec\.values\.image\.(repository|tag)$/,
    /^HelmRelease spec\.(chart\.spec\.(chart|version|sourceRef\.kind|sourceRef\.name)|chartRef\.(kind|name))$/,
  ],
};

describe.each(Object.keys(DELIVERIES))('the program without a mirror, with %s,', delivery => {
  const LAYOUT = 'a folder for each host';

  test('has no findings, and takes everything from its source', () => {
    expect(synth(delivery).findings).toEqual([]);
    expect(billOf(synth(delivery)).filter(({ source, target }) => source !== target)).toEqual([]);
    expect(synth(delivery).files.get('_bill-of-materials.json')).not.toContain('registry.internal.example/mirror');
  });

  test('lists the same sources and versions for the same users', () => {
    const [without, with_] = [undefined, LAYOUT].map(layout => billOf(synth(delivery, layout)).map(({ target: _, ...rest }) => rest));
    expect(without).toEqual(with_);
  });

  test('differs in references, and in nothing else', () => {
    const [before, after] = [undefined, LAYOUT].map(layout => fieldsIn(synth(delivery, layout).files));
    const differing = [...before.keys(), ...after.keys()].filter(field => before.get(field) !== after.get(field));
    const changed = [...new Set(differing.map(field => field.split('\n')[1]))];
    expect(changed.filter(field => !CHANGED[delivery].some(reference => reference.test(field)))).toEqual([]);
    expect(CHANGED[delivery].filter(reference => !changed.some(field => reference.test(field)))).toEqual([]);
    expect([...synth(delivery).files.keys()]).toEqual([...synth(delivery, LAYOUT).files.keys()]);
  });
});

const LOKI: HelmAddOn = {
  release: 'loki', namespace: 'loki', repository: 'https://charts.example.com/loki', chart: 'loki', defaultVersion: '6.0.0', values: {},
};

test('a chart whose images nobody knows is refused', () => {
  const { findings, files } = written({
    delivery: 'Argo CD on the hub', mirror: LAYOUTS['a folder for each host'],
    more: fleet => new HelmInstallation(fleet, 'loki', { clusters: [fleet.node.findChild('office') as ExistingCluster], addOn: LOKI }),
  });
  expect(findings).toEqual([
    'error mirror-images-unknown: office: the fleet takes everything from registry.internal.example/mirror, and nothing says which images chart loki'
    + ' (acme/loki/office) runs: write images for it, an entry for each with the values that name its place, or () => [] for none',
  ]);
  expect([...files.keys()]).toEqual([]);
});

test('a mirror for charts that a delivery upgrades in place is written, and the lock follows', () => {
  const lock = Lock.memory();
  const synthWith = (mirror?: Mirror) => {
    const app = new FleetApp({ outdir: Testing.app().outdir });
    const fleet = new Fleet(app, 'acme', {
      hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } }), lock, mirror,
      delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git' }),
    });
    new HelmInstallation(fleet, 'loki', { clusters: [fleet.hub], addOn: { ...LOKI, images: () => [] } });
    app.synth();
    return lock.read('acme').facts.find(({ fact }) => fact === 'release/loki')?.value;
  };
  expect(synthWith()).toBe('https://charts.example.com/loki loki loki');
  expect(synthWith(Mirror.registry(MIRROR))).toBe(`oci://${MIRROR}/charts.example.com/loki loki loki`);
});

describe('a mirror for a fleet that exists', () => {
  const delivery = 'Argo CD on the hub';
  const lock = Lock.memory();
  written({ delivery, lock });

  test('is refused for charts that the add-on provider would uninstall first, and says which fact to release', () => {
    const { findings, files } = written({ delivery, lock, mirror: LAYOUTS['a folder for each host'] });
    expect(new Set(findings.map(finding => finding.split(': ')[0]))).toEqual(new Set(['error release-moved']));
    expect(findings.filter(finding => /: (eu|dev): /.test(finding)).map(finding => /Helm release (\S+)/.exec(finding)![1])).toEqual([
      'calico', 'aws-cloud-controller-manager', 'aws-ebs-csi-driver', 'cilium',
    ]);
    expect(findings.find(finding => finding.includes('release cilium'))).toContain(
      'run `npx cdk8s-fleet lock release eu release/cilium` and plan for the outage');
    expect([...files.keys()]).toEqual([]);
  });

  test('can leave the charts where they are, and take everything else', () => {
    const stay = ['helm.cilium.io', 'docs.tigera.io', 'kubernetes.github.io', 'kubernetes-sigs.github.io'];
    const mirror = () => Mirror.registry(MIRROR, { hosts: Object.fromEntries(stay.map(host => [host, host])) });
    const { findings, files } = written({ delivery, lock, mirror });
    // Machines of Docker are made anew, of images of the mirror.
    expect(findings.filter(finding => !/^warning left-behind: hub: DevMachineTemplate\./.test(finding))).toEqual([]);
    expect(billOf({ files }).filter(({ target }) => !isInside(target)).map(({ kind, target }) => `${kind} ${hostOf(target)}`).sort()).toEqual([
      'chart docs.tigera.io', 'chart helm.cilium.io', 'chart kubernetes-sigs.github.io', 'chart kubernetes-sigs.github.io',
      'chart kubernetes.github.io',
    ]);
    expect(differences(files)).toEqual({ notListed: [], notUsed: [] });
  });

  test('is written once these facts are released', () => {
    const kept = lock.read('acme').facts.filter(({ fact }) => !fact.startsWith('release/'));
    const { findings, files } = written({ delivery, lock: Lock.memory({ acme: { facts: kept } }), mirror: LAYOUTS['a folder for each host'] });
    expect(findings).toEqual([]);
    expect(differences(files)).toEqual({ notListed: [], notUsed: [] });
  });
});

test('a provider whose releases lie inside is fetched as it was, and runs the image of the mirror', () => {
  const mirror = Mirror.registry(MIRROR, { hosts: { 'github.com': 'github.com' } });
  const { findings, files } = writtenBy({ mirror }, fleet => {
    fleet.claim({ type: 'component', cluster: 'hub', path: 'acme/lab', component: Docker.PROVIDER });
    new HubPlatform(fleet, 'platform');
  });
  expect(findings).toEqual([]);
  const provider = objectsIn(files).find(({ object }) => object.kind === 'InfrastructureProvider')!.object;
  expect([provider.spec.fetchConfig, provider.spec.deployment]).toEqual([
    undefined, { containers: [{ name: 'manager', imageUrl: `${MIRROR}/gcr.io/k8s-staging-cluster-api/capd-manager:v1.14.0` }] },
  ]);
  expect(differences(files).notUsed.map(({ kind, source, target }) => [kind, source === target])).toEqual([['provider', true]]);
});

test('a chart that plain files render comes from the mirror, has its values, and its objects are in the bill of materials', () => {
  const helm = fakeHelm(`process.stdout.write(JSON.stringify({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'loki' },
    spec: { containers: [{ name: 'main', image: values.image + ':3.0' }, { name: 'fixed', image: 'busybox:1' }] },
  }));`);
  const { findings, files } = writtenBy({ mirror: Mirror.registry(MIRROR), delivery: Delivery.plainFiles({ helm: helm.binary }) }, fleet => {
    const images = () => [{ image: 'quay.io/acme/loki:3.0', values: ({ name }: ImageReference) => ({ image: name }) }];
    new HelmInstallation(fleet, 'loki', { clusters: [fleet.hub], addOn: { ...LOKI, images } });
  });
  expect(findings).toEqual([]);
  expect(helm.runs().map(({ args, values }) => [args.at(-1), values])).toEqual([
    ['oci://registry.internal.example/mirror/charts.example.com/loki/loki', { image: 'registry.internal.example/mirror/quay.io/acme/loki' }],
  ]);
  expect(billOf({ files })).toEqual([
    {
      kind: 'chart', source: 'https://charts.example.com/loki/loki', target: 'oci://registry.internal.example/mirror/charts.example.com/loki/loki',
      version: '6.0.0', usedBy: ['hub: Helm release loki'],
    },
    {
      kind: 'image', source: 'docker.io/library/busybox', target: 'registry.internal.example/mirror/docker.io/library/busybox', version: '1',
      usedBy: ['hub: Pod loki/loki'],
    },
    {
      kind: 'image', source: 'quay.io/acme/loki', target: 'registry.internal.example/mirror/quay.io/acme/loki', version: '3.0',
      usedBy: ['hub: Helm release loki', 'hub: Pod loki/loki'],
    },
  ]);
  expect(outsideOf(leavesIn(files).flatMap(placesIn))).toEqual([]);
});

test('an application for clusters that come and go has its Go templates, and the mirror before them', () => {
  const tag = '{{ index .metadata.annotations "acme.example.com/tag" }}';
  const { findings, files } = writtenBy({ mirror: Mirror.registry(MIRROR), delivery: DELIVERIES['Argo CD on the hub']() }, fleet => {
    new ExistingCluster(fleet, 'office', {
      version: '1.34.1', network: { pods: '10.200.0.0/16', services: '10.201.0.0/20' },
      access: { type: 'kubeconfig', namespace: 'acme', name: 'office' },
    });
    const base = { namespace: 'shop', generators: [{ clusters: {} }] };
    new ApplicationSetFleet(fleet, 'web', {
      ...base, source: {
        type: 'kustomize', repoUrl: 'https://git.internal.example/acme/apps.git', targetRevision: 'main', path: 'web',
        images: [`web=quay.io/acme/web:${tag}`, `nginx:${tag}`],
      },
    });
    new ApplicationSetFleet(fleet, 'chart', {
      ...base, source: { type: 'helm', repoUrl: 'oci://ghcr.io/acme/{{ .name }}', chart: 'shop', targetRevision: tag },
    });
  });
  expect(findings).toEqual([]);
  const sources = objectsIn(files).filter(({ object }) => object.kind === 'ApplicationSet').map(({ object }) => object.spec.template.spec.source);
  expect(sources.map(({ repoURL, kustomize }) => kustomize?.images ?? repoURL)).toEqual([
    `${MIRROR}/ghcr.io/acme/{{ .name }}`, [`web=${MIRROR}/quay.io/acme/web:${tag}`, `nginx=${MIRROR}/docker.io/library/nginx:${tag}`],
  ]);
  const bill = billOf({ files }).filter(({ usedBy }) => usedBy.toString().startsWith('application'));
  expect(bill.map(({ kind, source, target, version }) => [kind, source, target, version])).toEqual([
    ['chart', 'oci://ghcr.io/acme/{{ .name }}/shop', `oci://${MIRROR}/ghcr.io/acme/{{ .name }}/shop`, tag],
    ['image', 'docker.io/library/nginx', `${MIRROR}/docker.io/library/nginx`, tag],
    ['image', 'quay.io/acme/web', `${MIRROR}/quay.io/acme/web`, tag],
  ]);
});

interface Place {
  readonly leaf: Leaf;
  readonly place: string;
}

/** What stands where something is fetched from. */
function placesIn(leaf: Leaf): readonly Place[] {
  const { path, text } = leaf;
  const addresses = [...text.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s'",]+/gi)].map(([address]) => address);
  const key = path.filter(name => name !== '[]').at(-1)!;
  // The chart of Calico has the host of its operator in one value and the path in another.
  const isPlace = /^(image|imageUrl|imageRepository|customImage|preLoadImages|reference|repoURL|repository|registry|oci|newName|images)$/.test(key)
    && path.join('.') !== 'spec.valuesTemplate.tigeraOperator.image';
  const [, argument] = /(?:^|=)((?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?\/[a-z].*)$/.exec(/^(args|command|value)$/.test(key) ? text : '') ?? [];
  const named = isPlace && addresses.length === 0 ? [key === 'images' ? text.slice(text.indexOf('=') + 1) : text] : [];
  const places = [...named, ...(argument === undefined ? [] : [argument])];
  return [...addresses, ...places].map(place => ({ leaf, place }));
}

function outsideOf(places: readonly Place[]): readonly string[] {
  return places.filter(({ place }) => !isInside(place)).map(({ leaf: { file, object, path }, place }) =>
    `${file}: ${object} ${path.join('.')}: ${place}`);
}

function hostOf(place: string): string {
  return place.replace(/^[a-z0-9+.-]+:\/\//i, '').split('/')[0].replace(/:\d+$/, '');
}

function isInside(place: string): boolean {
  const host = hostOf(place);
  return INSIDE.includes(host) || /\.svc(\.cluster\.local\.?)?$/.test(host);
}

function differences(files: ReadonlyMap<string, string>, bill = billOf({ files }), used = usedIn(files)) {
  return {
    notListed: used.filter(one => !bill.some(artifact => isSame(artifact, one))),
    notUsed: bill.filter(artifact => !used.some(one => isSame(artifact, one))),
  };
}

/** An artifact of the bill of materials and what is used; a version that only a chart knows is the chart's business. */
function isSame(artifact: Artifact, used: Used): boolean {
  return artifact.kind === used.kind && artifact.target === used.target && (used.version === undefined || artifact.version === used.version);
}

/** The fields of the output by file, object and name; a template's name without its hash. */
function fieldsIn(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  const withoutHash = (text: string) => text.replace(/-[0-9a-f]{8}$/, '');
  return new Map(leavesIn(files).map(({ file, object, path, text }) => {
    const place = `${file} ${withoutHash(object)}`;
    const field = `${object.split(' ')[0]} ${path.join('.')}`;
    const number = (counts.get(`${place} ${field}`) ?? 0) + 1;
    counts.set(`${place} ${field}`, number);
    return [`${place} ${number}\n${field}`, path.at(-1) === 'name' ? withoutHash(text) : text] as const;
  }));
}
