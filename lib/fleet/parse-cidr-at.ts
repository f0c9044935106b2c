import { Cidr } from '../net';

/**
 * Reads a block that a user wrote.
 *
 * @param where the prop, for the message
 * @throws when the block is malformed
 */
export function parseCidrAt(where: string, text: string): Cidr {
  try {
    return Cidr.parse(text);
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`);
  }
}
