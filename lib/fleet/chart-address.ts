/** The whole address of a chart in its repository: `oci://quay.io/cilium/charts/cilium`. */
export function chartAddress(repository: string, chart: string): string {
  return `${repository.replace(/\/+$/, '')}/${chart}`;
}
