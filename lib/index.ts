export * from './capi';
export * from './delivery';
export * from './fleet';
export { Cidr } from './net';
