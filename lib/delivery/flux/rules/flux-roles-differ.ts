import { FluxRule } from './rule';
import { isMarked } from '../../../fleet/deferred-marker';
import { finding } from '../../../fleet/rules/text';

/** EKS clusters that want different roles of one controller. */
export const fluxRolesDiffer: FluxRule = {
  code: 'flux-roles-differ',
  severity: 'error',
  summary: 'EKS clusters name different roles, and the controllers of Flux have one identity.',
  why: 'Without object-level workload identity a controller signs every token as itself (fluxcd/pkg auth v0.54.1 access_token.go), and the access entries of '
    + 'the other clusters refuse it.',
  fix: 'Name one role for all clusters, or use `objectLevelWorkloadIdentity` and switch its feature gate on.',
  check: (model, { form, objectLevelWorkloadIdentity }) => {
    const clusters = model.clusters.flatMap(({ name, path, access }) => (access?.type === 'eks' && !isMarked(access.roleArn) ? [{ name, path, role: access.roleArn }] : []));
    const other = clusters.find(({ role }) => role !== clusters[0].role);
    return other === undefined || form === 'per-cluster' || objectLevelWorkloadIdentity ? [] : [
      finding(fluxRolesDiffer, clusters.map(({ name }) => name), clusters.map(({ path }) => path),
        `${clusters[0].name} is reached as ${clusters[0].role} and ${other.name} as ${other.role}, and the controllers of Flux have one identity: name one role for`
        + ' all, or set objectLevelWorkloadIdentity: true and switch the feature gate ObjectLevelWorkloadIdentity on'),
    ];
  },
};
