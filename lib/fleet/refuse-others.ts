/**
 * Refuses what is no option: a misspelt one would be lost without a word.
 *
 * @param where what the message begins with: `KubeconfigUser.exec: `
 * @throws for the first one; its value is not repeated, since it may be a credential
 */
export function refuseOthers(where: string, props: object, known: readonly string[]): void {
  const other = Object.keys(props).find(prop => !known.includes(prop));
  if (other !== undefined) {
    throw new Error(`${where}${other} is no option; write ${known.length === 1 ? known[0] : `one of ${known.join(', ')}`}`);
  }
}
