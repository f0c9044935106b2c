import { joinPath, kustomizationSpec } from './folders';
import { imagesOf } from './images';
import { objectName } from './names';
import type { FluxFault } from './registry';
import { chartFrom, ChartOf, chartOf } from './releases';
import type { Remote } from './remote';
import { withSecret } from './repository-secrets';
import type { FluxSettings } from './settings';
import { helmRepositorySource, mayBeTag, moves, ociChartSource, repositorySource, SourceNeed, sourceOfFolder, SourcePlace } from './sources';
import { KustomizationSpec } from '../../../imports/flux-kustomize';
import { ApplicationSource, ApplicationTarget, ClusterModel, DeliveredApplication, HelmSource } from '../../fleet';

/** How a cluster is reached and looked after. */
export interface ClusterPlace extends SourcePlace {
  readonly remote: Remote;
  readonly timeout: string;
  readonly serviceAccountName?: string;
}

/** A source of an application on a cluster, as an object of Flux. */
export type ApplicationObject = {
  readonly name: string; readonly cluster: string; readonly namespace: string;
  /** The folder of its wave on the hub. @default - it lies with everything else */
  readonly folder?: string;
  readonly place: ClusterPlace; readonly need: SourceNeed;
} & (
  | { readonly kind: 'Kustomization'; readonly spec: KustomizationSpec }
  | { readonly kind: 'HelmRelease'; readonly source: HelmSource; readonly chart: ChartOf }
);

/** Says how a cluster is reached. */
export type PlaceOf = (cluster: ClusterModel) => ClusterPlace;

/** What an application on its clusters comes to. */
export interface ApplicationPlan {
  readonly objects: readonly ApplicationObject[];
  readonly faults: readonly FluxFault[];
}

/** Plans the objects of an application, one for each cluster and source. */
export function planApplication(
  { application, path, targets, placeOf, folderOf, settings }: {
    readonly application: DeliveredApplication; readonly path: string; readonly targets: readonly ApplicationTarget[];
    readonly placeOf: PlaceOf; readonly settings: Pick<FluxSettings, 'prune' | 'repositorySecrets'>;
    /** The folder that a wave has for itself; undefined where there is none. */
    readonly folderOf: (wave: string | undefined) => string | undefined;
  },
): ApplicationPlan {
  const objects: ApplicationObject[] = [];
  for (const target of targets) {
    const place = placeOf(target.cluster);
    const folder = folderOf(target.wave);
    target.sources.forEach((source, i) => {
      const name = objectName(application.name, target.cluster.name, i === 0 ? undefined : String(i + 1));
      const shared = withSecret(sourceOf(source, place), settings.repositorySecrets);
      const need = folder === undefined ? shared : sourceOfFolder(shared, folder);
      objects.push({
        name, cluster: target.cluster.name, namespace: application.namespace, folder, place, need,
        ...(source.type === 'helm' ? { kind: 'HelmRelease' as const, source, chart: chartOfSource(source, need) } : {
          kind: 'Kustomization' as const,
          spec: {
            ...kustomizationSpec({ ...place, source: need, path: joinPath(source.path), prune: settings.prune && application.prune, wait: true }),
            targetNamespace: application.namespace,
            images: source.type === 'kustomize' && source.images ? imagesOf(source.images) : undefined,
          },
        }),
      });
    });
  }
  return { objects, faults: faultsOf(application, path, targets) };
}

function sourceOf(source: ApplicationSource, place: SourcePlace): SourceNeed {
  if (source.type !== 'helm' || source.chart === undefined) {
    return repositorySource(place, source.repoUrl, source.targetRevision);
  }
  return source.repoUrl.startsWith('oci://') ? ociChartSource(place, source.repoUrl, source.chart, source.targetRevision) : helmRepositorySource(place, source.repoUrl);
}

function chartOfSource(source: HelmSource, need: SourceNeed): ChartOf {
  if (source.chart !== undefined) {
    return chartOf(need, source.chart, source.targetRevision, source.valueFiles);
  }
  const folder = joinPath(source.path ?? '.');
  // Files of values are looked for from the root of the repository (helm-controller v1.6.3 api/v2/helmrelease_types.go valuesFiles).
  return chartFrom({
    chart: `./${folder}`, reconcileStrategy: 'Revision', sourceRef: { kind: 'GitRepository', name: need.name },
    valuesFiles: source.valueFiles?.map(file => joinPath(folder, file)),
  }, need.shard);
}

function faultsOf(application: DeliveredApplication, path: string, targets: readonly ApplicationTarget[]): readonly FluxFault[] {
  const fault = (code: string, of: (source: ApplicationSource) => boolean, message: string): readonly FluxFault[] => {
    const clusters = targets.filter(target => target.sources.some(of)).map(target => target.cluster.name);
    return clusters.length === 0 ? [] : [{ code, clusters, path, message: `${path}: application ${application.name} ${message}` }];
  };
  return [
    ...fault('flux-directory-recurse', source => source.type === 'directory' && source.recurse !== true,
      'takes a folder without those below it, and Flux takes them too: write recurse: true, or put a kustomization.yaml into the folder'),
    ...fault('flux-revision', source => (source.type !== 'helm' || source.chart === undefined) && mayBeTag(source.repoUrl, source.targetRevision),
      'takes a revision for a branch that looks like a tag or the beginning of a commit: write refs/tags/<tag>, refs/heads/<branch> or the whole commit'),
    ...fault('flux-value-files', source => source.type === 'helm' && source.repoUrl.startsWith('oci://') && (source.valueFiles ?? []).length > 0,
      'installs a chart of an OCI registry with valueFiles, which Flux cannot: write the values into the program'),
    ...(application.waves.length < 2 ? [] : fault('flux-wave-revision', source => moves(source.repoUrl, source.targetRevision),
      'has waves, and follows a branch or a range of versions, which all clusters take at once: name a tag, a commit or a version, and raise it here')),
  ];
}
