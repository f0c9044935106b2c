import type { Mirror, UsedArtifact } from '../../fleet';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** Where kubeadm takes the images of Kubernetes from (kubernetes v1.34 `cmd/kubeadm/app/apis/kubeadm/v1beta4/defaults.go`). */
const REGISTRY = 'registry.k8s.io';

/**
 * Where kubeadm takes images from when there is a mirror, in the words of `clusterConfiguration`.
 *
 * In another repository than its own kubeadm looks for CoreDNS beside the rest; the place of its project is one folder deeper
 * (kubernetes v1.34 `cmd/kubeadm/app/images/images.go` GetDNSImage).
 */
export function imageRepositories(mirror: Mirror): { readonly imageRepository?: string; readonly dns?: { readonly imageRepository: string } } {
  const imageRepository = mirror.registry(REGISTRY);
  return imageRepository === REGISTRY ? {} : { imageRepository, dns: { imageRepository: `${imageRepository}/coredns` } };
}

/** The images of Kubernetes itself, for the bill of materials. */
export function kubernetesImages({ fleet, name, version }: ManagedClusterContext): UsedArtifact {
  return { kind: 'kubernetes', source: REGISTRY, target: fleet.mirror.registry(REGISTRY), version: version.text, usedBy: `${name}: kubeadm` };
}
