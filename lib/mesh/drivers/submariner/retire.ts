import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ACCOUNTS_NAMESPACE, accountOf, BROKER_NAMESPACE } from './names';
import { kubectl } from '../../../delivery/kubectl';
import { allow, grant } from '../../../delivery/rbac';
import type { Manifest } from '../../../fleet';

const NAME = 'submariner-retire';
/** Whoever writes an object at the broker labels it with the id of its cluster (admiral v0.19 `pkg/federate/federator.go`). */
const OWNER_LABEL = 'submariner-io/clusterID';
/** A Job's name is a label of its Pods. */
const LONGEST_ID = 36;

/**
 * Deletes what former members have left at the broker: their account, and with it their token, where no delivery did so; their Cluster; their
 * Endpoint, by which the others still route to them; the EndpointSlices of their services. A member that leaves in an orderly way takes its objects
 * along; one that is lost never will.
 */
export function makeRetirement(scope: Construct, retired: readonly string[]): void {
  if (retired.length === 0) {
    return;
  }
  const metadata = { name: NAME, namespace: BROKER_NAMESPACE };
  const verbs = ['get', 'list', 'delete'];
  make(scope, { apiVersion: 'v1', kind: 'ServiceAccount', metadata });
  grant({ ...metadata, labels: {} }, metadata, [allow(verbs, 'submariner.io', ['clusters', 'endpoints']), allow(verbs, 'discovery.k8s.io', ['endpointslices'])])
    .forEach(manifest => make(scope, { ...manifest, metadata }));
  const accounts = { name: NAME, namespace: ACCOUNTS_NAMESPACE };
  grant({ ...accounts, labels: {} }, metadata, [allow(['get', 'delete'], '', ['serviceaccounts'], retired.map(accountOf))])
    .forEach(manifest => make(scope, { ...manifest, metadata: accounts }));
  for (const clusterId of retired) {
    const remove = (namespace: string, ...what: readonly string[]) => kubectl(['delete', `--namespace=${namespace}`, '--ignore-not-found', ...what]);
    const pod = {
      serviceAccountName: NAME,
      restartPolicy: 'OnFailure',
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      initContainers: [
        { ...remove(ACCOUNTS_NAMESPACE, 'serviceaccounts', accountOf(clusterId)), name: 'account' },
        // The Cluster is called after the id; names of the others nobody knows.
        { ...remove(BROKER_NAMESPACE, 'clusters.submariner.io', clusterId), name: 'cluster' },
      ],
      containers: [remove(BROKER_NAMESPACE, 'endpoints.submariner.io,endpointslices.discovery.k8s.io', `--selector=${OWNER_LABEL}=${clusterId}`)],
    };
    make(scope, {
      apiVersion: 'batch/v1', kind: 'Job', metadata: { name: jobName(clusterId, pod), namespace: BROKER_NAMESPACE },
      spec: { backoffLimit: 20, template: { spec: pod } },
    });
  }
}

/** With a hash of what it runs, since a Job cannot be changed; a later release of this library may run another kubectl. */
function jobName(clusterId: string, pod: object): string {
  const hash = createHash('sha256').update(JSON.stringify([clusterId, pod])).digest('hex').slice(0, 8);
  return `${NAME}-${clusterId.slice(0, LONGEST_ID).replace(/-+$/, '')}-${hash}`;
}

function make(scope: Construct, manifest: Manifest): void {
  new ApiObject(scope, `${manifest.kind} ${manifest.metadata.namespace} ${manifest.metadata.name}`, manifest);
}
