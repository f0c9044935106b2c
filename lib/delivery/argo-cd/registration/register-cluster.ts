import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { awsClusterSecret } from './aws-cluster-secret';
import { clusterSecretTemplate, KUBECONFIG_INPUT } from './kubeconfig-template';
import { manageAsAwsRole, manageAsServiceAccount } from './member-access';
import { checkRegistrations } from './rules';
import { SECRET_TYPE } from './secret-type';
import { Fleet, SecretRequest, SecretsMadeBeforehand } from '../../../fleet';
import { ArgoCdRegistry } from '../registry';

/** Nobody but people can make the Secret of a cluster that the program does not know how to reach. */
const PEOPLE = new SecretsMadeBeforehand();

/**
 * Makes a member known to the Argo CD of the hub, under its name and with its labels: the Secret `cluster-<name>` in the namespace of Argo CD, and
 * where the member needs them the objects inside it that its credentials stand for, in a unit of their own that is applied by hand.
 *
 * - `kubeconfig`: the Secret is made from the kubeconfig by what makes the Secrets of the fleet. A kubeconfig of EKS that Cluster API writes holds a
 *   token of 15 minutes (Cluster API provider AWS v2.11.1 pkg/cloud/services/eks/config.go), so such a cluster must declare `eks`.
 * - `eks`: the Secret names a cluster and a role, and holds nothing secret: it is part of the output.
 * - not known: people make the Secret, with the keys `name`, `server` and `config`, and the inventory lists it.
 *
 * The hub needs none of it: Argo CD knows the cluster that it runs in.
 *
 * @param scope what the objects on the hub belong to
 */
export function registerCluster(fleet: Fleet, scope: Construct, cluster: string): void {
  if (cluster === fleet.hub.name) {
    return;
  }
  checkRegistrations(fleet);
  const { access, origin, labels } = fleet.declarationOf(cluster);
  const { namespace } = ArgoCdRegistry.of(fleet);
  const metadata = { namespace, name: `cluster-${cluster}`, labels: { ...labels, [SECRET_TYPE]: 'cluster' } };
  const request: SecretRequest = {
    ...metadata, cluster: fleet.hub.name, template: clusterSecretTemplate(cluster), inputs: {}, readBy: 'Argo CD', rotatedBy: 'who makes its kubeconfig',
  };
  if (access === undefined) {
    PEOPLE.provide(fleet, scope, request);
  } else if (access.type === 'eks') {
    const stringData = awsClusterSecret(cluster, access);
    new ApiObject(fleet.scopeOn(fleet.hub, scope), metadata.name, { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata, stringData });
    manageAsAwsRole(fleet, cluster);
  } else {
    const kubeconfig = { type: 'secret', namespace: access.namespace, name: access.name, key: access.key ?? 'value' } as const;
    const inputs = { [KUBECONFIG_INPUT]: kubeconfig };
    fleet.secrets.provide(fleet, scope, origin === 'managed' ? { ...request, inputs, rotatedBy: 'Cluster API, with the kubeconfig' } : { ...request, inputs });
    if (origin === 'existing') {
      manageAsServiceAccount(fleet, cluster);
    }
  }
}
