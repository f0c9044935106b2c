import type { JoinedMember } from './joined-member';
import { CA_SECRET, CLUSTER_DOMAIN, GATEWAY_SELECTOR, KUBECONFIG_PATH, PORTS, RELEASE_NAMES } from './names';
import type { IstioSettings } from './settings';

/** What values are made from: every identifier is taken from here, and from nowhere else. */
export interface ValueParts {
  readonly settings: IstioSettings;
  readonly member: JoinedMember;
  /** Trust domains of all members. */
  readonly trustDomains: readonly string[];
  /** Where images come from: the mirror of the fleet, where it has one. */
  readonly hub: string;
}

/** What this library writes for the chart `base`. */
export interface BaseValues {
  readonly defaultRevision: string;
  readonly global: { readonly istioNamespace: string };
  readonly base?: { readonly validationFailurePolicy: 'Fail' };
}

/** What this library writes for the chart `istiod`. */
export interface IstiodValues {
  readonly profile?: 'ambient' | 'remote';
  readonly revision?: string;
  readonly global: {
    readonly istioNamespace: string;
    readonly meshID: string;
    readonly multiCluster: { readonly clusterName: string };
    readonly network: string;
    readonly hub: string;
    readonly variant?: string;
    readonly proxy?: { readonly clusterDomain: string };
    readonly externalIstiod?: true;
    readonly remotePilotAddress?: string;
  };
  readonly istiodRemote?: { readonly injectionPath: string };
  readonly meshConfig?: {
    readonly trustDomain: string;
    readonly trustDomainAliases?: readonly string[];
    readonly caCertificates?: readonly { readonly pem: string }[];
    readonly serviceScopeConfigs?: readonly object[];
    readonly defaultConfig?: { readonly proxyMetadata: Readonly<Record<string, string>> };
  };
  readonly base?: { readonly validationFailurePolicy: 'Fail' };
  readonly cni?: { readonly enabled: true };
  readonly env?: Readonly<Record<string, string>>;
  readonly volumes?: readonly object[];
  readonly volumeMounts?: readonly object[];
}

/** What this library writes for the chart `cni`. */
export interface CniValues {
  readonly profile?: 'ambient';
  readonly revision?: string;
  readonly global: { readonly hub: string; readonly variant?: string };
}

/** What this library writes for the chart `ztunnel`. */
export interface ZtunnelValues {
  readonly profile: 'ambient';
  readonly hub: string;
  readonly variant?: string;
  readonly istioNamespace: string;
  readonly multiCluster: { readonly clusterName: string };
  readonly network: string;
  readonly env?: { readonly CLUSTER_DOMAIN: string };
}

/** What this library writes for the chart `gateway`. */
export interface GatewayValues {
  readonly name: string;
  readonly labels: { readonly istio: string };
  readonly networkGateway: string;
  readonly revision?: string;
  readonly service?: object;
  readonly networkGatewayPorts?: object;
}

/**
 * Helm and Argo CD would put the policy back that istiod has raised to `Fail`, and istiod would raise it again (istio/istio#52785): say it at once.
 */
const FAIL = { validationFailurePolicy: 'Fail' } as const;

export function baseValues({ settings: { systemNamespace, revision }, member }: ValueParts): BaseValues {
  const global = { istioNamespace: systemNamespace };
  // In a remote cluster no configuration of Istio counts, and nobody is there to judge it.
  return member.role === 'remote' ? { defaultRevision: '', global } : { defaultRevision: revision ?? 'default', global, base: FAIL };
}

export function istiodValues(parts: ValueParts): IstiodValues {
  const { settings, member } = parts;
  return member.role === 'remote' ? remoteValues(parts) : {
    ...(settings.form === 'ambient' && { profile: 'ambient' }),
    ...(settings.revision !== undefined && { revision: settings.revision }),
    global: { ...identity(parts), ...(settings.form === 'primaryRemote' && { externalIstiod: true }) },
    meshConfig: meshConfig(parts),
    base: FAIL,
    ...(settings.cni && { cni: { enabled: true } }),
    ...environment(parts),
    ...volumes(settings),
  };
}

/** In place of a control plane: a Service and a webhook that lead to the primary. */
function remoteValues(parts: ValueParts): IstiodValues {
  const { settings: { primaryAddress }, member: { clusterId, network } } = parts;
  return {
    profile: 'remote',
    global: { ...identity(parts), remotePilotAddress: primaryAddress },
    istiodRemote: { injectionPath: `/inject/cluster/${clusterId}/net/${network}` },
  };
}

function identity({ settings, member: { clusterId, network }, hub }: ValueParts): IstiodValues['global'] {
  const { meshId, systemNamespace, clusterDomain, variant } = settings;
  return {
    istioNamespace: systemNamespace, meshID: meshId, multiCluster: { clusterName: clusterId }, network, hub,
    ...(variant !== undefined && { variant }), ...(clusterDomain !== CLUSTER_DOMAIN && { proxy: { clusterDomain } }),
  };
}

function meshConfig({ settings, member: { trustDomain }, trustDomains }: ValueParts): IstiodValues['meshConfig'] {
  const aliases = [...new Set([...trustDomains, ...settings.trustDomainAliases])].filter(other => other !== trustDomain).sort();
  const roots = trustedRoots(settings);
  const proxyMetadata = {
    // A name of a service of other clusters is in no DNS server: proxies answer for it.
    ...(settings.multiClusterServices && { ISTIO_META_DNS_CAPTURE: 'true' }),
    // Proxies do not ask for the roots without it (istio 1.30 pkg/istio-agent/xds_proxy.go).
    ...(roots && { PROXY_CONFIG_XDS_AGENT: 'true' }),
  };
  return {
    trustDomain, ...(aliases.length > 0 && { trustDomainAliases: aliases }),
    ...(roots && { caCertificates: roots.map(root => ({ pem: `${root.trim()}\n` })) }),
    ...(settings.serviceScope === 'all' && { serviceScopeConfigs: everyService(settings) }),
    ...(Object.keys(proxyMetadata).length > 0 && { defaultConfig: { proxyMetadata } }),
  };
}

/** Roots that workloads trust beside that of the issuer. */
function trustedRoots({ certificateAuthority }: IstioSettings): readonly string[] | undefined {
  return 'issuer' in certificateAuthority ? certificateAuthority.roots : undefined;
}

/**
 * In place of the list of the profile, which Helm does not merge. What sidecars keep in its cluster stays there too (istio 1.30
 * pilot/pkg/model/cluster_local.go), which ambient does not look at: `kube-system`, istiod, and the Service `kubernetes`, known by its label.
 */
function everyService({ systemNamespace }: IstioSettings): readonly object[] {
  const without = (key: string, ...values: readonly string[]) => ({ matchExpressions: [{ key, operator: 'NotIn', values }] });
  return [{
    namespaceSelector: without('kubernetes.io/metadata.name', 'kube-system', systemNamespace), servicesSelector: without('provider', 'kubernetes'), scope: 'GLOBAL',
  }];
}

/** Values are texts: the chart writes them as they are. */
function environment({ settings }: ValueParts): Pick<IstiodValues, 'env'> {
  const { form, certificateAuthority, multiClusterServices = false, mountedKubeconfigs, multiNetworkIngress } = settings;
  // Of an issuer the first already, so that a second reaches workloads that run.
  const hasSeveralRoots = (certificateAuthority.roots?.length ?? 0) > ('issuer' in certificateAuthority ? 0 : 1);
  const env = {
    // Without it istiod hands out no roots of meshConfig (istio 1.30 pilot/pkg/xds/pcds.go), and refuses a second root in its file, and the end of
    // the first, until it starts anew (pilot/pkg/bootstrap handleEvent).
    ...(hasSeveralRoots && { ISTIO_MULTIROOT_MESH: 'true' }),
    ...(multiClusterServices !== false && { ENABLE_MCS_SERVICE_DISCOVERY: 'true' }),
    ...(typeof multiClusterServices === 'object' && { ENABLE_MCS_HOST: 'true' }),
    ...(mountedKubeconfigs && { PILOT_MULTICLUSTER_KUBECONFIG_PATH: KUBECONFIG_PATH }),
    ...(form === 'ambient' && {
      AMBIENT_ENABLE_MULTI_NETWORK: 'true',
      // Release notes and code of 1.30.3 differ about its default.
      AMBIENT_ENABLE_MULTI_NETWORK_INGRESS: String(multiNetworkIngress),
    }),
  };
  return Object.keys(env).length === 0 ? {} : { env };
}

/**
 * The chart mounts the signing certificate if it is there, and istiod makes a root of its own if it is not: workloads of two clusters then trust
 * different ones. Mounted once more as a volume that must be there, it holds the Pod back until it is; of it only the root, which is public.
 */
function volumes({ certificateAuthority, mountedKubeconfigs }: IstioSettings): Pick<IstiodValues, 'volumes' | 'volumeMounts'> {
  const key = 'issuer' in certificateAuthority ? 'ca.crt' : 'root-cert.pem';
  return {
    volumes: [
      { name: 'cacerts-required', secret: { secretName: CA_SECRET, items: [{ key, path: 'root-cert.pem' }] } },
      ...mountedKubeconfigs ? [{ name: 'remote-kubeconfigs', ...mountedKubeconfigs }] : [],
    ],
    volumeMounts: [
      { name: 'cacerts-required', mountPath: '/var/run/secrets/cacerts-required', readOnly: true },
      ...mountedKubeconfigs ? [{ name: 'remote-kubeconfigs', mountPath: KUBECONFIG_PATH, readOnly: true }] : [],
    ],
  };
}

export function cniValues({ settings: { form, variant, revision }, hub }: ValueParts): CniValues {
  return {
    ...(form === 'ambient' && { profile: 'ambient' }), ...(revision !== undefined && { revision }), global: { hub, ...(variant !== undefined && { variant }) },
  };
}

export function ztunnelValues({ settings, member: { clusterId, network }, hub }: ValueParts): ZtunnelValues {
  const { variant, systemNamespace, clusterDomain } = settings;
  return {
    profile: 'ambient', hub, ...(variant !== undefined && { variant }), istioNamespace: systemNamespace, multiCluster: { clusterName: clusterId }, network,
    // The chart has no value for it, and ztunnel answers DNS by it (ztunnel src/config.rs).
    ...(clusterDomain !== CLUSTER_DOMAIN && { env: { CLUSTER_DOMAIN: clusterDomain } }),
  };
}

export function gatewayValues({ settings, member: { network, gateway, role } }: ValueParts): GatewayValues {
  const webhook = webhookPort(settings);
  return {
    name: RELEASE_NAMES.gateway, labels: { istio: GATEWAY_SELECTOR }, networkGateway: network,
    ...(settings.revision !== undefined && { revision: settings.revision }),
    ...(gateway?.service && { service: gateway.service }),
    ...(settings.form === 'primaryRemote' && role === 'control-plane' && webhook !== PORTS.webhook
      && { networkGatewayPorts: { 'tls-webhook': { port: webhook, targetPort: PORTS.webhook } } }),
  };
}

/**
 * The port by which API servers of remote clusters reach the webhook of the primary. A Service that is another name for a host leads them to port 443
 * of it, whatever ports it has (kubernetes apiserver pkg/util/proxy/proxy.go ResolveCluster, istio/istio#45014).
 */
export function webhookPort({ primaryAddress = '', release }: IstioSettings): number {
  return isHostname(primaryAddress) && release.networkGatewayPorts ? 443 : PORTS.webhook;
}

/** Whether the chart makes a Service that is another name for a host. */
export function isHostname(address: string): boolean {
  return !/^([0-9]*\.){3}[0-9]*$/.test(address) && !/^([0-9a-fA-F]*:)+[0-9a-fA-F]*$/.test(address);
}
