import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Fleet } from '../../../fleet';

/**
 * The unit of a member that holds what lets Argo CD in. It is applied once, by who makes the credentials: Argo CD cannot deliver what it needs to get
 * in, and must not delete it.
 */
const UNIT = 'argo-cd-access';

/** The names that `argocd cluster add` uses, so that not both make objects of their own (Argo CD v3.5.1 util/clusterauth/clusterauth.go). */
const ACCOUNT = { name: 'argocd-manager', namespace: 'kube-system' };
const ROLE = 'argocd-manager-role';
const BINDING = 'argocd-manager-role-binding';
const TOKEN = 'argocd-manager-long-lived-token';
const RBAC = 'rbac.authorization.k8s.io';

/** The Kubernetes group that the access entry of an EKS cluster must give to the role: its user name is another one in each session. */
const GROUP = 'argocd-manager';

/** Lets in who has the token of a ServiceAccount, and has the cluster make the token: people put it into the kubeconfig. */
export function manageAsServiceAccount(fleet: Fleet, cluster: string): void {
  const scope = manage(fleet, cluster, { kind: 'ServiceAccount', ...ACCOUNT });
  new ApiObject(scope, 'service-account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: ACCOUNT });
  new ApiObject(scope, 'token', {
    apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token',
    metadata: { name: TOKEN, namespace: ACCOUNT.namespace, annotations: { 'kubernetes.io/service-account.name': ACCOUNT.name } },
  });
}

/** Lets in the role that the access entry of an EKS cluster puts into the group. */
export function manageAsAwsRole(fleet: Fleet, cluster: string): void {
  manage(fleet, cluster, { kind: 'Group', apiGroup: RBAC, name: GROUP });
}

function manage(fleet: Fleet, cluster: string, subject: Readonly<Record<string, string>>): Construct {
  const scope = new Construct(fleet.chartOf(cluster, UNIT), 'argo-cd-manager');
  new ApiObject(scope, 'cluster-role', {
    apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name: ROLE },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }, { nonResourceURLs: ['*'], verbs: ['*'] }],
  });
  new ApiObject(scope, 'cluster-role-binding', {
    apiVersion: `${RBAC}/v1`, kind: 'ClusterRoleBinding', metadata: { name: BINDING },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: ROLE }, subjects: [subject],
  });
  return scope;
}
