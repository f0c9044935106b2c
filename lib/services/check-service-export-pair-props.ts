import { checkLabels, checkPorts, checkServiceDefinition, oneOf } from './check-service-definition';
import { API_VERSION, CLUSTERS, namesOf } from './prop-types';
import { ServiceExportPairProps } from './service-export-pair-props';
import { Fleet, IMesh, IServiceMesh } from '../fleet';
import { checkProps, FLAG, LABEL, MAP, MAPS, PropType, TEXT, TEXT_MAP } from '../fleet/check-props';
import { isMap } from '../fleet/collections';
import { RFC_1123_LABEL } from '../fleet/names';
import { refuseOthers } from '../fleet/refuse-others';

const MESH: PropType = {
  words: 'a FleetMesh, or what MultiClusterServices gives',
  is: value => isMap(value) && isMap(value.services) && ['dnsName', 'faults', 'exported', 'imported'].every(name => typeof (value.services as Record<string, unknown>)[name] === 'function'),
};
/** Names of Services (RFC 1035): namespaces may begin with a digit, these may not. */
const SERVICE_NAME: PropType = {
  words: 'lower-case letters, digits and dashes, 63 at most, beginning with a letter',
  is: value => typeof value === 'string' && RFC_1123_LABEL.test(value) && /^[a-z]/.test(value),
};

const REQUIRED = { service: SERVICE_NAME, namespace: LABEL, from: CLUSTERS, to: CLUSTERS, mesh: MESH };
const OPTIONAL = {
  definition: MAP, type: oneOf('ClusterIP', 'Headless', 'NodePort', 'LoadBalancer'), ports: MAPS, affinity: oneOf('local', 'remote', 'none'),
  apiVersion: API_VERSION, exportedLabels: TEXT_MAP, exportedAnnotations: TEXT_MAP, createNamespace: FLAG,
};

/** @throws for the first prop that is wrong, as far as the call alone shows it */
export function checkServiceExportPairProps(path: string, fleet: Fleet, props: ServiceExportPairProps): void {
  const where = `${path}: `;
  checkProps(where, props, { service: TEXT });
  if ((props.type as string | undefined) === 'ExternalName') {
    throw new Error(`${path}: type: a Service of type ExternalName is never exported (KEP-1645): make one in each consuming cluster, or use`
      + ' MultiClusterServices.externalName');
  }
  checkMeshItself(path, props);
  checkProps(where, props, REQUIRED, OPTIONAL);
  refuseOthers(where, props, [...Object.keys(REQUIRED), ...Object.keys(OPTIONAL)]);
  checkOwnFleet(path, fleet, props);
  checkOthers(path, props);
  const given = (['type', 'ports'] as const).filter(prop => props[prop] !== undefined);
  if (props.definition !== undefined && given.length > 0) {
    throw new Error(`${path}: ${given.join(', ')}: definition says that; leave out the one or the other`);
  }
  if (props.definition !== undefined) {
    checkServiceDefinition(`${path}: definition`, props.definition);
  }
  checkPorts(`${path}: ports`, props.ports ?? []);
  checkLabels(`${path}: exportedLabels`, props.exportedLabels);
}

/** What a `FleetMesh` is given is easily taken for the mesh. */
function checkMeshItself(path: string, { mesh }: ServiceExportPairProps): void {
  const { name, bind, services } = (isMap(mesh) ? mesh : {}) as Partial<IMesh & IServiceMesh>;
  if (typeof bind === 'function' && services === undefined) {
    throw new Error(`${path}: mesh: ${name} is what a FleetMesh is made with, and has no members: write the FleetMesh, new FleetMesh(...), in its place`);
  }
}

function checkOthers(path: string, { from, to, service, namespace }: ServiceExportPairProps): void {
  const [only, ...others] = namesOf([...from, ...to]);
  if (others.length === 0) {
    throw new Error(`${path}: from, to: ${only} alone is on both sides, so that ${namespace}/${service} is not shared with any other cluster: write another cluster on one side`);
  }
}

function checkOwnFleet(path: string, fleet: Fleet, props: ServiceExportPairProps): void {
  for (const side of ['from', 'to'] as const) {
    const no = props[side].find(cluster => Fleet.of(cluster) !== fleet);
    if (no !== undefined) {
      throw new Error(`${path}: ${side}: ${no.node.path} is a cluster of another fleet; write clusters of fleet '${fleet.node.id}'`);
    }
  }
}
