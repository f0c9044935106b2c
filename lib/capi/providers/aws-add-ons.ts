import { HelmAddOn } from '../../delivery';

/** placeholder until versions are established */
export function awsCloudController(): HelmAddOn {
  return {
    release: 'aws-cloud-controller-manager', namespace: 'kube-system', repository: 'https://kubernetes.github.io/cloud-provider-aws',
    chart: 'aws-cloud-controller-manager', defaultVersion: '0.0.9', values: {},
  };
}

export function awsEbsCsiDriver(): HelmAddOn {
  return {
    release: 'aws-ebs-csi-driver', namespace: 'kube-system', repository: 'https://kubernetes-sigs.github.io/aws-ebs-csi-driver',
    chart: 'aws-ebs-csi-driver', defaultVersion: '2.50.0', values: {},
  };
}
