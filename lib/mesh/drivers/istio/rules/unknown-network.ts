import { IstioRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Addresses of gateways of networks that the mesh does not have. */
export const ISTIO_UNKNOWN_NETWORK: IstioRule = {
  code: 'istio-unknown-network',
  severity: 'warning',
  summary: 'An Istio mesh has addresses of gateways for a network that none of its members is on.',
  why: 'Either the name has a slip of the pen, and the network stays without a gateway, or endpoints of it are described by ServiceEntries alone.',
  fix: 'Correct the name in `remoteGateways`, or remove the entry.',
  check: (_, { path, settings: { remoteGateways }, members }) => {
    const networks = [...new Set(members.map(({ network }) => network))].sort();
    return Object.keys(remoteGateways).filter(network => !networks.includes(network)).sort().map(network => finding(ISTIO_UNKNOWN_NETWORK, [], [path],
      `${path}: remoteGateways: no member is on network '${network}' (${networks.join(', ')}): correct it, or remove it`));
  },
};
