import { AuthInfo } from './kubeconfig-user';
import { KubeconfigServer } from './props';
import { isMarked } from '../../fleet/deferred-marker';
import { toYaml } from '../../fleet/output/yaml';

/** A context of a kubeconfig, with the cluster and the user that it stands for. */
export interface KubeconfigEntry extends KubeconfigServer {
  /** Name of the context, of its cluster and of its user: kubeconfigs that are used together share all three sets of names. */
  readonly name: string;
  readonly user: AuthInfo;
}

/**
 * The text of a kubeconfig (client-go v0.34 tools/clientcmd/api/v1 Config), one context for each entry.
 *
 * It has no current context, so that no command reaches a cluster that it does not name.
 */
export function kubeconfigOf(entries: readonly KubeconfigEntry[]): string {
  return toYaml([{
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(({ name, server, certificateAuthority, tlsServerName }) => ({
      name, cluster: { 'server': server, 'certificate-authority-data': strictBase64(certificateAuthority), 'tls-server-name': tlsServerName },
    })),
    contexts: entries.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
    users: entries.map(({ name, user }) => ({ name, user })),
  }]);
}

/** One byte that Go does not take for base64 would have kubectl refuse the whole file, for every cluster in it. */
function strictBase64(text: string | undefined): string | undefined {
  // What is deferred is refused with the file that it is in.
  return text === undefined || isMarked(text) ? text : Buffer.from(text, 'base64').toString('base64');
}
