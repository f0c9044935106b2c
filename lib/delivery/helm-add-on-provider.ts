import type { ProviderComponent } from '../fleet';

/** The Cluster API add-on provider for Helm: kubernetes-sigs/cluster-api-addon-provider-helm v0.6.4, `metadata.yaml` and `config/`. */
export const HELM_ADD_ON_PROVIDER: ProviderComponent = {
  type: 'provider',
  name: 'addon-helm',
  version: 'v0.6.4',
  providerType: 'addon',
  providerName: 'helm',
  namespace: 'caaph-system',
  releases: 'https://github.com/kubernetes-sigs/cluster-api-addon-provider-helm/releases',
  image: 'registry.k8s.io/cluster-api-helm/cluster-api-helm-controller',
  contracts: { 0.1: 'v1beta1', 0.5: 'v1beta2' },
  oldest: 'v0.3.0',
  serves: ['addons.cluster.x-k8s.io/HelmChartProxy', 'addons.cluster.x-k8s.io/HelmReleaseProxy'],
};
