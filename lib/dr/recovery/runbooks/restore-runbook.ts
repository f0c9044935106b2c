import { afterwards } from './afterwards';
import { kubectl, listBackups } from './commands';
import { factsOf } from './facts';
import type { RunbookPlan } from './plan';
import { inTrouble, restoreSteps } from './restore-steps';
import { stop } from './stop';
import { durationInWords, unique } from './words';
import { listed } from '../../../fleet/rules/text';
import type { Runbook, RunbookStep } from '../runbook';

/** The page that a person on call follows when a plan is carried out. */
export function restoreRunbook(plan: RunbookPlan): Runbook {
  const { into, others, additions: { title, afterRestore = [] } } = plan;
  const from = listed(others);
  return {
    title: title ?? (plan.inPlace ? `Restore ${into.name} from its backups` : `Restore ${from} in ${into.name}`),
    intro: [
      plan.inPlace ? `Objects of ${into.name} are lost or wrong, and are put back from its own backups.`
        : `${from} ${others.length === 1 ? 'is' : 'are'} gone, or must not go on, and ${into.name} takes over. Where only some objects are lost, restore them where they were.`,
      `Follow this page from top to bottom. Commands run in the folder of the output, which holds \`${plan.folder}\`, with a kubeconfig whose contexts are called as the clusters.`,
    ],
    facts: factsOf(plan),
    steps: [
      decide(plan), stop(plan), look(plan), ...controllers(plan), ...storageClasses(plan), ...restoreSteps(plan), inTrouble(plan), verify(plan),
      ...afterRestore,
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

function verify({ into, restored }: RunbookPlan): RunbookStep {
  return {
    title: 'Verify',
    text: ['Look at the data itself, not only at pods: the newest records should be as old as the backup.'],
    commands: restored.length === 0 ? [`${kubectl(into)} get pods,persistentvolumeclaims -A`]
      : restored.map(name => `${kubectl(into, name)} get pods,persistentvolumeclaims`),
    check: 'pods are ready, volumes are bound, and the applications answer with data',
  };
}
