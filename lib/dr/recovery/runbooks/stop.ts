import { kubectl, patch, pause, veleroIn } from './commands';
import type { RunbookPlan, WorkloadsToStop } from './plan';
import { unique } from './words';
import type { ICluster } from '../../../fleet';
import { listed } from '../../../fleet/rules/text';
import { regexOf } from '../restore-plan-namespaces';
import type { RunbookStep } from '../runbook';

/** Backups, then what writes, before anything is restored. */
export function stop(plan: RunbookPlan): RunbookStep {
  const { into, others, restores, namespace, workloads } = plan;
  const from = listed(others);
  const bySchedule = unique(restores, ({ from: cluster, scheduleName }) => `${cluster.name}/${scheduleName}`);
  return {
    title: plan.inPlace ? 'Stop what writes' : `Stop ${from}`,
    text: [
      plan.inPlace ? 'Data that is written from now on mixes with what is restored.'
        : `Two clusters that write the same data corrupt it. When ${from} cannot be reached, it has not stopped: cut it off from outside (its load balancers, credentials, network or`
          + ` machines) before anything starts in ${into.name}.`,
      'Deployments and StatefulSets are scaled to zero, and CronJobs suspended. Not stopped are Jobs that run, DaemonSets, pods that nothing owns, and whatever operators run for custom'
      + ' resources: an operator scales back what belongs to it, so stop these as it says.',
      ...bring(plan),
      'Where it still works and its data is sound, one last backup loses less. It comes before pods stop, since files of volumes are only read from pods that run.',
    ],
    commands: [
      ...bySchedule.map(({ from: cluster, scheduleName }) => pause(cluster, namespace, scheduleName, true)),
      '# Only where it still works and its data is sound:',
      ...bySchedule.map(({ from: cluster, scheduleName }) => `${veleroIn(cluster, namespace)} backup create --from-schedule ${scheduleName} --wait`),
      ...workloads.flatMap(work => [...work.namespaces.flatMap(name => stopIn(work.cluster, name)), ...stopMatching(work, namespace)]),
    ],
    check: plan.inPlace ? 'nothing writes any more' : `nothing in ${from} writes any more, or nothing reaches it and it reaches nothing`,
  };
}

function bring({ controller }: RunbookPlan): readonly string[] {
  return controller === undefined ? [] : [
    `${controller} brings back what is in its repository: take these workloads out of it first, or suspend what delivers them.`,
    ...(/\bFlux\b/.test(controller) ? ['Commands that patch name a field manager, since Flux undoes what `kubectl` patches under its own name.'] : []),
  ];
}

function stopIn(cluster: ICluster, namespace: string): readonly string[] {
  const at = kubectl(cluster, namespace);
  return [
    `${at} scale deployments,statefulsets --all --replicas=0`,
    `${at} get cronjobs.batch -o name | while read -r name; do ${patch(cluster, namespace, '"$name"', { spec: { suspend: true } })}; done`,
  ];
}

/** Names of namespaces are known in the cluster alone. What it runs for itself goes on, and Velero, which waits for its last backup. */
function stopMatching({ cluster, patterns }: WorkloadsToStop, velero: string): readonly string[] {
  if (patterns.length === 0) {
    return [];
  }
  const wanted = patterns.includes('*') ? '' : ` | grep -E '^(${patterns.map(regexOf).join('|')})$'`;
  const list = `${kubectl(cluster)} get namespaces -o custom-columns=NAME:.metadata.name --no-headers${wanted} | grep -Ev '^(kube-.*|${velero})$'`;
  return [
    '# The namespaces that are stopped; look at them first:',
    list,
    `${list} | while read -r namespace; do`,
    ...stopIn(cluster, '"$namespace"').map(command => `  ${command}`),
    'done',
  ];
}
