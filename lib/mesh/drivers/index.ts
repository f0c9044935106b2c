export { CiliumClusterMesh } from './cilium-cluster-mesh';
export { globalService, GlobalServiceOptions } from './cilium-cluster-mesh/global-service';
export * from './cilium-cluster-mesh/props';
export { Istio } from './istio';
export * from './istio/props';
export { Submariner } from './submariner';
export * from './submariner/props';
