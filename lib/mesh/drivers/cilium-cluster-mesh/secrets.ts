import { Construct } from 'constructs';
import type { JoinedMember } from './joined-member';
import { CRON_JOB_CA, IPSEC_SECRET, ISSUER, ISSUER_CA } from './names';
import type { CiliumSettings } from './settings';
import { Issuer } from '../../../../imports/cert-manager';
import type { Fleet, SecretRequest } from '../../../fleet';

/** What is needed to have the Secrets of a member made. */
export interface SecretParts {
  readonly fleet: Fleet;
  /** The mesh. */
  readonly construct: Construct;
  readonly settings: CiliumSettings;
  /** What keys of the secret store begin with: unique in the store, for several fleets may share it. */
  readonly prefix: string;
}

/** The authority that issues the certificates of a member, where the program is to bring it, and the keys of IPsec. */
export function provideSecrets(scope: Construct, parts: SecretParts, { cluster }: JoinedMember): void {
  const { fleet, construct, settings: { certificates, encryption, namespace, ipsecKeys }, prefix } = parts;
  const provide = (request: Omit<SecretRequest, 'cluster' | 'namespace'>) =>
    fleet.secrets.provide(fleet, construct, { cluster: cluster.name, namespace, ...request });
  const { key = `${prefix}/ca` } = certificates.ca ?? {};
  const inputs = { crt: { type: 'store', key, property: 'crt' }, key: { type: 'store', key, property: 'key' } } as const;
  const authority = {
    inputs, rotatedBy: 'who keeps the authority, in all members, with both of its certificates in caBundle meanwhile',
    content: 'certificate and private key of the certificate authority of the mesh, the same in every member',
  };
  if (certificates.method === 'cronJob') {
    provide({ ...authority, name: CRON_JOB_CA, template: { 'ca.crt': '{{ .crt }}', 'ca.key': '{{ .key }}' }, readBy: 'the Job that issues certificates of Cilium' });
  } else if (certificates.issuerRef === undefined) {
    // In the namespace of Cilium, and an Issuer, not a ClusterIssuer: whoever gets a certificate of it is let into every member.
    provide({ ...authority, name: ISSUER_CA, type: 'kubernetes.io/tls', template: { 'tls.crt': '{{ .crt }}', 'tls.key': '{{ .key }}' }, readBy: `cert-manager, for Issuer ${ISSUER}` });
    new Issuer(scope, `Issuer ${ISSUER}`, { metadata: { name: ISSUER, namespace }, spec: { ca: { secretName: ISSUER_CA } } });
  }
  if (encryption === 'ipsec') {
    const { key: at = `${prefix}/ipsec-keys`, property } = ipsecKeys ?? {};
    provide({
      name: IPSEC_SECRET.name, template: { [IPSEC_SECRET.key]: '{{ .keys }}' }, inputs: { keys: { type: 'store', key: at, ...(property !== undefined && { property }) } },
      readBy: 'Cilium agents', rotatedBy: 'who keeps the keys, in all members within five minutes (encryption.ipsec.keyRotationDuration)',
      content: 'a key as `3+ rfc4106(gcm(aes)) <40 hexadecimal digits> 128`, the same in every member',
    });
  }
}
