import { imagesOfVersion } from '../../delivery/images-of-version';
import { ChartImage, ImageReference } from '../../fleet';

/** projectcalico/calico v3.31.7 `charts/tigera-operator/values.yaml`; the operator starts images of the same release. */
const CALICO = 'v3.31.7';

/**
 * What the operator starts for the values of `Calico.vxlan`, of which the chart names none: tigera/operator v1.40.15 `pkg/render`. Off are the CSI
 * driver (`kubeletVolumePluginPath: None` in the chart), key-cert-provisioner (no `certificateManagement`), Goldmane and Whisker; calicoctl runs on
 * OpenShift alone.
 */
const STARTED_BY_OPERATOR = ['apiserver', 'cni', 'kube-controllers', 'node', 'pod2daemon-flexvol', 'typha'];

/**
 * The image of the tigera-operator chart, and those that its operator starts. Operators before v1.40 (Calico v3.31) take the latter from docker.io as
 * long as no value names a registry.
 */
export const calicoImages = imagesOfVersion(CALICO, [
  {
    image: 'quay.io/tigera/operator:v1.40.15',
    values: ({ registry, repository }) => ({ tigeraOperator: { registry, image: repository } }),
  },
  ...STARTED_BY_OPERATOR.map((name): ChartImage => ({
    image: `quay.io/calico/${name}:${CALICO}`,
    values: target => ({ installation: { registry: registryOf(target, `calico/${name}`) } }),
  })),
]);

/**
 * What the operator puts before `calico/node`, with a slash at its end: tigera/operator v1.40.15 `pkg/components/references.go`. Path and prefix of
 * images stay those of the operator, so that an image which other values switch on is found on the same mirror.
 */
function registryOf({ registry, repository }: ImageReference, path: string): string {
  if (repository !== path && !repository.endsWith(`/${path}`)) {
    throw new Error(`the tigera operator looks for '${path}' below one place: have the mirror keep the path of the image, got '${registry}/${repository}'`);
  }
  return `${registry}/${repository.slice(0, -path.length)}`;
}
