const VERSION = /^v?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)((?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?)$/;

/** A Kubernetes version, taken apart. */
export interface KubernetesVersion {
  /** Major version: `1` of `v1.34.2`. */
  readonly major: number;
  /** Minor version: `34` of `v1.34.2`. What is supported, and how far versions may be apart, is counted in minors. */
  readonly minor: number;
  /** Patch version: `2` of `v1.34.2`. Pre-release and build parts are in `text` alone. */
  readonly patch: number;
  /** With the leading `v` that Cluster API demands: `v1.34.1`. */
  readonly text: string;
}

/** Reads `1.34.1` or `v1.34.1` (pre-release and build parts allowed); undefined when it is neither. */
export function tryParseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const match = VERSION.exec(text);
  if (!match) {
    return undefined;
  }
  const [major, minor, patch] = match.slice(1, 4).map(Number);
  return { major, minor, patch, text: `v${major}.${minor}.${patch}${match[4]}` };
}

/**
 * Reads `1.34.1` or `v1.34.1`.
 *
 * @param where the prop, for the message
 * @throws when the text is no full version
 */
export function parseKubernetesVersion(where: string, text: string): KubernetesVersion {
  const version = tryParseKubernetesVersion(text);
  if (!version) {
    throw new Error(`${where}: write a full Kubernetes version like '1.34.1', got '${text}'`);
  }
  return version;
}
