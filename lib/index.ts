export * from './capi';
export * from './delivery';
export * from './fleet';
export * from './gitops';
export { Cidr, IpFamily } from './net';
