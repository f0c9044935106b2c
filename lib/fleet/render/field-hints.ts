/** Fields that tutorials write and no CRD has, with what to write instead. By group and kind, then by path with `[]` for any index. */
const HINTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Argo CD v3.5.1 manifests/crds/appproject-crd.yaml
  'argoproj.io/AppProject': {
    'spec.clusters': 'write spec.destinations: [{ name: <cluster>, namespace: <namespace> }], an entry for each pair',
    'spec.namespaces': 'write spec.destinations: [{ name: <cluster>, namespace: <namespace> }], an entry for each pair',
    'spec.destinations[]': 'write { name: <cluster>, namespace: <namespace> }',
  },
};

/** What to write instead of a field that is wrong in a way that many get wrong; empty when nothing is known. */
export function hintFor(apiVersion: string, kind: string, path: string): string {
  const hints = HINTS[`${apiVersion.split('/')[0]}/${kind}`];
  const hint = hints?.[path.replace(/\[\d+\]/g, '[]')];
  return hint === undefined ? '' : `; ${hint}`;
}
