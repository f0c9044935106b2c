import { groupBy } from '../../collections';
import type { Finding } from '../../finding';
import type { ClusterModel, FleetModel } from '../../model';
import type { RuleText } from '../../rules';
import { finding, listed } from '../../rules/text';

/** A check of all settled fleets of a program together. */
export interface AcrossFleetsRule extends RuleText {
  /** What the rule finds, in any order; empty when all is well. */
  check(models: readonly FleetModel[]): readonly Finding[];
}

interface Named {
  readonly fleet: FleetModel;
  readonly cluster: ClusterModel;
}

/** Managed clusters of two fleets which their cloud would take for one. */
export const cloudNameTwice: AcrossFleetsRule = {
  code: 'cloud-name-twice',
  severity: 'error',
  summary: 'Two fleets of the program make a cluster of the same name in one place of a cloud that tells clusters apart by their name.',
  why: 'The AWS provider finds what belongs to a cluster by a tag with the name of the cluster, in the account and region of its credentials. The second cluster '
    + 'of that name takes over the network and the load balancer of the first, and deleting one deletes from the other (Cluster API Provider AWS v2.11.1 '
    + '`pkg/cloud/services/network/vpc.go`, kubernetes-sigs/cluster-api-provider-aws#969).',
  fix: 'Give one of them another name (`name: \'dev-eu\'`), or another account or region; where the accounts differ and the program does not know, write them: '
    + '`account` of `Aws.ec2`.',
  check: models => {
    const named = models.flatMap(fleet => fleet.clusters.map((cluster): Named => ({ fleet, cluster })))
      .filter(({ cluster }) => cluster.uniqueNameIn !== undefined);
    return [...groupBy(named, ({ cluster }) => JSON.stringify([cluster.cloud, cluster.region, cluster.name])).values()].flatMap(pairsOf)
      .filter(([a, b]) => !areApart(a.cluster, b.cluster))
      .map(([a, b]) => {
        const { name, region, account, uniqueNameIn } = a.cluster;
        const unknown = [a, b].filter(({ cluster }) => cluster.account === undefined).map(({ fleet }) => fleet.name);
        const place = unknown.length === 0 ? `account ${account}` : `nothing says that the accounts differ (write account for ${listed(unknown)} where they do)`;
        return finding(cloudNameTwice, [name], [a.cluster.path, b.cluster.path],
          `fleets ${a.fleet.name} and ${b.fleet.name} both make a cluster '${name}' in ${region ?? 'one region'}, and ${place}: its name alone tells a cluster apart in`
          + ` ${uniqueNameIn}, so one would take over the network of the other; give one of them another name, as name: '${b.fleet.name}-${name}'`);
      });
  },
};

function areApart(a: ClusterModel, b: ClusterModel): boolean {
  return a.account !== undefined && b.account !== undefined && a.account !== b.account;
}

function pairsOf(named: readonly Named[]): readonly (readonly [Named, Named])[] {
  return named.flatMap((a, i) => named.slice(i + 1).map((b): [Named, Named] => [a, b]));
}
