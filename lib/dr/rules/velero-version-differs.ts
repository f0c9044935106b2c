import { restoresOf } from './restores';
import { DrRule } from './rule';
import type { ClusterModel } from '../../fleet';
import { compareReleases } from '../../fleet/component-version';
import { finding, listed } from '../../fleet/rules/text';
import { CHART } from '../installation/versions';

/** Restores by an older Velero. */
export const veleroVersionDiffers: DrRule = {
  code: 'velero-version-differs',
  severity: 'warning',
  summary: 'Backups are restored by an older Velero than the one that made them.',
  why: 'Velero tests that backups of the two minors before are restored (v1.18.2 README.md), never the other way round: an older one does not know what a newer one has written.',
  fix: 'Give both the same `version` of the chart; in an upgrade, the restoring cluster first.',
  check: (settled, model) => restoresOf(settled, model, isOlder).map(({ from, into, paths }) => finding(
    veleroVersionDiffers, [...from, into].map(({ name }) => name), paths,
    `${listed(paths)}: ${into.name} has chart ${chartOf(into)} of Velero and restores backups of ${listed(from.map(cluster => `${cluster.name} (${chartOf(cluster)})`))}: an older`
    + ` Velero may not know what a newer one writes; give ${into.name} the newest of these first`,
  )),
};

function isOlder(from: ClusterModel, into: ClusterModel): boolean {
  const [made, restored] = [chartOf(from), chartOf(into)];
  return made !== undefined && restored !== undefined && compareReleases(restored, made) < 0;
}

/** Not known where others install it. */
function chartOf({ releases }: ClusterModel): string | undefined {
  return releases.find(({ name }) => name === CHART.release)?.version;
}
