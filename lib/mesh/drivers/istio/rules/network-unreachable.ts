import { IstioRule } from './rule';
import { groupBy, isMap } from '../../../../fleet/collections';
import { finding, listed } from '../../../../fleet/rules/text';
import type { JoinedMember } from '../joined-member';
import { withValues } from '../own-values';
import type { IstioSettings } from '../settings';

/** What makes istiod take the addresses of nodes for those of a Service of type NodePort. */
const NODE_SELECTOR = 'traffic.istio.io/nodeSelector';

/** Networks without a way in. */
export const ISTIO_NETWORK_UNREACHABLE: IstioRule = {
  code: 'istio-network-unreachable',
  severity: 'error',
  summary: 'A network of an Istio mesh has no east-west gateway that istiod finds an address of.',
  why: 'istiod leaves endpoints out that it has no gateway for, without a word: services of that network are not found from others. It takes addresses from the status of a load balancer,'
    + ' from externalIPs, and from nodes where `traffic.istio.io/nodeSelector` says which (istio pilot/pkg/serviceregistry/kube/conversion.go).',
  fix: 'Leave `eastWestGateway` out for one member of the network, give its Service type LoadBalancer, or write the address of its gateway to `remoteGateways`.',
  check: (_, { path, settings, members, severalNetworks }) => (!severalNetworks ? []
    : [...groupBy(members, ({ network }) => network)]
      .filter(([network, own]) => !Object.hasOwn(settings.remoteGateways, network) && !own.some(member => isWayIn(settings, member)))
      .map(([network, own]) => {
        const names = own.map(({ cluster }) => cluster.name);
        const types = [...new Set(own.filter(({ gateway }) => gateway !== undefined).map(member => String(serviceOf(settings, member).type)))];
        const [lack, remedy] = types.length === 0
          ? ['no east-west gateway', 'leave eastWestGateway out for one of its members']
          : [`a gateway of type ${listed(types)}, in which istiod finds no address`, "write type: 'LoadBalancer' for the Service of one of them"];
        return finding(ISTIO_NETWORK_UNREACHABLE, names, [path],
          `${path}: network ${network} (${listed(names)}) has ${lack}, so that its services are not found from other networks: ${remedy}, or write`
          + ` remoteGateways: { '${network}': ['<address>'] }`);
      })),
};

function isWayIn(settings: IstioSettings, member: JoinedMember): boolean {
  if (member.gateway === undefined) {
    return false;
  }
  const { type = 'LoadBalancer', annotations, externalIPs } = serviceOf(settings, member);
  return type === 'LoadBalancer' || (Array.isArray(externalIPs) && externalIPs.length > 0)
    || (type === 'NodePort' && isByChart(settings, member) && isMap(annotations) && Object.hasOwn(annotations, NODE_SELECTOR));
}

/** The Service of a gateway, with what values of the program say of it where it is the chart that makes it. */
function serviceOf(settings: IstioSettings, member: JoinedMember): Readonly<Record<string, unknown>> {
  const ownValues = isByChart(settings, member) ? [settings.values, member.options.values].map(values => values?.gateway?.service) : [];
  return withValues({ ...member.gateway?.service }, ...ownValues.filter(isMap));
}

function isByChart({ form }: IstioSettings, { gateway }: JoinedMember): boolean {
  return form !== 'ambient' && gateway?.form !== 'gateway-api';
}
