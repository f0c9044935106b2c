import type { DeclaredArgoApplication, SettledArgoCd } from '../declared';

/** How messages name an Application. */
export function named(application: Pick<DeclaredArgoApplication, 'name' | 'path'>): string {
  return `Application ${application.name} (${application.path})`;
}

/** Name of the cluster whose Argo CD has something. */
export function argoCdOf(declared: SettledArgoCd, { argoCd = declared.hub }: { readonly argoCd?: string }): string {
  return argoCd;
}

/** Items by a key, the first item with a key and the later ones in pairs. */
export function pairsWithFirst<T>(items: readonly T[], key: (item: T) => string): readonly (readonly [T, T])[] {
  const first = new Map<string, T>();
  const pairs: [T, T][] = [];
  for (const item of items) {
    const present = first.get(key(item));
    if (present === undefined) {
      first.set(key(item), item);
    } else {
      pairs.push([present, item]);
    }
  }
  return pairs;
}
