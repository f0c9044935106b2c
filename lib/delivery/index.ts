export * from './argo-cd';
export { Delivery } from './delivery';
export * from './flux';
export { HelmChartProxyAddOn, HelmChartProxyAddOnProps } from './helm-chart-proxy';
export { HelmInstallation, HelmInstallationProps } from './helm-installation';
export { overrideValues } from './override-values';
export { PlainFiles, PlainFilesProps } from './plain-files';
export { ExternalSecretsProps, Secrets } from './secrets';
