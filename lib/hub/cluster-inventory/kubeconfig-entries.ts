import { KubeconfigEntry } from './kubeconfig';
import { KubeconfigUser } from './kubeconfig-user';
import { KubeconfigProps, KubeconfigServer } from './props';
import { ClusterModel, FleetModel } from '../../fleet';

/** A cluster that the kubeconfig cannot have, with what the program does not say. */
export interface LeftOut {
  readonly cluster: ClusterModel;
  readonly lacks: 'server' | 'user';
}

/**
 * What the kubeconfig of a fleet holds, sorted by cluster, and which clusters it lacks.
 *
 * @param path of the construct, for messages
 * @throws when the function `user` gives what is no user
 */
export function kubeconfigEntries(
  path: string, props: KubeconfigProps, model: FleetModel,
): { readonly entries: readonly KubeconfigEntry[]; readonly leftOut: readonly LeftOut[] } {
  const entries: KubeconfigEntry[] = [];
  const leftOut: LeftOut[] = [];
  for (const cluster of model.clusters) {
    const server = serverOf(props, cluster);
    const user = server && userOf(path, props, cluster);
    if (server === undefined || user === undefined) {
      leftOut.push({ cluster, lacks: server === undefined ? 'server' : 'user' });
    } else {
      entries.push({ ...server, name: contextName(model, cluster.name), user: user.entryFor(cluster) });
    }
  }
  return { entries, leftOut };
}

/** Folders of several fleets are told apart in the same way; two dashes are in no id of a fleet, so that no two clusters share a name. */
function contextName({ fleets, name }: FleetModel, cluster: string): string {
  return fleets.length > 1 ? `${name}--${cluster}` : cluster;
}

function serverOf({ servers = {} }: KubeconfigProps, { name, access }: ClusterModel): KubeconfigServer | undefined {
  if (Object.hasOwn(servers, name)) {
    return servers[name];
  }
  return access?.type === 'eks' ? { server: access.server, certificateAuthority: access.certificateAuthority } : undefined;
}

function userOf(path: string, { user }: KubeconfigProps, cluster: ClusterModel): KubeconfigUser | undefined {
  const given = typeof user === 'function' ? called(path, user, cluster) : user;
  if (given !== undefined && !(given instanceof KubeconfigUser)) {
    throw new Error(`${path}: kubeconfig.user gives something else than a KubeconfigUser for cluster '${cluster.name}'; write`
      + ' KubeconfigUser.exec(...) for example, or undefined for the default');
  }
  return given ?? (cluster.access?.type === 'eks' ? KubeconfigUser.awsEks() : undefined);
}

function called(path: string, user: (cluster: ClusterModel) => KubeconfigUser | undefined, cluster: ClusterModel): KubeconfigUser | undefined {
  try {
    return user(cluster);
  } catch (error) {
    throw new Error(`${path}: kubeconfig.user for cluster '${cluster.name}': ${(error as Error).message}`, { cause: error });
  }
}
