import type { ICluster } from '../../../fleet';
import type { PlannedRestore } from '../restore-plan-steps';

/** Phases that a Restore stays in (Velero v1.18.2 `pkg/apis/velero/v1/restore_types.go`). */
const LAST_PHASES = '^(Completed|PartiallyFailed|Failed|FailedValidation)$';
const BACKUP_COLUMNS = 'NAME:.metadata.name,PHASE:.status.phase,STARTED:.status.startTimestamp,ENDED:.status.completionTimestamp,EXPIRES:.status.expiration';
const RESTORE_COLUMNS = 'PHASE:.status.phase,BACKUP:.spec.backupName,RESTORED:.status.progress.itemsRestored,TOTAL:.status.progress.totalItems,ERRORS:.status.errors,WARNINGS:.status.warnings';

/** What Flux leaves alone; for every `kubectl patch` of a runbook. */
export const FIELD_MANAGER = '--field-manager=flux-client-side-apply';
/** How often the end of a Restore is asked for, every five seconds: an hour. */
const ATTEMPTS = 720;

/** `kubectl` at a cluster, whose context is called as the cluster; kinds are written with their group, which other operators share names with. */
export function kubectl(cluster: ICluster, namespace?: string): string {
  return `kubectl --context ${cluster.name}${namespace === undefined ? '' : ` -n ${namespace}`}`;
}

/** The `velero` command inside the server, for who has none: the image has no shell. */
export function veleroIn(cluster: ICluster, namespace: string): string {
  return `${kubectl(cluster, namespace)} exec deploy/velero -c velero -- /velero`;
}

/**
 * Changes fields of an object so that they stay: Flux takes back what managers have set whose name begins with `kubectl` (Flux FAQ, "Why are kubectl
 * edits rolled back by Flux?"). Elsewhere it is a name as any other.
 *
 * @param object its kind and name, as words of a shell: `schedules.velero.io daily-us`, `"$name"`
 */
export function patch(cluster: ICluster, namespace: string, object: string, change: object): string {
  return `${kubectl(cluster, namespace)} patch ${object} --type merge -p '${JSON.stringify(change)}' ${FIELD_MANAGER}`;
}

/** Pauses a Schedule, or lets it go on. */
export function pause(cluster: ICluster, namespace: string, schedule: string, paused: boolean): string {
  return patch(cluster, namespace, `schedules.velero.io ${schedule}`, { spec: { paused } });
}

/** Backups of a Schedule, the newest last: the definition of Velero shows only their names (v1.18.2, no printer columns). */
export function listBackups(cluster: ICluster, namespace: string, { source: { backupName, scheduleName } }: PlannedRestore): string {
  const which = backupName ?? `-l velero.io/schedule-name=${scheduleName} --sort-by=.status.startTimestamp`;
  return `${kubectl(cluster, namespace)} get backups.velero.io ${which} -o custom-columns=${BACKUP_COLUMNS}`;
}

/** Makes a Restore, waits until it has ended in one way or another, an hour at most, and shows how it is. */
export function runRestore(cluster: ICluster, namespace: string, name: string, file: string): readonly string[] {
  const restore = `${kubectl(cluster, namespace)} get restores.velero.io ${name}`;
  return [
    `${kubectl(cluster)} create -f ${file}`,
    `for i in $(seq ${ATTEMPTS}); do ${restore} -o jsonpath='{.status.phase}' | grep -E '${LAST_PHASES}' && break; sleep 5; done`,
    `${restore} -o custom-columns=${RESTORE_COLUMNS}`,
  ];
}
