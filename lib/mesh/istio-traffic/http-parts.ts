import type { IstioAuthorizationRule } from './authorization-policy';

/** Attributes that proxies of nodes know (istio 1.30.3 `pilot/pkg/serviceregistry/ambient/authorization.go` l4WhenAttributes). */
const OF_CONNECTIONS = ['source.ip', 'source.namespace', 'source.principal', 'destination.ip', 'destination.port'];
const OF_HTTP = ['hosts', 'methods', 'paths'] as const;

/** The first part of a rule that proxies of nodes cannot judge, as messages call it: `rules[0].to[0].methods`. */
export function httpPartOf({ to = [], when = [] }: IstioAuthorizationRule, where: string): string | undefined {
  const [part] = [
    ...to.flatMap((operation, i) => OF_HTTP.filter(option => operation[option] !== undefined).map(option => `${where}.to[${i}].${option}`)),
    ...when.flatMap(({ key }, i) => (OF_CONNECTIONS.includes(key) ? [] : [`${where}.when[${i}] (${key})`])),
  ];
  return part;
}
