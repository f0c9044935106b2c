import { isToldHere, nameIn } from './objects';
import { nameFolder, Place, placesOf } from './places';
import { DrRule } from './rule';
import { Finding, FleetModel } from '../../fleet';
import { groupBy } from '../../fleet/collections';
import { finding, listed } from '../../fleet/rules/text';

/** What Velero expects in its folder (Velero v1.18.2 `pkg/persistence/object_store_layout.go`). */
const OWN_FOLDERS = ['backups', 'restores', 'restic', 'metadata', 'plugins', 'kopia'];

/** Two that write to one folder of a bucket. */
export const veleroPrefixShared: DrRule = {
  code: 'velero-prefix-shared',
  severity: 'error',
  summary: 'Two locations that are written to are one folder of a bucket, or one lies in the other.',
  why: 'Each Velero takes every backup in its folder for its own, and deletes what has expired or what is asked for (velero-io/velero#627, v1.18.2'
    + ' `pkg/controller/gc_controller.go`). A location whose folder has others than its own in it is `Unavailable`: no backup is made there (`pkg/persistence/object_store.go`,'
    + ' `IsValid`).',
  fix: 'Give each a `prefix` of its own, none of them inside another: without `prefix` it is `<fleet>/<cluster>`. Who only reads has `accessMode: ReadOnly`.',
  check: (settled, model) => [...groupBy(placesOf(settled).filter(({ readOnly }) => !readOnly), ({ store }) => store).values()].flatMap(inStore => {
    const byPrefix = groupBy(inStore, ({ prefix }) => prefix);
    const equal = [...byPrefix.values()].filter(same => same.length > 1);
    const isTold = (places: readonly Place[]) => isToldHere(settled, model, places.map(({ location }) => location));
    return [
      ...equal.filter(isTold).map(same => shared(model, same)),
      ...[...nested(byPrefix)].flatMap(([prefix, inner]) => {
        const outer = byPrefix.get(prefix)!;
        return isTold([...outer, ...inner]) ? [inside(model, outer, inner)] : [];
      }),
    ];
  }),
};

function shared(model: FleetModel, places: readonly Place[]): Finding {
  return found(places, `locations ${namesOf(model, places)} all write to ${nameFolder(places[0])}: each Velero takes the backups of the others for its own, and deletes them;`
    + ' give each a prefix of its own, or accessMode ReadOnly to who only reads');
}

function inside(model: FleetModel, outer: readonly Place[], inner: readonly Place[]): Finding {
  const [{ prefix }] = outer;
  const folders = [...new Set(inner.map(place => place.prefix.slice(prefix === '' ? 0 : prefix.length + 1).split('/')[0]))].sort();
  const foreign = folders.filter(folder => !OWN_FOLDERS.includes(folder));
  const effect = foreign.length > 0
    ? `Velero finds ${listed(foreign)} there beside its own folders, holds the location for Unavailable, and makes no backups in it`
    : `Velero keeps its own objects in ${listed(folders)}, and takes what others write there for its own`;
  return found([...outer, ...inner], `${nameFolder(outer[0])}, which location ${namesOf(model, outer)} writes to, holds the ${inner.length === 1 ? 'folder' : 'folders'} of`
    + ` ${namesOf(model, inner)}: ${effect}; give each a prefix that lies in no other`);
}

/** The places that lie in each prefix, deeper ones included. */
function nested(byPrefix: ReadonlyMap<string, readonly Place[]>): ReadonlyMap<string, readonly Place[]> {
  const inner = new Map<string, Place[]>();
  for (const [prefix, places] of byPrefix) {
    const outer = outside(prefix).filter(shorter => byPrefix.has(shorter));
    outer.forEach(shorter => addTo(inner, shorter, places));
  }
  return inner;
}

/** `a/b/c` lies in `a/b`, in `a` and in the whole bucket. */
function outside(prefix: string): readonly string[] {
  const folders = prefix === '' ? [] : prefix.split('/');
  return folders.map((_, i) => folders.slice(0, i).join('/'));
}

function namesOf(model: FleetModel, places: readonly Place[]): string {
  return listed(places.map(({ location }) => nameIn(model, location)).sort());
}

function found(places: readonly Place[], message: string): Finding {
  return finding(veleroPrefixShared, places.map(({ location }) => location.cluster), places.map(({ location }) => location.path), message);
}

/** In place: a bucket may have hundreds. */
function addTo(inner: Map<string, Place[]>, prefix: string, places: readonly Place[]): void {
  const present = inner.get(prefix);
  if (present === undefined) {
    inner.set(prefix, [...places]);
  } else {
    present.push(...places);
  }
}
