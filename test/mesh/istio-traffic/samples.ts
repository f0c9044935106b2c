import { ApiObject } from 'cdk8s';
import { ExistingCluster, Fleet, FleetMesh, formatFinding, IMesh, IstioMesh, IstioMeshOfOthersProps, MeshContext, offerIstioMesh } from '../../../lib';
import { ISTIO_TRAFFIC_RULES } from '../../../lib/mesh/istio-traffic/rules';
import { existing, newFleet } from '../samples';

/** Networks of three clusters, each its own. */
export const NETWORKS = { us: 'network-us', eu: 'network-eu', asia: 'network-asia' };

/** A fleet of three members of a mesh of Istio in three regions, and one cluster outside. */
export function sample(about: Partial<IstioMeshOfOthersProps> = {}, regions: Readonly<Record<string, string | undefined>> = {}) {
  const fleet = newFleet();
  const make = (name: string, part: number, region?: string) => existing(fleet, name, part, { region: name in regions ? regions[name] : region });
  const us = make('us', 1, 'us-east-1');
  const eu = make('eu', 2, 'eu-west-1');
  const asia = make('asia', 3, 'ap-south-1');
  const other = make('other', 4, 'us-east-1');
  const mesh = IstioMesh.ofOthers({ members: [us, eu, asia], ...about });
  return { fleet, us, eu, asia, other, mesh };
}

/** What is always written: which mesh, and where. */
export const PRODUCTION = { namespace: 'production' } as const;

/** What a fake driver of Istio makes: nothing, but it says what mesh it is, and what it serves. */
export function fakeIstio(trustDomain = 'acme.example'): IMesh {
  return {
    name: 'Istio', disjoint: [],
    bind({ fleet, construct, path, members }: MeshContext<object>) {
      members.forEach(({ cluster }) => fleet.claim({ type: 'served-kinds', cluster: cluster.name, path, kinds: ['networking.istio.io', 'security.istio.io'] }));
      offerIstioMesh(construct, {
        path, members: members.map(({ cluster }) => cluster), clusterDomain: 'cluster.local',
        trustDomainOf: () => trustDomain, networkOf: ({ name }) => `network-${name}`, clusterIdOf: ({ name }) => `id-${name}`,
      });
      return {};
    },
  };
}

/** A `FleetMesh` of the fake driver. */
export function fakeMesh(fleet: Fleet, members: readonly ExistingCluster[]): FleetMesh {
  return new FleetMesh(fleet, 'mesh', { members, mesh: fakeIstio() });
}

/** What one rule finds. */
export function foundBy(code: string, fleet: Fleet): readonly string[] {
  if (!ISTIO_TRAFFIC_RULES.some(rule => rule.code === code)) {
    throw new Error(`there is no rule '${code}'`);
  }
  return fleet.check().filter(finding => finding.code === code).map(formatFinding);
}

/** An object that people write themselves. */
export function raw({ chart }: ExistingCluster, kind: string, name: string, spec: object, namespace = 'production'): ApiObject {
  return new ApiObject(chart, `raw-${chart.node.children.length}`, { apiVersion: 'networking.istio.io/v1', kind, metadata: { name, namespace }, spec });
}
