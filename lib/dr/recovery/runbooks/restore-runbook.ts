import { pause, kubectl, listBackups, runRestore, veleroIn } from './commands';
import type { RunbookPlan } from './plan';
import { durationInWords, listInWords } from './words';
import type { PlannedRestore } from '../restore-plan-steps';
import type { Runbook, RunbookStep } from '../runbook';
import { afterwards } from './afterwards';
import { factsOf } from './facts';

/** The page that a person on call follows when a plan is carried out. */
export function restoreRunbook(plan: RunbookPlan): Runbook {
  const { into, others, additions: { title, afterRestore = [] } } = plan;
  const from = listInWords(others);
  return {
    title: title ?? (plan.inPlace ? `Restore ${into.name} from its backups` : `Restore ${from} in ${into.name}`),
    intro: [
      plan.inPlace ? `Objects of ${into.name} are lost or wrong, and are put back from its own backups.`
        : `${from} ${others.length === 1 ? 'is' : 'are'} gone, or must not go on, and ${into.name} takes over. Where only some objects are lost, restore them where they were.`,
      `Follow this page from top to bottom. Commands run in the folder of the output, which holds \`${plan.folder}\`, with a kubeconfig whose contexts are called as the clusters.`,
    ],
    facts: factsOf(plan),
    steps: [
      decide(plan), stop(plan), look(plan), ...controllers(plan), ...storageClasses(plan),
      ...plan.restores.map(restore => restoreStep(plan, restore)), inTrouble(plan), verify(plan), ...afterRestore,
    ],
    afterwards: afterwards(plan),
  };
}

function decide(plan: RunbookPlan): RunbookStep {
  const { into, protectedClusters, decidedBy, objective } = plan;
  const lost = objective === undefined ? '' : ` The promise is that it takes ${durationInWords(objective)} at most, counted from now.`;
  return {
    title: 'Decide',
    text: [
      plan.inPlace ? `What is in the backup replaces nothing that is there by itself: look first whether ${into.name} can be repaired.`
        : 'Is it really gone? An API server that does not answer from where you are may still serve its users: ask somebody elsewhere, and look at the applications themselves.',
      `What was written after the last backup is lost. ${decidedBy[0].toUpperCase()}${decidedBy.slice(1)} decides.${lost}`,
    ],
    commands: [...protectedClusters, ...(plan.inPlace ? [] : [into])].map(cluster => `${kubectl(cluster)} get --raw='/readyz'`),
    check: `it is decided, and the time is written down${plan.inPlace ? '' : `; ${into.name} answers ok`}`,
  };
}

function stop(plan: RunbookPlan): RunbookStep {
  const { into, others, restores, namespace } = plan;
  const from = listInWords(others);
  const bySchedule = unique(restores, ({ from: cluster, scheduleName }) => `${cluster.name}/${scheduleName}`);
  const bring = plan.controller === undefined
    ? [] : [`${plan.controller} brings back what is in its repository: take these workloads out of it first, or suspend what delivers them.`];
  return {
    title: plan.inPlace ? 'Stop what writes' : `Stop ${from}`,
    text: [
      plan.inPlace ? 'Data that is written from now on mixes with what is restored.'
        : `Two clusters that write the same data corrupt it. When ${from} cannot be reached, it has not stopped: cut it off from outside (its load balancers, credentials, network or`
          + ` machines) before anything starts in ${into.name}.`,
      'Workloads are scaled to zero; CronJobs are suspended, and custom resources stopped as their operators say.', ...bring,
      'Where it still works and its data is sound, one last backup loses less. It comes before pods stop, since files of volumes are only read from pods that run.',
    ],
    commands: [
      ...bySchedule.map(({ from: cluster, scheduleName }) => pause(cluster, namespace, scheduleName, true)),
      '# Only where it still works and its data is sound:',
      ...bySchedule.map(({ from: cluster, scheduleName }) => `${veleroIn(cluster, namespace)} backup create --from-schedule ${scheduleName} --wait`),
      ...unique(plan.namespaces, ({ cluster, name }) => `${cluster.name}/${name}`)
        .map(({ cluster, name }) => `${kubectl(cluster, name)} scale deployments,statefulsets --all --replicas=0`),
    ],
    check: plan.inPlace ? 'nothing writes any more' : `nothing in ${from} writes any more, or nothing reaches it and it reaches nothing`,
  };
}

function look(plan: RunbookPlan): RunbookStep {
  const { into, restores, namespace } = plan;
  const locations = unique(restores, ({ location }) => location);
  return {
    title: 'See what will be restored',
    text: [
      'A restore by schedule takes the backup that was started last of those that are Completed. One that is PartiallyFailed, or still runs, is passed over: to take it, write its name as'
      + ' `backupName` of the step in the program.',
      `Velero in ${into.name} looks for new backups in the bucket about once a minute, where its location says nothing else.`,
    ],
    commands: [
      ...locations.map(({ location }) => `${kubectl(into, namespace)} wait --for=jsonpath='{.status.phase}'=Available backupstoragelocations.velero.io/${location} --timeout=3m`),
      ...unique(restores, ({ source }) => source.backupName ?? source.scheduleName!).map(restore => listBackups(into, namespace, restore)),
    ],
    check: 'every location is Available, and every list ends with a Completed backup that is new enough',
  };
}

function controllers({ controller, into, inPlace }: RunbookPlan): readonly RunbookStep[] {
  return controller === undefined ? [] : [{
    title: `Keep ${controller} out of the way`,
    text: [
      `${controller} reconciles ${into.name} too. What it makes in the namespaces that are restored is there first: the restore leaves it as it is, and volumes that pods have already are`
      + ' not filled from the backup.',
      `Suspend what it delivers to these namespaces${inPlace ? '' : `, or let it deliver them to ${into.name} only after the restore`}.`,
    ],
    check: `nothing in ${into.name} makes objects in these namespaces`,
  }];
}

function storageClasses({ into, mapping }: RunbookPlan): readonly RunbookStep[] {
  return mapping === undefined ? [] : [{
    title: 'Replace storage classes',
    text: [
      `Velero reads ConfigMap \`${mapping.name}\` by its labels. It counts for every restore in ${into.name} until it is deleted, and a second one with these labels fails them all.`,
      'The new classes must be there, or every volume is an error.',
    ],
    commands: [`${kubectl(into)} get storageclasses ${mapping.classes.join(' ')}`, `${kubectl(into)} apply -f ${mapping.file}`],
    check: 'every class is listed',
  }];
}

function restoreStep({ into, namespace, folder, inPlace }: RunbookPlan, { step, from, source, template, name, id }: PlannedRestore): RunbookStep {
  const mapped = Object.entries(template.namespaceMapping ?? {}).map(([old, other]) => `${old} becomes ${other}`);
  const policy = template.existingResourcePolicy === 'update' ? 'Objects that are there already are patched; data of volumes is not written over.'
    : 'Objects that are there already, volumes among them, stay as they are.';
  return {
    title: inPlace ? `Restore ${step.name}` : `Restore ${step.name} of ${from.name}`,
    text: [
      ...(step.text === undefined ? [] : [step.text]),
      `${source.backupName === undefined ? `From the newest completed backup of Schedule \`${source.scheduleName}\`.` : `From backup \`${source.backupName}\`.`} ${policy}`
      + `${mapped.length === 0 ? '' : ` Namespace ${listInWords(mapped)}.`}`,
    ],
    commands: runRestore(into, namespace, name, `${folder}/${id}.yaml`),
    check: `its phase is Completed${step.check === undefined ? '' : `, and ${step.check}`}`,
  };
}

function inTrouble({ into, namespace, restores, folder }: RunbookPlan): RunbookStep {
  const [{ name, id }] = restores;
  const restore = `${kubectl(into, namespace)} get restores.velero.io "$RESTORE"`;
  return {
    title: 'If a restore did not end as Completed',
    text: [
      'FailedValidation and Failed: nothing or little was restored; the first command says why. PartiallyFailed: all was tried and some of it failed; the report lists what, so decide'
      + ' whether to go on. Set `RESTORE` and `FILE` to those of the step.',
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
      '# Run it again:',
      `${kubectl(into)} delete --ignore-not-found -f "$FILE"`,
      `${kubectl(into)} create -f "$FILE"`,
    ],
    check: 'every restore has ended, and what failed in part is repaired or not needed',
  };
}

function verify({ into, restored }: RunbookPlan): RunbookStep {
  return {
    title: 'Verify',
    text: ['Look at the data itself, not only at pods: the newest records should be as old as the backup.'],
    commands: restored.length === 0 ? [`${kubectl(into)} get pods,persistentvolumeclaims -A`]
      : restored.map(name => `${kubectl(into, name)} get pods,persistentvolumeclaims`),
    check: 'pods are ready, volumes are bound, and the applications answer with data',
  };
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  return [...new Map(items.map(item => [keyOf(item), item] as const).reverse()).values()].reverse();
}
