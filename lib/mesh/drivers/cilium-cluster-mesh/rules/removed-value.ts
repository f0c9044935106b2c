import { CiliumMeshRule, isAtLeast, membersIn, valueAt } from './rule';
import { finding } from '../../../../fleet/rules/text';

const APISERVER_TLS = 'clustermesh.apiserver.tls';
/** Values that charts from 1.20 on no longer take, and what is in their place (`values.yaml`, `templates/validate.yaml` of 1.19.6 and 1.20.0). */
const REMOVED: Readonly<Record<string, string>> = {
  'clustermesh.enableMCSAPISupport': 'write services of the mesh',
  // Their keys are findings in every version.
  ...Object.fromEntries(['server', 'admin', 'remote'].map(name => [`${APISERVER_TLS}.${name}.cert`, 'certificates of the mesh are issued in the cluster'])),
};

/** Values that say nothing any more. */
export const CILIUM_MESH_REMOVED_VALUE: CiliumMeshRule = {
  code: 'cilium-mesh-removed-value',
  severity: 'error',
  summary: 'Values of Cilium in a member of a Cilium mesh have a key that its version no longer reads.',
  why: 'The chart does not refuse keys that it does not know, so that what they ask for is simply gone.',
  fix: 'Remove the key; the message says what is in its place.',
  check: (model, mesh) => membersIn(model, mesh).filter(({ version }) => isAtLeast(version, 20)).flatMap(({ cluster, values, version }) =>
    Object.entries(REMOVED).filter(([key]) => ![undefined, false, ''].includes(valueAt(values, key) as undefined)).map(([key, instead]) => finding(
      CILIUM_MESH_REMOVED_VALUE, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: values of Cilium in ${cluster.name} say ${key}, which ${version} no longer reads: remove it, ${instead}`,
    ))),
};
