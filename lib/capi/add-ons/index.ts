export { Calico, CalicoProps } from './calico';
export { Cilium, CiliumProps } from './cilium';
