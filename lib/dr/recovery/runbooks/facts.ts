import type { RunbookPlan, RunbookRestore } from './plan';
import { durationInWords, minutesInWords } from './words';
import type { ICluster } from '../../../fleet';
import { longestGap, parseCron } from '../../cron';

/** What is known beforehand. */
export function factsOf(plan: RunbookPlan): readonly (readonly [name: string, value: string])[] {
  const { fleet, into, protectedClusters, inPlace, restores, objective, pointObjective, additions, decidedBy } = plan;
  const shown = (cluster: ICluster) => {
    const { region } = fleet.declarationOf(cluster.name);
    return `${cluster.name}${region === undefined ? '' : ` (${region})`}`;
  };
  return [
    ['Protected', protectedClusters.map(shown).join(', ')],
    ...(inPlace ? [] : [['Takes over', shown(into)] as const]),
    ...distinct(restores.map(restore => [`Lost of ${restore.from.name}`, lossOf(restore)] as const)),
    ...(pointObjective === undefined ? [] : [['Promised to be lost at most', durationInWords(pointObjective)] as const]),
    ['Until it runs again', objective === undefined ? 'nothing is promised' : `${durationInWords(objective)} are promised; only a drill shows how long it takes`],
    ...distinct(restores.map(restore => [`Backups of ${restore.from.name}`, placeOf(plan, restore)] as const)),
    ['Decided by', decidedBy],
    ...(additions.facts ?? []),
  ];
}

function lossOf({ step: { schedule }, scheduleName, source }: RunbookRestore): string {
  return source.backupName === undefined
    ? `up to ${minutesInWords(longestGap(parseCron(schedule.schedule)))} of changes, and those made while a backup ran (Schedule \`${scheduleName}\`, \`${schedule.schedule}\`)`
    : `all changes since backup \`${source.backupName}\``;
}

function placeOf({ into }: RunbookPlan, { step: { schedule }, from, location }: RunbookRestore): string {
  const { storage } = schedule.declaredFor(from);
  const read = from.name === into.name ? '' : `; location \`${location}\` in ${into.name}, which only reads`;
  return `${storage.provider}, bucket \`${storage.bucket}\`, prefix \`${schedule.velero.install(from).prefixOf(storage)}\`; location \`${storage.name}\` in ${from.name}${read}`;
}

function distinct<T extends readonly [string, string]>(facts: readonly T[]): readonly T[] {
  return [...new Map(facts.map(fact => [fact.join('\n'), fact] as const)).values()];
}
