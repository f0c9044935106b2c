import { findingOn, ServiceRule } from './rule';
import { FleetModel } from '../../fleet';
import { DeclaredPair, nameOf } from '../settled-services';

/** Clusters that the mesh of a pair does not reach. */
export const serviceMeshMember: ServiceRule = {
  code: 'service-mesh-member',
  severity: 'error',
  summary: 'A ServiceExportPair names a cluster that is no member of its mesh.',
  why: 'Services are shared within one set of clusters (KEP-1645, "clusterset"): in a cluster outside nobody reads the ServiceExport, and nobody makes the'
    + ' ServiceImport.',
  fix: 'Make the cluster a member of the mesh, or take it out of the pair.',
  check: ({ pairs }, model) => pairs.flatMap(pair => strangers(pair).map(({ cluster, sides }) => findingOn(serviceMeshMember, pair, [cluster],
    `${cluster} is no member of ${meshOf(pair)} (${pair.services.members!.join(', ')}), so that ${nameOf(pair)} is not shared with it${otherMeshes(model, pair, cluster)}:`
    + ` add ${cluster} to the members, or take it out of ${sides.join(' and ')}`,
  ))),
};

function strangers({ service, services: { members } }: DeclaredPair) {
  const known = members === undefined ? undefined : new Set(members);
  return [...new Set([...service.from, ...service.to])].filter(cluster => known?.has(cluster) === false)
    .map(cluster => ({ cluster, sides: (['from', 'to'] as const).filter(side => service[side].includes(cluster)) }));
}

/** There may be several meshes of one kind. */
function meshOf({ services: { name, path } }: DeclaredPair): string {
  return path === undefined ? name : `${name} at ${path}`;
}

function otherMeshes({ meshes }: FleetModel, { services }: DeclaredPair, cluster: string): string {
  const others = meshes.filter(mesh => mesh.path !== services.path && mesh.members.includes(cluster)).map(mesh => `${mesh.name} (${mesh.kind})`);
  return others.length === 0 ? '' : `; it is a member of ${others.join(' and ')}, and what that shares is another set of services`;
}
