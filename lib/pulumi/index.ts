import './installed';

export { deferred } from './deferred';
export { FleetDeployment } from './fleet-deployment';
export { ClusterProvider, DeployedObject, FleetDeploymentArgs, KubeconfigSecret } from './fleet-deployment-args';
export { KubernetesObject } from './kubernetes-object';
export { memberProvider, MemberProviderArgs } from './member-provider';
