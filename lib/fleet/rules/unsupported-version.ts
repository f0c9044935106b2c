import { Rule } from './rule';
import { finding } from './text';
import { tryParseKubernetesVersion } from '../kubernetes-version';
import { ClusterModel, VersionRange } from '../model';
import { compareText } from '../names';

/** Versions outside of what makes and runs the machines. */
export const unsupportedVersion: Rule = {
  code: 'unsupported-version',
  severity: 'error',
  summary: 'The Kubernetes version of a cluster is outside of what the systems that make it and run in it support.',
  why: 'Outside of the range nobody tests it: fields of kubeadm\'s configuration come and go, controllers call APIs that do not exist yet or any more. '
    + 'Who supports which versions, and where that is written down, is in the message.',
  fix: 'Choose a version of the range, or a release of the system that supports this one.',
  check: model => model.clusters.flatMap(cluster => [
    ...versionsOf(cluster).map(([version, { name, path }]) => ({ subject: name, version, path, range: cluster.kubernetesVersions })),
    ...cluster.releases.map(release => ({
      subject: cluster.name, version: cluster.version, path: release.path, range: release.kubernetesVersions, remedy: ', or another version of the chart',
    })),
    // The range of what others have installed, in another release, is not known.
    ...cluster.components.filter(({ component, origin, version }) => origin !== 'assumed' && version === component.version).map(({ component, paths }) => ({
      subject: cluster.name, version: cluster.version, path: paths[0], range: component.kubernetesVersions,
    })),
  ].flatMap(({ subject, version, path, range, remedy = '' }: Use) => (range === undefined || !isOutside(version, range) ? [] : [
    finding(unsupportedVersion, [cluster.name], [path],
      `${subject} has Kubernetes ${version}, and ${range.by} supports ${range.oldest} to ${range.newest} (${range.source}): choose a version in between${remedy}`),
  ]))),
};

interface Use {
  readonly subject: string;
  readonly version: string;
  readonly path: string;
  readonly range?: VersionRange;
  readonly remedy?: string;
}

/** Each version of a cluster once, with what has it: workers mostly have that of the control plane. */
function versionsOf(cluster: ClusterModel): readonly (readonly [string, { readonly name: string; readonly path: string }])[] {
  const groups = [...cluster.nodeGroups].sort((a, b) => compareText(b.name, a.name));
  return [...new Map([
    ...groups.map((group): [string, { name: string; path: string }] => [group.version, { name: `${group.name} of ${cluster.name}`, path: group.path }]),
    [cluster.version, cluster],
  ])];
}

function isOutside(text: string, { oldest, newest }: VersionRange): boolean {
  const version = tryParseKubernetesVersion(text);
  // What is no version at all is left to `kubernetes-version`.
  return version !== undefined && (version.minor < minorOf(oldest) || version.minor > minorOf(newest));
}

function minorOf(text: string): number {
  return Number(text.split('.')[1]);
}
