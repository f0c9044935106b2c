export { kubeadm } from './kubeadm';
export { IMachineProvider, KubeadmSettings, MachineFile, MachineRole, MachineTemplate } from './machine-provider';
export {
  AuditLog, HealthCheck, KubeadmControlPlaneProps, KubeadmMachineProps, KubeadmPoolProps, MachineUser, Oidc,
} from './props';
