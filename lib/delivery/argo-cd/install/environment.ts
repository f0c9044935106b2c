import { PARAMETERS, SETTINGS } from './names';

/** A variable of a container. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

/** Names of variables, and the keys of a ConfigMap that they come from. */
export type Keys = Readonly<Record<string, string>>;

/**
 * Variables from keys of the ConfigMap of parameters, each of which may be missing: the container then does what it does by default. They are those
 * of Argo CD v3.5.1, manifests/base; what a key means is in docs/operator-manual/argocd-cmd-params-cm.yaml.
 */
export function fromParameters(...keys: readonly Keys[]): readonly Variable[] {
  return variables(PARAMETERS, Object.assign({}, ...keys) as Keys);
}

/** Variables from keys of the ConfigMap of settings. */
export function fromSettings(keys: Keys): readonly Variable[] {
  return variables(SETTINGS, keys);
}

function variables(configMap: string, keys: Keys): readonly Variable[] {
  return Object.entries(keys).map(([name, key]) => ({ name, valueFrom: { configMapKeyRef: { name: configMap, key, optional: true } } }));
}

/**
 * Variables that are called after their keys: `log.level` of `server` is `ARGOCD_SERVER_LOG_LEVEL`.
 *
 * @param variable what the names of the variables begin with
 * @param part what the keys begin with
 * @param keys the keys without it
 */
export function sameName(variable: string, part: string, keys: readonly string[]): Keys {
  return Object.fromEntries(keys.map(key => [`${variable}_${key.toUpperCase().replaceAll('.', '_')}`, `${part}.${key}`]));
}

/** The password that the init container of Redis makes. */
export const REDIS_PASSWORD: Variable = { name: 'REDIS_PASSWORD', valueFrom: { secretKeyRef: { name: 'argocd-redis', key: 'auth' } } };

/** Parameters of who uses Redis. */
export const REDIS: Keys = { REDIS_SERVER: 'redis.server', REDIS_COMPRESSION: 'redis.compression', REDISDB: 'redis.db' };

/** Parameters of who watches other namespaces for Applications. */
export const APPLICATION_NAMESPACES: Keys = { ARGOCD_APPLICATION_NAMESPACES: 'application.namespaces' };

/** How a part writes its log; the server names one variable otherwise. */
export function logging(variable: string, part: string): Keys {
  return {
    [`${variable}_LOGFORMAT`]: `${part}.log.format`, [`${variable}_LOGLEVEL`]: `${part}.log.level`, ARGOCD_LOG_FORMAT_TIMESTAMP: 'log.format.timestamp',
  };
}

/** Where a part sends traces. */
export function tracing(variable: string): Keys {
  return Object.fromEntries(['address', 'insecure', 'headers', 'attrs'].map(key => [`${variable}_OTLP_${key.toUpperCase()}`, `otlp.${key}`]));
}

/** How a part talks to API servers, and that it does not look for gRPC settings in DNS. */
export function clients(part: string): Keys {
  const keys = ['client.qps', 'client.burst', 'client.max.idle.connections', 'tcp.timeout', 'tcp.keepalive', 'tls.handshake.timeout', 'tcp.idle.timeout'];
  return { ...grpc(part), ...sameName('ARGOCD_K8S', `${part}.k8s`, keys) };
}

/** How often a part asks an API server again. */
export function retries(part: string): Keys {
  return sameName('ARGOCD_K8SCLIENT_RETRY', `${part}.k8sclient.retry`, ['max', 'base.backoff']);
}

/** Whether gRPC looks for its settings in DNS. */
export function grpc(part: string): Keys {
  return { GRPC_ENABLE_TXT_SERVICE_CONFIG: `${part}.grpc.enable.txt.service.config` };
}

/** How a part is sure of the repo server: the end of keys. */
export const REPO_SERVER_TLS = ['plaintext', 'ca.cert.path', 'client.cert.path', 'client.cert.key.path'].map(key => `repo.server.${key}`);
