import { KubeconfigUser } from './kubeconfig-user';
import { ClusterInventoryProps, KubeconfigProps, KubeconfigServer } from './props';
import { checkProps, MAP, PropType, TEXT, TEXTS } from '../../fleet/check-props';
import { isMap } from '../../fleet/collections';
import { isLabelValue } from '../../fleet/label';
import { RFC_1123_LABEL } from '../../fleet/names';
import { refuseOthers } from '../../fleet/refuse-others';

const LABEL_VALUE: PropType = {
  words: 'what can be the value of a label, letters, digits, dashes, dots and underscores, 63 at most',
  is: value => typeof value === 'string' && value !== '' && isLabelValue(value),
};
const NAMESPACE: PropType = {
  words: 'the name of a namespace, lower-case letters, digits and dashes, 63 at most',
  is: value => typeof value === 'string' && RFC_1123_LABEL.test(value),
};
const INVENTORY = { namespace: NAMESPACE, clusterManager: LABEL_VALUE, clusterSet: LABEL_VALUE, labels: TEXTS, kubeconfig: MAP };
const SERVER = { server: TEXT, certificateAuthority: TEXT, tlsServerName: TEXT };

/** Host, port and path, and neither a user nor a query: both can hold a credential. */
const ADDRESS = /^https:\/\/[^\s/?#@\\]+(\/[^\s?#@\\]*)?$/;
const HOST = /^[\w.:-]+$/;
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
const CERTIFICATES = /^\s*(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/;

/**
 * Checks what the call alone shows; whether names of clusters and labels are known, only the settled fleet shows.
 *
 * @throws for the first prop that is wrong
 */
export function checkInventoryProps(path: string, props: ClusterInventoryProps): void {
  checkProps(`${path}: `, props, {}, INVENTORY);
  refuseOthers(`${path}: `, props, Object.keys(INVENTORY));
  if (props.kubeconfig) {
    checkKubeconfigProps(`${path}: kubeconfig.`, props.kubeconfig);
  }
}

function checkKubeconfigProps(where: string, props: KubeconfigProps): void {
  refuseOthers(where, props, ['servers', 'user']);
  checkProps(where, props, {}, { servers: MAP });
  if (props.user !== undefined && typeof props.user !== 'function' && !(props.user instanceof KubeconfigUser)) {
    // What was given is not repeated: it may be a credential.
    throw new Error(`${where}user: write a KubeconfigUser, KubeconfigUser.exec(...) for example, or a function that gives one for a cluster`);
  }
  Object.entries(props.servers ?? {}).forEach(([name, server]) => checkServer(`${where}servers.${name}`, server));
}

function checkServer(where: string, entry: KubeconfigServer): void {
  if (!isMap(entry)) {
    // What was given is not repeated: it may hold a credential.
    throw new Error(`${where}: write an object, { server: 'https://<host>[:<port>]' }`);
  }
  checkProps(`${where}.`, entry, { server: TEXT }, SERVER);
  refuseOthers(`${where}.`, entry, Object.keys(SERVER));
  const { server, certificateAuthority, tlsServerName } = entry;
  if (!ADDRESS.test(server) || !URL.canParse(server)) {
    const shown = server.replace(/^([a-z]+:\/+)?.*@/is, '$1...@').replace(/[?#].*$/s, '?...').slice(0, 80);
    throw new Error(`${where}.server: write the address of the API server, https://<host>[:<port>], got '${shown}'`);
  }
  if (certificateAuthority !== undefined && !isCertificate(certificateAuthority)) {
    // What was given is not repeated: it may be a key.
    throw new Error(`${where}.certificateAuthority: write the certificate in PEM, in base64, as certificate-authority-data of a kubeconfig has it,`
      + ' and no key');
  }
  if (tlsServerName !== undefined && !HOST.test(tlsServerName)) {
    throw new Error(`${where}.tlsServerName: write the name of a host, got '${tlsServerName.slice(0, 80)}'`);
  }
}

function isCertificate(base64: string): boolean {
  return BASE64.test(base64) && CERTIFICATES.test(Buffer.from(base64, 'base64').toString('latin1'));
}
