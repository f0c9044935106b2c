import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Fleet, ICluster } from '../../fleet';

/** Velero finds it by its labels; two of them in a namespace fail every restore (v1.18.2 `pkg/plugin/framework/common/plugin_config.go`). */
const NAME = 'change-storage-class';
const LABELS = { 'velero.io/plugin-config': '', 'velero.io/change-storage-class': 'RestoreItemAction' };
/** Unit of the cluster that restores. */
export const STORAGE_CLASSES_UNIT = 'restore-storage-classes';
/** Names of storage classes: subdomains of RFC 1123. */
const CLASS = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Storage classes that Velero replaces in a cluster when it restores, for all who restore there: it knows one such list, for every restore.
 *
 * It lies in a folder of its own that no controller reads: `<cluster>.restore-storage-classes/<namespace of Velero>.yaml`.
 */
export class StorageClassMapping extends Construct {
  /** That of a cluster and a namespace of Velero; there is one. */
  public static on(fleet: Fleet, cluster: ICluster, namespace: string): StorageClassMapping {
    const chart = fleet.chartOf(cluster.name, STORAGE_CLASSES_UNIT);
    return (chart.node.tryFindChild(namespace) as StorageClassMapping | undefined) ?? new StorageClassMapping(fleet, cluster, namespace);
  }

  /** Name of the ConfigMap. */
  public readonly name = NAME;
  private readonly classes = new Map<string, { readonly to: string; readonly path: string }>();

  private constructor(private readonly fleet: Fleet, private readonly cluster: ICluster, public readonly namespace: string) {
    super(fleet.chartOf(cluster.name, STORAGE_CLASSES_UNIT), namespace);
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: NAME, namespace, labels: LABELS },
      data: Lazy.any({ produce: () => Object.fromEntries([...this.classes].map(([from, { to }]) => [from, to])) }),
    });
  }

  /** Its file, relative to the output folder; known when the program is complete. */
  public get file(): string {
    return `${this.fleet.folderOf(this.cluster.name, STORAGE_CLASSES_UNIT)}/${this.namespace}.yaml`;
  }

  /** The classes that take the place of others, sorted. */
  public get targets(): readonly string[] {
    return [...new Set([...this.classes.values()].map(({ to }) => to))].sort();
  }

  /** @throws when somebody else replaces one of the classes by another */
  public add(path: string, mapping: Readonly<Record<string, string>>): void {
    for (const [from, to] of Object.entries(mapping)) {
      const present = this.classes.get(from);
      if (present !== undefined && present.to !== to) {
        throw new Error(`${path}: storageClassMapping: '${from}' becomes '${to}' here, and '${present.to}' by ${present.path}, and Velero has one list for all restores in`
          + ` ${this.cluster.name}: write the same class`);
      }
      this.classes.set(from, { to, path: present?.path ?? path });
    }
  }
}

/**
 * Checks a mapping of storage classes.
 *
 * @throws for what is no name of a class, and for a mapping without one
 */
export function checkStorageClasses(where: string, mapping: Readonly<Record<string, string>>): void {
  const bad = Object.entries(mapping).flat().find(name => !CLASS.test(name));
  if (bad !== undefined) {
    throw new Error(`${where}: '${bad}' is no name of a storage class; write lower-case letters, digits, dashes and dots, 253 at most`);
  }
  if (Object.keys(mapping).length === 0) {
    throw new Error(`${where}: is empty; write { 'old': 'new' }, or leave it out`);
  }
}
