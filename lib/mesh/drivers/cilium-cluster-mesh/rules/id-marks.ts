import { CiliumMeshRule, membersIn, MemberModel, valueAt } from './rule';
import { finding } from '../../../../fleet/rules/text';
import { ID_FACT } from '../names';

/** Numbers whose highest bit AWS uses in the marks of packets. */
export const CILIUM_MESH_ID_MARKS: CiliumMeshRule = {
  code: 'cilium-mesh-id-marks',
  severity: 'error',
  summary: 'A member with addresses of AWS or Alibaba Cloud for pods has a `clusterId` of 128 to 255 or 384 to 511.',
  why: 'That bit of the mark of a packet is used otherwise there, so that policies drop what they allow. The chart refuses it (cilium v1.20 `templates/validate.yaml`, '
    + 'cilium/cilium#21330).',
  fix: 'Give it a `clusterId` of 1 to 127 or 256 to 383.',
  check: (model, mesh) => membersIn(model, mesh).flatMap(member => {
    const { cluster, values } = member;
    const id = cluster.ids[ID_FACT] ?? 0;
    const why = usesMarks(member);
    return id % 256 < 128 || why === undefined || valueAt(values, 'extraConfig.allow-unsafe-policy-skb-usage') === 'true' ? [] : [
      finding(CILIUM_MESH_ID_MARKS, [cluster.name], [mesh.path, cluster.path],
        `${mesh.path}: the clusterId of ${cluster.name} is ${id}, and its values say ${why}, where Cilium takes 1 to 127 and 256 to 383 (cilium/cilium#21330): write clusterId`),
    ];
  }),
};

function usesMarks({ values }: MemberModel): string | undefined {
  const mode = ['eni', 'alibabacloud'].find(name => valueAt(values, `${name}.enabled`) === true);
  return mode !== undefined ? `${mode}.enabled` : valueAt(values, 'cni.chainingMode') === 'aws-cni' ? "cni.chainingMode 'aws-cni'" : undefined;
}
