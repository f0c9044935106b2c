import { Rule } from './rule';
import { finding, findingAbout } from './text';
import { tryParseKubernetesVersion } from '../kubernetes-version';

/** Versions that are not written in full. */
export const kubernetesVersion: Rule = {
  code: 'kubernetes-version',
  severity: 'error',
  summary: 'The Kubernetes version of a control plane or of machines is not a full one.',
  why: 'The webhooks of Cluster API take `v` and a semantic version (core/webhooks/admission, `version`), and images of machines are found by it: '
    + '`1.34` or `latest` names none.',
  fix: 'Write major, minor and patch: `v1.34.1`.',
  check: model => model.clusters.flatMap(cluster => [
    ...(isFull(cluster.version) ? [] : [findingAbout(kubernetesVersion, [cluster], `${cluster.name} has Kubernetes version '${cluster.version}': ${FIX}`)]),
    ...cluster.nodeGroups.filter(group => !isFull(group.version)).map(group => finding(kubernetesVersion, [cluster.name], [group.path],
      `${group.name} of ${cluster.name} has Kubernetes version '${group.version}': ${FIX}`)),
  ]),
};

const FIX = 'write a full version like v1.34.1';

function isFull(text: string): boolean {
  const version = tryParseKubernetesVersion(text);
  return version?.major === 1 && version.text === text;
}
