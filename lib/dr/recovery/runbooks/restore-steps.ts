import { kubectl, runRestore, veleroIn } from './commands';
import type { RunbookPlan, RunbookRestore } from './plan';
import { listed } from '../../../fleet/rules/text';
import type { RunbookStep } from '../runbook';

/** One step for each Restore, in their order. */
export function restoreSteps(plan: RunbookPlan): readonly RunbookStep[] {
  const before = (i: number) => plan.restores.slice(0, i).reverse().find(other => sameBackups(other, plan.restores[i]));
  return plan.restores.map((restore, i) => restoreStep(plan, restore, before(i)));
}

/** @param before the Restore whose backup this one must take too */
function restoreStep(plan: RunbookPlan, restore: RunbookRestore, before: RunbookRestore | undefined): RunbookStep {
  const { step, source, template, name, id } = restore;
  const mapped = Object.entries(template.namespaceMapping ?? {}).map(([old, other]) => `${old} becomes ${other}`);
  const policy = template.existingResourcePolicy === 'update' ? 'Objects that are there already are patched; data of volumes is not written over.'
    : 'Objects that are there already, volumes among them, stay as they are.';
  return {
    title: titleOf(plan, restore),
    text: [
      ...(step.text === undefined ? [] : [step.text]),
      `${source.backupName === undefined ? `From the newest completed backup of Schedule \`${source.scheduleName}\`.` : `From backup \`${source.backupName}\`.`} ${policy}`
      + `${mapped.length === 0 ? '' : ` Namespace ${listed(mapped)}.`}`,
      ...(before === undefined ? [] : [
        `When BACKUP is not that of "${titleOf(plan, before)}", a backup has been completed since, and data of two moments would meet: delete what this step has restored, and restore it by the name of`
        + ' that backup, as "If a restore did not end as Completed" shows.',
      ]),
    ],
    commands: runRestore(plan.into, plan.namespace, name, `${plan.folder}/${id}.yaml`),
    check: `its phase is Completed${before === undefined ? '' : `, BACKUP is that of "${titleOf(plan, before)}"`}${step.check === undefined ? '' : `, and ${step.check}`}`,
  };
}

/** What to do when a Restore fails, takes long, or took another backup. */
export function inTrouble({ into, namespace, restores, folder }: RunbookPlan): RunbookStep {
  const [{ name, id }] = restores;
  const restore = `${kubectl(into, namespace)} get restores.velero.io "$RESTORE"`;
  const again = `${kubectl(into)} delete --ignore-not-found -f "$FILE"`;
  const bySchedule = restores.some(({ source }) => source.backupName === undefined);
  return {
    title: 'If a restore did not end as Completed',
    text: [
      'FailedValidation and Failed: nothing or little was restored; the first command says why. PartiallyFailed: all was tried and some of it failed; the report lists what, so decide'
      + ' whether to go on. Set `RESTORE` and `FILE` to those of the step.',
      'The loop ends after an hour, and the restore does not: while RESTORED still grows, or a PodVolumeRestore or DataDownload does, run the loop again. PHASE is `<none>` or New: Velero does not run, or'
      + ' is busy with another restore; look at its log.',
      'There is no log or no report, or it stays in a phase with Finalizing: Velero writes both below `restores/` in the place that it reads from, also where the location is ReadOnly,'
      + ' and its credentials must be allowed to.',
      'A Restore runs once. To run it again, delete it and create it again: that deletes the object and its logs in the bucket, nothing that was restored, and waits for the location.',
    ],
    commands: [
      `RESTORE=${name} FILE=${folder}/${id}.yaml`,
      `${restore} -o jsonpath='{.status.validationErrors}{"\\n"}{.status.failureReason}{"\\n"}'`,
      `${veleroIn(into, namespace)} restore describe "$RESTORE" --details`,
      `${veleroIn(into, namespace)} restore logs "$RESTORE"`,
      `${kubectl(into, namespace)} logs deploy/velero -c velero --since=1h | grep "$RESTORE"`,
      `${kubectl(into, namespace)} get podvolumerestores.velero.io,datadownloads.velero.io -l velero.io/restore-name="$RESTORE"`,
      '# Run it again:',
      again,
      `${kubectl(into)} create -f "$FILE"`,
      ...(bySchedule ? [
        '# Run it again from the backup of this name:',
        'BACKUP=',
        `: "\${BACKUP:?}" && ${again} && sed "s/^  scheduleName: .*/  backupName: $BACKUP/" "$FILE" | ${kubectl(into)} create -f -`,
      ] : []),
    ],
    check: 'every restore has ended, and what failed in part is repaired or not needed',
  };
}

function titleOf({ inPlace }: RunbookPlan, { step, from }: RunbookRestore): string {
  return inPlace ? `Restore ${step.name}` : `Restore ${step.name} of ${from.name}`;
}

/** Whether two Restores look for the newest backup of one Schedule, each by itself. */
function sameBackups(one: RunbookRestore, other: RunbookRestore): boolean {
  return one.source.scheduleName !== undefined && one.source.scheduleName === other.source.scheduleName;
}
