import { ownObjects, titleOf } from './objects';
import { DrRule } from './rule';
import { LONGEST_LABEL } from './velero-schedule-name';
import { finding } from '../../fleet/rules/text';

/** Of what Velero puts behind the name of a Schedule: `-20260102020000`. */
const TIME = 15;

/** Names of backups that are no labels. */
export const veleroBackupName: DrRule = {
  code: 'velero-backup-name',
  severity: 'warning',
  summary: 'The name of a Schedule has 49 to 63 characters, so that those of its backups have more than 63.',
  why: 'A backup is called after its Schedule and the time, 15 characters more. Above 63 a hash of the name is written into labels, by which people and some plug-ins do not'
    + ' find it any more (velero-io/velero#9162).',
  fix: 'Write a shorter name: 40 characters leave room for what tools put before it.',
  check: (settled, model) => ownObjects(settled, model, 'Schedule').filter(({ name: { length } }) => length + TIME > LONGEST_LABEL && length <= LONGEST_LABEL)
    .map(object => finding(veleroBackupName, [object.cluster], [object.path],
      `${titleOf(object)}: its name has ${object.name.length} characters, and its backups get ${TIME} more, which labels only hold as a hash above ${LONGEST_LABEL}: write a`
      + ' name of 40 at most')),
};
