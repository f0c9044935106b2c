import type { MachineFile } from './machine-provider';
import type { ManagedClusterContext } from '../managed-cluster-context';

/** Lists the Secrets that files of machines are read from: Cluster API reads them on the hub, beside the cluster. */
export function claimFileSecrets({ fleet, name, namespace, path }: ManagedClusterContext, files: readonly MachineFile[]): void {
  for (const { path: file, contentFrom } of files) {
    if (contentFrom !== undefined) {
      fleet.claim({
        type: 'secret', cluster: fleet.hub.name, path,
        secret: {
          namespace, name: contentFrom.secret, type: 'Opaque', labels: {}, keys: [contentFrom.key], madeBy: 'people',
          readBy: `Cluster API, for ${file} of machines of ${name}`, rotatedBy: 'who made it; machines made afterwards have the new content',
        },
      });
    }
  }
}
