import { finding, FluxRule } from './rule';

/** The ids whose file Flux would read as its configuration of the folder. */
const CONFIGURATION = 'kustomization';

/** A construct whose file Kustomize reads as something else than objects. */
export const fluxKustomizationFile: FluxRule = {
  code: 'flux-kustomization-file',
  severity: 'error',
  summary: 'A construct directly under the chart of a cluster has the id `kustomization`, so that its objects are written to kustomization.yaml.',
  why: 'Flux takes a file of that name for the description of the whole folder, and applies nothing else of it (fluxcd/pkg kustomize v1.35.4 '
    + 'kustomize_generator.go findOrGenerateKustomization).',
  fix: 'Give the construct another id.',
  check: (model, { contentOf, delivers }) => (!delivers ? [] : model.clusters.flatMap(cluster => contentOf(cluster.name)
    .filter(object => object.topId === CONFIGURATION)
    .map(object => finding(fluxKustomizationFile, [cluster.name], [object.path],
      `${cluster.name}: ${object.path} is written to kustomization.yaml, which Flux reads as the description of the folder: give the construct another id`)))),
};
