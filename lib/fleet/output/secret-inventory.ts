import type { Fleet } from '../fleet';
import { SecretEntry } from '../model';

/** Beside the folders of the clusters, none of which begins with an underscore: cluster `secrets` may have a unit `md`. */
const FILE = '_secrets.md';

const COLUMNS: readonly [title: string, cell: (cluster: string, secret: SecretEntry) => string][] = [
  ['cluster', cluster => cluster],
  ['namespace', (_, secret) => secret.namespace],
  ['name', (_, secret) => secret.name],
  ['type', (_, secret) => secret.type],
  ['keys', (_, secret) => secret.keys.join(', ')],
  ['labels', (_, secret) => Object.entries(secret.labels).map(([key, value]) => `${key}=${value}`).join(', ')],
  ['read by', (_, secret) => secret.readBy],
  ['replaced by', (_, secret) => secret.rotatedBy],
];

/** Shown where some Secret has a content that is not for people to choose. */
const CONTENT: (typeof COLUMNS)[number] = ['content', (_, secret) => secret.content ?? ''];

/**
 * The Secrets of a fleet that people must make before anything reads them, as a page beside the folders of the clusters; none when there are none.
 *
 * Names only: what is in them is nowhere in the program.
 */
export function secretInventory(fleet: Fleet): readonly (readonly [path: string, text: string])[] {
  const { clusters, name, fleets } = fleet.settle();
  const secrets = clusters.flatMap(cluster => fleet.secretsOf(cluster.name).filter(secret => secret.madeBy === 'people').map(secret => [cluster.name, secret] as const));
  const columns = secrets.some(([, { content }]) => content !== undefined) ? [...COLUMNS, CONTENT] : COLUMNS;
  const rows = secrets.map(([cluster, secret]) => row(columns.map(([, cell]) => cell(cluster, secret))));
  const head = [row(columns.map(([title]) => title)), row(columns.map(() => '---'))];
  const text = `\nSecrets that people make, each in its cluster, before it is read.\n\n${[...head, ...rows].join('\n')}\n`;
  return rows.length === 0 ? [] : [[fleets.length > 1 ? `${name}/${FILE}` : FILE, text]];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(cell => cell.replace(/\s+/g, ' ').replace(/[\\|]/g, '\\$&')).join(' | ')} |`;
}
