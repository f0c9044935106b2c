export * from './cluster-inventory';
export { HubPlatform } from './hub-platform';
export { HubPlatformProps, ProvidedComponent, ProviderOptions } from './hub-platform-props';
