import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { ApiObject } from 'cdk8s';
import {
  AddressPlan, ApplicationSetFleet, argoCdAddOns, ArgoCdProject, Aws, AwsIdentity, Calico, Cilium, ClusterInventory, Delivery, Docker,
  ExistingCluster,
  Fleet, FleetApp, FleetProps, FluxFleet, formatFinding, HelmAddOn, HelmInstallation, HubPlatform, IDelivery, ILock, KubeconfigUser, Lock,
  ManagedCluster, Mirror, Secrets,
} from '../../lib';

/** Everything inside of the network: what the output names beside it is outside. */
export const INSIDE = [
  'registry.internal.example', 'git.internal.example', 'hub.internal.example', 'eu.internal.example', 'dev.internal.example',
  'office.internal.example',
  'login.internal.example',
];
/** The place of every host, without its name in it: no public host is left anywhere in the text. */
export const HOSTS: Readonly<Record<string, string>> = Object.fromEntries(([
  ['docker.io', 'hub'], ['quay.io', 'quay'], ['ghcr.io', 'github-packages'], ['gcr.io', 'google'], ['registry.k8s.io', 'kubernetes'],
  ['public.ecr.aws', 'amazon'], ['ecr-public.aws.com', 'amazon-too'], ['github.com', 'releases'], ['docs.tigera.io', 'charts/tigera'],
  ['helm.cilium.io', 'charts/cilium'], ['kubernetes.github.io', 'charts/kubernetes'], ['kubernetes-sigs.github.io', 'charts/kubernetes-sigs'],
  ['argoproj.github.io', 'charts/argo'], ['charts.jetstack.io', 'charts/jetstack'], ['stefanprodan.github.io', 'charts/podinfo'],
] as const).map(([host, folder]) => [host, `registry.internal.example/mirror/${folder}`]));
export const MIRROR = 'registry.internal.example/mirror';

const GIT = 'https://git.internal.example/acme/fleet.git';
const DIGEST = `sha256:${'0f'.repeat(32)}`;
const CA = Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n').toString('base64');

/** The ways in which the program is delivered. */
export const DELIVERIES: Readonly<Record<string, () => IDelivery>> = {
  'Argo CD on the hub': () => Delivery.argoCd({ repoUrl: GIT }),
  'an Argo CD in each cluster': () => Delivery.argoCd({ repoUrl: GIT, perCluster: true }),
  'Flux on the hub': () => Delivery.flux({ url: GIT }),
};

/** What a synth has written. */
export interface Written {
  /** Text by path from the output folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Findings, those that keep it from writing among them. */
  readonly findings: readonly string[];
}

/** What a program is made with. */
export interface ProgramProps {
  readonly delivery: keyof typeof DELIVERIES;
  /** Made anew for each program, as people do. @default - no mirror */
  readonly mirror?: () => Mirror;
  readonly lock?: ILock;
  /** More of it. @default - nothing */
  readonly more?: (fleet: Fleet) => void;
}

const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-air-gap-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Synthesizes a program with everything that the library has. */
export function written({ delivery, mirror, lock = Lock.memory(), more }: ProgramProps): Written {
  return writtenBy({ delivery: DELIVERIES[delivery](), secrets: Secrets.externalSecrets(), lock, mirror: mirror?.() }, fleet => {
    addClusters(fleet, delivery === 'an Argo CD in each cluster' ? argoCdAddOns(fleet) : []);
    addObjects(fleet);
    addApplications(fleet);
    if (delivery === 'Argo CD on the hub') {
      new ArgoCdProject(fleet, 'shop', { sourceRepos: ['https://git.internal.example/acme/*'], namespaces: ['shop'] });
    }
    more?.(fleet);
  });
}

/** Synthesizes a fleet with a hub and whatever is added. */
export function writtenBy(props: Partial<FleetProps>, add: (fleet: Fleet) => void): Written {
  const app = new FleetApp({ outdir: mkdtempSync(join(scratch, 'dist-')) });
  const hub = ExistingCluster.hub({
    name: 'hub', version: '1.34.1', cloud: 'docker', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20', nodes: '10.246.0.0/20' },
  });
  add(new Fleet(app, 'acme', { hub, addresses: AddressPlan.within('10.0.0.0/9'), lock: Lock.memory(), ...props }));
  const findings = app.check().map(formatFinding);
  if (!findings.some(finding => finding.startsWith('error'))) {
    app.synth();
  }
  return { files: filesIn(app.outdir), findings };
}

function addClusters(fleet: Fleet, addOns: readonly HelmAddOn[]): void {
  new HubPlatform(fleet, 'platform');
  new ManagedCluster(fleet, 'eu', {
    version: '1.34.1', labels: { stage: 'prod' }, networkPlugin: Cilium.vxlan(), addOns,
    infrastructure: Aws.ec2({
      region: 'eu-west-1', availabilityZones: ['eu-west-1a'], sshKeyName: 'fleet',
      identity: AwsIdentity.assumeRole('arn:aws:iam::111122223333:role/capa'),
    }),
    controlPlane: { replicas: 3, machine: { instanceType: 'm6i.large', ami: 'ami-0123456789abcdef0' } },
    pools: { workers: { replicas: 3, machine: { instanceType: 'm6i.xlarge', ami: 'ami-0123456789abcdef0' } } },
  });
  new ManagedCluster(fleet, 'dev', {
    version: '1.34.2', labels: { stage: 'dev' }, infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), addOns,
    controlPlane: { replicas: 1, machine: {} },
    pools: {
      workers: { replicas: 2, machine: { customImage: 'ghcr.io/acme/node:v1.34.2', preLoadImages: ['nginx', `quay.io/acme/cache:v1@${DIGEST}`] } },
    },
  });
  new ExistingCluster(fleet, 'office', {
    version: '1.34.1', network: { pods: '10.200.0.0/16', services: '10.201.0.0/20' }, labels: { stage: 'prod' }, region: 'office',
    access: { type: 'kubeconfig', namespace: 'acme', name: 'office-kubeconfig' },
  });
  const server = (name: string) => ({ server: `https://${name}.internal.example:6443`, certificateAuthority: CA });
  new ClusterInventory(fleet, 'inventory', {
    kubeconfig: {
      servers: { hub: server('hub'), eu: server('eu'), dev: server('dev'), office: server('office') },
      user: KubeconfigUser.exec({
        command: 'kubectl', args: ['oidc-login', 'get-token', '--oidc-issuer-url=https://login.internal.example', '--oidc-client-id=kubernetes'],
      }),
    },
  });
}

/** What people put into clusters themselves. */
function addObjects(fleet: Fleet): void {
  const { chart } = fleet.hub;
  const metadata = (name: string) => ({ name, namespace: 'shop' });
  const pod = (image: string, more: object = {}) => (
    { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'main', image }], ...more } });
  const selector = { matchLabels: { app: 'shop' } };
  new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata('web'), spec: {
      selector, template: pod('nginx:1.27.3', {
        initContainers: [{ name: 'wait', image: 'busybox' }, { name: 'inside', image: 'registry.internal.example/acme/init:v1' }],
        volumes: [{ name: 'models', image: { reference: `ghcr.io/acme/models@${DIGEST}`, pullPolicy: 'IfNotPresent' } }],
      }),
    },
  });
  new ApiObject(chart, 'agent', {
    apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: metadata('agent'), spec: { selector, template: pod(`quay.io/acme/agent:v2@${DIGEST}`) },
  });
  new ApiObject(chart, 'report', {
    apiVersion: 'batch/v1', kind: 'CronJob', metadata: metadata('report'),
    spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: pod('docker.io/acme/report:v1', { restartPolicy: 'Never' }) } } },
  });
}

const METRICS: HelmAddOn = {
  release: 'metrics-server', namespace: 'kube-system', repository: 'https://kubernetes-sigs.github.io/metrics-server/', chart: 'metrics-server',
  defaultVersion: '3.13.0', values: { replicas: 2 },
  images: () => [
    { image: 'registry.k8s.io/metrics-server/metrics-server:v0.8.0', values: ({ name, tag }) => ({ image: { repository: name, tag } }) },
  ],
};

function addApplications(fleet: Fleet): void {
  const office = fleet.node.tryFindChild('office') as ExistingCluster;
  new HelmInstallation(fleet, 'metrics-server', { clusters: [office], addOn: METRICS });
  const base = { namespace: 'shop', matchLabels: { stage: 'prod' } };
  new ApplicationSetFleet(fleet, 'podinfo', {
    ...base, source: { type: 'helm', repoUrl: 'https://stefanprodan.github.io/podinfo', chart: 'podinfo', targetRevision: '6.9.1' },
  });
  new ApplicationSetFleet(fleet, 'oci-chart', {
    ...base, source: {
      type: 'helm', repoUrl: 'oci://ghcr.io/acme/charts', chart: 'shop', targetRevision: cluster => (cluster.name === 'eu' ? '1.2.3' : '1.2.4+acme.1'),
    },
  });
  new ApplicationSetFleet(fleet, 'kustomized', {
    ...base, source: {
      type: 'kustomize', repoUrl: 'https://git.internal.example/acme/apps.git', targetRevision: 'refs/tags/v1.0.0', path: 'kustomized',
      images: ['web=ghcr.io/acme/web:v2', 'worker=quay.io/acme/worker:v3', 'memcached:1.6.38', `cache=redis@${DIGEST}`,
        'own=registry.internal.example/acme/own:v1'],
    },
  });
  new ApplicationSetFleet(fleet, 'manifests', {
    ...base, source: { type: 'directory', recurse: true, repoUrl: 'oci://ghcr.io/acme/manifests', targetRevision: 'v1.0.0', path: '.' },
  });
  new FluxFleet(fleet, 'flux-chart', {
    matchLabels: { stage: 'prod' }, source: { type: 'helm', url: 'https://charts.jetstack.io' },
    helmRelease: { chart: 'trust-manager', version: 'v0.20.0', targetNamespace: 'trust' },
  });
  new FluxFleet(fleet, 'flux-oci-chart', {
    matchLabels: { stage: 'prod' }, source: { type: 'oci', url: 'oci://ghcr.io/acme/charts/flux-shop', tag: '2.0.0' },
    helmRelease: { targetNamespace: 'flux-shop' },
  });
  new FluxFleet(fleet, 'flux-manifests', {
    matchLabels: { stage: 'prod' }, source: { type: 'oci', url: 'oci://ghcr.io/acme/flux-manifests', tag: 'v3' },
    kustomization: { path: '.', images: [{ name: 'web', newName: 'ghcr.io/acme/flux-web', newTag: 'v4' }, { name: 'memcached', digest: DIGEST }] },
  });
}

function filesIn(outdir: string): ReadonlyMap<string, string> {
  const files = (readdirSync(outdir, { recursive: true }) as string[]).filter(file => statSync(join(outdir, file)).isFile()).sort();
  return new Map(files.map(file => [file.replaceAll('\\', '/'), readFileSync(join(outdir, file), 'utf8')]));
}
