import type { HubPlan } from './hub-recovery-settled';
import type { RunbookStep } from './runbook';
import { kubectl, runRestore } from './runbooks/commands';
import { PHASES } from '../../fleet';
import { listed } from '../../fleet/rules/text';

const PROVIDERS = 'coreproviders,bootstrapproviders,controlplaneproviders,infrastructureproviders,addonproviders';
const WEBHOOKS = 'validatingwebhookconfigurations,mutatingwebhookconfigurations';
const CLUSTERS = 'clusters.cluster.x-k8s.io';

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
        `A Restore that has not ended after an hour, or not as Completed: \`${kubectl(fleet.hub, namespace)} logs deploy/velero --since=1h\` says why. Delete it with the same file, and create it again,`
        + ' as often as it takes: what is there already stays.',
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
  const { fleet, platform, last, peoplesSecrets, managesItself, hub, byOthers } = plan;
  const at = kubectl(fleet.hub);
  const secrets = peoplesSecrets.map(({ namespace, name, keys }) => `\`${namespace}/${name}\` (${keys.join(', ')})`);
  return [{
    title: 'Install what the hub runs, but for the delivery',
    text: [
      ...(byOthers.length > 0 || platform.length > 0 ? [] : ['Nothing that the program knows of: what else the old hub ran. Not Argo CD or Flux.']),
      ...(byOthers.length === 0 ? [] : [`In the releases that the old hub had, as who installs them does, each ready before the next: ${listed(byOthers.map(name => `\`${name}\``))}.`
        + ' Not Argo CD or Flux.']),
      ...platform.length === 0 ? [] : [`${byOthers.length === 0 ? '' : 'Then the folders. '}In the order of their numbers, each ready before the next. ${last.length === 0 ? '' : `Not ${last.map(folder => `\`${folder}\``).join(', ')}.`}`],
      ...(secrets.length === 0 ? [] : [`Secrets that people make, as soon as their namespaces are there and as far as they were not restored: ${secrets.join(', ')}.`]),
      ...(managesItself ? [`Then the Cluster ${hub} itself moves in, with \`clusterctl move\` from the cluster for the moment, as when it was first made.`] : []),
    ],
    commands: [...platform.flatMap(folder => applyFolder(plan, folder)), ...platform.length === 0 ? [`${at} get deployments --all-namespaces`] : []],
    check: 'all controllers are available, and their webhooks answer',
  }];
}

function applyFolder({ fleet, hub, operator, fieldManager }: HubPlan, folder: string): readonly string[] {
  const at = kubectl(fleet.hub);
  const is = (phase: keyof typeof PHASES) => folder === fleet.folderOf(hub, PHASES[phase].unit);
  const definitions = is('definitions');
  return [
    `${at} ${asDelivery('apply', fieldManager)} -f ${folder}`,
    ...(definitions ? [`${at} wait customresourcedefinitions --all --for=condition=Established --timeout=2m`] : [
      `${at} wait deployments --all --all-namespaces --for=condition=Available --timeout=10m`,
    ]),
    ...(is('certificates') || is('operator') ? [`${at} wait ${WEBHOOKS} --all --for=jsonpath='{.webhooks[0].clientConfig.caBundle}' --timeout=5m`] : []),
    ...(is('providers') && operator ? [`${at} wait ${PROVIDERS} --all --all-namespaces --for=condition=Ready --timeout=10m`] : []),
  ];
}

/** As the delivery writes: a field that leaves the output stays as long as another writer of it is remembered. */
export function asDelivery(verb: 'apply' | 'diff', fieldManager: string | undefined): string {
  return `${verb} --server-side --force-conflicts${fieldManager === undefined ? '' : ` --field-manager ${fieldManager}`}`;
}
