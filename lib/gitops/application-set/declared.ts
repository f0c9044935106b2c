import { ArgoCdSource, argoCdSource } from './argo-source';
import type { Baked } from './baked';
import { ApplicationSetFleetProps } from './props';
import { projectName } from './spec';
import type { Application } from './targets';
import type { DeclaredArgoApplication } from '../../delivery/argo-cd/registry';
import { ApplicationSource } from '../../fleet';

/** The Applications of an application, for the rules about all that a fleet declares for Argo CD: with what these look at, and not with long values. */
export function declaredApplications(application: Application, { targets, elements }: Baked, props: ApplicationSetFleetProps): readonly DeclaredArgoApplication[] {
  const { path } = application;
  const project = projectName(props);
  const { namespace } = props;
  let last: { readonly sources: readonly ApplicationSource[]; readonly declared: readonly ArgoCdSource[] } | undefined;
  return targets.targets.map(({ cluster, sources }, i) => {
    const { application: name, name: clusterName, server } = elements[i] as { readonly application: string; readonly name: string; readonly server?: string };
    // Clusters that get the same share one list.
    if (last?.sources !== sources) {
      last = { sources, declared: sources.map(source => argoCdSource(source, undefined)) };
    }
    return { name, path, project, cluster: cluster.name, destination: server ? { server, namespace } : { name: clusterName, namespace }, sources: last.declared };
  });
}
