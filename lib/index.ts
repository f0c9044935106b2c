export * from './capi';
export * from './delivery';
export * from './fleet';
export { Cidr, IpFamily } from './net';
