export { CiliumClusterwideNetworkPolicy } from './cilium-clusterwide-network-policy';
export { CiliumNetworkPolicy } from './cilium-network-policy';
export { CiliumPolicy } from './cilium-policy';
export * from './props';
