import { IstioTrafficRule } from './rule';
import { isMap } from '../../../fleet/collections';
import { finding } from '../../../fleet/rules/text';
import { fullHost, IstioObject, SettledTraffic } from '../settled-traffic';

/** Routes to a part of a service that is nowhere defined. */
export const istioSubsetMissing: IstioTrafficRule = {
  code: 'istio-subset-missing',
  severity: 'error',
  summary: 'A VirtualService of the program names a subset that no DestinationRule of the program has in that cluster.',
  why: 'Requests on that route are answered with 503 (`istioctl analyze`: IST0101). Each control plane reads only the DestinationRules of its own cluster.',
  fix: 'Add the subset to the DestinationRule of the host in the cluster: `clusterSubsets` of a `LocalityFailover` for its members.',
  check: settled => {
    const known = new Set(settled.objects.filter(({ kind }) => kind === 'DestinationRule').flatMap(object => listOf(object.spec.subsets)
      .map(({ name }) => keyOf(object, String(object.spec.host), name, settled))));
    return settled.objects.filter(({ kind }) => kind === 'VirtualService').flatMap(object => {
      const routed = destinationsOf(object).flatMap(({ host, subset }) => (subset === undefined ? [] : [[String(host), String(subset)] as const]));
      const missing = routed.filter(([host, subset]) => !known.has(keyOf(object, host, subset, settled)));
      return missing.map(([host, subset]) => finding(istioSubsetMissing, [object.cluster], [object.owner],
        `${object.cluster}: VirtualService ${object.namespace}/${object.name} (${object.owner}) routes to subset ${subset} of ${host}, which no DestinationRule has there: add it`
        + ' (LocalityFailover: clusterSubsets), or take it out of the route'));
    });
  },
};

function destinationsOf({ spec: { http, tls, tcp } }: IstioObject) {
  return [http, tls, tcp].flatMap(listOf).flatMap(({ route }) => listOf(route)).map(({ destination }) => (isMap(destination) ? destination : {}));
}

function keyOf(object: IstioObject, host: string, subset: unknown, settled: SettledTraffic): string {
  return [object.cluster, fullHost(host, object, settled), subset].join('\n');
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}
