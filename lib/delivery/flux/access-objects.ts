import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { FluxInstallation } from './registry';
import { kubeconfigName } from './remote';
import { DeferredValues, FleetModel } from '../../fleet';

/**
 * Makes what Flux reaches EKS clusters by: a ConfigMap with nothing secret in it (fluxcd/pkg auth v0.54.1 `utils/restconfig.go`, `aws/provider.go`).
 *
 * With address and certificate in it the controller asks AWS for nothing but a token.
 */
export function makeAccessObjects(scope: Construct, model: FleetModel, { namespace, objectLevelWorkloadIdentity }: FluxInstallation): void {
  for (const { name: cluster, access } of model.clusters) {
    if (access?.type !== 'eks') {
      continue;
    }
    const name = kubeconfigName(cluster);
    if (objectLevelWorkloadIdentity) {
      new ApiObject(scope, `service-account-${cluster}`, {
        apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace, annotations: { 'eks.amazonaws.com/role-arn': access.roleArn } },
      });
    }
    new ApiObject(scope, `config-map-${cluster}`, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      // The controllers act on a change at once, and not only when their interval ends.
      metadata: { name, namespace, labels: { 'reconcile.fluxcd.io/watch': 'Enabled' } },
      data: {
        'provider': 'aws',
        'cluster': access.clusterArn,
        'address': access.server,
        'ca.crt': DeferredValues.of(scope).derived(access.certificateAuthority, decoded),
        ...(objectLevelWorkloadIdentity ? { serviceAccountName: name } : {}),
      },
    });
  }
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
