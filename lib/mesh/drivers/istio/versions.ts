/** What a minor of Istio has that others have not. */
export interface IstioRelease {
  /** `1.31`. */
  readonly minor: string;
  /** Repository of its charts. */
  readonly repository: string;
  /** Oldest minor of Kubernetes that it runs on: `MinK8SVersion` (istio istioctl/pkg/install/k8sversion/version.go). */
  readonly oldestKubernetes: number;
  /** The minors of Kubernetes that it is supported on (istio.io data/compatibility/supportStatus.yml). */
  readonly supportedKubernetes: readonly [oldest: number, newest: number];
  /** Whether nobody mends it any more (the same file). */
  readonly endOfLife: boolean;
  /** Whether istiod reads kubeconfigs from a folder: `PILOT_MULTICLUSTER_KUBECONFIG_PATH`. */
  readonly mountedKubeconfigs: boolean;
  /** Whether ports of a network gateway can be moved: `networkGatewayPorts` of the gateway chart. */
  readonly networkGatewayPorts: boolean;
  /** Whether istiod follows the credentials of other clusters when they are replaced (istio/istio#60612, #60920, #61043, release notes of 1.31.0). */
  readonly followsRotation: boolean;
}

/** Where charts were until 1.30. It is switched off by the end of 2026 (istio.io, upgrade notes of 1.31). */
const STORAGE = 'https://istio-release.storage.googleapis.com/charts';
/** Where charts are from 1.31 on (the same notes). */
const BLOB = 'https://blob.istio.io/istio-release/charts';

/**
 * The releases that this library knows, oldest first.
 *
 * Charts, flags and floors were read at 1.29.4, 1.30.3 and 1.31.0-rc.0, the newest of each in the repository of its project on 2026-08-22.
 */
export const RELEASES: readonly IstioRelease[] = [
  {
    minor: '1.29', repository: STORAGE, oldestKubernetes: 30, supportedKubernetes: [31, 35], endOfLife: true, mountedKubeconfigs: false, networkGatewayPorts: false,
    followsRotation: false,
  },
  {
    minor: '1.30', repository: STORAGE, oldestKubernetes: 32, supportedKubernetes: [32, 36], endOfLife: false, mountedKubeconfigs: true, networkGatewayPorts: true,
    followsRotation: false,
  },
  {
    minor: '1.31', repository: BLOB, oldestKubernetes: 32, supportedKubernetes: [32, 36], endOfLife: false, mountedKubeconfigs: true, networkGatewayPorts: true,
    followsRotation: true,
  },
];

/**
 * What a mesh gets that names no version. Of 1.31 and not of 1.30, whose charts lie on a host that is being switched off; the patch is the newest one
 * that is tagged (istio.io/api v1.31.4, which each release of Istio tags).
 */
export const DEFAULT_VERSION = '1.31.4';

/** Where images of every release are: Docker Hub has had them all along, and from 1.31 on it alone (istio.io, upgrade notes of 1.31). */
export const HUB = 'docker.io/istio';

/** The release line of a version; undefined for one that is not known. */
export function releaseOf(version: string): IstioRelease | undefined {
  const [, minor] = /^(\d+\.\d+)\.\d+$/.exec(version) ?? [];
  return RELEASES.find(release => release.minor === minor);
}
