import { ArgoCdDestinationServiceAccount, ArgoCdProjectDestination } from './argo-cd-project-spec';
import { checkItems, checkNoDoubles } from './check-fields';
import { checkExcludingPattern, checkPlainPattern } from './check-patterns';
import { TEXT } from '../../../fleet/check-props';

/**
 * @param where what messages begin with, up to the index of a destination
 * @throws for destinations that Argo CD refuses, or that no Application can have
 */
export function checkDestinations(where: string, destinations: readonly ArgoCdProjectDestination[]): void {
  checkItems(where, destinations, '{ name, namespace } or { server, namespace }', {
    optional: { server: TEXT, name: TEXT, namespace: TEXT },
    instead: { cluster: 'name: \'<cluster>\'', clusters: 'name, and an entry for each cluster', namespaces: 'namespace, and an entry for each namespace' },
  });
  for (const [i, { server, name, namespace }] of destinations.entries()) {
    if (server === undefined && name === undefined) throw new Error(`${where}${i}.name: write name or server, '*' for every cluster: this matches no cluster`);
    for (const [field, pattern] of Object.entries({ server, name, namespace })) {
      if (pattern !== undefined) checkExcludingPattern(`${where}${i}.${field}`, pattern);
    }
  }
  checkNoDoubles(where, destinations.map(({ server, name, namespace = '' }) => `${server ?? name}/${namespace}`));
}

/**
 * @param where what messages begin with, up to the index of an account
 * @throws for accounts that Argo CD refuses
 */
export function checkDestinationServiceAccounts(where: string, accounts: readonly ArgoCdDestinationServiceAccount[]): void {
  checkItems(where, accounts, '{ server, namespace, defaultServiceAccount }', {
    required: { server: TEXT, defaultServiceAccount: TEXT },
    optional: { namespace: TEXT },
    instead: { name: 'server: accounts are chosen by the address of a cluster' },
  });
  for (const [i, { server, namespace = '', defaultServiceAccount }] of accounts.entries()) {
    checkPlainPattern(`${where}${i}.server`, server);
    checkPlainPattern(`${where}${i}.namespace`, namespace);
    if (/[!*[\]{}\\/\s]/.test(defaultServiceAccount)) {
      throw new Error(`${where}${i}.defaultServiceAccount: write the name of one account or <namespace>:<name>, without wildcards, got '${defaultServiceAccount}'`);
    }
  }
  checkNoDoubles(where, accounts.map(({ server, namespace = '' }) => `${server}/${namespace}`));
}
