import { imagesOfVersion } from '../../delivery/images-of-version';
import { ImageReference } from '../../fleet';

/** What the operator's image is called after, for a cluster in none of the clouds whose addresses Cilium can hand out. */
const CLOUD = '-generic';

/**
 * What `Cilium.vxlan` runs: tags and digests of the cilium v1.20.2 release. The chart takes tag and digest from values of their own, which a mirror
 * leaves alone: it must keep digests, so copy images with all their platforms. Hubble's certificates are made by Helm, not by an image
 * (`hubble.tls.auto.method`), and its relay and its user interface are off.
 */
export const ciliumImages = imagesOfVersion('1.20.2', [
  {
    image: 'quay.io/cilium/cilium:v1.20.2@sha256:2939231d0d3e3ebddcd80fffa168b7ddcc78fdf0dc864d1c8c126ff523c54f01',
    values: ({ name }) => ({ image: { repository: name } }),
  },
  {
    image: 'quay.io/cilium/operator-generic:v1.20.2@sha256:64d8798350e8569b8e7622563fed6e44dce2625f311e4651b774816516c744fc',
    values: target => ({ operator: { image: { repository: withoutCloud(target) } } }),
  },
  {
    image: 'quay.io/cilium/cilium-envoy:v1.37.6-1789133542-cbec91f666af0bf742da986d43832932dbb26b82'
      + '@sha256:af7382699576b9e65e9184efa52eeca0b58aea70ad6e511bf260c91d9f740463',
    values: ({ name }) => ({ envoy: { image: { repository: name } } }),
  },
]);

/** The chart appends the cloud to the repository of the operator: cilium v1.20 `templates/cilium-operator/_helpers.tpl`. */
function withoutCloud({ name }: ImageReference): string {
  if (!name.endsWith(CLOUD)) {
    throw new Error(`the cilium chart appends '${CLOUD}' to the place of its operator: have the mirror keep the path of the image, got '${name}'`);
  }
  return name.slice(0, -CLOUD.length);
}
