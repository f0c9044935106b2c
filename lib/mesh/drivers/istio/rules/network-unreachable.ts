import { IstioRule } from './rule';
import { groupBy } from '../../../../fleet/collections';
import { finding, listed } from '../../../../fleet/rules/text';

/** Networks without a way in. */
export const ISTIO_NETWORK_UNREACHABLE: IstioRule = {
  code: 'istio-network-unreachable',
  severity: 'error',
  summary: 'A network of an Istio mesh has no east-west gateway.',
  why: 'istiod leaves endpoints out that it has no gateway for, without a word: services of that network are not found from others.',
  fix: 'Leave `eastWestGateway` out for one member of the network, or write the address of its gateway to `remoteGateways`.',
  check: (_, { path, settings: { remoteGateways }, members, severalNetworks }) => (!severalNetworks ? []
    : [...groupBy(members, ({ network }) => network)]
      .filter(([network, own]) => !Object.hasOwn(remoteGateways, network) && own.every(({ gateway }) => gateway === undefined))
      .map(([network, own]) => {
        const names = own.map(({ cluster }) => cluster.name);
        return finding(ISTIO_NETWORK_UNREACHABLE, names, [path],
          `${path}: network ${network} (${listed(names)}) has no east-west gateway, so that its services are not found from other networks: leave eastWestGateway out for one of its`
          + ` members, or write remoteGateways: { '${network}': ['<address>'] }`);
      })),
};
