import { IstioRule } from './rule';
import { finding } from '../../../../fleet/rules/text';
import { isHostname, webhookPort } from '../chart-values';
import { PORTS } from '../names';

/** A primary that remotes reach by a host name. */
export const ISTIO_PRIMARY_HOSTNAME: IstioRule = {
  code: 'istio-primary-hostname',
  severity: 'warning',
  summary: 'Remote clusters of an Istio mesh reach the control plane by a host name.',
  why: 'In a remote cluster the Service of the control plane is then another name for the host. API servers go to port 443 of it to have sidecars put into pods, whatever '
    + 'ports it has, and some of managed clusters refuse such a Service: no pod starts with a sidecar (istio/istio#45014, #46551, istio-ecosystem/sail-operator#1091). From 1.30 '
    + 'on the gateway of the primary has port 443 for it.',
  fix: 'Give the load balancer a fixed IP address and write that, or try it in each remote cluster before you rely on it.',
  check: (_, { path, settings, members }) => {
    const { primaryAddress, primary, release } = settings;
    return primaryAddress === undefined || !isHostname(primaryAddress) ? [] : [finding(ISTIO_PRIMARY_HOSTNAME,
      members.filter(({ cluster }) => cluster !== primary).map(({ cluster }) => cluster.name), [path],
      `${path}: primaryAddress '${primaryAddress}' is a host name, ${webhookPort(settings) === PORTS.webhook
        ? `and API servers of remote clusters would look for the webhook on port 443 of it, which the gateway of Istio ${release.minor} cannot have: write an IP address, or version 1.30 or`
        + ' later'
        : 'and API servers of some managed clusters refuse to find the webhook by one (istio/istio#45014): write an IP address, or try it in each remote cluster'}`)];
  },
};
