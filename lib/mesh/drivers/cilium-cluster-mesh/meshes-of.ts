import type { JoinedMember } from './joined-member';
import type { Fleet } from '../../../fleet';

/** A mesh, as policies and other meshes see it. */
export interface JoinedMesh {
  readonly path: string;
  readonly members: readonly JoinedMember[];
}

const MESHES = new WeakMap<Fleet, JoinedMesh[]>();

/** The meshes of Cilium in a fleet, in the order of the program; those to come are in the list once they are there. */
export function meshesOf(fleet: Fleet): JoinedMesh[] {
  const meshes = MESHES.get(fleet) ?? [];
  MESHES.set(fleet, meshes);
  return meshes;
}

/** The name of a cluster in its mesh, for `Lazy` values; without a mesh, that of the cluster. */
export function nameInMesh(fleet: Fleet, cluster: string): string {
  return meshesOf(fleet).flatMap(({ members }) => members).find(member => member.cluster.name === cluster)?.name ?? cluster;
}
