import { CiliumMeshRule } from './rule';
import { byMinor } from './version-skew';
import { finding } from '../../../../fleet/rules/text';

/** An upgrade that is half done. */
export const CILIUM_MESH_VERSION_DIFFERS: CiliumMeshRule = {
  code: 'cilium-mesh-version-differs',
  severity: 'warning',
  summary: 'Versions of Cilium of two members of a Cilium mesh are one minor apart.',
  why: 'So it is while members are upgraded, one after the other. The next minor of one of them would be too far from the others (cilium `clustermesh/setup.rst`).',
  fix: 'Raise the older ones.',
  check: (model, mesh) => {
    const known = byMinor(model, mesh);
    const [oldest, newest] = [known[0], known[known.length - 1]];
    const isOneApart = known.length > 0 && newest.minor - oldest.minor === 1;
    return !isOneApart ? [] : [finding(CILIUM_MESH_VERSION_DIFFERS, [oldest.name, newest.name], [mesh.path],
      `${mesh.path}: Cilium is ${oldest.version} in ${oldest.name} and ${newest.version} in ${newest.name}: raise ${oldest.name} before ${newest.name} goes further`)];
  },
};
