import { argoCdSource } from './argo-source';
import type { Baked } from './baked';
import { ApplicationSetFleetProps } from './props';
import { projectName } from './spec';
import type { Application } from './targets';
import type { DeclaredArgoApplication, DeclaredArgoSource } from '../../delivery/argo-cd/declared';
import { ApplicationSource } from '../../fleet';

/** The Applications of an application, for the rules about all that a fleet declares for Argo CD; without values, which these do not look at. */
export function declaredApplications(
  application: Application, { targets, elements }: Baked, props: ApplicationSetFleetProps,
): readonly DeclaredArgoApplication[] {
  const { path } = application;
  const project = projectName(props);
  const { namespace } = props;
  let last: { readonly sources: readonly ApplicationSource[]; readonly declared: readonly DeclaredArgoSource[] } | undefined;
  return elements.map(({ application: name, name: clusterName, server }, i) => {
    const { cluster, sources } = targets.targets[i];
    // Clusters that get the same share one list.
    if (last?.sources !== sources) {
      last = { sources, declared: sources.map(declaredSource) };
    }
    const destination = server ? { server, namespace } : { name: clusterName, namespace };
    return { name, path, project, cluster: cluster.name, destination, sources: last.declared };
  });
}

function declaredSource(source: ApplicationSource): DeclaredArgoSource {
  const { repoURL, path, chart, directory, helm } = argoCdSource(source, undefined);
  return { repoURL, path, chart, recurse: directory?.recurse, releaseName: helm?.releaseName };
}
