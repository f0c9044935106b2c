import { FluxRule } from './rule';
import { finding } from '../../../fleet/rules/text';

/** Ids whose files Flux does not read as objects, with what it does instead. */
const NO_OBJECTS: Readonly<Record<string, string>> = {
  kustomization: 'reads as the description of the folder',
  cloudbuild: 'leaves out of what it fetches',
};

/** A construct whose file Flux does not read as objects. */
export const fluxKustomizationFile: FluxRule = {
  code: 'flux-kustomization-file',
  severity: 'error',
  summary: 'A construct directly under the chart of a cluster has the id `kustomization` or `cloudbuild`, so that its objects are written to a file of that name.',
  why: 'Flux takes kustomization.yaml for the description of the whole folder, and applies nothing else of it (fluxcd/pkg kustomize v1.35.4 '
    + 'kustomize_generator.go findOrGenerateKustomization). It leaves cloudbuild.yaml out in silence, as a file of a build service (sourceignore v0.18.0 '
    + 'sourceignore.go ExcludeCI).',
  fix: 'Give the construct another id.',
  check: (model, { contentOf, delivers }) => (!delivers ? [] : model.clusters.flatMap(cluster => contentOf(cluster.name)
    .filter(({ topId }) => Object.hasOwn(NO_OBJECTS, topId))
    .map(object => finding(fluxKustomizationFile, [cluster.name], [object.path],
      `${cluster.name}: ${object.path} is written to ${object.topId}.yaml, which Flux ${NO_OBJECTS[object.topId]}: give the construct another id`)))),
};
