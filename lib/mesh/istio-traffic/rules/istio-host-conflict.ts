import { IstioTrafficRule } from './rule';
import { groupBy } from '../../../fleet/collections';
import { finding, listed } from '../../../fleet/rules/text';
import { fullHost, IstioObject, meshesOf, SettledTraffic } from '../settled-traffic';

const KINDS = ['DestinationRule', 'ServiceEntry', 'VirtualService'];

/** One host that means different things in clusters of one mesh. */
export const istioHostConflict: IstioTrafficRule = {
  code: 'istio-host-conflict',
  severity: 'warning',
  summary: 'Clusters of a mesh configure one host differently, and the difference comes from different constructs.',
  why: 'A host is one service in the whole mesh, but each control plane reads only the objects of its own cluster: callers of one cluster are then sent elsewhere than those of'
    + ' another, which shows when one of them fails.',
  fix: 'Write one construct for all clusters. Where the difference is meant, leave it.',
  check: settled => meshesOf(settled).flatMap(mesh => {
    const members = new Set(mesh.members.map(({ name }) => name));
    const entries = settled.objects.filter(({ kind, cluster }) => KINDS.includes(kind) && members.has(cluster))
      .flatMap(object => hostsOf(object, settled).map(host => ({ host, object })));
    return [...groupBy(entries, ({ host, object }) => `${object.kind}\n${host}`).values()].flatMap(same => {
      const [{ host, object: { kind } }] = same;
      const told = [...groupBy(same, ({ object }) => JSON.stringify(object.spec)).values()];
      const owners = new Set(same.map(({ object }) => object.owner));
      // Two in one cluster are a finding of their own.
      const differs = told.length > 1 && owners.size > 1 && new Set(same.map(({ object }) => object.cluster)).size === same.length;
      return !differs ? [] : [finding(istioHostConflict, same.map(({ object }) => object.cluster), [...owners],
        `${mesh.path}: ${kind} for ${host} differs between ${listed(same.map(({ object }) => `${object.cluster} (${object.owner})`).sort())}: callers of one cluster are sent`
        + ' elsewhere than those of another; write one for all')];
    });
  }),
};

function hostsOf(object: IstioObject, settled: SettledTraffic): readonly string[] {
  const { host, hosts, gateways } = object.spec;
  const all = object.kind === 'DestinationRule' ? [host] : Array.isArray(hosts) ? hosts : [];
  // Each cluster has gateways of its own.
  return Array.isArray(gateways) && !gateways.includes('mesh') ? [] : all.filter(text => typeof text === 'string').map(text => fullHost(text, object, settled));
}
