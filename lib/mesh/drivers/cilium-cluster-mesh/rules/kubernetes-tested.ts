import { OLDEST } from './kubernetes-version';
import { CiliumMeshRule, isAtLeast, membersIn, minorOf } from './rule';
import { tryParseKubernetesVersion } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

/** The Kubernetes minors that a minor of Cilium is tested with (cilium `Documentation/network/kubernetes/compatibility.rst` of each). */
const TESTED: ReadonlyMap<number, readonly [number, number]> = new Map([[19, [31, 34]], [20, [33, 36]]]);
const NEWEST = Math.max(...TESTED.keys());

/** Versions that nobody has tried together. */
export const CILIUM_MESH_KUBERNETES_TESTED: CiliumMeshRule = {
  code: 'cilium-mesh-kubernetes-tested',
  severity: 'warning',
  summary: 'Cilium of a member of a Cilium mesh is not tested with its Kubernetes version, or is newer than this library knows.',
  why: 'Each minor of Cilium is tested with four minors of Kubernetes (cilium `kubernetes/compatibility.rst`). Newer ones may work, as far as '
    + 'Kubernetes stays compatible; older ones have no support. What a newer Cilium reads of the values is not known here.',
  fix: 'Choose a version of Cilium that is tested with the Kubernetes of the cluster.',
  check: (model, mesh) => membersIn(model, mesh).flatMap(({ cluster, version }) => {
    const fault = faultOf(cluster.name, cluster.version, version);
    return fault === undefined ? [] : [finding(CILIUM_MESH_KUBERNETES_TESTED, [cluster.name], [mesh.path, cluster.path], `${mesh.path}: ${fault}`)];
  }),
};

function faultOf(name: string, kubernetes: string, version: string | undefined): string | undefined {
  if (isAtLeast(version, NEWEST + 1)) {
    return `Cilium of ${name} is ${version}, and this library knows Cilium up to 1.${NEWEST}: choose 1.${NEWEST}, or read what has changed`;
  }
  const [oldest, newest] = TESTED.get(minorOf(version)?.[1] ?? 0) ?? [];
  const minor = tryParseKubernetesVersion(kubernetes)?.minor;
  // What the chart refuses is a finding of its own.
  const isFine = oldest === undefined || newest === undefined || minor === undefined || minor < OLDEST || (minor >= oldest && minor <= newest);
  return isFine ? undefined : `${name} has Kubernetes ${kubernetes}, and Cilium ${version} is tested with 1.${oldest} to 1.${newest}: choose a version in between, or another one of Cilium`;
}
