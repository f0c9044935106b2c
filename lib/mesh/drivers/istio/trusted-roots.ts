import { X509Certificate } from 'node:crypto';
import type { IstioIssuedAuthority, IstioReferencedAuthority } from './props';
import type { IstioForm } from './settings';
import { TEXTS } from '../../../fleet/check-props';
import { refuseOthers } from '../../../fleet/refuse-others';

/** One, and nothing beside it. */
const CERTIFICATE = /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/;

/**
 * Checks the roots that workloads trust beside that of an issuer.
 *
 * @returns the authority without them, of which the rest is to be checked
 * @throws for roots that nobody would trust, and for text that is no certificate of a root
 */
export function checkTrustedRoots(
  where: string, authority: IstioReferencedAuthority | IstioIssuedAuthority, form: IstioForm,
): IstioReferencedAuthority | IstioIssuedAuthority {
  if (!('issuer' in authority)) {
    return authority;
  }
  refuseOthers(`${where}.`, authority, ['issuer', 'roots', 'duration', 'renewBefore']);
  const { roots, ...rest } = authority;
  if (roots === undefined) {
    return rest;
  }
  if (form === 'ambient') {
    // It takes the roots that come with its certificates, and no others (ztunnel src/tls/certificate.rs).
    throw new Error(`${where}.roots: ztunnel trusts nothing but the root of the issuer, so that they would change nothing; remove it, or keep roots in the secret store:`
      + ' { roots: [{ key }, { key }] }');
  }
  if (!TEXTS.is(roots) || roots.length === 0) {
    throw new Error(`${where}.roots: write a list of certificates in PEM that is not empty, or leave it out to trust the root of the issuer alone`);
  }
  roots.forEach((root, i) => checkRoot(`${where}.roots[${i}]`, root));
  return rest;
}

/**
 * istiod does not start with one that it cannot read (istio 1.30 pilot/pkg/bootstrap initWorkloadTrustBundle). No message repeats the text: it may be
 * a key.
 */
function checkRoot(where: string, root: string): void {
  if (/PRIVATE KEY/.test(root)) {
    throw new Error(`${where}: there is a private key in it, and whoever reads the output would have it; write the certificate alone, and make a new root if the key is in a repository`);
  }
  if (!CERTIFICATE.test(root)) {
    throw new Error(`${where}: write one certificate in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, and each root by itself`);
  }
  if (!isAuthority(root)) {
    throw new Error(`${where}: it is no certificate of an authority (X.509 with CA:TRUE), and istiod would not start with it; write that of a root`);
  }
}

function isAuthority(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}
