import { CiliumMeshRule, membersIn } from './rule';
import type { ClusterModel } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';

const GROUP = 'cert-manager.io';

/** Certificates that nobody would issue. */
export const CILIUM_MESH_CERT_MANAGER: CiliumMeshRule = {
  code: 'cilium-mesh-cert-manager',
  severity: 'error',
  summary: 'cert-manager is to issue the certificates of a member of a Cilium mesh, and nothing brings it there.',
  why: 'The chart of Cilium has Certificates then. Where their kind is not served Helm installs nothing of it at all, and the cluster has no network.',
  fix: 'Add cert-manager to the add-ons of the cluster (with `serves: [\'cert-manager.io\']`), or say that others have installed it (`servedByOthers`).',
  check: (model, mesh) => (mesh.settings.certificates.method !== 'certmanager' ? [] : membersIn(model, mesh).filter(({ cluster }) => !isServed(cluster)).map(({ cluster }) =>
    finding(CILIUM_MESH_CERT_MANAGER, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: the chart of Cilium has Certificates of cert-manager in ${cluster.name}, and nothing serves ${GROUP} there: install it by a HelmAddOn that says so in serves, or where`
      + ` others have done so write servedByOthers: ['${GROUP}']`))),
};

function isServed({ servedByOthers, releases, components }: ClusterModel): boolean {
  const served = [...servedByOthers, ...releases.flatMap(({ serves = [] }) => serves), ...components.flatMap(({ component }) => component.serves)];
  return served.some(kind => kind === GROUP || kind === `${GROUP}/Certificate`);
}
