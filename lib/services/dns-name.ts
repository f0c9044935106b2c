import { RFC_1123_LABEL } from '../fleet/names';

const LONGEST_NAME = 253;

/**
 * A name that DNS takes: labels of lower-case letters, digits and dashes, 63 each at most, 253 characters in all.
 *
 * @param where what the message begins with
 * @throws with what makes the name no such name
 */
export function checkDnsName(where: string, name: string): string {
  if (typeof name !== 'string') {
    throw new Error(`${where}: write a DNS name, got ${String(name)}`);
  }
  const bad = name.split('.').find(label => !RFC_1123_LABEL.test(label));
  if (bad !== undefined) {
    throw new Error(`${where}: '${name}' is no DNS name: '${bad}' is not lower-case letters, digits and dashes, 63 at most, beginning and ending with a letter or digit`);
  }
  if (name.length > LONGEST_NAME) {
    throw new Error(`${where}: '${name}' has ${name.length} characters, and DNS takes ${LONGEST_NAME}: shorten the names that it is made of`);
  }
  return name;
}
