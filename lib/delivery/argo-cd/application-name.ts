import { createHash } from 'node:crypto';
import { LONGEST_GENERATED_APPLICATION_NAME } from './project';

/** The name of an Application, shortened with eight characters of its hash where it is longer than a Helm release may be. */
export function applicationName(name: string): string {
  if (name.length <= LONGEST_GENERATED_APPLICATION_NAME) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, LONGEST_GENERATED_APPLICATION_NAME - hash.length - 1).replace(/[-.]+$/, '')}-${hash}`;
}
