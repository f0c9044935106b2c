export * from './add-ons';
export { HashedTemplate, HashedTemplateProps, specHash } from './hashed-template';
export { BoundInfrastructure, ContractReference, IInfrastructure, InfrastructureFacts } from './infrastructure';
export * from './kubeadm';
export { ManagedCluster, ManagedClusterProps, ManagedHubProps } from './managed-cluster';
export { ManagedClusterContext } from './managed-cluster-context';
export * from './providers';
