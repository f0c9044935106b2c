import { groupOf } from '../names';
import { KindsAlike, KNOWN_MINORS, KUBERNETES_KINDS } from './table';

/** What Kubernetes itself knows of a kind at a version of its own. */
export type Served = { readonly served: true } | NotServed;

/** A kind that the API server does not serve, or does not serve without being asked for. */
interface NotServed {
  readonly served: false;
  /** Rest of a sentence about the kind: `it was removed in Kubernetes 1.32`. */
  readonly why: string;
  /** API version that serves the kind at that version of Kubernetes. @default - there is none */
  readonly instead?: string;
}

const GROUPS = new Set(KUBERNETES_KINDS.map(row => groupOf(row.api)));

/**
 * Whether kube-apiserver serves a kind, as it comes: a cluster whose `--runtime-config` asks for more is not told from others.
 *
 * Undefined for a group that is not Kubernetes' own, and for lists (`List`, `DeploymentList`), which clients take apart. What only asks something of
 * another object (`Scale`, `Eviction` of `policy/v1`, `TokenRequest`) or can only be read (`ComponentStatus`) counts as a kind that is not there.
 *
 * @param minor of the cluster: `34` of v1.34.2. What is older or newer than `KNOWN_MINORS` counts as the oldest or newest of them
 */
export function servedByKubernetes(apiVersion: string, kind: string, minor: number): Served | undefined {
  if (!GROUPS.has(groupOf(apiVersion)) || kind.endsWith('List')) {
    return undefined;
  }
  const known = Math.min(Math.max(minor, KNOWN_MINORS.oldest), KNOWN_MINORS.newest);
  const why = whyNot(apiVersion, kind, known);
  return why === undefined ? { served: true } : { served: false, why, instead: servedInstead(apiVersion, kind, known) };
}

/** Why the kind is not served; undefined when it is. */
function whyNot(apiVersion: string, kind: string, minor: number): string | undefined {
  const ofVersion = KUBERNETES_KINDS.filter(row => row.api === apiVersion);
  const row = ofVersion.find(({ kinds }) => kinds.includes(kind));
  if (!row) {
    return ofVersion.length === 0 ? `Kubernetes has no ${apiVersion}` : `${apiVersion} has no kind ${kind}`;
  }
  const { from, gone, off } = row;
  if (gone !== undefined && minor >= gone) {
    return `it was removed in Kubernetes 1.${gone}`;
  }
  const level = apiVersion.includes('alpha') ? 'an alpha API' : 'a beta API';
  if (from !== undefined && minor < from) {
    return off ? `it came with Kubernetes 1.${from} as ${level}, which is off by default` : `it came with Kubernetes 1.${from}`;
  }
  return off ? `it is ${level}, which is off by default` : undefined;
}

/** API version that serves the kind: of its group, or else of another one, as kinds of `extensions` went to several. */
function servedInstead(apiVersion: string, kind: string, minor: number): string | undefined {
  const serving = KUBERNETES_KINDS.filter(row => row.kinds.includes(kind) && isServed(row, minor)).map(({ api }) => api);
  return serving.find(api => groupOf(api) === groupOf(apiVersion)) ?? serving[0];
}

function isServed({ from = 0, gone = Infinity, off }: KindsAlike, minor: number): boolean {
  return !off && minor >= from && minor < gone;
}
