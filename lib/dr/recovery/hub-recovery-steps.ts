import type { HubPlan } from './hub-recovery-settled';
import type { RunbookStep } from './runbook';
import { kubectl, runRestore } from './runbooks/commands';
import { PHASES } from '../../fleet';
import type { SecretEntry } from '../../fleet';

const PROVIDERS = 'coreproviders,bootstrapproviders,controlplaneproviders,infrastructureproviders,addonproviders';
const WEBHOOKS = 'validatingwebhookconfigurations,mutatingwebhookconfigurations';
const CLUSTERS = 'clusters.cluster.x-k8s.io';
const MACHINES = 'machines.cluster.x-k8s.io';

/** Velero alone, since nothing is there yet that could install it. */
export function installVelero(plan: HubPlan): RunbookStep {
  const { fleet, schedule, release, valuesFile, veleroSecrets, locationFile, scheduleName } = plan;
  const { namespace, installedBy } = schedule.velero;
  const { storage } = schedule.declaredFor(fleet.hub);
  const at = kubectl(fleet.hub, namespace);
  return {
    title: 'Install Velero alone',
    text: [
      'Its location is ReadOnly for now: the new hub shall delete no backup that has expired meanwhile, and make none. Its credentials are those that write, since the log of each'
      + ' Restore goes there too, and a Restore without it is only PartiallyFailed.',
      ...(release === undefined ? [`Velero itself: as ${installedBy ?? 'the fleet'} installs it.`] : []),
      ...(veleroSecrets.length === 0 ? [] : [`Secrets that it reads, each with the keys that are named: what makes them is not there yet. ${veleroSecrets.map(inWords).join('; ')}.`]),
    ],
    commands: [
      `${kubectl(fleet.hub)} create namespace ${namespace}`,
      ...veleroSecrets.map(({ name, keys }) => `${at} create secret generic ${name} ${keys.map(key => `--from-file=${key}=<file>`).join(' ')}`),
      ...(release === undefined ? [] : [
        `helm --kube-context ${fleet.hub.name} install ${release.name} ${chartOf(release)} --version ${release.version} --namespace ${release.namespace} --values ${valuesFile}`,
        `${at} rollout status deployment/velero --timeout=10m`,
      ]),
      `${kubectl(fleet.hub)} apply -f ${locationFile}`,
      `until ${at} get backupstoragelocations.velero.io ${storage.name} -o jsonpath='{.status.phase}' | grep Available; do sleep 5; done`,
      `${at} get backups.velero.io -l velero.io/schedule-name=${scheduleName} --sort-by=.status.startTimestamp -o custom-columns=NAME:.metadata.name,PHASE:.status.phase,STARTED:.status.startTimestamp`,
    ],
    check: 'the backups of the hub are listed, the newest last, and that is Completed: it is the one that is restored',
  };
}

function chartOf({ repository, chart }: NonNullable<HubPlan['release']>): string {
  return repository.startsWith('oci://') ? `${repository.replace(/\/+$/, '')}/${chart}` : `${chart} --repo ${repository}`;
}

function inWords({ name, keys, content }: SecretEntry): string {
  return `\`${name}\` (${keys.join(', ')})${content === undefined ? '' : `: ${content}`}`;
}

/** Definitions, then objects, then that all of them are asleep. */
export function bringBack(plan: HubPlan): readonly RunbookStep[] {
  const { fleet, schedule: { velero: { namespace } }, folder, files, restores } = plan;
  const at = kubectl(fleet.hub);
  return [
    {
      title: 'Restore definitions',
      text: [
        'Without controllers, until all objects are there. A Cluster that one sees alone gets a new control plane machine (velero-io/velero#2554); a HelmChartProxy that one sees before its Clusters'
        + ' has its releases uninstalled, the network plug-in among them (cluster-api-addon-provider-helm, `getOrphanedHelmReleaseProxies`).',
      ],
      commands: [
        ...runRestore(fleet.hub, namespace, restores.definitions, `${folder}/${files.definitions}.yaml`),
        `${at} wait customresourcedefinitions --all --for=condition=Established --timeout=2m`,
      ],
      check: 'the Restore is Completed',
    },
    {
      title: 'Restore the objects of clusters',
      text: [
        'Every Cluster is restored paused. Velero leaves out who owns what, and every status: controllers take possession again when they run (kubernetes-sigs/cluster-api#4105 is about the order).',
        'A warning about an object that is there already is none; errors are looked up before anything else is done.',
      ],
      commands: runRestore(fleet.hub, namespace, restores.clusters, `${folder}/${files.clusters}.yaml`),
      check: 'the Restore is Completed, without errors',
    },
    {
      title: 'Check that every Cluster is paused',
      text: ['One that is not would be acted on as soon as there is a controller.'],
      commands: [
        `${at} get ${CLUSTERS} --all-namespaces -o jsonpath='{range .items[*]}{.metadata.namespace} {.metadata.name} {.spec.paused}{"\\n"}{end}' | grep -v ' true$'`,
      ],
      check: 'it prints nothing',
    },
  ];
}

/** Controllers, while all that they look after is paused. */
export function installPlatform(plan: HubPlan): readonly RunbookStep[] {
  const { fleet, platform, last, peoplesSecrets, managesItself, hub } = plan;
  const at = kubectl(fleet.hub);
  const secrets = peoplesSecrets.map(({ namespace, name, keys }) => `\`${namespace}/${name}\` (${keys.join(', ')})`);
  return [{
    title: 'Install what the hub runs, but for the delivery',
    text: [
      platform.length === 0 ? 'Cluster API and its providers, in the releases that the old hub had, as who installs them does. Not Argo CD or Flux.'
        : `In the order of their numbers, each ready before the next. ${last.length === 0 ? '' : `Not ${last.map(folder => `\`${folder}\``).join(', ')}.`}`,
      ...(secrets.length === 0 ? [] : [`Secrets that people make, as soon as their namespaces are there and as far as they were not restored: ${secrets.join(', ')}.`]),
      ...(managesItself ? [`Then the Cluster ${hub} itself moves in, with \`clusterctl move\` from the cluster for the moment, as when it was first made.`] : []),
    ],
    commands: [...platform.flatMap(folder => applyFolder(plan, folder)), ...platform.length === 0 ? [`${at} get deployments --all-namespaces`] : []],
    check: 'all controllers are available, and their webhooks answer',
  }];
}

function applyFolder({ fleet, hub, operator }: HubPlan, folder: string): readonly string[] {
  const at = kubectl(fleet.hub);
  const is = (phase: keyof typeof PHASES) => folder === fleet.folderOf(hub, PHASES[phase].unit);
  const definitions = is('definitions');
  return [
    `${at} apply --server-side --force-conflicts -f ${folder}`,
    ...(definitions ? [`${at} wait customresourcedefinitions --all --for=condition=Established --timeout=2m`] : [
      `${at} wait deployments --all --all-namespaces --for=condition=Available --timeout=10m`,
    ]),
    ...(is('certificates') || is('operator') ? [`${at} wait ${WEBHOOKS} --all --for=jsonpath='{.webhooks[0].clientConfig.caBundle}' --timeout=5m`] : []),
    ...(is('providers') && operator ? [`${at} wait ${PROVIDERS} --all --all-namespaces --for=condition=Ready --timeout=10m`] : []),
  ];
}

/** One after the other, since what goes wrong deletes machines. */
export function letLoose(plan: HubPlan): readonly RunbookStep[] {
  const { fleet, clusters, restores, schedule: { velero: { namespace } } } = plan;
  const at = kubectl(fleet.hub);
  const each = `'{range .items[*]}{.metadata.namespace}/{.metadata.name} {.spec.selector.matchLabels}{"\\n"}{end}'`;
  return [
    {
      title: 'Check that everything is there',
      text: [
        'Each Node of a cluster has a Machine. A cluster with fewer Machines than Nodes gets new ones when it is let loose.',
        'The second command prints MachineDeployments that would take possession of the MachineSets of others of their cluster, and then delete their machines (kubernetes-sigs/cluster-api#5957):'
        + ' those whose selector names the cluster alone. Those of this program never do. Leave their cluster paused, and set the owner of each MachineSet by hand.',
        'The third asks the webhooks, and changes nothing.',
      ],
      commands: [
        `${at} -n ${namespace} get restores.velero.io ${restores.clusters} -o custom-columns=BACKUP:.spec.backupName,TOTAL:.status.progress.totalItems,RESTORED:.status.progress.itemsRestored,ERRORS:.status.errors`,
        `${at} get machinedeployments.cluster.x-k8s.io --all-namespaces -o jsonpath=${each} | grep -v cluster.x-k8s.io/deployment-name`,
        ...clusters.slice(0, 1).map(({ name, namespace: of }) => `${at} -n ${of} annotate ${CLUSTERS} ${name} recovery=checked --dry-run=server`),
        ...clusters.map(({ name, namespace: of }) => `echo ${name}: $(${at} -n ${of} get ${MACHINES} -l cluster.x-k8s.io/cluster-name=${name} -o name | wc -l) Machines,`
          + ` $(kubectl --context ${name} get nodes -o name | wc -l) Nodes`),
      ],
      check: 'as many items are restored as there are, the second command prints nothing, and each cluster has as many Machines as Nodes',
    },
    {
      title: 'Let the clusters loose, one at a time',
      text: [
        'The functions first. Then one `loose` after the other, the least important cluster first: it prints the Machines that have come (`>`) and gone (`<`) within ten minutes. MachineSets have made'
        + ' new machines before they took possession of those that were there, and deleted the old ones for it (kubernetes-sigs/cluster-api#3770).',
        'When it prints anything: `asleep` at once, and find out why. Addresses that an IPAM provider handed out need their owner again too, which older providers do not see to'
        + ' (kubernetes-sigs/cluster-api-provider-vsphere#1822).',
        'A Cluster that the program itself pauses (`paused: true`) stays paused.',
      ],
      commands: [
        `machines() { ${at} -n "$1" get ${MACHINES} -l cluster.x-k8s.io/cluster-name="$2" -o name | sort; }`,
        `asleep() { ${at} -n "$1" patch ${CLUSTERS} "$2" --type merge -p '{"spec":{"paused":true}}'; }`,
        `loose() { machines "$1" "$2" > "$2.machines"; ${at} -n "$1" patch ${CLUSTERS} "$2" --type merge -p '{"spec":{"paused":null}}'; sleep 600; machines "$1" "$2" | diff "$2.machines" -; }`,
        ...clusters.map(({ name, namespace: of }) => `loose ${of} ${name}`),
        `${at} get ${MACHINES} --all-namespaces -o custom-columns=NAME:.metadata.name,OWNER:.metadata.ownerReferences[0].name,PHASE:.status.phase`,
      ],
      check: 'no Machine has come or gone, and each has an owner and is Running',
    },
  ];
}
