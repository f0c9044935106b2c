import { EksAccess } from '../../../fleet';

/**
 * Argo CD's cluster Secret for an EKS cluster: Argo CD asks AWS for each token, as the role (v3.5.1 pkg/apis/application/v1alpha1 AWSAuthConfig,
 * `argocd-k8s-auth aws`).
 */
export function awsClusterSecret(cluster: string, { server, clusterArn, roleArn, certificateAuthority }: EksAccess): Record<'name' | 'server' | 'config', string> {
  const config = {
    awsAuthConfig: { clusterName: clusterArn.slice(clusterArn.indexOf('/') + 1), roleARN: roleArn },
    tlsClientConfig: { insecure: false, caData: certificateAuthority },
  };
  return { name: cluster, server, config: JSON.stringify(config) };
}
