import { imagesOfVersion } from '../../delivery/images-of-version';
import { ChartImage, ChartImages, ClusterModel, tryParseKubernetesVersion } from '../../fleet';
import { isMap } from '../../fleet/collections';

/**
 * Newest image of each Kubernetes minor: tags of kubernetes/cloud-provider-aws as of 2026-11. The controller must be of the cluster's minor,
 * and the chart has one version for all.
 */
const CLOUD_CONTROLLER_IMAGES: Readonly<Record<number, string>> = {
  31: 'v1.31.9', 32: 'v1.32.8', 33: 'v1.33.4', 34: 'v1.34.3', 35: 'v1.35.2', 36: 'v1.36.1',
};

/** The fact that remembers the image, and its default: a newer library must not restart the controller of an existing cluster. */
export function cloudControllerImage(version: string): [fact: string, tag: string] {
  const { major, minor } = tryParseKubernetesVersion(version)!;
  return [`image/aws-cloud-controller-manager ${major}.${minor}`, CLOUD_CONTROLLER_IMAGES[minor] ?? `v${major}.${minor}.0`];
}

/** The image of the AWS cloud controller manager. The tag is one of the release's values, so it is known at every version of the chart. */
export const awsCloudControllerImages: ChartImages = (_, cluster) => [{
  image: `registry.k8s.io/provider-aws/cloud-controller-manager:${cloudControllerTag(cluster)}`,
  values: ({ name }) => ({ image: { repository: name } }),
}];

/** What the release has settled on: the lock may hold an older tag than the table, and the program another. */
function cloudControllerTag(cluster: ClusterModel): string {
  const image = cluster.releases.find(({ chart }) => chart === 'aws-cloud-controller-manager')?.values.image;
  return isMap(image) && typeof image.tag === 'string' ? image.tag : cloudControllerImage(cluster.version)[1];
}

/**
 * What the EBS CSI driver runs: chart 2.64.0 `values.yaml`. The snapshotter runs only in a cluster that has the kinds of snapshots; the volume
 * modifier is off.
 */
export const awsEbsCsiDriverImages = imagesOfVersion('2.64.0', [
  {
    image: 'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.64.0',
    values: ({ name }) => ({ image: { repository: name } }),
  },
  sidecar('provisioner', 'csi-provisioner:v6.3.0-eksbuild.4'),
  sidecar('attacher', 'csi-attacher:v4.12.0-eksbuild.5'),
  sidecar('snapshotter', 'csi-snapshotter:v8.6.0-eksbuild.5'),
  sidecar('resizer', 'csi-resizer:v2.2.1-eksbuild.3'),
  sidecar('livenessProbe', 'livenessprobe:v2.19.0-eksbuild.5'),
  sidecar('nodeDriverRegistrar', 'csi-node-driver-registrar:v2.17.0-eksbuild.5'),
]);

function sidecar(key: string, image: string): ChartImage {
  return { image: `public.ecr.aws/csi-components/${image}`, values: ({ name }) => ({ sidecars: { [key]: { image: { repository: name } } } }) };
}
