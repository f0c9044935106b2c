import type { JoinedMember } from './joined-member';
import { toYaml } from '../../../fleet/output/yaml';

/**
 * A kubeconfig as `istioctl create-remote-secret` writes it (istio 1.30 istioctl/pkg/multicluster/remote_secret.go), with `<id>.token` and `<id>.ca`
 * of the template's inputs. Everything in it is called by the id of the cluster, as istiod takes it from the key of the Secret.
 */
export function kubeconfigTemplate({ clusterId, apiServer, options: { tlsServerName } }: JoinedMember): string {
  // Not `.us-east.token`: a dash ends a name in a template.
  const input = (property: string) => `(index . "${clusterId}.${property}")`;
  return toYaml([{
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{
      name: clusterId,
      cluster: {
        'server': apiServer, 'certificate-authority-data': `{{ ${input('ca')} | b64enc }}`, ...(tlsServerName !== undefined && { 'tls-server-name': tlsServerName }),
      },
    }],
    'contexts': [{ name: clusterId, context: { cluster: clusterId, user: clusterId } }],
    'current-context': clusterId,
    'users': [{ name: clusterId, user: { token: `{{ ${input('token')} }}` } }],
  }]);
}
