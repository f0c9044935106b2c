/** As KEP-1645 says. Submariner, Cilium and GKE make them; Karmada and Alibaba ACK One ask people to write them. */
const MADE_BY_CONTROLLERS = 'most controllers make ServiceImports by themselves, so write only the ServiceExport';

/** Fields that tutorials write and no CRD has, with what to write instead. By group and kind, then by path with `[]` for any index. */
const HINTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Argo CD v3.5.1 manifests/crds/appproject-crd.yaml
  'argoproj.io/AppProject': {
    'spec.clusters': 'write spec.destinations: [{ name: <cluster>, namespace: <namespace> }], an entry for each pair',
    'spec.namespaces': 'write spec.destinations: [{ name: <cluster>, namespace: <namespace> }], an entry for each pair',
    'spec.destinations[]': 'write { name: <cluster>, namespace: <namespace> }',
  },
  // mcs-api v0.5.0 config/crd/multicluster.x-k8s.io_serviceimports.yaml; submariner-io/submariner-website#215 has the old name.
  'multicluster.x-k8s.io/ServiceImport': {
    'spec.type': `SuperclusterIP has been called ClusterSetIP since 2020; ${MADE_BY_CONTROLLERS}`,
    'spec.clusters': `clusters are in its status, where the controller writes them; ${MADE_BY_CONTROLLERS}`,
  },
};

/** What to write instead of a field that is wrong in a way that many get wrong; empty when nothing is known. */
export function hintFor(apiVersion: string, kind: string, path: string): string {
  const hints = HINTS[`${apiVersion.split('/')[0]}/${kind}`];
  const hint = hints?.[path.replace(/\[\d+\]/g, '[]')];
  return hint === undefined ? '' : `; ${hint}`;
}
