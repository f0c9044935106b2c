/** The Helm chart of Velero (github.com/vmware-tanzu/helm-charts at 73466ca, charts/velero/Chart.yaml). */
export const CHART = {
  repository: 'https://vmware-tanzu.github.io/helm-charts', chart: 'velero', release: 'velero', defaultVersion: '12.1.0',
} as const;

/** The image that the default version of the chart runs (values.yaml of chart 12.1.0). */
export const VELERO_IMAGE = 'docker.io/velero/velero:v1.18.1';

/**
 * Kubernetes minors that Velero 1.18 is tested with; it is expected to work with others (Velero v1.18.2 README.md, "Velero compatibility matrix").
 */
export const TESTED_KUBERNETES = { oldest: 33, newest: 35, by: 'Velero 1.18' } as const;
