import { IstioTrafficRule } from './rule';
import { groupBy, isMap } from '../../../fleet/collections';
import { finding, listed } from '../../../fleet/rules/text';
import { fullHost, IstioObject } from '../settled-traffic';

/** Two objects that configure one host for the same callers. */
export const istioDestinationRuleTwice: IstioTrafficRule = {
  code: 'istio-destination-rule-twice',
  severity: 'error',
  summary: 'A namespace of a cluster has two DestinationRules for a host, each with a traffic policy or with a subset of one name.',
  why: 'Istio merges them: of two traffic policies, and of two subsets of a name, the older object has its way, and the other is ignored without a word'
    + ' (istio 1.30.3 `pilot/pkg/model/destination_rule.go`). Which is older depends on what was applied first.',
  fix: 'Write one of them with all that both say.',
  check: settled => {
    const all = settled.objects.filter(({ kind, spec: { host, workloadSelector } }) => kind === 'DestinationRule' && typeof host === 'string' && workloadSelector === undefined);
    const hosts = groupBy(all, object => `${object.cluster}\n${object.namespace}\n${fullHost(String(object.spec.host), object, settled)}\n${JSON.stringify(object.spec.exportTo)}`);
    return [...hosts].flatMap(([key, same]) => {
      const what = clashOf(same);
      const [cluster, namespace, host] = key.split('\n');
      return what === undefined ? [] : [finding(istioDestinationRuleTwice, [cluster], same.map(({ owner }) => owner),
        `${cluster}: DestinationRules ${listed(same.map(({ name, owner }) => `${namespace}/${name} (${owner})`).sort())} each have ${what} for ${host}, of which Istio keeps one:`
        + ' write one with all that they say')];
    });
  },
};

function clashOf(same: readonly IstioObject[]): string | undefined {
  if (same.filter(({ spec }) => spec.trafficPolicy !== undefined).length > 1) {
    return 'a traffic policy';
  }
  const subsets = same.flatMap(({ spec }) => (Array.isArray(spec.subsets) ? spec.subsets : []).filter(isMap).map(({ name }) => String(name)));
  const twice = subsets.find((name, i) => subsets.indexOf(name) !== i);
  return twice === undefined || same.length < 2 ? undefined : `a subset ${twice}`;
}
