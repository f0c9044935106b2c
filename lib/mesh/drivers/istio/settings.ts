import {
  checkAddress, checkAuthority, checkDnsName, checkGateway, checkNetwork, checkPlaces, checkRemoteAccess, checkRemoteGateways, checkTokens, oneOf,
} from './check-options';
import { CLUSTER_DOMAIN, GLOBAL_LABEL, SYSTEM_NAMESPACE } from './names';
import { checkValues } from './own-values';
import type {
  IstioAmbientProps, IstioIssuedAuthority, IstioMultiPrimaryProps, IstioPrimaryRemoteProps, IstioProps, IstioReferencedAuthority, IstioValues,
} from './props';
import { checkTrustedRoots } from './trusted-roots';
import type { IstioChart } from './value-keys';
import { DEFAULT_VERSION, HUB, IstioRelease, releaseOf, RELEASES } from './versions';
import type { ICluster } from '../../../fleet';
import { checkLabel, checkProps, FLAG, FUNCTION, MAP, MAP_OR_FALSE, PropType, TEXT, TEXTS } from '../../../fleet/check-props';
import { isLabelValue } from '../../../fleet/label';
import { RFC_1123_LABEL } from '../../../fleet/names';
import { refuseOthers } from '../../../fleet/refuse-others';

/** The ways to make a mesh of clusters. */
export type IstioForm = 'multiPrimary' | 'primaryRemote' | 'ambient';

/** The options of a mesh with everything said that they leave open. */
export interface IstioSettings extends IstioProps {
  readonly form: IstioForm;
  /** How messages begin. */
  readonly where: string;
  /** The version that values are written for. */
  readonly writtenFor: string;
  readonly release: IstioRelease;
  readonly trustDomain: string;
  readonly trustDomainAliases: readonly string[];
  readonly clusterDomain: string;
  readonly systemNamespace: string;
  readonly certificateAuthority: IstioReferencedAuthority | IstioIssuedAuthority;
  readonly tokens: readonly string[];
  readonly remoteGateways: Readonly<Record<string, readonly string[]>>;
  readonly mtls: 'STRICT' | 'PERMISSIVE';
  readonly cni: boolean;
  readonly hub: string;
  readonly repository: string;
  readonly revision?: string;
  readonly primary?: ICluster;
  readonly primaryAddress?: string;
  readonly multiNetworkIngress: boolean;
  readonly serviceScope?: 'all' | 'labelled';
}

const FLAG_OR_MAP: PropType = { words: 'true, false or an object', is: value => FLAG.is(value) || MAP.is(value) };
const OPTIONS: Readonly<Record<string, PropType>> = {
  version: TEXT, network: TEXT, trustDomain: TEXT, trustDomainAliases: TEXTS, clusterDomain: TEXT, systemNamespace: TEXT, certificateAuthority: MAP,
  apiServer: FUNCTION, assembledIn: MAP, tokens: TEXTS, mountedKubeconfigs: MAP, keyPrefix: TEXT, eastWestGateway: MAP_OR_FALSE, remoteGateways: MAP,
  mtls: TEXT, cni: FLAG, multiClusterServices: FLAG_OR_MAP, hub: TEXT, repository: TEXT, variant: TEXT, values: MAP,
};
const CHARTS: readonly IstioChart[] = ['base', 'istiod', 'cni', 'ztunnel', 'gateway'];

/** Several control planes that see all clusters. @throws for options that show their fault alone */
export function multiPrimarySettings(props: IstioMultiPrimaryProps): IstioSettings {
  const where = 'Istio.multiPrimary: ';
  const settings = settingsOf(where, 'multiPrimary', props, {}, { revision: TEXT });
  if (props.revision !== undefined && !RFC_1123_LABEL.test(props.revision)) {
    throw new Error(`${where}revision: it is part of names; write lower-case letters, digits and dashes such as '1-31-4', got '${props.revision}'`);
  }
  return settings;
}

/** One control plane for all. @throws for options that show their fault alone */
export function primaryRemoteSettings(props: IstioPrimaryRemoteProps): IstioSettings {
  const where = 'Istio.primaryRemote: ';
  const settings = settingsOf(where, 'primaryRemote', props, { primary: MAP, primaryAddress: TEXT }, {});
  checkAddress(`${where}primaryAddress`, props.primaryAddress);
  return settings;
}

/** Proxies of nodes in place of sidecars. @throws for options that show their fault alone */
export function ambientSettings(props: IstioAmbientProps): IstioSettings {
  const where = 'Istio.ambient: ';
  if (props.cni === false) {
    throw new Error(`${where}cni: ambient takes traffic of pods by it; leave it out`);
  }
  if (props.multiClusterServices !== undefined && props.multiClusterServices !== false) {
    // Nothing below istio 1.30 pilot/pkg/serviceregistry/ambient looks at EnableMCSServiceDiscovery.
    throw new Error(`${where}multiClusterServices: ambient reads no ServiceExports, so that nothing would cross; remove it, and label Services ${GLOBAL_LABEL}: "true" in every member`);
  }
  const settings = settingsOf(where, 'ambient', { variant: 'distroless', ...props }, {}, { multiNetworkIngress: FLAG, serviceScope: TEXT });
  oneOf(`${where}serviceScope`, props.serviceScope, ['all', 'labelled']);
  return { ...settings, cni: true, multiNetworkIngress: props.multiNetworkIngress ?? false };
}

type Given = IstioProps & Partial<IstioMultiPrimaryProps> & Partial<IstioPrimaryRemoteProps> & Partial<IstioAmbientProps>;

function settingsOf(
  where: string, form: IstioForm, props: Given, required: Readonly<Record<string, PropType>>, own: Readonly<Record<string, PropType>>,
): IstioSettings {
  checkProps(where, props, { meshId: TEXT, ...required }, { ...OPTIONS, ...own });
  refuseOthers(where, props, ['meshId', ...Object.keys({ ...required, ...OPTIONS, ...own })]);
  const { trustDomain = CLUSTER_DOMAIN, trustDomainAliases = [], clusterDomain = CLUSTER_DOMAIN, certificateAuthority = {} } = props;
  const { systemNamespace = SYSTEM_NAMESPACE } = props;
  const writtenFor = props.version ?? DEFAULT_VERSION;
  const release = releaseOf(writtenFor);
  if (release === undefined) {
    throw new Error(`${where}version: write a release of ${RELEASES[0].minor} to ${RELEASES[RELEASES.length - 1].minor} such as '${DEFAULT_VERSION}', got '${writtenFor}'`);
  }
  if (!isLabelValue(props.meshId)) {
    throw new Error(`${where}meshId: write letters, digits, dashes, dots and underscores, 63 at most, got '${props.meshId}'`);
  }
  if (props.network !== undefined) {
    checkNetwork(`${where}network`, props.network);
  }
  checkDnsName(`${where}trustDomain`, trustDomain);
  trustDomainAliases.forEach(alias => checkDnsName(`${where}trustDomainAliases`, alias));
  checkDnsName(`${where}clusterDomain`, clusterDomain);
  checkLabel(`${where}systemNamespace`, systemNamespace);
  checkAuthority(`${where}certificateAuthority`, checkTrustedRoots(`${where}certificateAuthority`, certificateAuthority, form));
  checkRemoteAccess(where, props, release);
  checkGateway(`${where}eastWestGateway`, props.eastWestGateway, form);
  oneOf(`${where}mtls`, props.mtls, ['STRICT', 'PERMISSIVE']);
  oneOf(`${where}variant`, props.variant, ['debug', 'distroless']);
  if (typeof props.multiClusterServices === 'object') {
    checkProps(`${where}multiClusterServices.`, props.multiClusterServices, { controller: TEXT });
    refuseOthers(`${where}multiClusterServices.`, props.multiClusterServices, ['controller']);
  }
  checkPlaces(where, props);
  checkChartValues(`${where}values`, props.values, release);
  return {
    ...props, form, where, writtenFor, release, trustDomain, trustDomainAliases, clusterDomain, systemNamespace, certificateAuthority,
    tokens: checkTokens(where, props.tokens ?? ['1']), remoteGateways: checkRemoteGateways(where, props.remoteGateways ?? {}),
    mtls: props.mtls ?? 'STRICT', cni: props.cni ?? false, hub: props.hub ?? HUB, repository: props.repository ?? release.repository,
    multiNetworkIngress: false,
  };
}

/** @throws for values that charts of the release do not have, or that the mesh writes itself */
export function checkChartValues(where: string, values: IstioValues | undefined, { minor }: IstioRelease): void {
  if (values !== undefined) {
    refuseOthers(`${where}.`, values, CHARTS);
    CHARTS.filter(chart => values[chart] !== undefined).forEach(chart => checkValues(`${where}.${chart}`, chart, minor, values[chart]));
  }
}
