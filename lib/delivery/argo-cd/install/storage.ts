import { CERTIFICATES, GPG_KEYS, KNOWN_HOSTS, PARAMETERS } from './names';

/** A volume, and where a container sees it. */
export interface Storage {
  readonly name: string;
  readonly path: string;
  readonly source: object;
}

/** What a container sees. */
export function mounts(storage: readonly Storage[]) {
  return storage.map(({ name, path }) => ({ name, mountPath: path }));
}

/** What a Pod has. */
export function volumes(storage: readonly Storage[]) {
  return storage.map(({ name, source }) => ({ name, ...source }));
}

/** A folder that lives as long as the Pod: file systems of containers are read-only. */
export function scratch(name: string, path: string): Storage {
  return { name, path, source: { emptyDir: {} } };
}

/** A Secret that people may make, with files that are called after its keys. */
function secret(secretName: string, path: string, keys: readonly string[]): Storage {
  return { name: secretName, path, source: { secret: { secretName, optional: true, items: keys.map(key => ({ key, path: key })) } } };
}

function configMap(name: string, path: string, configMapName: string): Storage {
  return { name, path, source: { configMap: { name: configMapName } } };
}

/** Keys of hosts that repositories are read from by SSH. */
export const SSH = configMap('ssh-known-hosts', '/app/config/ssh', KNOWN_HOSTS);
/** Certificates of hosts that repositories are read from by HTTPS. */
export const TLS = configMap('tls-certs', '/app/config/tls', CERTIFICATES);
/** Keys by which commits are verified, and where GnuPG keeps them. */
export const GPG = [configMap('gpg-keys', '/app/config/gpg/source', GPG_KEYS), scratch('gpg-keyring', '/app/config/gpg/keys')];

/** The certificate of the repo server, which makes one of its own without it. */
export function repoServerTls(path: string = '/app/config/reposerver/tls'): Storage {
  return secret('argocd-repo-server-tls', path, ['tls.crt', 'tls.key', 'ca.crt']);
}

/** By what the repo server knows those that connect, or what they show to it. */
export function repoServerMutualTls(side: 'server' | 'client'): Storage {
  const keys = side === 'server' ? ['client-ca.crt'] : ['client.crt', 'client.key', 'server-ca.crt'];
  return secret('argocd-repo-server-mtls', '/app/config/reposerver/mtls', keys);
}

/** The certificate of Dex; only Dex itself gets the key. */
export function dexTls(path: string, side: 'server' | 'client'): Storage {
  return secret('argocd-dex-server-tls', path, side === 'server' ? ['tls.crt', 'tls.key', 'ca.crt'] : ['tls.crt', 'ca.crt']);
}

/** The one parameter that a part reads while it runs: whether it can be profiled. */
export function profile(part: string): Storage {
  const items = [{ key: `${part}.profile.enabled`, path: 'profiler.enabled' }];
  return { name: PARAMETERS, path: '/home/argocd/params', source: { configMap: { name: PARAMETERS, optional: true, items } } };
}
