import { CiliumMeshRule, membersIn, valueAt } from './rule';
import { isMap } from '../../../../fleet/collections';
import { finding } from '../../../../fleet/rules/text';

/** Where charts 1.19 and 1.20 take private keys for the mesh (`values.yaml`). */
const KEYS = ['tls.ca.key', ...['server', 'admin', 'remote', 'local', 'client'].map(name => `clustermesh.apiserver.tls.${name}.key`)];
const CLUSTERS = 'clustermesh.config.clusters';

/** Private keys in git. */
export const CILIUM_MESH_PRIVATE_KEY: CiliumMeshRule = {
  code: 'cilium-mesh-private-key',
  severity: 'error',
  summary: 'Values of Cilium in a member of a Cilium mesh hold a private key.',
  why: 'Values are written out with everything else, and whoever reads the repository could sign in to every member with such a key. What has been in git must be replaced.',
  fix: 'Remove the key, and replace it where it is in use. Certificates are issued in the cluster; an authority comes by reference (`certificates` of the mesh).',
  check: (model, mesh) => membersIn(model, mesh).flatMap(({ cluster, values }) => keysIn(values).map(key =>
    finding(CILIUM_MESH_PRIVATE_KEY, [cluster.name], [mesh.path, cluster.path],
      `${mesh.path}: values of Cilium in ${cluster.name} hold a private key, ${key}, which would be in git: remove it; certificates are issued in the cluster`))),
};

function keysIn(values: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  return [...KEYS.filter(path => isText(valueAt(values, path))), ...keysOfClusters(valueAt(values, CLUSTERS))];
}

/** The chart takes a list or a map by name. */
function keysOfClusters(clusters: unknown): readonly string[] {
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(clusters) ? clusters.map((entry, i) => [`[${i}]`, entry])
    : isMap(clusters) ? Object.entries(clusters).map(([name, entry]) => [`.${name}`, entry]) : [];
  return entries.filter(([, entry]) => isMap(entry) && isText(valueAt(entry, 'tls.key'))).map(([at]) => `${CLUSTERS}${at}.tls.key`);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
