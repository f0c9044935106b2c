import { quoted } from '../lock/names';

/** The command that forgets what the lock holds: one range of a cluster in use, or a retired cluster as a whole. */
export function releaseCommand(cluster: string, rangeName?: string): string {
  return rangeName === undefined ? `\`npx cdk8s-fleet lock release ${quoted(cluster)}\`` : releaseFactCommand(cluster, `range/${rangeName}`);
}

/** The command that forgets one fact of a cluster in use. */
export function releaseFactCommand(cluster: string, fact: string): string {
  return `\`npx cdk8s-fleet lock release ${quoted(cluster)} ${quoted(fact)}\``;
}

/** The command that says that a cluster is gone for good. */
export function retireCommand(cluster: string): string {
  return `\`npx cdk8s-fleet lock retire ${quoted(cluster)}\``;
}

/** The command that makes a merged lock consistent, with what its argument means. */
export const SETTLE_COMMAND = '`npx cdk8s-fleet lock settle --base main`, where main is the branch whose values stay';
