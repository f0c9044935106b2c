import { checkArgoCdName } from './application-name';
import { ArgoCdProjectSpec, ArgoCdResourceKind } from './argo-cd-project-spec';
import { checkDestinations, checkDestinationServiceAccounts } from './check-destinations';
import { checkFields, checkItems, checkNoDoubles, LIST } from './check-fields';
import { checkRepositoryPattern, checkSourceNamespace } from './check-patterns';
import { checkRoles } from './check-roles';
import { checkSourceIntegrity } from './check-source-integrity';
import { compileShellPattern } from './shell-pattern';
import { checkSyncWindows } from './sync-window';
import { ANY_TEXT, FLAG, MAP, MAPS, TEXT, TEXTS } from '../../../fleet/check-props';

const DESTINATIONS = 'destinations: [{ name, namespace }], an entry for each cluster and namespace';
const FIELDS = {
  optional: {
    description: ANY_TEXT, sourceRepos: TEXTS, sourceNamespaces: TEXTS, destinations: LIST, destinationServiceAccounts: LIST,
    clusterResourceWhitelist: LIST, clusterResourceBlacklist: LIST, namespaceResourceWhitelist: LIST, namespaceResourceBlacklist: LIST,
    orphanedResources: MAP, permitOnlyProjectScopedClusters: FLAG, roles: LIST, syncWindows: LIST, sourceIntegrity: MAP,
  },
  instead: {
    clusters: DESTINATIONS, namespaces: DESTINATIONS, allowedClusters: DESTINATIONS, windows: 'syncWindows',
    signatureKeys: 'sourceIntegrity: { git: { policies: [{ repos: [{ url: \'*\' }], gpg: { mode: \'head\', keys } }] } }',
  },
};

/**
 * Argo CD checks a project only in its own API server: one that comes through Git or `kubectl` is taken as it is, and a mistake shows as
 * Applications that may not deploy, or that may deploy anywhere.
 *
 * Source: Argo CD v3.5.1, `pkg/apis/application/v1alpha1/app_project_types.go`, `ValidateProject`.
 *
 * @param path path of the construct, for messages
 * @param name name of the AppProject, which policies of roles repeat
 * @throws for what that API server refuses, for fields that do not exist, and for patterns that are malformed
 */
export function checkArgoCdProject(path: string, name: string, spec: ArgoCdProjectSpec): void {
  checkArgoCdName(path, 'AppProject', name);
  const where = `${path}: AppProject ${name}: `;
  checkFields(where, spec, FIELDS);
  if ([...spec.description ?? ''].length > 255) throw new Error(`${where}description: write 255 characters at most, got ${[...spec.description!].length}`);
  for (const [i, repo] of (spec.sourceRepos ?? []).entries()) checkRepositoryPattern(`${where}sourceRepos.${i}`, repo);
  checkNoDoubles(`${where}sourceRepos.`, spec.sourceRepos ?? []);
  for (const [i, namespace] of (spec.sourceNamespaces ?? []).entries()) checkSourceNamespace(`${where}sourceNamespaces.${i}`, namespace);
  checkNoDoubles(`${where}sourceNamespaces.`, spec.sourceNamespaces ?? []);
  checkDestinations(`${where}destinations.`, spec.destinations ?? []);
  checkDestinationServiceAccounts(`${where}destinationServiceAccounts.`, spec.destinationServiceAccounts ?? []);
  checkResources(where, spec);
  checkRoles(`${where}roles.`, name, spec.roles ?? []);
  checkSyncWindows(`${where}syncWindows.`, spec.syncWindows ?? []);
  if (spec.sourceIntegrity !== undefined) checkSourceIntegrity(`${where}sourceIntegrity.`, spec.sourceIntegrity);
}

function checkResources(where: string, spec: ArgoCdProjectSpec): void {
  checkKinds(`${where}clusterResourceWhitelist.`, spec.clusterResourceWhitelist, { name: TEXT });
  checkKinds(`${where}clusterResourceBlacklist.`, spec.clusterResourceBlacklist, { name: TEXT });
  checkKinds(`${where}namespaceResourceWhitelist.`, spec.namespaceResourceWhitelist);
  checkKinds(`${where}namespaceResourceBlacklist.`, spec.namespaceResourceBlacklist);
  if (spec.namespaceResourceWhitelist?.length === 0) {
    throw new Error(`${where}namespaceResourceWhitelist: an empty list permits no kind; leave the field out to permit all of them`);
  }
  const { orphanedResources } = spec;
  if (orphanedResources === undefined) return;
  checkFields(`${where}orphanedResources.`, orphanedResources, { optional: { warn: FLAG, ignore: MAPS } });
  checkItems(`${where}orphanedResources.ignore.`, orphanedResources.ignore ?? [], '{ group, kind, name }', {
    optional: { group: ANY_TEXT, kind: ANY_TEXT, name: ANY_TEXT },
  });
}

function checkKinds(where: string, kinds: readonly ArgoCdResourceKind[] = [], optional: Readonly<Record<string, typeof TEXT>> = {}): void {
  checkItems(where, kinds, '{ group, kind }', {
    required: { group: ANY_TEXT, kind: TEXT },
    optional,
    instead: { name: 'group and kind only: names are read for kinds without a namespace' },
  });
  for (const [i, kind] of kinds.entries()) {
    for (const [field, pattern] of Object.entries(kind)) {
      if (compileShellPattern(pattern) === undefined) throw new Error(`${where}${i}.${field}: the pattern is malformed, so it would match nothing, got '${pattern}'`);
    }
  }
}
