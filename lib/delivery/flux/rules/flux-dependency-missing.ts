import { FluxRule } from './rule';
import { finding } from '../../../fleet/rules/text';

/** An object that waits for one that nobody makes. */
export const fluxDependencyMissing: FluxRule = {
  code: 'flux-dependency-missing',
  severity: 'error',
  summary: 'A Kustomization or HelmRelease depends on one that the program does not make for that cluster.',
  why: 'Flux waits for it for ever: "dependency not found" (kustomize-controller v1.9.4 internal/controller/kustomization_controller.go checkDependencies).',
  fix: 'Have what is depended on select the same clusters, or take the dependency away.',
  check: (_, { objects }) => {
    const known = new Set(objects.map(({ flux, kind, namespace, name }) => `${flux}\n${kind}\n${namespace}\n${name}`));
    return objects.flatMap(object => (object.dependsOn ?? [])
      .filter(({ namespace, name }) => !known.has(`${object.flux}\n${object.kind}\n${namespace}\n${name}`))
      .map(({ namespace, name }) => finding(fluxDependencyMissing, [object.cluster], [object.path],
        `${object.cluster}: ${object.kind} ${object.namespace}/${object.name} (${object.path}) waits for ${object.kind} ${namespace}/${name}, which the program does not`
        + ' make: have what it depends on select this cluster too, or take the dependency away')));
  },
};
