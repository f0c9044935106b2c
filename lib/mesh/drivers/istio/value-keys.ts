/** The charts that a mesh installs. */
export type IstioChart = 'base' | 'istiod' | 'cni' | 'ztunnel' | 'gateway';

const COMMON = 'compatibilityVersion global platform';
const KEYS: Readonly<Record<IstioChart, string>> = {
  base: 'base defaultRevision experimental',
  istiod: 'affinity autoscaleBehavior autoscaleEnabled autoscaleMax autoscaleMin base cni configMap cpu crlConfigMapName deploymentAnnotations deploymentLabels env envVarFrom'
    + ' experimental extraContainerArgs gatewayClasses gateways hub image initContainers ipFamilies ipFamilyPolicy istiodRemote jwksResolverExtraRootCA'
    + ' keepaliveMaxServerConnectionAge memory meshConfig nodeSelector ownerName pdb podAnnotations podLabels profile replicaCount resources revision revisionTags'
    + ' rollingMaxSurge rollingMaxUnavailable seccompProfile serviceAccountAnnotations serviceAnnotations sidecarInjectorWebhook sidecarInjectorWebhookAnnotations tag taint'
    + ' telemetry tolerations topologySpreadConstraints traceSampling trafficDistribution trustedZtunnelName trustedZtunnelNamespace variant volumeMounts volumes',
  cni: 'affinity ambient chained cniBinDir cniConfDir cniConfFileName cniNetnsDir daemonSetLabels env excludeNamespaces hub image istioOwnedCNIConfig'
    + ' istioOwnedCNIConfigFileName logging ownerName podAnnotations podLabels profile provider pullPolicy repair resourceQuotas resources revision seLinuxOptions seccompProfile'
    + ' tag terminationGracePeriodSeconds tolerations updateStrategy variant',
  ztunnel: 'affinity annotations caAddress env hub image imagePullPolicy imagePullSecrets istioNamespace labels logAsJson logLevel meshConfig multiCluster network nodeSelector'
    + ' ownerName peerCaCrl podAnnotations podLabels profile resourceName resourceQuotas resourceScope resources revision seLinuxOptions tag terminationGracePeriodSeconds'
    + ' tolerations trustBundleName updateStrategy variant volumeMounts volumes xdsAddress',
  gateway: 'additionalContainers affinity annotations autoscaling containerSecurityContext env envVarFrom imagePullPolicy imagePullSecrets initContainers kind labels lifecycle'
    + ' minReadySeconds name networkGateway nodeSelector ownerName podAnnotations podDisruptionBudget priorityClassName rbac readinessProbe replicaCount resources revision'
    + ' securityContext service serviceAccount strategy terminationGracePeriodSeconds tolerations topologySpreadConstraints volumeMounts volumes',
};
/** What came later, by the minor that brought it. */
const ADDED: Readonly<Record<string, Partial<Readonly<Record<IstioChart, string>>>>> = {
  '1.30': { cni: 'useAppArmorAnnotation', ztunnel: 'dnsConfig dnsPolicy', gateway: 'networkGatewayPorts' },
  '1.31': { istiod: 'terminationMessagePolicy', gateway: 'dnsConfig dnsPolicy' },
};

/** A map of the values whose keys are known too. */
interface KnownMap {
  readonly path: readonly string[];
  readonly keys: readonly string[];
}

/**
 * The maps in which charts and istiod drop a key that they do not know.
 *
 * `global` and `global.proxy` from `values.yaml`, templates and files of all charts (istio manifests/charts at 1.29.4, 1.30.3 and 1.31.0-rc.0),
 * `meshConfig` from the message MeshConfig (istio.io/api mesh/v1alpha1/config.proto of the same): what any of them has.
 */
export const KNOWN_MAPS: readonly KnownMap[] = [
  { path: ['global'], keys: ('agentgateway caAddress caName certSigners certificates configCluster configValidation defaultPodDisruptionBudget'
    + ' defaultResources enableReaderRBAC externalIstiod hub imagePullPolicy imagePullSecrets ipFamilies ipFamilyPolicy istioNamespace istiod logAsJson'
    + ' logging meshID meshNetworks mountMtlsCerts multiCluster nativeNftables network networkPolicy omitSidecarInjectorConfigMap operatorManageWebhooks pilotCertProvider platform priorityClassName profile proxy proxy_init'
    + ' readerServiceAccount remotePilotAddress resourceScope sds sts tag tracer trustBundleName trustDomain variant waypoint').split(' ') },
  { path: ['global', 'proxy'], keys: ('autoInject capNetBindService clusterDomain componentLogLevel excludeIPRanges excludeInboundPorts excludeOutboundPorts'
    + ' holdApplicationUntilProxyStarts image includeIPRanges includeInboundPorts includeOutboundPorts lifecycle logLevel outlierLogPath privileged readinessFailureThreshold'
    + ' readinessInitialDelaySeconds readinessPeriodSeconds resources seccompProfile startupProbe statusPort tracer variant').split(' ') },
  { path: ['meshConfig'], keys: ('accessLogEncoding accessLogFile accessLogFormat ca caCertificates certificates configSources connectTimeout defaultConfig'
    + ' defaultDestinationRuleExportTo defaultHttpRetryPolicy defaultProviders defaultServiceExportTo defaultTrafficPolicy defaultVirtualServiceExportTo disableEnvoyListenerLog'
    + ' discoverySelectors dnsRefreshRate enableAutoMtls enableEnvoyAccessLogService enablePrometheusMerge enableTracing extensionProviders h2UpgradePolicy hboneIdleTimeout'
    + ' inboundClusterStatName inboundTrafficPolicy ingressClass ingressControllerMode ingressSelector ingressService localityLbSetting meshMTLS outboundClusterStatName'
    + ' outboundTrafficPolicy pathNormalization protocolDetectionTimeout proxyHttpPort proxyInboundListenPort proxyListenPort rootNamespace serviceEntryVisibility'
    + ' serviceScopeConfigs serviceSettings tcpKeepalive tlsDefaults trustDomain trustDomainAliases verifyCertificateAtClient zoneAwareLbSetting').split(' ') },
];

/**
 * The values that a chart has, at their top: a misspelt one would be dropped without a word, for only the gateway chart has a schema.
 *
 * From `values.yaml` and the templates of each chart (istio manifests/charts at 1.29.4, 1.30.3 and 1.31.0-rc.0). `pilot` is not among them though
 * istiod takes it: what is in it counts for the top.
 */
export function valueKeys(chart: IstioChart, minor: string): readonly string[] {
  const later = Object.keys(ADDED).filter(since => Number(since.split('.')[1]) <= Number(minor.split('.')[1])).map(since => ADDED[since][chart] ?? '');
  return [COMMON, KEYS[chart], ...later].join(' ').split(' ').filter(key => key !== '').sort();
}
