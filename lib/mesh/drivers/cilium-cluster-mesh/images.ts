import type { JoinedMember } from './joined-member';
import type { CiliumSettings } from './settings';
import { Fleet, FleetModel, ImageReference, Mirror, UsedArtifact } from '../../../fleet';
import { imageArtifact } from '../../../fleet/artifacts/artifact';

/** What the chart runs beside Cilium itself once there is a mesh (cilium v1.20 `values.yaml`). */
const API_SERVER = 'quay.io/cilium/clustermesh-apiserver';
/** Issues certificates, for method `cronJob`. Its tag follows no version of Cilium. */
const CERTGEN = 'quay.io/cilium/certgen';

/** Images for the bill of materials: their digests are in the chart, and only there. */
export function usedImages(
  { mirror }: Fleet, model: FleetModel, { release, certificates }: CiliumSettings, { cluster }: JoinedMember,
): readonly UsedArtifact[] {
  const version = model.clusters.find(({ name }) => name === cluster.name)!.releases.find(({ name }) => name === release)?.version;
  const images = [version === undefined ? API_SERVER : `${API_SERVER}:v${version}`, ...(certificates.method === 'cronJob' ? [CERTGEN] : [])];
  return images.map(image => imageArtifact(mirror, image, `${cluster.name}: Cilium Cluster Mesh`));
}

/** Values that have the chart take these images from the mirror, with the tags and digests that it has. */
export function mirroredValues(mirror: Mirror, { certificates }: CiliumSettings): Readonly<Record<string, unknown>> {
  const repository = (image: string) => ({ image: { repository: ImageReference.parse(mirror.image(image)).name } });
  return { clustermesh: { apiserver: repository(API_SERVER) }, ...(certificates.method === 'cronJob' && { certgen: repository(CERTGEN) }) };
}
