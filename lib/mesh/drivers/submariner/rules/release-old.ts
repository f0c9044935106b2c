import { SubmarinerRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** Releases without the fixes of August 2026. */
export const SUBMARINER_RELEASE_OLD: SubmarinerRule = {
  code: 'submariner-release-old',
  severity: 'warning',
  summary: 'A Submariner mesh runs a release that lacks fixes which a later one of the same minor has.',
  why: 'Before the releases of August and September 2026 a gateway takes any subnets that a member names in its Endpoint, those of others too (submariner#4145), and '
    + 'WireGuard leaves the pre-shared key out without a word (submariner#4079, #4145).',
  fix: 'Write the release that the message names, or leave `version` out.',
  check: (_, { path, settings: { version, release } }) => {
    const message = `${path}: Submariner ${version} lacks fixes of security that ${release.fixed} has (submariner#4145): write version: '${release.fixed}'`;
    return patchOf(version) >= patchOf(release.fixed) ? [] : [finding(SUBMARINER_RELEASE_OLD, [], [path], message)];
  },
};

function patchOf(version: string): number {
  return Number(version.split('.')[2]);
}
