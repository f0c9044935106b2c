import { createHash } from 'node:crypto';
import { isIP } from 'node:net';
import { Construct } from 'constructs';
import { webhookPort } from './chart-values';
import type { JoinedMember } from './joined-member';
import { CLUSTER_DOMAIN, GATEWAY_SELECTOR, NETWORK_LABEL, PORTS, RELEASE_NAMES } from './names';
import type { IstioSettings } from './settings';
import { Gateway as ApiGateway, GatewaySpecListeners } from '../../../../imports/gateway-api';
import { Gateway, PeerAuthentication, VirtualService } from '../../../../imports/istio';
import { CLUSTERSET_DOMAIN } from '../../../fleet/clusterset';

/** What lies in the system namespace of a member beside its charts: it counts for the whole mesh, or for its way in. */
export function makeConfiguration(scope: Construct, settings: IstioSettings, member: JoinedMember, severalNetworks: boolean): void {
  const { gateway, role } = member;
  const isByChart = settings.form !== 'ambient' && gateway?.form !== 'gateway-api';
  if (gateway && !isByChart) {
    apiGateway(scope, settings, member);
  }
  if (role === 'remote') {
    // The primary's configuration holds for its gateway too: it lies in a namespace of the same name.
    return;
  }
  mutualTls(scope, settings);
  if (severalNetworks && isByChart) {
    exposeServices(scope, settings);
  }
  if (settings.form === 'primaryRemote') {
    exposeControlPlane(scope, settings);
  }
  remoteGateways(scope, settings);
}

/** For the whole mesh, since it lies in its root namespace. */
function mutualTls(scope: Construct, { mtls, systemNamespace }: IstioSettings): void {
  new PeerAuthentication(scope, 'mtls', { metadata: { name: 'default', namespace: systemNamespace }, spec: { mtls: { mode: mtls } } });
}

/** As istio 1.30 samples/multicluster/expose-services.yaml, with the domain of this mesh in place of `*.local`. */
function exposeServices(scope: Construct, { systemNamespace, clusterDomain, multiClusterServices }: IstioSettings): void {
  const hosts = clusterDomain === CLUSTER_DOMAIN ? ['*.local']
    : [`*.${clusterDomain}`, ...typeof multiClusterServices === 'object' ? [`*.${CLUSTERSET_DOMAIN}`] : []];
  new Gateway(scope, 'expose-services', {
    metadata: { name: 'cross-network-gateway', namespace: systemNamespace },
    spec: { selector: SELECTOR, servers: [{ port: { number: PORTS.services, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }] },
  });
}

const SELECTOR = { istio: GATEWAY_SELECTOR };

/** As istio 1.30 samples/multicluster/expose-istiod.yaml. */
function exposeControlPlane(scope: Construct, settings: IstioSettings): void {
  const { systemNamespace: namespace, clusterDomain } = settings;
  const webhook = webhookPort(settings);
  const server = (name: string, number: number) => ({
    port: { name, number, protocol: 'TLS' }, tls: { mode: 'PASSTHROUGH' as const }, hosts: ['*'],
  });
  const route = (port: number, number: number) => ({
    match: [{ port, sniHosts: ['*'] }], route: [{ destination: { host: `istiod.${namespace}.svc.${clusterDomain}`, port: { number } } }],
  });
  new Gateway(scope, 'expose-istiod', {
    metadata: { name: 'istiod-gateway', namespace },
    spec: { selector: SELECTOR, servers: [server('tls-istiod', PORTS.xds), server('tls-istiodwebhook', webhook)] },
  });
  new VirtualService(scope, 'istiod-routes', {
    metadata: { name: 'istiod-vs', namespace },
    spec: { hosts: ['*'], gateways: ['istiod-gateway'], tls: [route(PORTS.xds, PORTS.xds), route(webhook, 443)] },
  });
}

/** Traffic that comes in through a Gateway of the Gateway API; its label says for which network. */
function listener({ form }: IstioSettings): GatewaySpecListeners {
  // Protocol HBONE and this option are Istio's own (istio 1.30 pkg/config/constants/constants.go).
  return form === 'ambient'
    ? { name: 'mesh', port: PORTS.hbone, protocol: 'HBONE', tls: { mode: 'Terminate', options: { 'gateway.istio.io/tls-terminate-mode': 'ISTIO_MUTUAL' } } }
    // A listener on this port of a Gateway with the label of a network passes mutual TLS on by itself (pilot/pkg/serviceregistry/kube/conversion.go).
    : { name: 'cross-network', port: PORTS.services, protocol: 'TLS', tls: { mode: 'Passthrough' } };
}

function apiGateway(scope: Construct, settings: IstioSettings, { network, gateway }: JoinedMember): void {
  const { type, annotations = {} } = gateway?.service ?? {};
  new ApiGateway(scope, 'east-west-gateway', {
    metadata: {
      name: RELEASE_NAMES.gateway, namespace: settings.systemNamespace, labels: { [NETWORK_LABEL]: network, ...revisionLabel(settings) },
      ...(type !== undefined && { annotations: { 'networking.istio.io/service-type': type } }),
    },
    spec: {
      gatewayClassName: settings.form === 'ambient' ? 'istio-east-west' : 'istio',
      // They are those of the Service that istiod makes.
      ...(Object.keys(annotations).length > 0 && { infrastructure: { annotations } }),
      listeners: [listener(settings)],
    },
  });
}

/**
 * Gateways that istiod finds in no API server that it reads: nothing runs for them (istio 1.30 serviceregistry/kube/controller/network.go). Ztunnel
 * asks who they are, and would take them for `<name>-istio-remote` (serviceregistry/kube/conversion.go GatewaySA).
 */
function remoteGateways(scope: Construct, settings: IstioSettings): void {
  const networks = Object.entries(settings.remoteGateways).sort(([a], [b]) => (a < b ? -1 : 1));
  networks.forEach(([network, addresses]) => new ApiGateway(scope, `remote-gateway-${network}`, {
    metadata: {
      name: `remote-${dnsLabel(network)}`, namespace: settings.systemNamespace, labels: { [NETWORK_LABEL]: network, ...revisionLabel(settings) },
      ...(settings.form === 'ambient' && { annotations: { 'gateway.istio.io/service-account': RELEASE_NAMES.gateway } }),
    },
    spec: {
      gatewayClassName: 'istio-remote',
      addresses: addresses.map(value => ({ type: isIP(value) === 0 ? 'Hostname' : 'IPAddress', value })),
      listeners: [listener(settings)],
    },
  }));
}

/** A label may have capitals, dots and underscores, and a name may not. */
function dnsLabel(network: string): string {
  return /^[a-z0-9]([-a-z0-9]{0,50}[a-z0-9])?$/.test(network) ? network : createHash('sha256').update(network).digest('hex').slice(0, 12);
}

function revisionLabel({ revision }: IstioSettings): Readonly<Record<string, string>> {
  return revision === undefined ? {} : { 'istio.io/rev': revision };
}
