import { awsCloudControllerImages, awsEbsCsiDriverImages, cloudControllerImage } from './aws-add-on-images';
import { overrideValues } from '../../delivery';
import { HelmAddOn } from '../../fleet';
import { checkProps, MAP, TEXT } from '../../fleet/check-props';

/** Options for the add-ons that clusters on EC2 get. */
export interface AwsAddOnProps {
  /** Version of the chart. @default - the one in the lock, else the one that this release of the library knows to work */
  readonly version?: string;
  /** Values for the chart that replace or add to those of this library. @default - none */
  readonly values?: Readonly<Record<string, unknown>>;
}

const CONTROL_PLANE = { 'node-role.kubernetes.io/control-plane': '' };

/** The AWS cloud controller manager: addresses and zones of nodes, load balancers. kubernetes/cloud-provider-aws, chart 0.0.11. */
export function awsCloudController(props: AwsAddOnProps = {}): HelmAddOn {
  checkProps('Aws.cloudController: ', props, {}, { version: TEXT, values: MAP });
  return {
    release: 'aws-cloud-controller-manager',
    namespace: 'kube-system',
    repository: 'https://kubernetes.github.io/cloud-provider-aws',
    chart: 'aws-cloud-controller-manager',
    version: props.version,
    defaultVersion: '0.0.11',
    kubernetesVersions: { oldest: '1.31', newest: '1.36', by: 'the AWS cloud controller table of this library', source: 'kubernetes/cloud-provider-aws tags' },
    values: overrideValues((cluster, remember) => ({
      image: { tag: remember(...cloudControllerImage(cluster.version)) },
      // The chart leaves both to its user: without the host's network it waits for the network plug-in, which waits for it; and it exits when it
      // is to make routes but is told no pod range (k8s.io/cloud-provider v0.34 `app/core.go`).
      hostNetworking: true,
      args: ['--v=2', '--cloud-provider=aws', '--configure-cloud-routes=false'],
      nodeSelector: CONTROL_PLANE,
      tolerations: [
        { key: 'node.cloudprovider.kubernetes.io/uninitialized', value: 'true', effect: 'NoSchedule' },
        { key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' },
        { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoSchedule' },
      ],
    }), props.values),
    images: awsCloudControllerImages,
  };
}

/**
 * The Amazon EBS CSI driver, with an encrypted gp3 default class. kubernetes-sigs/aws-ebs-csi-driver, chart 2.64.0.
 *
 * Its controller stands on the control plane, whose instance profile alone `clusterawsadm` gives the policy for volumes
 * (`controlPlane.enableCSIPolicy`, CAPA v2.11).
 */
export function awsEbsCsiDriver(props: AwsAddOnProps = {}): HelmAddOn {
  checkProps('Aws.ebsCsiDriver: ', props, {}, { version: TEXT, values: MAP });
  return {
    release: 'aws-ebs-csi-driver',
    namespace: 'kube-system',
    repository: 'https://kubernetes-sigs.github.io/aws-ebs-csi-driver',
    chart: 'aws-ebs-csi-driver',
    version: props.version,
    defaultVersion: '2.64.0',
    values: overrideValues(cluster => ({
      controller: {
        region: cluster.region,
        replicaCount: Math.min(2, cluster.nodeGroups.find(group => group.role === 'control-plane')?.largest ?? 2),
        nodeSelector: CONTROL_PLANE,
        tolerations: [
          { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
          { key: 'CriticalAddonsOnly', operator: 'Exists' },
          { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
        ],
      },
      node: { tolerateAllTaints: true },
      storageClasses: [{
        name: 'gp3',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
        allowVolumeExpansion: true,
        volumeBindingMode: 'WaitForFirstConsumer',
        parameters: { type: 'gp3', encrypted: 'true' },
      }],
      // Its test pods come from a staging registry.
      helmTester: { enabled: false },
    }), props.values),
    images: awsEbsCsiDriverImages,
  };
}
