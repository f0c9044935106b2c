export { HelmChartProxyAddOn, HelmChartProxyAddOnProps } from './helm-chart-proxy';
export { overrideValues } from './override-values';
