import { IstioTrafficRule } from './rule';
import { finding } from '../../../fleet/rules/text';
import { readLocality } from '../locality-faults';

/** Failover that never happens. */
export const istioOutlierDetection: IstioTrafficRule = {
  code: 'istio-outlier-detection',
  severity: 'warning',
  summary: 'A DestinationRule of the program has `failover` or `failoverPriority` and no `outlierDetection`.',
  why: 'Without it Envoy takes every endpoint for healthy and never goes on to the next locality; Istio then leaves the priorities out'
    + ' (istio 1.30.3 `pilot/pkg/networking/core/loadbalancer/loadbalancer.go`, and a warning of its webhook).',
  fix: 'Add `outlierDetection`, or write a `LocalityFailover`, which always has it.',
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'DestinationRule').flatMap(({ cluster, namespace, name, owner, spec }) => {
    const { setting: { failover = [], failoverPriority = [] } = {}, hasOutlierDetection = true } = readLocality(spec.trafficPolicy) ?? {};
    return hasOutlierDetection || failover.length + failoverPriority.length === 0 ? [] : [finding(istioOutlierDetection, [cluster], [owner],
      `${cluster}: DestinationRule ${namespace}/${name} (${owner}) fails over only with outlierDetection: add it to trafficPolicy`)];
  }),
};
