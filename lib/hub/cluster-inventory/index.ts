export { ClusterInventory } from './cluster-inventory';
export { KubeconfigUser } from './kubeconfig-user';
export { AwsEksUserProps, ClientCertificateProps, KubeconfigExecProps } from './kubeconfig-user-props';
export { ClusterInventoryProps, KubeconfigProps, KubeconfigServer } from './props';
