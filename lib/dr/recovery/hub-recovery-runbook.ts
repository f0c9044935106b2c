import { letLoose } from './hub-recovery-loose';
import type { HubPlan } from './hub-recovery-settled';
import { asDelivery, bringBack, installPlatform } from './hub-recovery-steps';
import { installVelero } from './hub-recovery-velero';
import type { Runbook, RunbookStep } from './runbook';
import { longestGap, parseCron } from '../cron';
import { kubectl } from './runbooks/commands';
import { durationInWords, minutesInWords } from './runbooks/words';
import { listed } from '../../fleet/rules/text';

/** The page that a person on call follows when the hub is lost. */
export function hubRunbook(plan: HubPlan): Runbook {
  const { hub, clusters, folder } = plan;
  return {
    title: `Bring back the hub ${hub}`,
    intro: [
      `The hub ${hub} is lost with its etcd. Its ${clusters.length} clusters go on without it: nothing replaces a machine of theirs, and nothing is lost by taking the time to follow this page from top to`
      + ' bottom. **The order matters**: controllers that see half of the objects make new machines and delete those that run.',
      `Where the hub can be repaired, or its etcd restored from a snapshot, do that instead: then nothing of this is needed. Commands run in the folder of the output, which holds \`${folder}\`, at the`
      + ` commit that was delivered last, with a kubeconfig whose contexts are called as the clusters. \`${hub}\` is the new hub from step 2 on.`,
    ],
    facts: facts(plan),
    steps: [stopTheOld(plan), makeTheNew(plan), installVelero(plan), ...bringBack(plan), ...installPlatform(plan), ...letLoose(plan), deliver(plan)],
    afterwards: afterwards(plan),
  };
}

function facts({ schedule, scheduleName, fleet, clusters, objective, hub }: HubPlan): Runbook['facts'] {
  const { storage } = schedule.declaredFor(fleet.hub);
  return [
    ['Hub', `${hub}, Kubernetes ${fleet.clusterModel(hub).version}`],
    ['Clusters that it looks after', clusters.map(({ name }) => name).join(', ')],
    ['Lost', `up to ${minutesInWords(longestGap(parseCron(schedule.schedule)))} of changes (Schedule \`${scheduleName}\`, \`${schedule.schedule}\`)`],
    ['Until it looks after them again', objective === undefined ? 'nothing is promised' : `${durationInWords(objective)} are promised; only a drill shows how long it takes`],
    ['Backups', `${storage.provider}, bucket \`${storage.bucket}\`, prefix \`${schedule.velero.install(fleet.hub).prefixOf(storage)}\``],
    ['What is in them', 'every Secret of the hub, with the keys of the authorities and the kubeconfigs of all clusters: whoever reads the bucket has the fleet'],
  ];
}

function stopTheOld({ hub, schedule: { velero: { namespace } }, operator, deliveries }: HubPlan): RunbookStep {
  const old = `kubectl --context old-${hub}`;
  const scaleAll = (of: string, kinds = 'deployments') => `${old} -n ${of} scale ${kinds} --all --replicas=0`;
  return {
    title: 'Make sure that the old hub does nothing any more',
    text: [
      'Two hubs that look after the same machines undo what the other does. A hub whose API server does not answer may still run: look at its machines, and switch them off.',
      `Where it answers (context \`old-${hub}\`), first what brings the others back: the delivery${operator ? ', and the Cluster API operator' : ''}; then Velero, which writes where the new one will; then`
      + ' all providers.',
      ...deliveries.filter(({ byOthers }) => byOthers).map(({ title, namespace: of }) => `Others install ${title}: where its namespace is not \`${of}\`, write that of theirs.`),
    ],
    commands: [
      ...deliveries.map(({ namespace: of }) => scaleAll(of, 'deployments,statefulsets')),
      ...(operator ? [scaleAll('capi-operator-system')] : []),
      scaleAll(namespace),
      `${old} get deployments --all-namespaces --selector=cluster.x-k8s.io/provider --output=jsonpath='{range .items[*]}{.metadata.namespace} {.metadata.name}{"\\n"}{end}' \\`,
      `  | while read -r namespace name; do ${old} -n "$namespace" scale deployment "$name" --replicas=0; done`,
    ],
    check: 'the machines of the old hub are off, or no pod of a provider runs there',
  };
}

function makeTheNew({ hub, managesItself, fleet }: HubPlan): RunbookStep {
  const { version } = fleet.clusterModel(hub);
  return {
    title: 'Make an empty cluster',
    text: [
      `With Kubernetes ${version} or newer, since Velero restores into no older one, and with what reaches the API servers of the clusters and the clouds as the old hub did: networks, roles, allowed`
      + ' addresses.',
      ...(managesItself ? [
        `${hub} was made by Cluster API and looked after itself. Its own objects are in the backup and are left out: they describe machines that are gone. Make the new one as the first was made, by a`
        + ' cluster for the moment, after deleting by hand what the cloud still has of the old one (machines, load balancers, disks), since names are the same. Stop before anything is moved into it:'
        + ' that needs providers, and comes in step 7.',
      ] : []),
      'Nothing of the fleet is in it yet: no Cluster API, no delivery.',
    ],
    commands: [`${kubectl(fleet.hub)} version`, `${kubectl(fleet.hub)} get customresourcedefinitions`],
    check: 'it answers, and has no definitions but those that its maker brings',
  };
}

function deliver({ fleet, last, hub, deliveries, fieldManager }: HubPlan): RunbookStep {
  const each = (verb: 'apply' | 'diff') => last.map(folder => `${kubectl(fleet.hub)} ${asDelivery(verb, fieldManager)} -f ${folder}`);
  const byOthers = deliveries.filter(delivery => delivery.byOthers).map(({ title }) => title);
  return {
    title: 'Let the delivery loose',
    text: [
      `Not before every cluster is looked after: what it applies are Clusters that are not paused.${last.length > 1 ? ` That is why ${listed(last.map(folder => `\`${folder}\``))} were left out.` : ''}`,
      ...(byOthers.length === 0 ? [] : [`Install the delivery first, as who installs it does: ${listed(byOthers)}. Where that brings objects of the fleet by itself, look at the difference before.`]),
      'What has changed in the cluster and not in Git is written over: look at the difference first. What is not there yet, a namespace or a kind, `diff` calls an error, and it is none. A Cluster that'
      + ' `asleep` has paused stays paused: that field is not in Git, and was not set in the name of kubectl, whose fields Flux takes back.',
    ],
    commands: [...each('diff'), ...each('apply')],
    check: `everything that ${hub} delivers is healthy, and no Machine was made or deleted`,
  };
}

function afterwards({ fleet, schedule, scheduleName, restores, hub }: HubPlan): readonly RunbookStep[] {
  const { storage } = schedule.declaredFor(fleet.hub);
  const { namespace } = schedule.velero;
  const at = kubectl(fleet.hub, namespace);
  return [
    {
      title: 'Have backups made again',
      text: [
        `The delivery has made location \`${storage.name}\` one that is written to. Until then the new hub could delete no backup that had expired meanwhile.`,
        `A backup that is made before all clusters are back would be the newest of \`${scheduleName}\`, which is why the location came last.`,
      ],
      commands: [
        `${at} get backupstoragelocations.velero.io ${storage.name} -o jsonpath='{.spec.accessMode}'`,
        `${at} get backups.velero.io -l velero.io/schedule-name=${scheduleName} --sort-by=.status.startTimestamp`,
      ],
      check: 'it is ReadWrite, and there is a new backup',
    },
    {
      title: 'What was not in the backup',
      text: [
        'Machines that were made after the last backup run on, and belong to nobody: compare the machines of the cloud with `kubectl get machines`, and delete those by hand.',
        'Whoever had a kubeconfig of the old hub needs one of the new. Controllers of members that called the old hub need its address.',
        `The Restores ${restores.definitions} and ${restores.clusters} may stay in ${hub}: they are the record of what was done.`,
      ],
    },
  ];
}
