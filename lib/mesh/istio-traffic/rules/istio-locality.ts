import { IstioTrafficRule } from './rule';
import { finding } from '../../../fleet/rules/text';
import { localityFaults, readLocality } from '../locality-faults';

/** What istiod refuses of objects that people wrote themselves. */
export const istioLocality: IstioTrafficRule = {
  code: 'istio-locality',
  severity: 'error',
  summary: 'A DestinationRule of the program has a `localityLbSetting` that istiod refuses, or part of which it ignores.',
  why: 'No CRD says what goes together. The webhook of istiod refuses it when it is applied (istio 1.30.3 `pkg/config/validation/agent/validation.go`), and without the webhook'
    + ' the older configuration stays.',
  fix: 'Do what the message says, or write a `LocalityFailover`.',
  check: ({ objects }) => objects.filter(({ kind }) => kind === 'DestinationRule').flatMap(({ cluster, namespace, name, owner, spec }) =>
    localityFaults(readLocality(spec.trafficPolicy)?.setting ?? {}).map(fault =>
      finding(istioLocality, [cluster], [owner], `${cluster}: DestinationRule ${namespace}/${name} (${owner}): ${fault}`))),
};
