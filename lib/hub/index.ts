export * from './cluster-inventory';
export { clusterApiOperator } from './components/cluster-api-operator';
export { HubPlatform } from './hub-platform';
export { HubPlatformProps, ProvidedComponent, ProviderOptions } from './hub-platform-props';
