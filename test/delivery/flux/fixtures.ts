import { Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { ApplicationTarget, DeliveredApplication, ExistingCluster, ExistingClusterProps, Finding, Fleet, FleetApp, Lock } from '../../../lib';
import { FluxDelivery } from '../../../lib/delivery/flux';
import { FluxDeliveryProps } from '../../../lib/delivery/flux/flux-props';

/** An object as it is written out. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string>; readonly annotations?: Record<string, string>;
  };
  readonly [field: string]: any;
}

export const REPOSITORY = 'https://git.example.com/acme/fleet.git';
/** The head of a certificate is all that the library looks at. */
export const CERTIFICATE = `LS0tLS1CRUdJTi${Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n').toString('base64').slice('LS0tLS1CRUdJTi'.length)}`;

/** How a member is reached: the three ways there are. */
export const ACCESS = {
  kubeconfig: { type: 'kubeconfig', namespace: 'clusters', name: 'eu-admin', key: 'config' },
  eks: {
    type: 'eks', server: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com', certificateAuthority: CERTIFICATE,
    clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/us', roleArn: 'arn:aws:iam::111122223333:role/flux',
  },
} as const;

/** A fleet with a hub, delivered by Flux. */
export function fluxFleet(props: Partial<FluxDeliveryProps> = {}, { withoutPruning = false, version = '1.34.1' } = {}): { app: FleetApp; fleet: Fleet } {
  const { outdir } = Testing.app();
  const app = new FleetApp({ outdir });
  const delivery = new FluxDelivery({ url: REPOSITORY, ...props });
  const fleet = new Fleet(app, 'acme', {
    hub: ExistingCluster.hub({ name: 'hub', version, network: { pods: '172.16.0.0/17', services: '172.17.0.0/20' } }), lock: Lock.memory(),
    delivery: withoutPruning ? delivery.withoutPruning() : delivery,
  });
  return { app, fleet };
}

let next = 0;

/** A cluster that somebody else made, with ranges of its own. */
export function member(fleet: Fleet, name: string, props: Partial<ExistingClusterProps> = {}): ExistingCluster {
  next += 1;
  return new ExistingCluster(fleet, name, { version: '1.34.1', network: { pods: `10.${next % 200}.0.0/17`, services: `10.${next % 200}.128.0/20` }, ...props });
}

/** Every object of a cluster, or of a unit of it. */
export function objectsOf(fleet: Fleet, cluster: string, unit?: string): readonly Manifest[] {
  return fleet.chartOf(cluster, unit).toJson() as Manifest[];
}

/** The objects of a kind in all folders of a cluster, by `namespace/name`. */
export function byName(fleet: Fleet, cluster: string, kind: string): Readonly<Record<string, Manifest>> {
  fleet.settle();
  const objects = fleet.chartsOf(cluster).flatMap(chart => chart.toJson() as Manifest[]).filter(object => object.kind === kind);
  return Object.fromEntries(objects.map(object => [`${object.metadata.namespace === undefined ? '' : `${object.metadata.namespace}/`}${object.metadata.name}`, object]));
}

/** Findings of a code, as text. */
export function messagesOf(fleet: Fleet, code: string): readonly string[] {
  return findingsOf(fleet, code).map(({ severity, message }) => `${severity}: ${message}`);
}

export function findingsOf(fleet: Fleet, code: string): readonly Finding[] {
  return fleet.findings().filter(finding => finding.code === code);
}

/** Has the delivery run an application on every member. */
export function deliver(fleet: Fleet, application: Partial<Omit<DeliveredApplication, 'targets'>> & {
  readonly sources: ApplicationTarget['sources']; readonly waveOf?: (cluster: string) => string;
}): Construct {
  const { sources, waveOf, ...rest } = application;
  const construct = new Construct(fleet, rest.name ?? 'payment-api');
  fleet.delivery.deliverApplication(construct, {
    name: 'payment-api', namespace: 'payments', createNamespace: true, prune: true, waves: [], ...rest,
    targets: model => model.clusters.filter(cluster => cluster.role === 'member').map(cluster => ({ cluster, wave: waveOf?.(cluster.name), sources })),
  });
  return construct;
}
