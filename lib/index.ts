export * from './capi';
export * from './delivery';
export * from './dr';
export * from './fleet';
export * from './gitops';
export * from './hub';
export * from './mesh';
export { Cidr, IpFamily } from './net';
export * from './services';
