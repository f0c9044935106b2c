import { Construct } from 'constructs';
import { IstioGateway } from './gateway';
import { isHost, isHostOrWildcard } from './hosts';
import { IstioConfig, IstioOptionTypes } from './istio-config';
import { COUNT, DURATION, PORT } from './prop-types';
import {
  IstioDestination, IstioHttpMatch, IstioHttpRoute, IstioStringMatch, IstioTcpRoute, IstioTlsRoute, IstioVirtualServiceProps,
} from './virtual-service-props';
import { VirtualService as Resource } from '../../../imports/istio';
import { FLAG, MAP, MAPS, PropType, TEXT, TEXTS } from '../../fleet/check-props';

const LIST: PropType = { words: 'a list', is: Array.isArray };
const STRING_MATCH: PropType = { words: '{ exact }, { prefix } or { regex } with a text', is: isStringMatch };
const STRING_MATCHES: PropType = {
  words: 'an object of { exact }, { prefix } or { regex }', is: value => MAP.is(value) && Object.values(value as object).every(isStringMatch),
};

const OPTIONS: IstioOptionTypes = { required: { hosts: TEXTS }, optional: { gateways: LIST, http: MAPS, tls: MAPS, tcp: MAPS, exportTo: TEXTS } };
const DESTINATION = { host: TEXT, cluster: MAP, subset: TEXT, port: PORT, weight: COUNT };
const RETRIES: IstioOptionTypes = {
  required: { attempts: COUNT }, optional: { perTryTimeout: DURATION, retryOn: TEXT, retryRemoteLocalities: FLAG },
};
const GATEWAY_NAME = /^(mesh|([a-z0-9.-]+\/)?[a-z0-9.-]+)$/;

/** Where callers of a host are sent: by path, by header, by the name that they ask for, and by weight among clusters. */
export class IstioVirtualService extends IstioConfig {
  /** @throws for what istiod refuses */
  constructor(scope: Construct, id: string, props: IstioVirtualServiceProps) {
    super(scope, id, props, OPTIONS);
    const { hosts, http = [], tls = [], tcp = [], exportTo } = props;
    const gateways = props.gateways?.map((gateway, i) => this.gatewayOf(gateway, `gateways[${i}]`));
    this.checkHosts(hosts, gateways === undefined || gateways.includes('mesh'));
    if (http.length + tls.length + tcp.length === 0) {
      this.fail('write one route at least, in http, tls or tcp');
    }
    const [host] = hosts;
    const spec = {
      hosts, gateways, exportTo,
      http: http.length > 0 ? http.map((route, i) => this.httpOf(route, `http[${i}]`, host)) : undefined,
      tls: tls.length > 0 ? tls.map((route, i) => this.tlsOf(route, `tls[${i}]`, host, hosts)) : undefined,
      tcp: tcp.length > 0 ? tcp.map((route, i) => this.tcpOf(route, `tcp[${i}]`, host)) : undefined,
    };
    this.makeAll((place, metadata) => new Resource(place, 'Resource', { metadata, spec }));
  }

  private checkHosts(hosts: readonly string[], isForProxies: boolean): void {
    if (hosts.length === 0) {
      this.fail('hosts: write the host that callers use, got an empty list');
    }
    const wrong = hosts.find(host => !isHostOrWildcard(host) && !(host === '*' && !isForProxies));
    if (wrong !== undefined) {
      this.fail(`hosts: write DNS names, ${isForProxies ? 'one may begin with *.' : '* for any'}, got '${wrong}'`);
    }
  }

  private httpOf(route: IstioHttpRoute, where: string, host: string) {
    this.checkOptions(where, route, { required: { route: MAPS }, optional: { name: TEXT, match: MAPS, timeout: DURATION, retries: MAP } });
    const { name, match, timeout, retries } = route;
    match?.forEach((entry, i) => this.checkMatch(entry, `${where}.match[${i}]`));
    if (retries !== undefined) {
      this.checkOptions(`${where}.retries`, retries, RETRIES);
    }
    return { name, match, route: this.destinationsOf(route.route, `${where}.route`, host), timeout, retries };
  }

  private tlsOf(route: IstioTlsRoute, where: string, host: string, hosts: readonly string[]) {
    this.checkOptions(where, route, { required: { sniHosts: TEXTS, route: MAPS }, optional: { port: PORT } });
    const { sniHosts, port } = route;
    const stranger = sniHosts.find(name => !hosts.some(own => own === '*' || own === name || (own.startsWith('*.') && name.endsWith(own.slice(1)))));
    if (sniHosts.length === 0 || stranger !== undefined) {
      const got = stranger === undefined ? 'an empty list' : `'${stranger}'`;
      this.fail(`${where}.sniHosts: write names within hosts (${hosts.join(', ')}), got ${got}`);
    }
    return { match: [{ sniHosts, port }], route: this.destinationsOf(route.route, `${where}.route`, host) };
  }

  private tcpOf(route: IstioTcpRoute, where: string, host: string) {
    this.checkOptions(where, route, { required: { route: MAPS }, optional: { port: PORT } });
    return { match: route.port === undefined ? undefined : [{ port: route.port }], route: this.destinationsOf(route.route, `${where}.route`, host) };
  }

  private destinationsOf(destinations: readonly IstioDestination[], where: string, byDefault: string) {
    if (destinations.length === 0) {
      this.fail(`${where}: write one destination at least, got an empty list`);
    }
    if (destinations.length > 1 && destinations.every(({ weight }) => weight === 0)) {
      this.fail(`${where}: all weights are 0: write a share for one destination at least`);
    }
    return destinations.map((destination, i) => {
      this.checkOptions(`${where}[${i}]`, destination, { optional: DESTINATION });
      const { host = byDefault, port, weight } = destination;
      if (!isHost(host)) {
        this.fail(`${where}[${i}].host: write the DNS name of a service, got '${host}'`);
      }
      // Istio takes a share that is not written as 0.
      if (destinations.length > 1 && weight === undefined) {
        this.fail(`${where}[${i}].weight: with several destinations write the share of each`);
      }
      const subset = this.subsetOf(destination, `${where}[${i}]`);
      return { destination: { host, subset, port: port === undefined ? undefined : { number: port } }, weight };
    });
  }

  private subsetOf({ cluster, subset }: IstioDestination, where: string): string | undefined {
    if (cluster === undefined) {
      return subset;
    }
    if (subset !== undefined) {
      this.fail(`${where}: write cluster or subset, not both`);
    }
    return this.checkMember(`${where}.cluster`, cluster).name;
  }

  private checkMatch(match: IstioHttpMatch, where: string): void {
    this.checkOptions(where, match, { optional: { uri: STRING_MATCH, headers: STRING_MATCHES, method: STRING_MATCH, port: PORT } });
    const upper = Object.keys(match.headers ?? {}).find(name => name !== name.toLowerCase());
    if (upper !== undefined) {
      this.fail(`${where}.headers: names of headers are lower case here: write ${upper.toLowerCase()}, got ${upper}`);
    }
  }

  private gatewayOf(gateway: IstioGateway | string, where: string): string {
    if (gateway instanceof IstioGateway) {
      return gateway.reference;
    }
    if (typeof gateway !== 'string' || !GATEWAY_NAME.test(gateway)) {
      this.fail(`${where}: write an IstioGateway, <namespace>/<name>, or mesh, got '${String(gateway)}'`);
    }
    return gateway;
  }
}

function isStringMatch(value: unknown): boolean {
  const entries = Object.entries((MAP.is(value) ? value : {}) as IstioStringMatch);
  return entries.length === 1 && ['exact', 'prefix', 'regex'].includes(entries[0][0]) && TEXT.is(entries[0][1]);
}
