/**
 * An address in the program is in the output, where everybody can read it. With HTTP a name alone may be a token; with SSH it lets nobody in.
 *
 * @param where what the message begins with, up to the name of the prop: `Delivery.argoCd: repoUrl`
 * @throws for an address with credentials, which the message does not repeat
 */
export function checkNoCredentials(where: string, address: string): void {
  const [, scheme, user] = /^!?([a-z][a-z0-9+.-]*):\/\/([^/]*)@/i.exec(address) ?? [];
  if (user !== undefined && (scheme.toLowerCase() !== 'ssh' || user.includes(':'))) {
    throw new Error(`${where}: write the address without what stands before '@': it would be in the output for everybody to read; a name and a password belong into a`
      + ' Secret for the controller that reads it');
  }
}
