import { groupBy } from '../collections';
import { SecretEntry } from '../model';
import { compareText } from '../names';

/** Each Secret once, with the keys that all its readers look for, sorted by namespace and name. */
export function distinctSecrets(secrets: readonly SecretEntry[]): readonly SecretEntry[] {
  const groups = groupBy(secrets, ({ namespace, name }) => `${namespace}\n${name}`);
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, entries]) => together(entries));
}

function together(entries: readonly SecretEntry[]): SecretEntry {
  // What a controller makes, people need not.
  const maker = entries.find(({ madeBy }) => madeBy === 'controller') ?? entries[0];
  const contents = [...new Set(entries.flatMap(({ content }) => content ?? []))];
  const joined = (text: (entry: SecretEntry) => string) => [...new Set(entries.map(text))].join('; ');
  return {
    ...maker,
    type: entries.find(({ type }) => type !== 'Opaque')?.type ?? maker.type,
    labels: Object.assign({}, ...entries.map(({ labels }) => labels)),
    keys: [...new Set(entries.flatMap(({ keys }) => keys))].sort(),
    content: contents.length === 0 ? undefined : contents.join('; '),
    readBy: joined(({ readBy }) => readBy),
    rotatedBy: maker.madeBy === 'controller' ? maker.rotatedBy : joined(({ rotatedBy }) => rotatedBy),
  };
}
