import { App } from 'cdk8s';
import { ClusterAccess, ExistingCluster, Fleet, FleetProps, ICluster, Lock, Manifest } from '../../../lib/fleet';
import { ApplicationSetFleet, ApplicationSetFleetProps, FleetSource } from '../../../lib/gitops';

/** What a cluster of `fleetOf` is: region and labels. */
export interface TerseMember {
  readonly region?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly access?: ClusterAccess;
}

/** The clusters of the seeds. */
export const MEMBERS: Readonly<Record<string, TerseMember>> = {
  'prod-eu': { region: 'eu-west-1', labels: { environment: 'production' } },
  'prod-us': { region: 'us-east-1', labels: { environment: 'production' } },
  'stage-eu': { region: 'eu-west-1', labels: { environment: 'staging' } },
};

/** An overlay for each region, as in the seeds. */
export const OVERLAYS: FleetSource = {
  type: 'kustomize', repoUrl: 'https://github.com/acme/k8s-manifests', targetRevision: 'main', path: cluster => `apps/payment-api/overlays/${cluster.region}`,
};

export const CHART: FleetSource = { type: 'helm', repoUrl: 'https://charts.example.com', chart: 'web', targetRevision: '1.2.3' };

/** A fleet of existing clusters, with a hub called `hub` in `eu-west-1`. */
export function fleetOf(members: Readonly<Record<string, TerseMember>> = MEMBERS, props: Partial<FleetProps> = {}, { app = new App(), id = 'acme' } = {}) {
  const network = (i: number) => ({ pods: `10.${Math.floor(i / 16)}.${(i % 16) * 16}.0/20`, services: `172.${16 + Math.floor(i / 256)}.${i % 256}.0/24` });
  const fleet = new Fleet(app, id, {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: network(0), region: 'eu-central-1' }), lock: Lock.memory(), ...props,
  });
  const clusters: Record<string, ICluster> = { hub: fleet.hub };
  Object.entries(members).forEach(([name, member], i) => {
    clusters[name] = new ExistingCluster(fleet, name, { version: '1.34.1', network: network(i + 1), ...member });
  });
  return { app, fleet, clusters };
}

/** An application in a fleet of its own, its ApplicationSets and what the rules say. */
export function applicationOf(
  props: Partial<ApplicationSetFleetProps>, members?: Readonly<Record<string, TerseMember>>, fleetProps?: Partial<FleetProps>,
) {
  const { fleet } = fleetOf(members, fleetProps);
  const made = new ApplicationSetFleet(fleet, 'payment-api', { namespace: 'production', ...(props.sources ? {} : { source: OVERLAYS }), ...props });
  return { fleet, made, sets: () => setsOf(fleet), findings: () => fleet.check(), messages: () => fleet.check().map(({ severity, code, message }) => `${severity} ${code}: ${message}`) };
}

/** The ApplicationSets on the hub. */
export function setsOf(fleet: Fleet): readonly any[] {
  return (fleet.hub.chart.toJson() as Manifest[]).filter(object => object.kind === 'ApplicationSet');
}

