import type { HubPlan } from './hub-recovery-settled';
import type { RunbookStep } from './runbook';
import { kubectl, patch } from './runbooks/commands';

const CLUSTERS = 'clusters.cluster.x-k8s.io';
const MACHINES = 'machines.cluster.x-k8s.io';

/** One after the other, since what goes wrong deletes machines. */
export function letLoose(plan: HubPlan): readonly RunbookStep[] {
  return [look(plan), oneByOne(plan)];
}

function look({ fleet, clusters, restores, schedule: { velero: { namespace } }, name: recovery }: HubPlan): RunbookStep {
  const at = kubectl(fleet.hub);
  const each = `'{range .items[*]}{.metadata.namespace}/{.metadata.name} {.spec.selector.matchLabels}{"\\n"}{end}'`;
  return {
    title: 'Check that everything is there',
    text: [
      'Each Node of a cluster has a Machine. A cluster with fewer Machines than Nodes gets new ones when it is let loose.',
      'The second command prints MachineDeployments that would take possession of the MachineSets of others of their cluster, and then delete their machines (kubernetes-sigs/cluster-api#5957):'
      + ' those whose selector names the cluster alone. Those of this program never do. Leave their cluster paused, and set the owner of each MachineSet by hand.',
      'The third asks the webhooks, and changes nothing. The last forgets lists of Machines of an earlier recovery.',
    ],
    commands: [
      `${at} -n ${namespace} get restores.velero.io ${restores.clusters} -o custom-columns=BACKUP:.spec.backupName,TOTAL:.status.progress.totalItems,RESTORED:.status.progress.itemsRestored,ERRORS:.status.errors`,
      `${at} get machinedeployments.cluster.x-k8s.io --all-namespaces -o jsonpath=${each} | grep -v cluster.x-k8s.io/deployment-name`,
      ...clusters.slice(0, 1).map(({ name, namespace: of }) => `${at} -n ${of} annotate ${CLUSTERS} ${name} recovery=checked --dry-run=server`),
      ...clusters.map(({ name, namespace: of }) => `echo ${name}: $(${at} -n ${of} get ${MACHINES} -l cluster.x-k8s.io/cluster-name=${name} -o name | wc -l) Machines,`
        + ` $(kubectl --context ${name} get nodes -o name | wc -l) Nodes`),
      `rm -f "$HOME"/${recovery}.*.machines`,
    ],
    check: 'as many items are restored as there are, the second command prints nothing, and each cluster has as many Machines as Nodes',
  };
}

/** The list that `loose` compares with is kept, so that a step that was left in the middle goes on where it was. */
function oneByOne({ fleet, clusters, name: recovery }: HubPlan): RunbookStep {
  const at = kubectl(fleet.hub);
  const pause = (paused: true | null) => patch(fleet.hub, '"$1"', `${CLUSTERS} "$2"`, { spec: { paused } });
  const file = `"$HOME/${recovery}.$1.$2.machines"`;
  return {
    title: 'Let the clusters loose, one at a time',
    text: [
      'The functions first. Then one `loose` after the other, the least important cluster first: it prints the Machines that have come (`>`) and gone (`<`) within ten minutes. MachineSets have made'
      + ' new machines before they took possession of those that were there, and deleted the old ones for it (kubernetes-sigs/cluster-api#3770).',
      'When it prints anything: `asleep` at once, with the namespace and name of that cluster, and find out why. Addresses that an IPAM provider handed out need their owner again too, which older'
      + ' providers do not see to (kubernetes-sigs/cluster-api-provider-vsphere#1822).',
      'In a new terminal begin with the functions again, and go on with the cluster where you were: `loose` compares with the Machines that were there when it ran for that cluster first.',
      'A Cluster that the program itself pauses (`paused: true`) stays paused.',
    ],
    commands: [
      `machines() { ${at} -n "$1" get ${MACHINES} -l cluster.x-k8s.io/cluster-name="$2" --sort-by=.metadata.name -o name; }`,
      `asleep() { ${pause(true)}; }`,
      `seen() { test -e ${file} || { machines "$1" "$2" > ${file.replace(/"$/, '.new"')} && mv ${file.replace(/"$/, '.new"')} ${file}; }; }`,
      `loose() { seen "$1" "$2" && ${pause(null)} && sleep 600 && machines "$1" "$2" | diff ${file} -; }`,
      ...clusters.map(({ name, namespace: of }) => `loose ${of} ${name}`),
      `${at} get ${MACHINES} --all-namespaces -o custom-columns=NAME:.metadata.name,OWNER:.metadata.ownerReferences[0].name,PHASE:.status.phase`,
    ],
    check: 'no Machine has come or gone, and each has an owner and is Running',
  };
}
