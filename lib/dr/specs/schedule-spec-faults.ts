import { backupSpecFaults } from './backup-spec-faults';
import { goDurationText } from '../duration-text';
import { mapOf } from './values';
import { parseGoDuration } from '../../fleet/go-duration';
import { longestGap, ParsedCron, parseCron } from '../cron';

/** How long Velero keeps a backup that does not say. Source: Velero v1.18.2, `pkg/cmd/server/config/config.go`, `defaultBackupTTL`. */
const DEFAULT_TTL = 720n * 3_600_000_000_000n;
const MINUTE = 60_000_000_000;

/**
 * What is wrong with the `spec` of a Schedule beyond its CRD. Empty when all is well.
 *
 * Source: Velero v1.18.2, `pkg/controller/schedule_controller.go`.
 */
export function scheduleSpecFaults(spec: unknown): readonly string[] {
  const { schedule, template, skipImmediately } = mapOf(spec);
  const { cron, faults } = readCron(schedule);
  return [
    ...faults,
    ...(skipImmediately === true
      ? ['skipImmediately: Velero sets it to false once it has skipped, a GitOps tool sets it back at each sync, and the schedule may never run;'
        + ' leave it out, and start the server with --schedule-skip-immediately'] : []),
    ...backupSpecFaults(template).map(fault => prefixed(fault)),
    ...(cron === undefined ? [] : keptTooShort(mapOf(template).ttl, cron, schedule as string)),
  ];
}

/** Each field before the colon with the prefix: `template.ttl`. */
function prefixed(fault: string): string {
  const end = fault.indexOf(': ');
  return fault.slice(0, end).split(', ').map(field => `template.${field}`).join(', ') + fault.slice(end);
}

function readCron(schedule: unknown): { readonly cron?: ParsedCron; readonly faults: readonly string[] } {
  if (typeof schedule !== 'string') return { faults: [] };
  try {
    return { cron: parseCron(schedule), faults: [] };
  } catch (error) {
    return { faults: [`schedule: ${(error as Error).message}`] };
  }
}

function keptTooShort(ttl: unknown, cron: ParsedCron, schedule: string): readonly string[] {
  const written = typeof ttl === 'string' ? parseGoDuration(ttl) : 0n;
  if (written === undefined || written < 0n) return [];
  const kept = written === 0n ? DEFAULT_TTL : written;
  const gap = longestGap(cron);
  if (Number(kept) >= gap * MINUTE) return [];
  const what = written === 0n ? 'a backup is kept for 720h0m0s, the default of the server' : `a backup is kept for ${ttl}`;
  return [`template.ttl: ${what}, and up to ${goDurationText(gap)} pass between runs of '${schedule}', so that at times there is none;`
    + ` write more than that, such as ${goDurationText(2 * Math.ceil(gap))}`];
}
