import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { AddressPlan, ClusterAccess, Docker, ExistingCluster, ExistingClusterProps, Fleet, ISecrets, ManagedCluster } from '../../../../lib';
import { registerCluster } from '../../../../lib/delivery/argo-cd/registration';
import { newFleet } from '../../../fleet/members';

/** A certificate by its form. */
export const CA = Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n').toString('base64');

/** Access to an EKS cluster. */
export const EKS: ClusterAccess = {
  type: 'eks', server: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com', certificateAuthority: CA,
  clusterArn: 'arn:aws:eks:eu-west-1:111122223333:cluster/prod-eu', roleArn: 'arn:aws:iam::111122223333:role/argo-cd',
};

/** Registers members with the Argo CD of the hub, as its delivery does. */
export function register(fleet: Fleet, ...clusters: readonly string[]): void {
  const scope = new Construct(fleet, 'delivery');
  clusters.forEach(cluster => registerCluster(fleet, scope, cluster));
}

/** A member that was made elsewhere; each has ranges of its own. */
export function existing(fleet: Fleet, name: string, more: Pick<ExistingClusterProps, 'access' | 'labels'> = {}): void {
  const n = fleet.clusterCharts.length;
  new ExistingCluster(fleet, name, { version: '1.34.1', network: { pods: `10.${100 + n}.0.0/16`, services: `172.18.${n}.0/24` }, ...more });
}

/** A fleet with a registered member of every kind. */
export function members(secrets: ISecrets, prepare: (fleet: Fleet) => void = () => {}): { readonly fleet: Fleet; readonly ca: string } {
  const fleet = newFleet(new App(), { secrets, addresses: AddressPlan.within('10.0.0.0/10') });
  prepare(fleet);
  const labels = { stage: 'prod' };
  new ManagedCluster(fleet, 'capi', {
    version: '1.34.1', infrastructure: Docker.dev(), controlPlane: { machine: {} }, pools: {}, networkPlugin: false, labels,
  });
  existing(fleet, 'made', { labels, access: { type: 'kubeconfig', namespace: 'access', name: 'made-access', key: 'admin.conf' } });
  existing(fleet, 'aws', { labels, access: EKS });
  existing(fleet, 'unknown', { labels });
  register(fleet, 'hub', 'capi', 'made', 'aws', 'unknown');
  return { fleet, ca: CA };
}
