export { HelmAddOn } from './helm-add-on';
export { HelmChartProxyAddOn, HelmChartProxyAddOnProps } from './helm-chart-proxy';
