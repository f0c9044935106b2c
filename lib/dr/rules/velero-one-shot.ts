import { ownObjects, titleOf } from './objects';
import { DrRule } from './rule';
import { finding } from '../../fleet/rules/text';

/** Things to be done once, where they are done again. */
export const veleroOneShot: DrRule = {
  code: 'velero-one-shot',
  severity: 'error',
  summary: 'A Backup or a Restore lies in a folder that a controller reads.',
  why: 'It runs once, when it is made. Velero writes into its `spec`, which the controller writes back; when it is deleted, by who cleans up or when it expires, the controller'
    + ' makes it anew, and it runs again: a restore over what has changed since.',
  fix: "Put it into a folder that people apply when they mean it: `fleet.chartOf(cluster, 'restore')`, or write a `RestorePlan`. Backups again and again are a `VeleroSchedule`.",
  check: (settled, model) => (!model.delivery?.readsFolders ? [] : ownObjects(settled, model, 'Backup', 'Restore').filter(({ delivered }) => delivered).map(object =>
    finding(veleroOneShot, [object.cluster], [object.path],
      `${titleOf(object)}: runs once, and ${model.delivery!.name} makes it anew when it is gone, so that it runs again: put it under fleet.chartOf(cluster,`
      + ` '${object.kind.toLowerCase()}'), a folder that people apply${object.kind === 'Restore' ? ', or write a RestorePlan' : ''}`))),
};
