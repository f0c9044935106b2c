import { Command } from './command';
import { lockCommands } from './lock-commands';

/** Every command, in the order in which the help shows them. */
export const COMMANDS: readonly Command[] = [...lockCommands];
