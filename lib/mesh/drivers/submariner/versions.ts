/** What a minor of Submariner has that others have not. */
export interface SubmarinerRelease {
  /** `0.24`. */
  readonly minor: string;
  /** First release with the fixes of security of August 2026. */
  readonly fixed: string;
  /** Whether a member may have IPv4 and IPv6 ranges, over libreswan. */
  readonly dualStack: boolean;
  /** Whether the Service of the gateways takes annotations. */
  readonly loadBalancerAnnotations: boolean;
  /** Whether the operator looks for the service range in ServiceCIDR objects. */
  readonly serviceCidrs: boolean;
  /** Whether the roles are those from 0.22 on: Brokers everywhere, Secrets and ConfigMaps for the agents. */
  readonly watchesConfigMaps: boolean;
  /** Whether the ServiceAccounts may mount the Secrets that they name and no others. */
  readonly mountableSecrets: boolean;
  /** Whether the operator takes away what its predecessors had, a syncer of network plug-ins. */
  readonly removesSyncer: boolean;
}

/**
 * The releases that this library knows, oldest first.
 *
 * From the OLM bundles of each minor (stolostron/submariner-operator-fbc@411b0cb `catalog-4-14/bundles`, 0.20.2 to 0.24.0: roles, CRDs, Deployment)
 * and submariner-io/releases (0.24.1, 2026-08-30).
 */
export const RELEASES: readonly SubmarinerRelease[] = [
  {
    minor: '0.20', fixed: '0.20.4', dualStack: false, loadBalancerAnnotations: false, serviceCidrs: false, watchesConfigMaps: false, mountableSecrets: true,
    removesSyncer: true,
  },
  {
    minor: '0.21', fixed: '0.21.4', dualStack: true, loadBalancerAnnotations: false, serviceCidrs: true, watchesConfigMaps: false, mountableSecrets: true,
    removesSyncer: false,
  },
  ...[['0.22', '0.22.2'], ['0.23', '0.23.2'], ['0.24', '0.24.1']].map(([minor, fixed]) => ({
    minor, fixed, dualStack: true, loadBalancerAnnotations: true, serviceCidrs: true, watchesConfigMaps: true, mountableSecrets: false,
    removesSyncer: false,
  })),
];

/** What a mesh gets that names no version. */
export const DEFAULT_VERSION = '0.24.1';

/** The oldest Kubernetes: `minKubeVersion` of the same bundles. */
export const OLDEST_KUBERNETES = '1.22';

/** The release line of a version; undefined for one that is not known. */
export function releaseOf(version: string): SubmarinerRelease | undefined {
  const [, minor] = /^(\d+\.\d+)\.\d+$/.exec(version) ?? [];
  return RELEASES.find(release => release.minor === minor);
}
