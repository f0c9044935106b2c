/** The name of a Service, as Istio has it: `payment-api.production.svc.cluster.local`. */
export function serviceHost(service: string, namespace: string, domain: string): string {
  return `${service}.${namespace}.svc.${domain}`;
}

const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`, 'i');
const WILDCARD_HOST = new RegExp(`^(?=.{1,253}$)\\*\\.${LABEL}(\\.${LABEL})*$`, 'i');

/** Whether a text is a DNS name: `api.global`. */
export function isHost(text: string): boolean {
  return HOST.test(text);
}

/** Whether a text is a DNS name, or `*.` before one. */
export function isHostOrWildcard(text: string): boolean {
  return HOST.test(text) || WILDCARD_HOST.test(text);
}
