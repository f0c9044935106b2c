import { checkApiServer } from './api-server';
import { Blocks, blocks } from './blocks';
import {
  checkCable, checkCoreDns, checkDomains, checkImages, checkLoadBalancer, checkRetired, checkStoreKey, checkSwitchedOff, checkTokenPrefix,
  checkTokens,
  healthCheck, WHERE,
} from './checks';
import { SubmarinerHealthCheck, SubmarinerProps } from './props';
import { DEFAULT_VERSION, releaseOf, RELEASES, SubmarinerRelease } from './versions';
import { checkProps, FLAG, MAP, PropType, TEXT, TEXT_MAP, TEXTS } from '../../../fleet/check-props';
import { parseCidrAt } from '../../../fleet/parse-cidr-at';
import { refuseOthers } from '../../../fleet/refuse-others';

/** For options that are a switch or more. */
export const FLAG_OR_MAP: PropType = { words: 'true, false or an object', is: value => FLAG.is(value) || MAP.is(value) };
const ANY: PropType = { words: 'a value', is: () => true };
const OPTIONS: Readonly<Record<string, PropType>> = {
  broker: MAP, version: TEXT, cable: TEXT, natTraversal: FLAG, natTraversalPort: ANY, ikePort: ANY, forceUdpEncapsulation: FLAG,
  loadBalancer: FLAG_OR_MAP,
  gateways: MAP, allowFrom: TEXTS, healthCheck: FLAG_OR_MAP, globalnet: FLAG_OR_MAP, clustersetIp: FLAG_OR_MAP, serviceDiscovery: FLAG,
  connectivity: FLAG,
  customDomains: TEXTS, coreDns: MAP, repository: TEXT, imageOverrides: TEXT_MAP, airGapped: FLAG, preSharedKey: MAP, tokenPrefix: TEXT,
  tokens: TEXTS,
  admissionPolicy: FLAG, retired: TEXTS, debug: FLAG,
};
const CABLES = ['libreswan', 'wireguard', 'vxlan'];

/** The options of a mesh with everything said that they leave open. */
export interface SubmarinerSettings extends Omit<SubmarinerProps, 'globalnet' | 'clustersetIp' | 'healthCheck'> {
  readonly version: string;
  readonly release: SubmarinerRelease;
  readonly cable: 'libreswan' | 'wireguard' | 'vxlan';
  readonly natTraversal: boolean;
  readonly natTraversalPort: number;
  readonly ikePort: number;
  readonly allowFrom: readonly string[];
  readonly globalnet?: Blocks;
  readonly clustersetIp?: Blocks;
  readonly healthCheck: Required<SubmarinerHealthCheck>;
  readonly serviceDiscovery: boolean;
  readonly connectivity: boolean;
  readonly tokens: readonly string[];
  readonly retired: readonly string[];
}

/** @throws for options that show their fault alone */
export function settingsOf(props: SubmarinerProps): SubmarinerSettings {
  checkProps(WHERE, props, { brokerApiServer: TEXT }, OPTIONS);
  refuseOthers(WHERE, props, ['brokerApiServer', ...Object.keys(OPTIONS)]);
  checkApiServer(`${WHERE}brokerApiServer`, props.brokerApiServer);
  const { version = DEFAULT_VERSION, cable = 'libreswan', natTraversal = true, serviceDiscovery = true, connectivity = true } = props;
  const release = releaseOf(version);
  if (release === undefined) {
    throw new Error(`${WHERE}version: write a release of ${RELEASES[0].minor} to ${RELEASES[RELEASES.length - 1].minor} such as '${DEFAULT_VERSION}', got '${version}'`);
  }
  oneOf('cable', cable, CABLES);
  const natTraversalPort = port('natTraversalPort', props.natTraversalPort ?? 4500);
  const ikePort = port('ikePort', props.ikePort ?? 500);
  checkCable(props, { cable, natTraversal, connectivity, natTraversalPort, ikePort });
  checkLoadBalancer(`${WHERE}loadBalancer`, props.loadBalancer, release);
  if (!serviceDiscovery && !connectivity) {
    throw new Error(`${WHERE}serviceDiscovery and connectivity are both off, so that nothing is left of the mesh; leave one on`);
  }
  checkSwitchedOff(props, { connectivity, serviceDiscovery });
  checkCoreDns(`${WHERE}coreDns`, props.coreDns);
  checkImages(props);
  checkDomains(props.customDomains ?? []);
  checkStoreKey(props.preSharedKey);
  checkTokenPrefix(props.tokenPrefix);
  const globalnet = blocks('globalnet', props.globalnet, { range: '242.0.0.0/8', prefix: 16 });
  const clustersetIp = blocks('clustersetIp', props.clustersetIp, { range: '243.0.0.0/8', prefix: 20 });
  if (globalnet && clustersetIp && globalnet.range.overlaps(clustersetIp.range)) {
    throw new Error(`${WHERE}globalnet.range ${globalnet.range} and clustersetIp.range ${clustersetIp.range} overlap; move one of them`);
  }
  if (globalnet && !connectivity) {
    throw new Error(`${WHERE}globalnet translates addresses in the tunnels, and connectivity is off; remove globalnet`);
  }
  return {
    ...props, version, release, cable, natTraversal, natTraversalPort, ikePort, serviceDiscovery, connectivity, globalnet, clustersetIp,
    allowFrom: blocksOf('allowFrom', props.allowFrom ?? ['0.0.0.0/0']),
    healthCheck: healthCheck(props.healthCheck),
    tokens: checkTokens(props.tokens ?? ['1']),
    retired: checkRetired(props.retired ?? []),
  };
}

function blocksOf(name: string, texts: readonly string[]): readonly string[] {
  if (texts.length === 0) {
    throw new Error(`${WHERE}${name}: name at least one block, '0.0.0.0/0' for everywhere, got an empty list`);
  }
  return texts.map(text => parseCidrAt(`${WHERE}${name}`, text).toString());
}

function port(name: string, value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > 65535) {
    throw new Error(`${WHERE}${name}: write a port from 1 to 65535, got ${value}`);
  }
  return value;
}

function oneOf(name: string, value: string, known: readonly string[]): void {
  if (!known.includes(value)) {
    throw new Error(`${WHERE}${name}: write one of ${known.join(', ')}, got '${value}'`);
  }
}
