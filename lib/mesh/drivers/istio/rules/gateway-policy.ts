import { IstioRule } from './rule';
import { isMap } from '../../../../fleet/collections';
import { finding } from '../../../../fleet/rules/text';
import { PORTS, RELEASE_NAMES } from '../names';

/** A NetworkPolicy that closes the gateway. */
export const ISTIO_GATEWAY_POLICY: IstioRule = {
  code: 'istio-gateway-policy',
  severity: 'warning',
  summary: 'The NetworkPolicy of the chart of an east-west gateway does not open the ports of the gateway.',
  why: 'With `global.networkPolicy.enabled` the chart opens `service.ports`, which a network gateway does not have (istio manifests/charts/gateway/templates/networkpolicy.yaml).',
  fix: 'Leave it off for the gateway and write a NetworkPolicy of your own, or list the ports in `service.ports`.',
  check: (model, { path, members }) => members.flatMap(({ cluster: { name } }) => {
    const release = model.clusters.find(other => other.name === name)!.releases.find(({ name: of, path: by }) => of === RELEASE_NAMES.gateway && by.startsWith(`${path}/`));
    const { global, service } = release?.values ?? {};
    const isOn = isMap(global) && isMap(global.networkPolicy) && global.networkPolicy.enabled === true;
    const opens = isMap(service) && JSON.stringify(service.ports ?? []).includes(String(PORTS.services));
    return !isOn || opens ? [] : [finding(ISTIO_GATEWAY_POLICY, [name], [path],
      `${path}: values.gateway.global.networkPolicy closes port ${PORTS.services} of the east-west gateway of ${name}: remove it, or add the port to values.gateway.service.ports`)];
  }),
};
