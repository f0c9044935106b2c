import { kubectl, pause } from './commands';
import type { RunbookPlan } from './plan';
import { listed } from '../../../fleet/rules/text';
import type { RunbookStep } from '../runbook';

/** What is left to do when it is over. */
export function afterwards(plan: RunbookPlan): readonly RunbookStep[] {
  const { into, mapping, namespace, inPlace } = plan;
  return [
    {
      title: 'Clean up',
      text: [
        'The Restores may stay: they are the record of what was done. What they restored stays when they are deleted.',
        ...(mapping === undefined ? [] : [`Without it later restores in ${into.name} keep the classes of their backups:`]),
      ],
      commands: mapping === undefined ? [] : [`${kubectl(into, namespace)} delete configmap ${mapping.name}`],
    },
    inPlace ? goOn(plan) : { title: 'The way back', text: plan.additions.wayBack ?? defaultWayBack(plan) },
  ];
}

function goOn({ restores, namespace, controller }: RunbookPlan): RunbookStep {
  return {
    title: 'Go on making backups',
    text: [
      'Start again what was stopped and has not come back by itself: replicas of Deployments and StatefulSets, and CronJobs that are suspended.',
      ...(controller === undefined ? [] : [`Let ${controller} deliver again what was suspended.`]),
    ],
    commands: [...new Set(restores.map(({ from, scheduleName }) => pause(from, namespace, scheduleName, false)))],
  };
}

function defaultWayBack(plan: RunbookPlan): readonly string[] {
  const from = listed(plan.others);
  const { into } = plan;
  return [
    `${into.name} holds the newer data now, and its backups are those that the program declares for it. Declare at once who protects it: a VeleroSchedule with \`clusters\` ${into.name} and`
    + ` \`standby\` ${from.replace(/ and .*|,.*/, '')}, and a RestorePlan for that.`,
    ...schedulesStay(plan),
  ];
}

/** What must not happen to the schedules of the old cluster, and how it becomes a target. */
export function schedulesStay({ others }: Pick<RunbookPlan, 'others'>): readonly string[] {
  const from = listed(others);
  return [
    `Leave the Schedules of ${from} paused, in the program too (\`paused: true\`): a backup of the old data would be the newest of its Schedule, and be restored next.`,
    `Before anything is restored in ${from}, delete the namespaces there: objects and volumes that are there stay as they are.`,
  ];
}
