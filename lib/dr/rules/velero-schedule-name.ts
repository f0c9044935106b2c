import { ownObjects, titleOf } from './objects';
import { DrRule } from './rule';
import { finding } from '../../fleet/rules/text';

/** The longest value of a label. */
export const LONGEST_LABEL = 63;

/** Names of Schedules that are no labels. */
export const veleroScheduleName: DrRule = {
  code: 'velero-schedule-name',
  severity: 'error',
  summary: 'The name of a Schedule has more than 63 characters.',
  why: 'Velero writes the name as a label on each backup. With a longer one no backup can be made, and the Schedule still says `Enabled` (velero-io/velero#9531).',
  fix: 'Write a shorter name, 40 characters at most.',
  check: (settled, model) => ownObjects(settled, model, 'Schedule').filter(({ name }) => name.length > LONGEST_LABEL).map(object =>
    finding(veleroScheduleName, [object.cluster], [object.path],
      `${titleOf(object)}: its name has ${object.name.length} characters, and Velero makes no backups, without a word, when it has more than ${LONGEST_LABEL}:`
      + ' write one of 40 at most')),
};
