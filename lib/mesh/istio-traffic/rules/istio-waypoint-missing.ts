import { IstioTrafficRule } from './rule';
import { groupBy, isMap } from '../../../fleet/collections';
import { finding, listed } from '../../../fleet/rules/text';
import { fullHost, IstioObject, meshesOf, SettledTraffic } from '../settled-traffic';

interface ServiceName {
  readonly service: string;
  readonly namespace: string;
}

/** How messages call the kinds that it looks at. */
const READ: Readonly<Record<string, string>> = {
  DestinationRule: 'a DestinationRule', VirtualService: 'a VirtualService', AuthorizationPolicy: 'an AuthorizationPolicy of a Service',
};

/** Objects that nobody reads in ambient mode. */
export const istioWaypointMissing: IstioTrafficRule = {
  code: 'istio-waypoint-missing',
  severity: 'warning',
  summary: 'A DestinationRule, a VirtualService, or an AuthorizationPolicy with `targetRefs`, of an ambient mesh is for a service without a waypoint.',
  why: 'The proxy of a node carries connections and reads none of them; only waypoints and gateways do. Without a waypoint nothing fails over as the object says, nothing is'
    + ' routed by it, and nobody is refused by it.',
  fix: 'Make a waypoint (a Gateway of class `istio-waypoint`), of one name in every cluster, and label the namespace or the Service `istio.io/use-waypoint`. Where others do so,'
    + ' leave it.',
  check: settled => {
    const ambient = new Set(meshesOf(settled).filter(({ isAmbient }) => isAmbient).flatMap(({ members }) => members.map(({ name }) => name)));
    const without = settled.objects.filter(object => ambient.has(object.cluster)).flatMap(object => servicesOf(object, settled)
      .filter(({ service, namespace }) => !settled.hasWaypoint(object.cluster, namespace, service))
      .map(host => ({ object, host })));
    const same = groupBy(without, ({ object, host }) => `${object.owner}\n${host.namespace}/${host.service}`);
    return [...same].map(([key, entries]) => {
      const [owner, service] = key.split('\n');
      const clusters = [...new Set(entries.map(({ object }) => object.cluster))].sort();
      return finding(istioWaypointMissing, clusters, [owner], `${owner}: in ambient mode only a waypoint reads ${READ[entries[0].object.kind]}, and ${service} has none in`
        + ` ${listed(clusters)}: make one, and label the namespace or the Service istio.io/use-waypoint, unless others do`);
    });
  },
};

/** The Services that an object is for. */
function servicesOf(object: IstioObject, settled: SettledTraffic): readonly ServiceName[] {
  return object.kind === 'AuthorizationPolicy' ? targetsOf(object) : hostsOf(object, settled);
}

/** Services that a policy names, of its own namespace. */
function targetsOf({ namespace, spec: { targetRefs } }: IstioObject): readonly ServiceName[] {
  return Array.isArray(targetRefs) ? targetRefs.filter(target => isMap(target) && target.kind === 'Service').map(({ name }) => ({ service: `${name}`, namespace })) : [];
}

function hostsOf(object: IstioObject, settled: SettledTraffic): readonly ServiceName[] {
  const { host, hosts, gateways } = object.spec;
  const isForGateways = Array.isArray(gateways) && !gateways.includes('mesh');
  const all: readonly unknown[] = object.kind === 'DestinationRule' ? [host] : object.kind === 'VirtualService' && Array.isArray(hosts) && !isForGateways ? hosts : [];
  return all.flatMap(text => {
    const [service, namespace, svc] = typeof text === 'string' ? fullHost(text, object, settled).split('.') : [];
    return svc === 'svc' ? [{ service, namespace }] : [];
  });
}
