export { Aws, AwsEc2Props } from './aws';
export { AwsAddOnProps } from './aws-add-ons';
export { AssumeRoleOptions, AwsIdentity, IdentityKind, IdentityReference } from './aws-identity';
export { AwsImageLookup, AwsMachine, AwsVolume } from './aws-machine';
export { AwsNetwork, AwsSubnet } from './aws-network';
export { Docker, DockerMachine, DockerProps } from './docker';
