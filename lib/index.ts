export * from './capi';
export * from './delivery';
export * from './fleet';
export * from './gitops';
export * from './hub';
export { Cidr, IpFamily } from './net';
