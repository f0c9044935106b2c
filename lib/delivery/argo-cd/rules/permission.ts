import { argoCdOf } from './text';
import type { FleetModel } from '../../../fleet';
import { IN_CLUSTER, DeclaredArgoApplication, SettledArgoCd } from '../declared';
import type { ArgoCdProjectSpec } from '../project';

/** The name that Argo CD gives the cluster that it runs in (Argo CD v3.5.1 pkg/apis/application/v1alpha1, util/db/cluster.go `getLocalCluster`). */
const IN_CLUSTER_NAME = 'in-cluster';

/** The projects of the program by the Argo CD that has them and their name. */
export function projectsOf(declared: SettledArgoCd): (application: DeclaredArgoApplication) => ArgoCdProjectSpec | undefined {
  const specs = new Map(declared.projects.map(project => [`${argoCdOf(declared, project)}\n${project.name}`, project.spec]));
  return application => specs.get(`${argoCdOf(declared, application)}\n${application.project}`);
}

/**
 * Name and address by which Argo CD knows the cluster of an Application: it compares both with a project. The address of a member is known to the
 * program only where its access names it.
 */
export function clustersOf(model: FleetModel): (application: DeclaredArgoApplication) => { readonly name: string; readonly server?: string } {
  const servers = new Map(model.clusters.map(({ name, access }) => [name, access?.type === 'eks' ? access.server : undefined]));
  return ({ cluster, destination: { name, server } }) => (server === IN_CLUSTER
    ? { name: IN_CLUSTER_NAME, server }
    : { name: name ?? cluster, server: server ?? servers.get(cluster) });
}

/** A function that asks once for equal questions: a fleet has many Applications, and few kinds of questions about them. */
export function remembering<Q, A>(answer: (question: Q) => A, key: (question: Q) => string): (question: Q) => A {
  const answers = new Map<string, A>();
  return question => {
    const text = key(question);
    if (!answers.has(text)) {
      answers.set(text, answer(question));
    }
    return answers.get(text)!;
  };
}
