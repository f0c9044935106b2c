import type { FluxDeliveryProps } from './flux-props';
import { objectName } from './names';
import type { SourceNeed, SourcePlace } from './sources';

/** What holds the output of a fleet, as a source in a namespace. It has the name of the fleet. */
export function outputSource(fleet: string, { namespace, shard, interval }: SourcePlace, props: FluxDeliveryProps): SourceNeed {
  const { url, branch, tag, commit, semver } = props;
  const place = { namespace, shard, name: objectName(fleet, shard) };
  const secretRef = props.secretRef === undefined ? undefined : { name: props.secretRef };
  if (url.startsWith('oci://')) {
    return { kind: 'OCIRepository', ...place, spec: { interval, url, ref: semver === undefined ? { tag: tag ?? 'latest' } : { semver }, secretRef } };
  }
  const ref = tag !== undefined ? { tag } : commit !== undefined ? { commit } : semver !== undefined ? { semver } : { branch: branch ?? 'main' };
  return { kind: 'GitRepository', ...place, spec: { interval, url, ref, secretRef } };
}
