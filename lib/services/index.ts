export { AwsCloudMapServicesProps } from './implementations/aws-cloud-map';
export { ExternalNameServicesProps } from './implementations/external-name';
export { GkeServicesProps } from './implementations/gke';
export { OtherServicesProps } from './implementations/of-others';
export { MultiClusterServices } from './multi-cluster-services';
export { ServiceDefinition, ServiceDefinitionPort } from './service-definition';
export { ServiceExportPair } from './service-export-pair';
export { ServiceExportPairProps } from './service-export-pair-props';
