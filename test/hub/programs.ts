import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import {
  AddressPlan, Aws, Calico, Cilium, Component, Delivery, Docker, ExistingCluster, Fleet, FleetApp, FleetProps, HubPlatform, HubPlatformProps, Lock,
  ManagedCluster, ProviderComponent,
} from '../../lib';

/** An object as it is written out. */
export interface Written {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string>;
  };
  readonly [field: string]: any;
}

/** Text by path. */
export type Tree = Readonly<Record<string, string>>;

/** A part of a program: what it adds to the fleet. */
export type Step = (fleet: Fleet) => unknown;

const REPOSITORY = 'https://git.example.com/platform/fleet.git';
export const ARGO_CD = () => Delivery.argoCd({ repoUrl: REPOSITORY });
export const FLUX = () => Delivery.flux({ url: REPOSITORY });
export const PLAIN_FILES = () => Delivery.plainFiles();

const scratch = mkdtempSync(join(tmpdir(), 'cdk8s-fleet-hub-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let count = 0;

/** An app with a folder of its own. */
export function newApp(): FleetApp {
  count += 1;
  return new FleetApp({ outdir: join(scratch, String(count)) });
}

/** A fleet of one program, made of steps in their order. */
export function fleetOf(steps: readonly Step[], props: Partial<FleetProps> = {}, app = newApp(), id = 'acme'): { app: FleetApp; fleet: Fleet } {
  const fleet = new Fleet(app, id, {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '172.16.0.0/16', services: '172.17.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/9'), lock: Lock.memory(), ...props,
  });
  steps.forEach(step => step(fleet));
  return { app, fleet };
}

/** The platform, as a step. */
export function platform(props?: HubPlatformProps): Step {
  return fleet => new HubPlatform(fleet, 'platform', props);
}

/** A member of containers. Its blocks do not depend on what else is asked for. */
export function dockerMember(name: string, part = 1): Step {
  return fleet => new ManagedCluster(fleet, name, {
    version: '1.34.1', infrastructure: Docker.dev(), networkPlugin: Calico.vxlan(), controlPlane: { replicas: 1, machine: {} },
    pools: { workers: { replicas: 1, machine: {} } }, network: { pods: `10.${part}.0.0/16`, services: `10.100.${16 * part}.0/20` },
  });
}

/** A member on EC2. */
export function awsMember(name: string, part = 11): Step {
  return fleet => new ManagedCluster(fleet, name, {
    version: '1.34.1', networkPlugin: Cilium.vxlan(),
    infrastructure: Aws.ec2({ region: 'eu-west-1', availabilityZones: ['eu-west-1a'] }),
    controlPlane: { replicas: 3, machine: { instanceType: 'm6i.large' } }, pools: { workers: { replicas: 2, machine: { instanceType: 'm6i.large' } } },
    network: { pods: `10.${part}.0.0/16`, services: `10.101.${16 * (part - 10)}.0/20`, nodes: `10.${part + 50}.0.0/16` },
  });
}

/** A cluster that exists. */
export function existingMember(name: string, part = 120): Step {
  return fleet => new ExistingCluster(fleet, name, {
    version: '1.34.1', network: { pods: `10.${part}.0.0/16`, services: `10.102.${part - 120}.0/24` }, access: { type: 'kubeconfig', namespace: 'clusters', name: `${name}-access` },
  });
}

/** What a synth writes. */
export function written(app: FleetApp): Tree {
  app.synth();
  return treeOf(app.outdir);
}

/** Every file below a folder. */
export function treeOf(folder: string): Tree {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => statSync(join(folder, path)).isFile()).sort();
  return Object.fromEntries(paths.map(path => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** The files of folders whose name begins so. */
export function filesIn(tree: Tree, beginning: string): readonly string[] {
  return Object.keys(tree).filter(path => path.startsWith(beginning));
}

/** Folder by folder the files of the hub's phases. */
export function phasesIn(tree: Tree): Readonly<Record<string, readonly string[]>> {
  const phases: Record<string, string[]> = {};
  for (const [folder, file] of filesIn(tree, 'hub.').map(path => path.split('/'))) {
    (phases[folder.slice('hub.'.length)] ??= []).push(file.replace(/\.yaml$/, ''));
  }
  return phases;
}

/** The objects of a unit of the hub, as they are written; without a unit those of its main folder. */
export function objectsIn(fleet: Fleet, unit?: string): readonly Written[] {
  return fleet.clusterCharts.filter(chart => chart.cluster === 'hub' && chart.unit === unit).flatMap(chart => chart.toJson() as Written[]);
}

/** The one object of a kind and name. */
export function find(objects: readonly Written[], kind: string, name: string): Written {
  const found = objects.filter(object => object.kind === kind && object.metadata.name === name);
  if (found.length !== 1) {
    throw new Error(`${found.length} objects ${kind} ${name}`);
  }
  return found[0];
}

/** Kind, namespace and name. */
export function nameOf({ kind, metadata: { namespace, name } }: Written): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** A provider that nothing else knows. */
export const INVENTED: ProviderComponent = {
  type: 'provider', name: 'infrastructure-acme', providerType: 'infrastructure', providerName: 'acme', namespace: 'capacme-system', version: 'v3.1.0', oldest: 'v3.0.0',
  releases: 'https://github.com/acme/cluster-api-provider-acme/releases', image: 'ghcr.io/acme/capacme', contracts: { '1.0': 'v1beta1' }, gatesOn: ['Always'],
  fetchUrl: 'https://github.com/acme/cluster-api-provider-acme/releases/latest/infrastructure-components.yaml', serves: ['infrastructure.cluster.x-k8s.io/AcmeCluster'],
};

/** Something that needs a component, as a step. */
export function need(component: Component, path = 'acme/mine', cluster = 'hub'): Step {
  return fleet => fleet.claim({ type: 'component', cluster, path, component });
}

/** What is wrong with a fleet, as lines. */
export function messagesOf(fleet: Fleet): readonly string[] {
  return fleet.check().map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
}
