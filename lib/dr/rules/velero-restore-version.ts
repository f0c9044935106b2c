import { restoresOf } from './restores';
import { DrRule } from './rule';
import { isOlderMinor } from '../../fleet/component-version';
import { finding, listed } from '../../fleet/rules/text';

/** Restores into an older Kubernetes. */
export const veleroRestoreVersion: DrRule = {
  code: 'velero-restore-version',
  severity: 'warning',
  summary: 'Backups are restored in a cluster with an older Kubernetes than the one that they were made in.',
  why: 'Velero does not support that (v1.18 "Cluster migration"): objects are stored in the versions that the newer API server prefers, which the older one may not know.',
  fix: 'Upgrade the standby cluster first, always.',
  check: (settled, model) => restoresOf(settled, model, (from, into) => isOlderMinor(into.version, from.version)).map(({ from, into, paths }) =>
    finding(veleroRestoreVersion, [...from, into].map(({ name }) => name), paths,
      `${listed(paths)}: ${into.name} has Kubernetes ${into.version} and restores backups of ${listed(from.map(({ name, version }) => `${name} (${version})`))}: Velero does not`
      + ` support an older Kubernetes; upgrade ${into.name} first`)),
};
