import { Construct } from 'constructs';
import { SIGNING_TIMES } from './check-options';
import type { JoinedMember } from './joined-member';
import { CA_SECRET } from './names';
import type { IstioIssuedAuthority, IstioReferencedAuthority } from './props';
import type { IstioSettings } from './settings';
import { Certificate } from '../../../../imports/cert-manager';
import { Fleet, SecretSource } from '../../../fleet';

/** As Istio's own tools make them (istio 1.30 tools/certs/common.mk). */
const KEY = { algorithm: 'RSA', size: 4096, rotationPolicy: 'Always' } as const;

/** The certificate with which the control plane of a member signs those of its workloads, under the one root of the mesh. */
export function makeAuthority(fleet: Fleet, mesh: Construct, settings: IstioSettings, member: JoinedMember, keyPrefix: string): void {
  if (member.role === 'remote') {
    // The primary signs for its workloads.
    return;
  }
  const { certificateAuthority } = settings;
  if ('issuer' in certificateAuthority) {
    issue(fleet.scopeOn(member.cluster, mesh), settings, member, certificateAuthority);
  } else {
    refer(fleet, mesh, settings, member, certificateAuthority, keyPrefix);
  }
}

/** Made by cert-manager as a TLS Secret, which istiod takes too (istio 1.30 pilot/pkg/bootstrap/istio_ca.go detectSigningCABundleAndCRL). */
function issue(
  scope: Construct, { meshId, systemNamespace }: IstioSettings, { clusterId }: JoinedMember, authority: IstioIssuedAuthority,
): void {
  const { issuer: { name, kind = 'ClusterIssuer', group = 'cert-manager.io' }, duration, renewBefore } = authority;
  new Certificate(scope, 'ca', {
    metadata: { name: 'istio-ca', namespace: systemNamespace },
    spec: {
      secretName: CA_SECRET,
      isCA: true,
      // In a common name 64 characters are allowed, and an id of a cluster has up to 63.
      commonName: clusterId,
      subject: { organizations: [meshId] },
      dnsNames: [`istiod.${systemNamespace}.svc`],
      duration: duration ?? SIGNING_TIMES.duration,
      renewBefore: renewBefore ?? SIGNING_TIMES.renewBefore,
      privateKey: KEY,
      issuerRef: { name, kind, group },
    },
  });
}

/** Made by people from their root, and kept in the secret store. */
function refer(
  fleet: Fleet, mesh: Construct, { systemNamespace }: IstioSettings, { cluster, clusterId }: JoinedMember, authority: IstioReferencedAuthority,
  keyPrefix: string,
): void {
  const { roots = [{ key: `${keyPrefix}/root` }], intermediates = `${keyPrefix}/ca` } = authority;
  // No dot: some stores take a property for a path.
  const own = (property: string): SecretSource => ({ type: 'store', key: `${intermediates}/${clusterId}`, property });
  const rootInputs = roots.map(({ key, property }, i) => [`root${i + 1}`, { type: 'store', key, ...(property !== undefined && { property }) }] as const);
  fleet.secrets.provide(fleet, mesh, {
    cluster: cluster.name, namespace: systemNamespace, name: CA_SECRET,
    template: {
      'ca-cert.pem': '{{ .cert }}', 'ca-key.pem': '{{ .key }}', 'cert-chain.pem': '{{ .chain }}',
      // One after the other: whoever holds a certificate under either is trusted.
      'root-cert.pem': rootInputs.map(([name]) => `{{ .${name} | trim }}\n`).join(''),
    },
    inputs: { cert: own('ca-cert'), key: own('ca-key'), chain: own('cert-chain'), ...Object.fromEntries(rootInputs) as Record<string, SecretSource> },
    readBy: 'istiod, to sign certificates of workloads', rotatedBy: 'who keeps the root, before the intermediate ends',
    content: `an intermediate for this cluster, signed by the one root of the mesh (istio tools/certs, with SAN istiod.${systemNamespace}.svc)${
      roots.length > 1 ? `; in root-cert.pem the certificates of all ${roots.length} roots` : ''}`,
  });
}
