import { IstioRule } from './rule';
import { finding, listed } from '../../../../fleet/rules/text';
import { RELEASE_NAMES } from '../names';
import { releaseOf } from '../versions';

/** Members with other minors of Istio than the mesh is written for. */
export const ISTIO_VERSION_SKEW: IstioRule = {
  code: 'istio-version-skew',
  severity: 'error',
  summary: 'Charts of a member of an Istio mesh are of another minor than the mesh is written for.',
  why: 'Without `version` each release keeps the version in the lock while a later release of this library has another default: values and places of charts differ between '
    + 'minors, and control planes more than one minor apart are not tested together.',
  fix: 'Write the `version` that the mesh is to have: the one in the lock to stay, or a later one to move all members.',
  check: (model, { path, members, settings: { release, writtenFor } }) => {
    const others = members.flatMap(({ cluster: { name } }) => {
      const releases = model.clusters.find(cluster => cluster.name === name)!.releases.filter(({ path: of }) => of.startsWith(`${path}/`));
      const base = releases.find(({ name: of }) => of === RELEASE_NAMES.base);
      return base === undefined || releaseOf(base.version) === release ? [] : [{ name, version: base.version }];
    });
    return others.length === 0 ? [] : [finding(ISTIO_VERSION_SKEW, others.map(({ name }) => name), [path],
      `${path}: ${listed(others.map(({ name, version }) => `${name} has Istio ${version}`))} in ${model.lockName}, and the mesh is written for ${writtenFor}: write version:`
      + ` '${others[0].version}' to stay, or version: '${writtenFor}' to move all members`)];
  },
};
