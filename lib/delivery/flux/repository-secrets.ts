import { secretEntry } from './secrets';
import type { SourceNeed } from './sources';
import { SecretEntry } from '../../fleet';

/** A source with the Secret that opens its repository, where the program names one for it. */
export function withSecret(need: SourceNeed, secrets: Readonly<Record<string, string>> = {}): SourceNeed {
  const { url, secretRef } = need.spec;
  const beginning = Object.keys(secrets).filter(address => isWithin(url, address)).sort((a, b) => b.length - a.length)[0];
  const opened = secretRef !== undefined || beginning === undefined ? need.spec : { ...need.spec, secretRef: { name: secrets[beginning] } };
  return { ...need, spec: opened } as SourceNeed;
}

/** The Secret that a source names, for the inventory. */
export function secretOfSource({ namespace, spec: { url, secretRef } }: SourceNeed): readonly SecretEntry[] {
  return secretRef === undefined ? [] : [secretEntry(namespace, secretRef.name, url)];
}

/** Whether an address is another one, or lies below it. */
function isWithin(url: string, beginning: string): boolean {
  return url === beginning || url.startsWith(beginning.endsWith('/') ? beginning : `${beginning}/`);
}
