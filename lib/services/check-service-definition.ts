import { ServiceDefinition, ServiceDefinitionPort } from './service-definition';
import { SharedServicePort } from '../fleet';
import { checkProps, FLAG, LABEL, MAP, MAPS, PropType, TEXT, TEXT_MAP } from '../fleet/check-props';
import { isLabel } from '../fleet/label';
import { refuseOthers } from '../fleet/refuse-others';

const PORT_NUMBER: PropType = { words: 'a number from 1 to 65535', is: value => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65535 };
/** The name of a port of a pod: IANA_SVC_NAME. */
const PORT_OF_PODS: PropType = {
  words: 'a number from 1 to 65535, or the name of a port of the pods, 15 lower-case letters, digits and dashes at most',
  is: value => PORT_NUMBER.is(value) || (typeof value === 'string' && /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(value)),
};
const SECONDS: PropType = { words: 'a number from 1 to 86400', is: value => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 86400 };

const PORT = { required: { port: PORT_NUMBER }, optional: { name: LABEL, protocol: oneOf('TCP', 'UDP', 'SCTP'), appProtocol: TEXT } };
const OPTIONAL: Readonly<Record<string, PropType>> = {
  headless: FLAG, labels: TEXT_MAP, annotations: TEXT_MAP, sessionAffinity: oneOf('ClientIP', 'None'), sessionAffinitySeconds: SECONDS,
  trafficDistribution: oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'), internalTrafficPolicy: oneOf('Cluster', 'Local'),
  publishNotReadyAddresses: FLAG, ipFamilyPolicy: oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
  ipFamilies: { words: "['IPv4'], ['IPv6'] or both", is: value => isFamilies(value) },
};

/** One of some texts. */
export function oneOf(...texts: readonly string[]): PropType {
  return { words: texts.map(text => `'${text}'`).join(' or '), is: value => texts.includes(value as string) };
}

/** @throws for a Service that the API server would refuse, or in which a misspelt option would be lost */
export function checkServiceDefinition(where: string, definition: ServiceDefinition): void {
  checkProps(`${where}.`, definition, { selector: MAP, ports: MAPS }, OPTIONAL);
  refuseOthers(`${where}.`, definition, ['selector', 'ports', ...Object.keys(OPTIONAL)]);
  checkProps(`${where}.`, definition, { selector: TEXT_MAP });
  if (Object.keys(definition.selector).length === 0) {
    throw new Error(`${where}.selector: write the labels of the pods; a Service without a selector make yourself, and leave definition out`);
  }
  checkLabels(`${where}.selector`, definition.selector);
  checkLabels(`${where}.labels`, definition.labels);
  if (definition.ports.length === 0 && !definition.headless) {
    throw new Error(`${where}.ports: write one port at least; only a headless Service may have none`);
  }
  checkPorts(`${where}.ports`, definition.ports, { targetPort: PORT_OF_PODS });
  if (definition.sessionAffinitySeconds !== undefined && definition.sessionAffinity !== 'ClientIP') {
    throw new Error(`${where}.sessionAffinitySeconds: only with sessionAffinity: 'ClientIP'; write that too, or leave it out`);
  }
}

/**
 * @param more options of a port beside those that callers see
 * @throws for ports that one Service cannot have
 */
export function checkPorts(
  where: string, ports: readonly (SharedServicePort | ServiceDefinitionPort)[], more: Readonly<Record<string, PropType>> = {},
): void {
  ports.forEach((port, i) => {
    checkProps(`${where}[${i}].`, port, PORT.required, { ...PORT.optional, ...more });
    refuseOthers(`${where}[${i}].`, port, ['port', ...Object.keys(PORT.optional), ...Object.keys(more)]);
    if (port.name === undefined && ports.length > 1) {
      throw new Error(`${where}[${i}].name is missing; with several ports each has a name`);
    }
    const twin = ports.findIndex(other => (port.name !== undefined && other.name === port.name) || key(other) === key(port));
    if (twin < i) {
      const same = port.name !== undefined && ports[twin].name === port.name ? `name '${port.name}'` : key(port);
      throw new Error(`${where}[${i}]: ports[${twin}] has ${same} already; names, and numbers of one protocol, must differ`);
    }
  });
}

/** @throws for a key or a value that Kubernetes takes for no label */
export function checkLabels(where: string, labels: Readonly<Record<string, string>> = {}): void {
  const bad = Object.entries(labels).find(([name, value]) => !isLabel(name, value));
  if (bad !== undefined) {
    throw new Error(`${where}: '${bad[0]}: ${bad[1]}' is no label; write letters, digits, '-', '_' and '.', 63 at most, the name after an optional prefix and '/'`);
  }
}

function key({ port, protocol = 'TCP' }: SharedServicePort): string {
  return `${protocol} ${port}`;
}

function isFamilies(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && new Set(value).size === value.length && value.every(family => family === 'IPv4' || family === 'IPv6');
}
