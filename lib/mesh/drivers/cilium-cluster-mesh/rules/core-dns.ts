import { CiliumMeshRule, membersIn } from './rule';
import { tryParseKubernetesVersion } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

/** The first Kubernetes whose CoreDNS answers for other clusters (cilium v1.20 `clustermesh/mcsapi.rst`). */
const FIRST = 35;

/** A CoreDNS that does not know other clusters. */
export const CILIUM_MESH_CORE_DNS: CiliumMeshRule = {
  code: 'cilium-mesh-core-dns',
  severity: 'warning',
  summary: 'A Job of the chart is to configure CoreDNS in a member whose Kubernetes brings one that is too old.',
  why: `CoreDNS answers \`clusterset.local\` from 1.12.2 on, which Kubernetes 1.${FIRST} brings. With an older one it does not start with the new configuration, and the Job is a hook `
    + 'of the release of the network plug-in, which fails with it.',
  fix: 'Install a newer CoreDNS there before, raise Kubernetes, or write `coreDns: { configuredBy: ... }`.',
  check: (model, mesh) => (mesh.settings.services?.coreDns !== 'auto' ? [] : membersIn(model, mesh).flatMap(({ cluster }) => {
    const minor = tryParseKubernetesVersion(cluster.version)?.minor ?? FIRST;
    return minor >= FIRST ? [] : [finding(CILIUM_MESH_CORE_DNS, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: Kubernetes ${cluster.version} of ${cluster.name} brings a CoreDNS before 1.12.2, which knows no clusterset.local: install a newer one there, raise Kubernetes to`
      + ` 1.${FIRST}, or write services: { coreDns: { configuredBy: '<who>' } }`)];
  })),
};
