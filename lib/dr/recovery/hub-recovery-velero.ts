import type { HubPlan } from './hub-recovery-settled';
import type { RunbookStep } from './runbook';
import { kubectl } from './runbooks/commands';
import { word } from './runbooks/shell-word';
import type { SecretEntry } from '../../fleet';

/** Velero alone, since nothing is there yet that could install it. */
export function installVelero(plan: HubPlan): RunbookStep {
  const { fleet, schedule, release, veleroSecrets } = plan;
  const { installedBy } = schedule.velero;
  const { storage } = schedule.declaredFor(fleet.hub);
  const { caCertRef } = storage.options;
  return {
    title: 'Install Velero alone',
    text: [
      'Its location is ReadOnly for now: the new hub shall delete no backup that has expired meanwhile, and make none. Its credentials are those that write, since the log of each'
      + ' Restore goes there too, and a Restore without it is only PartiallyFailed.',
      ...(release === undefined ? [`Velero itself: as ${installedBy ?? 'the fleet'} installs it.`] : []),
      ...(veleroSecrets.length === 0 ? [] : [`Secrets that it reads, each with the keys that are named: what makes them is not there yet.`
        + ` ${veleroSecrets.map(inWords).join('; ')}.`
        + ' Write each into the file that its command reads; a newline at its end does not count.']),
      ...(caCertRef === undefined ? [] : [`The authority of the store is in Secret \`${caCertRef.name}\` (${caCertRef.key}), which people make too.`]),
      `When the location is not Available after five minutes, its \`status.message\` says why. Delete a Secret that is wrong, create it again, and wait again. Backups are listed about a minute after`
      + ' that: list them again until they are.',
    ],
    commands: commands(plan),
    check: 'the backups of the hub are listed, the newest last, and that is Completed: it is the one that is restored',
  };
}

function commands(plan: HubPlan): readonly string[] {
  const { fleet, schedule, release, valuesFile, veleroSecrets, veleroLabels, locationFile, scheduleName, name } = plan;
  const { namespace } = schedule.velero;
  const { storage } = schedule.declaredFor(fleet.hub);
  const at = kubectl(fleet.hub, namespace);
  const location = `backupstoragelocations.velero.io/${storage.name}`;
  return [
    `${kubectl(fleet.hub)} create namespace ${namespace}`,
    ...(veleroLabels.length === 0 ? [] : [`${kubectl(fleet.hub)} label namespace ${namespace} ${veleroLabels.map(word).join(' ')}`]),
    ...(veleroSecrets.length === 0 ? [] : [
      `SECRETS="$HOME/${name}-secrets"; mkdir -p -m 700 "$SECRETS" # and the files into it`,
      ...veleroSecrets.map(secret => createSecret(at, secret)),
      'rm -r "$SECRETS"',
    ]),
    ...(release === undefined ? [] : [
      `helm --kube-context ${fleet.hub.name} install ${release.name} ${chartOf(release)} --version ${word(release.version)} --namespace ${release.namespace} --values ${valuesFile}`,
      `${at} rollout status deployment/velero --timeout=10m`,
    ]),
    `${kubectl(fleet.hub)} apply -f ${locationFile}`,
    `${at} wait --for=jsonpath='{.status.phase}'=Available ${location} --timeout=5m || ${at} get ${location} -o jsonpath='{.status.message}{"\\n"}'`,
    `${at} get backups.velero.io -l velero.io/schedule-name=${scheduleName} --sort-by=.status.startTimestamp -o custom-columns=NAME:.metadata.name,PHASE:.status.phase,STARTED:.status.startTimestamp`,
  ];
}

/** A shell leaves out newlines at the end of what `$(...)` gives: in a password they would be a part of it. */
function createSecret(at: string, { name, keys }: SecretEntry): string {
  const files = keys.map(key => ({ key, file: `"$SECRETS"/${word(`${name}.${key}`)}` }));
  return `${files.map(({ file }) => `test -s ${file} && `).join('')}${at} create secret generic ${word(name)} ${files.map(({ key, file }) => `--from-literal=${word(key)}="$(cat ${file})"`).join(' ')}`;
}

function chartOf({ repository, chart }: NonNullable<HubPlan['release']>): string {
  return repository.startsWith('oci://') ? word(`${repository.replace(/\/+$/, '')}/${chart}`) : `${word(chart)} --repo ${word(repository)}`;
}

function inWords({ name, keys, content }: SecretEntry): string {
  return `\`${name}\` (${keys.join(', ')})${content === undefined ? '' : `: ${content}`}`;
}
