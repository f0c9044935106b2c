import { tryParseKubernetesVersion } from '../kubernetes-version';
import { ClusterModel, NodeGroup } from '../model';

/** Workers of a cluster and how many minor versions they are behind its control plane; negative when ahead. */
export interface Skew {
  readonly group: NodeGroup;
  readonly behind: number;
  /** The most that the control plane's version allows. */
  readonly allowed: number;
}

/** Control planes from this minor version on serve workers that are three minor versions older, earlier ones two. */
const THREE_SINCE = 28;

/** How far each group of workers is behind. Versions that cannot be read are left to `kubernetes-version`. */
export function skewsOf(cluster: ClusterModel): readonly Skew[] {
  const controlPlane = tryParseKubernetesVersion(cluster.version);
  return cluster.nodeGroups.filter(group => group.role === 'worker').flatMap(group => {
    const workers = tryParseKubernetesVersion(group.version);
    return controlPlane && workers
      ? [{ group, behind: controlPlane.minor - workers.minor, allowed: controlPlane.minor >= THREE_SINCE ? 3 : 2 }]
      : [];
  });
}
