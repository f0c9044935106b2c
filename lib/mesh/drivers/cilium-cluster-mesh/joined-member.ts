import { PORT } from './names';
import type { CiliumApiServerService, CiliumClusterMeshMember } from './props';
import type { CiliumSettings } from './settings';
import { checkAddress, checkService, wholeNumber } from './settings-checks';
import type { ICluster, MeshContext, MeshMember } from '../../../fleet';
import { checkProps, MAP, PropType, TEXT } from '../../../fleet/check-props';
import { refuseOthers } from '../../../fleet/refuse-others';

const ANY: PropType = { words: 'a value', is: () => true };
const OPTIONS: Readonly<Record<string, PropType>> = { clusterName: TEXT, clusterId: ANY, address: TEXT, port: ANY, service: MAP, replicas: ANY };
/** What the chart takes (cilium v1.20 `templates/validate.yaml`). */
const NAME = /^([a-z0-9][-a-z0-9]*)?[a-z0-9]$/;
const LONGEST_NAME = 32;
/** The chart's own (`clustermesh.apiserver.service.nodePort`). */
const NODE_PORT = 32379;

/** A member with everything said that its options leave open. */
export interface JoinedMember {
  readonly cluster: ICluster;
  /** Its name in the mesh. */
  readonly name: string;
  readonly clusterId?: number;
  /** By which others reach it. */
  readonly address: string;
  readonly port: number;
  readonly service: CiliumApiServerService;
  /** Port of nodes, where the Service has one that is known. */
  readonly nodePort?: number;
  readonly replicas: number;
  /** The cloud that it runs in, as far as known. */
  readonly cloud?: string;
}

/** @throws for options that show their fault alone, in the name of the mesh */
export function joinMember(
  { fleet, path }: MeshContext<CiliumClusterMeshMember>, { cluster, options }: MeshMember<CiliumClusterMeshMember>, settings: CiliumSettings,
): JoinedMember {
  const where = `${path}: member '${cluster.name}': `;
  checkProps(where, options, {}, OPTIONS);
  refuseOthers(where, options, Object.keys(OPTIONS));
  const { clusterName: name = cluster.name, clusterId, service = settings.service, replicas = settings.replicas } = options;
  checkName(where, name, options.clusterName !== undefined);
  if (clusterId !== undefined) {
    wholeNumber(`${where}clusterId`, clusterId, 1, settings.maxConnectedClusters);
  }
  checkService(`${where}service`, service);
  wholeNumber(`${where}replicas`, replicas, 1, 10);
  if (service.type === 'ClusterIP' && options.address === undefined) {
    throw new Error(`${where}address: nothing leads to a Service of type ClusterIP from outside; write address`);
  }
  const address = options.address ?? `${name}.${settings.domain}`;
  checkAddress(`${where}address`, address);
  const nodePort = service.type === 'NodePort' ? service.nodePort ?? NODE_PORT : undefined;
  const port = options.port ?? nodePort ?? PORT;
  wholeNumber(`${where}port`, port, 1, 65535);
  return { cluster, name, clusterId, address, port, service, nodePort, replicas, cloud: fleet.declarationOf(cluster.name).cloud };
}

function checkName(where: string, name: string, isGiven: boolean): void {
  const fix = isGiven ? 'write another one' : 'write clusterName, its name in the mesh';
  if (name.length > LONGEST_NAME || !NAME.test(name)) {
    throw new Error(`${where}clusterName: Cilium takes ${LONGEST_NAME} lower-case letters, digits and dashes at most, and '${name}' has ${name.length}; ${fix}`);
  }
  if (name === 'default') {
    throw new Error(`${where}clusterName: 'default' is what Cilium calls a cluster outside of any mesh; ${fix}`);
  }
}

/** @throws for two members of one name, number or address, which would take each other's place */
export function checkDistinct(path: string, members: readonly JoinedMember[]): void {
  const tests: readonly (readonly [string, string, (member: JoinedMember) => string | undefined])[] = [
    ['clusterName', 'name', ({ name }) => `'${name}'`],
    ['clusterId', 'number', ({ clusterId }) => clusterId?.toString()],
    ['address', 'address', ({ address, port }) => `${address}:${port}`],
  ];
  for (const [prop, word, valueOf] of tests) {
    const seen = new Map<string, JoinedMember>();
    for (const member of members) {
      const value = valueOf(member);
      const other = value === undefined ? undefined : seen.get(value);
      if (other !== undefined) {
        throw new Error(`${path}: members '${other.cluster.name}' and '${member.cluster.name}' have one ${word} in the mesh, ${value}; give one another ${prop}`);
      }
      if (value !== undefined) {
        seen.set(value, member);
      }
    }
  }
}
