import { posix } from 'node:path';
import { ArgoCdRule } from './rule';
import { named, pairsWithFirst } from './text';
import { groupBy } from '../../../fleet/collections';
import { finding } from '../../../fleet/rules/text';
import type { DeclaredArgoApplication, DeclaredArgoSource } from '../declared';
import { normalizeGitUrl } from '../project/git-url';

type Use = readonly [DeclaredArgoApplication, DeclaredArgoSource];

/** Applications that would bring the same objects to a cluster. */
export const argoSharedObjects: ArgoCdRule = {
  code: 'argo-shared-objects',
  severity: 'error',
  summary: 'Two Applications bring the same folder of a repository, or the same Helm release, to one namespace of a cluster.',
  why: 'Each takes the objects for its own: they are out of sync in one of the two for ever, and deleting or pruning one deletes what the other runs'
    + ' (Argo CD v3.5.1 controller/state.go, condition `SharedResourceWarning`).',
  fix: 'Keep one of the two, or give them different folders, releases or namespaces.',
  check: (_, declared) => [...groupBy(declared.applications, placeOf).values()]
    // Nearly every Application has its place for itself.
    .filter(applications => applications.length > 1)
    .flatMap(applications => sharedIn(applications.flatMap(application => application.sources.map((source): Use => [application, source])))),
};

/** Of what goes to one namespace of one cluster. */
function sharedIn(uses: readonly Use[]) {
  const releases = pairsWithFirst(uses.filter(([, { releaseName }]) => releaseName !== undefined), ([, { releaseName }]) => releaseName!);
  const folders = uses.filter(([, { path, releaseName }]) => releaseName === undefined && path !== undefined);
  return [
    ...releases.filter(([[first], [second]]) => first !== second)
      .map(([[first], [second, { releaseName }]]) => sharing(first, second, `Helm release ${releaseName}`)),
    ...[...groupBy(folders.map(plainly), ([, { repoURL }]) => normalizeGitUrl(repoURL)).values()].flatMap(sharedFolders),
  ];
}

/** The folder as it is written in one way only: `./app` and `app/` are `app`. */
function plainly([application, source]: Use): Use {
  return [application, { ...source, path: posix.join(source.path!, '.').replace(/\/$/, '') || '.' }];
}

/** Cluster and namespace. */
function placeOf({ cluster, destination }: DeclaredArgoApplication): string {
  return `${cluster}\n${destination.namespace ?? ''}`;
}

/** Of the folders of one repository: those that are there twice, and those below one that is read with all that is below it. */
function sharedFolders(uses: readonly Use[]) {
  const first = new Map<string, DeclaredArgoApplication>();
  const whole = new Map<string, DeclaredArgoApplication>();
  for (const [application, { path, recurse }] of uses) {
    if (recurse && !whole.has(path!)) {
      whole.set(path!, application);
    }
  }
  return uses.flatMap(([application, { path }]) => {
    const present = first.get(path!);
    if (present === undefined) {
      first.set(path!, application);
    }
    const parts = path!.split('/');
    const above = parts.map((_, i) => whole.get(parts.slice(0, i).join('/') || '.')).find(found => found !== undefined && found !== application);
    const other = present !== undefined && present !== application ? present : above;
    return other === undefined ? [] : [sharing(other, application, `folder ${path}`)];
  });
}

function sharing(first: DeclaredArgoApplication, second: DeclaredArgoApplication, what: string) {
  return finding(argoSharedObjects, [first.cluster, second.cluster], [first.path, second.path],
    `${second.cluster}: ${named(first)} and ${named(second)} both bring ${what} to namespace ${second.destination.namespace ?? '(none)'}; keep one of them`);
}
