import { installationLabels, nameOf, ofPart, Part, podLabels, VERSION } from './names';
import type { Manifest } from '../../../fleet';

/** The image of everything but Dex and Redis. */
export const IMAGE = `quay.io/argoproj/argocd:${VERSION}`;

/** What a container may not do. */
export const CONFINED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true };
/** The rest of what the Pod Security Standard `restricted` asks for, of a container or its Pod. */
export const UNPRIVILEGED = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
/** What a container may not do that says everything itself. */
export const RESTRICTED = { ...CONFINED, ...UNPRIVILEGED };

/** The container that a part is called after. */
export function container(part: Part, fields: object) {
  return { name: nameOf(part), image: IMAGE, imagePullPolicy: 'Always', args: [`/usr/local/bin/${nameOf(part)}`], securityContext: RESTRICTED, ...fields };
}

/** A question over HTTP that tells how a container is. */
export function ask(path: string, port: number, timing: object) {
  return { httpGet: { path, port }, ...timing };
}

/**
 * Keeps Pods of a part on different nodes as far as possible. The second term finds none, since its label is on no Pod: upstream has it like this.
 */
export function apart(part?: Part) {
  const term = (weight: number, matchLabels: object) => (
    { weight, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } } }
  );
  const terms = [...(part === undefined ? [] : [term(100, podLabels(part))]), term(5, installationLabels())];
  return { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: terms } };
}

/**
 * The workload of a part.
 *
 * @param pod the spec of its Pods, but for the account and the kind of nodes
 * @param spec what else its spec has
 */
export function workload(kind: 'Deployment' | 'StatefulSet', part: Part, namespace: string, pod: object, spec: object = {}): Manifest {
  return {
    apiVersion: 'apps/v1', kind, metadata: { ...ofPart(part), namespace },
    spec: {
      ...spec,
      selector: { matchLabels: podLabels(part) },
      template: {
        metadata: { labels: podLabels(part) },
        spec: { serviceAccountName: nameOf(part), nodeSelector: { 'kubernetes.io/os': 'linux' }, ...pod },
      },
    },
  };
}
