/** An Application of the list, and what it takes of an ApplicationSet. */
export interface Sized {
  readonly cluster: string;
  /** Bytes of its element and of what the controller writes about it into the status. */
  readonly bytes: number;
}

/** The clusters of one ApplicationSet. */
export interface Shard {
  /** 1 for the first, whose ApplicationSet has the name of the application. */
  readonly number: number;
  /** Sorted, as the items were. */
  readonly clusters: readonly string[];
  readonly bytes: number;
}

/** Which ApplicationSet the Application of each cluster is made by. */
export interface Placement {
  /** Sorted by number; at least one. */
  readonly shards: readonly Shard[];
  /** Clusters that the lock knows, and that did not all fit into the first ApplicationSet any more: some Applications change hands. */
  readonly moved: readonly string[];
}

/** What the lock says about a cluster. */
export interface Remembered {
  /** Whether the fleet had the cluster before. */
  known(cluster: string): boolean;
  /** The shard that its Application is in; undefined where none was recorded. */
  shard(cluster: string): number | undefined;
}

/** How much of an ApplicationSet is filled with new elements; the rest is for those in it to grow. */
const FILLED = 0.8;

/**
 * Places items in shards, each at most `room` bytes.
 *
 * An Application belongs to the ApplicationSet that made it: no other may touch it (Argo CD sets a controller reference). So an item never changes
 * its shard. The lock has the shard of each once there are several; as long as there is one, it is the shard of every cluster that the lock knows.
 * What is new goes where there is room, so that adding a cluster moves no other.
 *
 * @param items sorted by cluster
 */
export function placeInShards(items: readonly Sized[], room: number, remembered: Remembered): Placement {
  const recorded = items.some(item => remembered.shard(item.cluster) !== undefined);
  const total = items.reduce((sum, item) => sum + item.bytes, 0);
  if (!recorded && total <= room * FILLED) {
    return { shards: [{ number: 1, clusters: items.map(({ cluster }) => cluster), bytes: total }], moved: [] };
  }
  const bytes = new Map<number, number>([[1, 0]]);
  const shardOf = new Map<string, number>();
  const place = (item: Sized, shard: number) => {
    bytes.set(shard, (bytes.get(shard) ?? 0) + item.bytes);
    shardOf.set(item.cluster, shard);
  };
  const moved: string[] = [];
  for (const item of items) {
    const shard = remembered.shard(item.cluster) ?? (!recorded && remembered.known(item.cluster) ? 1 : undefined);
    if (shard !== undefined && (recorded || bytes.get(1)! + item.bytes <= room)) {
      place(item, shard);
    } else if (shard !== undefined) {
      moved.push(item.cluster);
    }
  }
  let first = 1;
  for (const item of items.filter(({ cluster }) => !shardOf.has(cluster))) {
    const fits = (shard: number) => (bytes.get(shard) ?? 0) === 0 || bytes.get(shard)! + item.bytes <= room * FILLED;
    while (!fits(first)) first++;
    place(item, first);
  }
  return { shards: shardsOf(items, bytes, shardOf), moved };
}

function shardsOf(items: readonly Sized[], bytes: ReadonlyMap<number, number>, shardOf: ReadonlyMap<string, number>): readonly Shard[] {
  const clusters = new Map<number, string[]>([...bytes.keys()].sort((a, b) => a - b).map(number => [number, []]));
  items.forEach(({ cluster }) => clusters.get(shardOf.get(cluster)!)!.push(cluster));
  return [...clusters].map(([number, own]) => ({ number, clusters: own, bytes: bytes.get(number)! }));
}
