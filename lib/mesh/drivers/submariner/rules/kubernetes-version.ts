import { settledMembers, SubmarinerRule } from './rule';
import { tryParseKubernetesVersion } from '../../../../fleet';
import { finding } from '../../../../fleet/rules/text';
import { OLDEST_KUBERNETES } from '../versions';

/** Kubernetes that is too old for the operator. */
export const SUBMARINER_KUBERNETES_VERSION: SubmarinerRule = {
  code: 'submariner-kubernetes-version',
  severity: 'error',
  summary: 'A member of a Submariner mesh has a Kubernetes version older than its operator supports.',
  why: `The operator's bundles ask for ${OLDEST_KUBERNETES} (\`minKubeVersion\`, Submariner 0.20 to 0.24). Its project names no newest one.`,
  fix: 'Raise the version of the cluster, or take it out of the mesh.',
  check: (model, mesh) => settledMembers(model, mesh).flatMap(({ cluster: { name, version } }) => {
    const { path, settings } = mesh;
    const parsed = tryParseKubernetesVersion(version);
    return parsed === undefined || parsed.minor >= Number(OLDEST_KUBERNETES.split('.')[1]) ? [] : [finding(SUBMARINER_KUBERNETES_VERSION, [name], [path],
      `${path}: ${name} has Kubernetes ${version}, and Submariner ${settings.version} supports ${OLDEST_KUBERNETES} and later: raise it, or take ${name} out of the mesh`)];
  }),
};
