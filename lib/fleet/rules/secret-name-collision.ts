import { Rule } from './rule';
import { findingAbout } from './text';
import { ClusterModel } from '../model';
import { compareText } from '../names';

/** What follows the cluster's name in the names of its Secrets; some infrastructures keep their credentials under the bare name. */
const SUFFIXES = ['', '-apiserver-etcd-client', '-ca', '-etcd', '-kubeconfig', '-proxy', '-sa', '-user-kubeconfig'];

/** Managed clusters of which one's Secret has the name of the other's. */
export const secretNameCollision: Rule = {
  code: 'secret-name-collision',
  severity: 'error',
  summary: 'Two managed clusters of one namespace would use a Secret of the same name.',
  why: 'Cluster API names the Secrets of a cluster after it: `<name>-ca`, `-etcd`, `-proxy`, `-sa`, `-kubeconfig`, `-user-kubeconfig`, '
    + '`-apiserver-etcd-client`; vSphere and Nutanix keep credentials in `<name>`. So `a` and `a-kubeconfig`, or `a` and `a-user`, would overwrite the '
    + 'credentials of each other.',
  fix: 'Rename the newer cluster before it is made, or put the two into different namespaces of the hub.',
  check: model => {
    const users = new Map<string, { readonly secret: string; readonly clusters: ClusterModel[] }>();
    for (const cluster of model.clusters.filter(({ origin }) => origin === 'managed')) {
      for (const secret of SUFFIXES.map(suffix => cluster.name + suffix)) {
        const key = JSON.stringify([cluster.access?.type === 'kubeconfig' ? cluster.access.namespace : undefined, secret]);
        const user = users.get(key) ?? { secret, clusters: [] };
        user.clusters.push(cluster);
        users.set(key, user);
      }
    }
    return [...users.values()].filter(({ clusters }) => clusters.length > 1).map(({ secret, clusters }) => {
      const [a, b] = [...clusters].sort((x, y) => compareText(x.name, y.name));
      return findingAbout(secretNameCollision, clusters, `clusters ${a.name} and ${b.name} can both have a Secret named ${secret} `
        + 'in one namespace of the hub: rename one of them before it is made');
    });
  },
};
