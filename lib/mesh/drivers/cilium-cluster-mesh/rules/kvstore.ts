import { CiliumMeshRule, membersIn, MemberModel, valueAt } from './rule';
import { finding } from '../../../../fleet/rules/text';

const MODE = 'clustermesh.apiserver.kvstoremesh.kvstoreMode';
/** Where identities are in an etcd of the cluster, which `external` writes to. */
const IN_KVSTORE: readonly unknown[] = ['kvstore', 'doublewrite-readkvstore', 'doublewrite-readcrd'];

/** A KVStoreMesh that the chart refuses. */
export const CILIUM_MESH_KVSTORE: CiliumMeshRule = {
  code: 'cilium-mesh-kvstore',
  severity: 'error',
  summary: 'The chart of Cilium refuses the `kvstoreMode` of a member of a Cilium mesh, or what is beside it.',
  why: '`external` writes what is known of other members into the etcd of the cluster, which must be there, by one writer (charts 1.19 and 1.20, `templates/validate.yaml`). '
    + 'Helm installs nothing then, and the cluster has no network.',
  fix: 'Leave `kvstoreMode` out; or write `replicas: 1` for the member, and `identityAllocationMode` as the message says.',
  check: (model, mesh) => membersIn(model, mesh).flatMap(member => faultsOf(member).map(fault =>
    finding(CILIUM_MESH_KVSTORE, [member.cluster.name], [mesh.path, member.cluster.path], `${mesh.path}: ${fault}`))),
};

function faultsOf({ cluster: { name }, values, member: { replicas } }: MemberModel): readonly string[] {
  const mode = valueAt(values, MODE) ?? 'internal';
  if (mode !== 'external') {
    return mode === 'internal' ? [] : [`${MODE} of ${name} is ${JSON.stringify(mode)}, and the chart takes internal and external: leave it out`];
  }
  const identities = valueAt(values, 'identityAllocationMode') ?? 'crd';
  return [
    ...(replicas === 1 ? [] : [`clustermesh-apiserver of ${name} has ${replicas} replicas, and the chart takes one with kvstoreMode 'external': write replicas: 1 for the member, or leave`
      + ' kvstoreMode out']),
    ...(IN_KVSTORE.includes(identities) ? [] : [`identityAllocationMode of ${name} is ${JSON.stringify(identities)}, with which the chart refuses kvstoreMode 'external': write kvstore,`
      + ' doublewrite-readkvstore or doublewrite-readcrd, or leave kvstoreMode out']),
  ];
}
