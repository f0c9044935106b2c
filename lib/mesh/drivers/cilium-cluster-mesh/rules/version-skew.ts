import { CheckedMesh, CiliumMeshRule, membersIn, minorOf } from './rule';
import type { FleetModel } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

/** Versions of Cilium that do not understand each other. */
export const CILIUM_MESH_VERSION_SKEW: CiliumMeshRule = {
  code: 'cilium-mesh-version-skew',
  severity: 'error',
  summary: 'Versions of Cilium of two members of a Cilium mesh are more than one minor apart.',
  why: 'What agents write for those of other clusters changes from minor to minor, and is tested with the next one only (cilium `clustermesh/setup.rst`).',
  fix: 'Upgrade the older ones. In a mesh that runs, raise all members by one minor before the first goes to the next.',
  check: (model, mesh) => {
    const known = byMinor(model, mesh);
    const [oldest, newest] = [known[0], known[known.length - 1]];
    return known.length === 0 || newest.minor - oldest.minor < 2 ? [] : [finding(CILIUM_MESH_VERSION_SKEW, [oldest.name, newest.name], [mesh.path],
      `${mesh.path}: Cilium is ${oldest.version} in ${oldest.name} and ${newest.version} in ${newest.name}, and members may be one minor apart: upgrade ${oldest.name}`)];
  },
};

interface Known {
  readonly name: string;
  readonly version?: string;
  /** Of all majors in one row. */
  readonly minor: number;
}

/** The members of which the version of Cilium is known, the oldest first. */
export function byMinor(model: FleetModel, mesh: CheckedMesh): readonly Known[] {
  return membersIn(model, mesh).flatMap(({ cluster, version }): Known[] => {
    const minor = minorOf(version);
    return minor === undefined ? [] : [{ name: cluster.name, version, minor: minor[0] * 1000 + minor[1] }];
  }).sort((a, b) => a.minor - b.minor);
}
