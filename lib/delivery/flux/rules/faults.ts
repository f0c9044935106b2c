import { faultRule, FluxRule } from './rule';

/** Rules whose faults the declarations find themselves, by code. */
export const FAULT_RULES: readonly FluxRule[] = [
  faultRule({
    code: 'flux-directory-recurse',
    severity: 'warning',
    summary: 'An application takes a plain folder without the folders below it.',
    why: 'Flux takes every manifest below the folder (fluxcd/pkg kustomize v1.35.4 kustomize_generator.go scanManifests); it has no other way.',
    fix: 'Write `recurse: true`, when the folders below may come along; else put a kustomization.yaml into the folder.',
  }),
  faultRule({
    code: 'flux-no-cluster',
    severity: 'error',
    summary: 'A `FluxFleet` selects no cluster.',
    why: 'Nothing would run anywhere; mostly a label or a region is misspelt.',
    fix: 'Correct the selection, or remove the construct.',
  }),
  faultRule({
    code: 'flux-revision',
    severity: 'warning',
    summary: 'An application names a revision that Flux is told is a branch, and that looks like a tag or the beginning of a commit.',
    why: 'Argo CD asks the repository what a revision is. Flux must be told, and looks for a branch of that name for ever (source-controller v1.9.4'
      + ' api/v1/gitrepository_types.go GitRepositoryRef).',
    fix: 'Write `refs/tags/<tag>`, `refs/heads/<branch>` or all 40 digits of the commit.',
  }),
  faultRule({
    code: 'flux-shared-objects',
    severity: 'error',
    summary: 'Two applications bring the same folder of a repository, or the same Helm release, to one namespace of a cluster.',
    why: 'Each applies its objects as its own, at each interval anew, and deleting or pruning in one deletes what the other runs.',
    fix: 'Keep one of the two, or give them different folders, releases or namespaces.',
  }),
  faultRule({
    code: 'flux-substitution',
    severity: 'error',
    summary: 'A variable for `postBuild` has a name or a value that Flux refuses or changes.',
    why: 'Names must match `^[_[:alpha:]][_[:alpha:][:digit:]]*$`, or nothing of the Kustomization is applied; line ends in values are dropped in silence '
      + '(fluxcd/pkg kustomize v1.35.4 kustomize_varsub.go).',
    fix: 'Use letters, digits and underscores in names, and values of one line.',
  }),
  faultRule({
    code: 'flux-unknown-cluster',
    severity: 'error',
    summary: 'A `FluxFleet` names a cluster that the fleet does not have.',
    why: 'A misspelt name would silently get nothing.',
    fix: 'Write the name of a cluster of the fleet.',
  }),
  faultRule({
    code: 'flux-value-files',
    severity: 'error',
    summary: 'A chart in an OCI registry is to be installed with files of values.',
    why: 'A HelmRelease reads files of values only from a git or Helm repository: `chartRef` has no such field (helm-controller v1.6.3 api/v2/helmrelease_types.go).',
    fix: 'Write the values into the program.',
  }),
  faultRule({
    code: 'flux-wave-revision',
    severity: 'warning',
    summary: 'An application has waves, and its source follows a branch or a range of versions.',
    why: 'A wave holds a change of the program until the earlier wave is healthy. A new commit on a branch is no such change: all clusters take it at once.',
    fix: 'Name a tag, a commit or a version, and raise it in the program.',
  }),
  faultRule({
    code: 'flux-waves-per-cluster',
    severity: 'error',
    summary: 'An application has waves, and each cluster runs a Flux of its own.',
    why: 'Flux knows no order between clusters; waves are Kustomizations on the hub that wait for each other.',
    fix: 'Let Flux run on the hub, or leave the waves out and raise revisions cluster by cluster.',
  }),
];
