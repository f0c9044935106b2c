import { isLabel } from '../../fleet/label';

/** Keys of Kubernetes' own that a kubelet may set (k8s.io/kubelet v0.34 `pkg/apis/well_known_labels.go`). */
const KUBELET_LABELS = new Set([
  'kubernetes.io/hostname', 'kubernetes.io/os', 'kubernetes.io/arch', 'beta.kubernetes.io/os', 'beta.kubernetes.io/arch',
  'topology.kubernetes.io/zone', 'topology.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/region',
  'node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type',
]);

/**
 * The kubelet flag `--node-labels`; undefined for none.
 *
 * @throws for labels with which a kubelet refuses to start (kubernetes v1.34 `cmd/kubelet/app/options/options.go`)
 */
export function nodeLabelsFlag(path: string, labels: Readonly<Record<string, string>>): string | undefined {
  for (const [key, value] of Object.entries(labels)) {
    if (!isLabel(key, value)) {
      throw new Error(`${path}.nodeLabels: '${key}=${value}' is no label; write at most 63 letters, digits, '-', '_' and '.' on either side, `
        + "the key with a domain and '/' before it if need be");
    }
    if (isReserved(key)) {
      throw new Error(`${path}.nodeLabels: a kubelet refuses to start with '${key}', which belongs to Kubernetes; `
        + 'write a key of your own, or one under node.kubernetes.io/');
    }
  }
  const flag = Object.entries(labels).map(([key, value]) => `${key}=${value}`).sort().join(',');
  return flag === '' ? undefined : flag;
}

function isReserved(key: string): boolean {
  const domain = key.includes('/') ? key.split('/')[0] : '';
  const under = (suffix: string) => domain === suffix || domain.endsWith(`.${suffix}`);
  return (under('kubernetes.io') || under('k8s.io')) && !under('kubelet.kubernetes.io') && !under('node.kubernetes.io') && !KUBELET_LABELS.has(key);
}
