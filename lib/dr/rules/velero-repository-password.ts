import { DrRule } from './rule';
import { finding, listed } from '../../fleet/rules/text';

/** Data of volumes that everybody can read. */
export const veleroRepositoryPassword: DrRule = {
  code: 'velero-repository-password',
  severity: 'warning',
  summary: 'Data of volumes goes into the bucket, encrypted by a password that everybody knows.',
  why: 'Without a Secret of its own, each Velero makes one with the password that is in its source (Velero v1.18.2 `pkg/repository/keys/keys.go`). Who can read the bucket can read'
    + ' the data. It cannot be changed once there are backups.',
  fix: 'Put a password into the secret store and write `repositoryPassword: { key }`, before the first backup. Where there are backups already, leave it.',
  check: ({ veleros }) => veleros.flatMap(({ node: { path }, installations, hasPassword, installedBy }) => {
    const clusters = [...installations].filter(([, { nodeAgent }]) => nodeAgent).map(([name]) => name).sort();
    return hasPassword || installedBy !== undefined || clusters.length === 0 ? [] : [finding(veleroRepositoryPassword, clusters, [path],
      `${path}: data of volumes of ${listed(clusters)} goes into the bucket under the password that is built into Velero, which everybody knows: write repositoryPassword: { key },`
      + ' before the first backup')];
  }),
};
