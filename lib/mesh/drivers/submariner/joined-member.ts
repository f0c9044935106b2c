import { checkBlock } from './blocks';
import { checkCoreDns, checkLoadBalancer } from './checks';
import { isBalanced } from './gateways';
import type { SubmarinerGateways, SubmarinerMember } from './props';
import { FLAG_OR_MAP, SubmarinerSettings } from './settings';
import { Fleet, ICluster, MeshContext, MeshMember } from '../../../fleet';
import { checkProps, FLAG, MAP, MAPS, PropType, TEXT, TEXT_MAP } from '../../../fleet/check-props';
import { isLabel } from '../../../fleet/label';
import { RFC_1123_LABEL } from '../../../fleet/names';
import { refuseOthers } from '../../../fleet/refuse-others';

const OPTIONS: Readonly<Record<string, PropType>> = {
  clusterId: TEXT, gateways: MAP, globalCidr: TEXT, clustersetIpCidr: TEXT, loadBalancer: FLAG_OR_MAP,
  preferredServer: FLAG, coreDns: MAP, nodeSelector: TEXT_MAP, tolerations: MAPS, leaving: FLAG,
};
/** The pool of gateways where a cluster has several and the program names none. */
const GATEWAY_POOL = 'gateways';

/** A member with everything said that its options leave open. */
export interface JoinedMember {
  readonly cluster: ICluster;
  readonly clusterId: string;
  readonly options: Partial<SubmarinerMember>;
  /** Undefined in a mesh without tunnels, which needs none. */
  readonly gateways?: SubmarinerGateways;
  readonly leaving: boolean;
}

/** @throws for options that show their fault alone, in the name of the mesh */
export function joinMember(
  { fleet, path }: MeshContext<SubmarinerMember>, { cluster, options }: MeshMember<SubmarinerMember>, settings: SubmarinerSettings,
): JoinedMember {
  const where = `${path}: member '${cluster.name}': `;
  checkProps(where, options, {}, OPTIONS);
  refuseOthers(where, options, Object.keys(OPTIONS));
  const clusterId = options.clusterId ?? cluster.name;
  if (!RFC_1123_LABEL.test(clusterId)) {
    throw new Error(`${where}clusterId: it is part of DNS names; write lower-case letters, digits and dashes, 63 at most, got '${clusterId}'`);
  }
  checkLoadBalancer(`${where}loadBalancer`, options.loadBalancer, settings.release);
  checkCoreDns(`${where}coreDns`, options.coreDns);
  checkSelector(`${where}nodeSelector`, options.nodeSelector ?? {});
  checkBlock(`${where}globalCidr`, options.globalCidr, 'globalnet', settings.globalnet);
  checkBlock(`${where}clustersetIpCidr`, options.clustersetIpCidr, 'clustersetIp', settings.clustersetIp);
  const given = options.gateways ?? settings.gateways;
  const gateways = settings.connectivity ? checkGateways(where, fleet, cluster, given ?? defaultGateways(where, fleet, cluster)) : undefined;
  if (gateways !== undefined) {
    checkWayIn(where, gateways, isBalanced({ options }, settings), settings);
  }
  return { cluster, clusterId, options, leaving: options.leaving ?? false, gateways };
}

/** The address by which others reach the gateways. */
function checkWayIn(
  where: string, gateways: SubmarinerGateways, balanced: boolean, { cable, natTraversal, airGapped = false }: SubmarinerSettings,
): void {
  if (balanced && cable === 'vxlan') {
    throw new Error(`${where}loadBalancer: vxlan does not work across NAT (submariner v0.19 pkg/cable/vxlan), and so not through a load balancer; write`
      + ' loadBalancer: false, or another cable');
  }
  // Not that of a load balancer either: such gateways take nothing but `ipv4:` (submariner v0.19 `pkg/endpoint/public_ip.go`).
  if (airGapped && (natTraversal || balanced) && !('labelledBy' in gateways)) {
    throw new Error(`${where}airGapped: gateways ask nobody for their public address, which ${balanced ? 'loadBalancer' : 'natTraversal'} needs: write `
      + `${balanced ? 'loadBalancer' : 'natTraversal'}: false, or let whoever labels the gateways annotate them with gateway.submariner.io/public-ip: 'ipv4:<address>'`
      + " and say so in gateways: { labelledBy: '<who>' }");
  }
}

function checkGateways(where: string, fleet: Fleet, cluster: ICluster, gateways: SubmarinerGateways): SubmarinerGateways {
  const given = Object.keys(gateways);
  const [kind] = given;
  if (given.length !== 1 || !['pool', 'nodeSelector', 'labelledBy'].includes(kind)) {
    throw new Error(`${where}gateways: write one of { pool }, { nodeSelector } and { labelledBy }, got ${given.join(', ') || 'none'}`);
  }
  checkProps(`${where}gateways.`, gateways, { [kind]: kind === 'nodeSelector' ? TEXT_MAP : TEXT });
  if ('pool' in gateways && fleet.declarationOf(cluster.name).origin === 'existing') {
    throw new Error(`${where}gateways: pools are of clusters that this program makes; write { nodeSelector: { <label>: <value> } }, or { labelledBy: '<who>' }`);
  }
  if ('nodeSelector' in gateways) {
    checkSelector(`${where}gateways.nodeSelector`, gateways.nodeSelector);
    if (Object.keys(gateways.nodeSelector).length === 0) {
      throw new Error(`${where}gateways.nodeSelector: write labels of nodes, got none, which is every node`);
    }
  }
  return gateways;
}

function checkSelector(where: string, selector: Readonly<Record<string, string>>): void {
  const bad = Object.entries(selector).find(([key, value]) => !isLabel(key, value));
  if (bad) {
    throw new Error(`${where}: write labels of nodes, got '${bad.join('=')}'`);
  }
}

/** A tunnel that ends nowhere is reported by nobody, so the program says where it ends unless there is only one answer. */
function defaultGateways(where: string, fleet: Fleet, cluster: ICluster): SubmarinerGateways {
  const pools = fleet.poolsOf(cluster.name);
  const pool = pools.length === 1 ? pools[0] : pools.find(name => name === GATEWAY_POOL);
  if (pool !== undefined) {
    return { pool };
  }
  throw new Error(`${where}gateways: say which nodes carry the tunnels: ${pools.length > 0 ? `{ pool: '<one of ${pools.join(', ')}>' }`
    : "{ nodeSelector: { <label>: <value> } }, or { labelledBy: '<who labels them submariner.io/gateway=true>' }"}`);
}
